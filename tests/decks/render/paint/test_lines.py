"""Lines: heads, dashes, compound lines, gradients, and text in turned and mirrored shapes."""

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, at, grouped, line, solid, sp

BLUE = solid("0000FF")


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


def thickness(image: QImage, x: float, middle: float = 3) -> int:
    """How many pixels of a column around `middle` are inked."""
    return sum(at(image, x, middle + step / 100).name() != "#ffffff" for step in range(-80, 80))


def flat(ln: str) -> str:
    """A line from 2 to 8 inches, 3 inches down."""
    return sp(ln, (2, 3, 6, 0), preset="line")


def test_a_head_is_three_lines_wide_and_its_tip_is_sharp(board: Board) -> None:
    image = board.draw(flat(line(BLUE, 12, '<a:tailEnd type="triangle"/>')))
    assert thickness(image, 5) == pytest.approx(17, abs=2)
    assert thickness(image, 7.52) == pytest.approx(48, abs=4)
    assert thickness(image, 7.97) < 8


def test_a_large_head_is_larger_than_a_small_one(board: Board) -> None:
    large = board.draw(flat(line(BLUE, 6, '<a:headEnd type="triangle" w="lg" len="lg"/>')))
    small = board.draw(flat(line(BLUE, 6, '<a:headEnd type="triangle" w="sm" len="sm"/>')))
    assert thickness(large, 2.38) > 30 > thickness(small, 2.14)


def test_a_closed_shape_has_no_heads(board: Board) -> None:
    image = board.draw(sp(line(BLUE, 4, '<a:tailEnd type="oval" w="lg" len="lg"/>')))
    assert at(image, 2.1, 2.1).name() == "#ffffff"


@pytest.mark.parametrize(("kind", "bands"), [("sng", 1), ("dbl", 2), ("tri", 3)])
def test_a_compound_line_is_open_inside(board: Board, kind: str, bands: int) -> None:
    image = board.draw(flat(line(BLUE, 24, attributes=f'cmpd="{kind}"')))
    column = [at(image, 5, 2.7 + step / 100).name() == "#0000ff" for step in range(60)]
    assert sum(after and not before for before, after in pairwise(column)) == bands


def test_dashes_may_be_the_files_own(board: Board) -> None:
    dashes = '<a:custDash><a:ds d="400000" sp="400000"/></a:custDash>'
    image = board.draw(flat(line(BLUE, 18, dashes)))
    assert at(image, 2.5, 3).name() == "#0000ff"
    assert at(image, 3.5, 3).name() == "#ffffff"


def test_a_line_may_be_a_gradient(board: Board) -> None:
    stops = (
        '<a:gs pos="0"><a:srgbClr val="FF0000"/></a:gs><a:gs pos="100000"><a:srgbClr val="0000FF"/></a:gs>'
    )
    image = board.draw(
        sp("<a:noFill/>" + line(f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>'))
    )
    assert at(image, 2, 3).red() > 200
    assert at(image, 4, 3).blue() > 200


def test_a_line_without_width_is_still_seen(board: Board) -> None:
    assert thickness(board.draw(flat(line(BLUE, 0))), 5) >= 1


@pytest.mark.parametrize("width", ["-7", "nan", "99999999999999999999"])
def test_absurd_lines_hurt_nobody(board: Board, width: str) -> None:
    ends = '<a:headEnd type="arrow"/><a:tailEnd type="stealth" w="lg"/>'
    dashes = f'<a:custDash><a:ds d="{width}" sp="0"/></a:custDash>'
    board.draw(flat(f'<a:ln w="{width}">{BLUE}{dashes}{ends}</a:ln>'))
    assert board.codes() == []


TEXT = (
    '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>'
    '<a:p><a:r><a:rPr lang="en-US" sz="4000">'
    '<a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:rPr><a:t>L</a:t></a:r></a:p></p:txBody>'
)


def ink(image: QImage) -> tuple[float, float]:
    """The middle of everything dark, in inches."""
    places = [
        (x, y) for x in range(150, 700, 2) for y in range(150, 500, 2) if image.pixelColor(x, y).red() < 99
    ]
    return sum(x for x, _ in places) / len(places) / 100, sum(y for _, y in places) / len(places) / 100


def test_text_of_a_mirrored_shape_or_group_is_not_mirrored(board: Board) -> None:
    plain = board.draw(sp("<a:noFill/>", (2, 2, 4, 2), more=TEXT))
    flipped = board.draw(sp("<a:noFill/>", (2, 2, 4, 2), more=TEXT, xfrm='flipH="1"'))
    # The group is mirrored about the middle of the page: its shape comes to lie at 7.333 to 11.333 inches.
    inside = board.draw(grouped("", sp("<a:noFill/>", (7.333, 2, 4, 2), more=TEXT), xfrm='flipH="1"'))
    assert flipped == plain
    assert ink(inside) == pytest.approx(ink(plain), abs=0.03)


def test_text_of_a_shape_on_its_head_is_turned(board: Board) -> None:
    x, y = ink(board.draw(sp("<a:noFill/>", (2, 2, 4, 2), more=TEXT, xfrm='flipV="1"')))
    assert x > 5
    assert y > 3


def test_upright_text_does_not_turn_with_its_shape(board: Board) -> None:
    upright = TEXT.replace("<a:bodyPr", '<a:bodyPr upright="1"')
    plain = board.draw(sp("<a:noFill/>", (2, 2, 3, 3), more=TEXT))
    turned = board.draw(sp("<a:noFill/>", (2, 2, 3, 3), more=upright, xfrm='rot="5400000"'))
    assert ink(turned) == pytest.approx(ink(plain), abs=0.03)


def test_text_keeps_to_the_text_area_of_its_shape(board: Board) -> None:
    x, y = ink(board.draw(sp("<a:noFill/>", (2, 2, 4, 3), more=TEXT, preset="triangle")))
    assert x > 3
    assert y > 3.5


def tangle(steps: int, ln: str) -> str:
    """A shape as large as the slide whose outline crosses it again and again."""
    points = "".join(
        f'<a:lnTo><a:pt x="{number * 7919 % 1000}" y="{number * 104729 % 1000}"/></a:lnTo>'
        for number in range(steps)
    )
    path = f'<a:path w="1000" h="1000"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>{points}</a:path>'
    custom = f"<a:custGeom><a:pathLst>{path}</a:pathLst></a:custGeom>"
    return sp(custom + BLUE + ln, (0, 0, 13.333, 7.5), preset="")


@pytest.mark.parametrize(
    ("more", "attributes", "codes"),
    [
        ("", "", []),
        ('<a:prstDash val="sysDot"/>', "", ["render.shape_too_fine"]),
        ("", 'cmpd="tri"', ["render.shape_too_fine"]),
    ],
)
def test_a_tangled_outline_is_drawn_in_time(
    board: Board, more: str, attributes: str, codes: list[str]
) -> None:
    begun = time.process_time()
    image = board.draw(tangle(400, line(BLUE, 1, more, attributes)))
    assert time.process_time() - begun < 1.5  # softened, it would take some five times as long
    inner = [at(image, 1 + step / 10, 3.7).name() for step in range(110)]
    assert "#0000ff" in inner
    assert board.codes() == codes
