"""Shadows, glow, soft edges and reflections lie where the file says."""

import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from decks.model import Problem
from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, at, grouped, line, pic, solid, sp

RED, NONE = solid("FF0000"), "<a:noFill/>"
BLACK = '<a:srgbClr val="000000"/>'


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


def effects(xml: str) -> str:
    return f"<a:effectLst>{xml}</a:effectLst>"


def outer(attributes: str, colour: str = BLACK) -> str:
    return effects(f"<a:outerShdw {attributes}>{colour}</a:outerShdw>")


def test_a_shadow_lies_at_its_distance_in_its_direction(board: Board) -> None:
    image = board.draw(sp(RED + outer('dist="457200" dir="0"')))
    assert at(image, 4.25, 3).name() == "#000000"
    assert at(image, 3, 3).name() == "#ff0000"
    assert at(image, 4.6, 3).name() == at(image, 3, 4.2).name() == "#ffffff"


def test_a_blurred_shadow_fades(board: Board) -> None:
    image = board.draw(sp(RED + outer('blurRad="457200" dist="0"')))
    shades = [at(image, 4 + step / 10, 3).lightness() for step in range(1, 6)]
    assert shades == sorted(shades)
    assert 60 < shades[0] < shades[-1]
    assert shades[-1] > 200


def test_a_shadow_is_as_transparent_as_its_colour(board: Board) -> None:
    faint = '<a:srgbClr val="000000"><a:alpha val="40000"/></a:srgbClr>'
    image = board.draw(sp(RED + outer('dist="457200" dir="5400000"', faint)))
    assert at(image, 3, 4.25).lightness() == pytest.approx(153, abs=2)


@pytest.mark.parametrize(("turns", "place"), [("0", (4.25, 3)), ("1", (3, 4.25))])
def test_a_shadow_turns_with_its_shape_if_it_is_to(
    board: Board, turns: str, place: tuple[float, float]
) -> None:
    shadow = outer(f'dist="457200" dir="0" rotWithShape="{turns}"')
    image = board.draw(sp(RED + shadow, xfrm='rot="5400000"'))
    assert at(image, *place).name() == "#000000"


def test_a_larger_shadow_grows_from_its_anchor(board: Board) -> None:
    image = board.draw(sp(RED + outer('sx="150000" sy="150000" algn="tl"')))
    assert at(image, 4.8, 4.8).name() == "#000000"
    assert at(image, 1.9, 3).name() == "#ffffff"


def test_an_empty_shape_casts_the_shadow_of_its_line(board: Board) -> None:
    image = board.draw(sp(NONE + line(RED) + outer('dist="914400" dir="0"')))
    assert at(image, 5, 3).name() == "#000000"
    assert at(image, 3.5, 3).name() == "#ffffff"


def test_a_group_casts_one_shadow(board: Board) -> None:
    shapes = [sp(RED, (2, 2, 2, 2)), sp(RED, (6, 2, 2, 2))]
    image = board.draw(grouped(outer('dist="457200" dir="0"'), *shapes))
    assert at(image, 4.25, 3).name() == at(image, 8.25, 3).name() == "#000000"
    assert at(image, 7, 3).name() == "#ff0000"


def test_the_effects_of_the_theme_are_drawn_unless_the_shape_has_its_own(board: Board) -> None:
    style = (
        '<p:style><a:lnRef idx="0"/><a:fillRef idx="0"/><a:effectRef idx="2"><a:srgbClr val="00FF00"/>'
        '</a:effectRef><a:fontRef idx="minor"/></p:style>'
    )
    image = board.draw(sp(RED, more=style), sp(RED + effects(""), (6, 2, 2, 2), more=style))
    assert at(image, 3, 4.02).name() != "#ffffff"
    assert at(image, 7, 4.02).name() == "#ffffff"


def test_a_glow_surrounds_its_shape(board: Board) -> None:
    image = board.draw(sp(RED + effects('<a:glow rad="228600"><a:srgbClr val="0000FF"/></a:glow>')))
    near, far = at(image, 4.05, 3), at(image, 4.6, 3)
    assert near.blue() > near.red() + 100
    assert far.name() == "#ffffff"
    assert at(image, 3, 3).name() == "#ff0000"


def test_soft_edges_fade_to_the_inside(board: Board) -> None:
    image = board.draw(sp(RED + effects('<a:softEdge rad="317500"/>')))
    assert at(image, 3, 3).name() == "#ff0000"
    assert at(image, 2.03, 3).green() > 150
    assert 20 < at(image, 2.25, 3).green() < 235
    assert at(image, 1.9, 3).name() == "#ffffff"


def test_an_inner_shadow_lies_inside(board: Board) -> None:
    shadow = f'<a:innerShdw dist="457200" dir="0" blurRad="0">{BLACK}</a:innerShdw>'
    image = board.draw(sp(RED + effects(shadow)))
    assert at(image, 2.2, 3).name() == "#000000"
    assert at(image, 3, 3).name() == "#ff0000"
    assert at(image, 1.9, 3).name() == at(image, 4.2, 3).name() == "#ffffff"


def test_a_reflection_fades_below(board: Board) -> None:
    image = board.draw(sp(RED + effects('<a:reflection stA="50000" endA="0" endPos="50000" sy="-100000"/>')))
    assert at(image, 3, 4.05).green() == pytest.approx(134, abs=12)
    assert at(image, 3, 4.7).green() > 200
    assert at(image, 3, 5.2).name() == "#ffffff"
    assert board.codes() == []


def test_a_reflection_may_begin_to_fade_later_and_be_blurred(board: Board) -> None:
    ends = 'stA="50000" endA="0" endPos="50000" sy="-100000" dist="0"'
    image = board.draw(
        sp(RED + effects(f'<a:reflection {ends} stPos="25000"/>')),
        sp(RED + effects(f'<a:reflection {ends} blurRad="457200"/>'), (6, 2, 2, 2)),
    )
    assert at(image, 3, 4.45).green() == pytest.approx(128, abs=4)
    assert at(image, 3, 4.75).green() == pytest.approx(192, abs=8)
    assert at(image, 3, 4.05).green() + 30 < at(image, 7, 4.05).green() < 250
    assert at(image, 5.9, 4.2).name() != "#ffffff"


@pytest.mark.parametrize(
    "details",
    [
        'sx="90000" sy="-100000"',
        'sy="-50000"',
        'sy="-100000" kx="600000"',
        'sy="-100000" dist="100" dir="0"',
        'sy="-100000" fadeDir="0"',
        "",
    ],
)
def test_a_reflection_that_lies_otherwise_is_told(board: Board, details: str) -> None:
    board.draw(sp(RED + effects(f'<a:reflection stA="50000" endPos="50000" {details}/>')))
    assert board.codes() == ["render.effect_plain"]


def test_a_skewed_shadow_leans(board: Board) -> None:
    image = board.draw(sp(RED + outer('sy="50000" kx="-2700000" algn="bl" rotWithShape="0"'), (2, 4, 2, 2)))
    # Its top, half as high, lies as far to the right as the shape is high.
    assert at(image, 4.6, 5.05).name() == at(image, 5.8, 5.05).name() == "#000000"
    assert at(image, 4.6, 5.9).name() == at(image, 6.2, 5.05).name() == "#ffffff"
    assert board.codes() == []


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        (f'<a:fillOverlay blend="mult">{RED}</a:fillOverlay>', ["render.effect"]),
        ('<a:blur rad="63500"/>', ["render.effect"]),
        ('<a:blur rad="0"/>', []),
        (f'<a:prstShdw prst="shdw17" dist="9525">{BLACK}</a:prstShdw>', ["render.effect_plain"]),
        (f'<a:prstShdw prst="shdw2" dist="9525">{BLACK}</a:prstShdw>', []),
    ],
)
def test_effects_that_are_left_out_are_told(board: Board, effect: str, code: list[str]) -> None:
    board.draw(sp(RED + effects(effect)))
    assert board.codes() == code


def test_effects_that_are_a_graph_are_left_out_and_told(board: Board) -> None:
    image = board.draw(sp(RED + "<a:effectDag/>"))
    assert at(image, 3, 3).name() == "#ff0000"
    assert board.codes() == ["render.effect"]


DEPTHS = [
    '<a:sp3d extrusionH="76200"/>',
    '<a:sp3d contourW="12700"/>',
    "<a:sp3d><a:bevelT/></a:sp3d>",
    '<a:sp3d><a:bevelB w="12700" h="12700"/></a:sp3d>',
    '<a:scene3d><a:camera prst="isometricTopUp"/></a:scene3d>',
    '<a:scene3d><a:camera prst="orthographicFront"><a:rot lat="0" lon="600000" rev="0"/></a:camera>'
    "</a:scene3d>",
]
FLAT = [
    '<a:scene3d><a:camera prst="orthographicFront"><a:rot lat="0" lon="21600000" rev="0"/></a:camera>'
    "</a:scene3d>",
    '<a:scene3d><a:camera prst="perspectiveFront"/></a:scene3d><a:sp3d><a:bevelT w="0" h="0"/></a:sp3d>',
]


@pytest.mark.parametrize("depth", DEPTHS)
def test_depth_is_told_and_drawn_flat(board: Board, depth: str) -> None:
    image = board.draw(sp(RED + depth))
    assert at(image, 3, 3).name() == "#ff0000"
    assert board.codes() == ["render.three_d"]


@pytest.mark.parametrize("depth", FLAT)
def test_what_is_flat_is_not_told(board: Board, depth: str) -> None:
    board.draw(sp(RED + depth, more=TEXT.replace("<a:bodyPr/>", f"<a:bodyPr>{depth}</a:bodyPr>")))
    assert board.codes() == []


def test_depth_of_pictures_groups_and_text_is_told(board: Board, png: Callable[..., io.BytesIO]) -> None:
    (depth,) = DEPTHS[:1]
    text = sp(NONE, more=TEXT.replace("<a:bodyPr/>", f"<a:bodyPr>{depth}</a:bodyPr>"))
    for shape in (pic(more=depth), grouped(depth, sp(RED)), text):
        board.draw(shape, picture=png())
        assert board.codes() == ["render.three_d"]


def test_depth_of_the_theme_is_told_unless_the_shape_has_its_own(
    board: Board, renderer_of: Callable[[Path], Renderer], rewritten: Callable[..., Path], part_of: Any
) -> None:
    style = '<p:style><a:effectRef idx="3"><a:srgbClr val="000000"/></a:effectRef></p:style>'
    theme, bevel = "ppt/theme/theme1.xml", b"<a:sp3d><a:bevelT/></a:sp3d></a:effectStyle></a:effectStyleLst>"
    for own, codes in (("", ["render.three_d"]), ("<a:sp3d/>", [])):
        path = board.deck(sp(RED + own, more=style))
        parts = part_of(path, theme).partition(b"<a:effectStyleLst>")
        styles = re.sub(rb"<a:(scene3d|sp3d).*?</a:\1>", b"", parts[2])
        styles = styles.replace(b"</a:effectStyle></a:effectStyleLst>", bevel)
        renderer = renderer_of(rewritten(path, {theme: parts[0] + parts[1] + styles}))
        assert [problem.code for problem in renderer.problems(1)] == codes


@pytest.mark.parametrize("size", ["1099511627776", "-5", "nan", "99999999999999999999"])
def test_absurd_effects_hurt_nobody(board: Board, size: str) -> None:
    everything = (
        f'<a:glow rad="{size}">{BLACK}</a:glow>'
        f'<a:innerShdw blurRad="{size}" dist="{size}">{BLACK}</a:innerShdw>'
        f'<a:outerShdw blurRad="{size}" dist="{size}" sx="{size}" sy="{size}" kx="{size}">'
        f"{BLACK}</a:outerShdw>"
        f'<a:reflection dist="{size}" stA="{size}" endPos="{size}" blurRad="{size}"/>'
        f'<a:softEdge rad="{size}"/>'
    )
    board.draw(sp(RED + effects(everything)), sp(RED, (8, 2, 2, 2)))
    assert board.codes() == ["render.effect_plain"]


TEXT = (
    "<p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang='en-US' sz='6600' b='1'><a:solidFill>"
    "<a:srgbClr val='0000FF'/></a:solidFill></a:rPr><a:t>MM</a:t></a:r></a:p></p:txBody>"
)


def colours(image: QImage, left: float, top: float, right: float, bottom: float) -> set[str]:
    """All colours in a rectangle given in inches."""
    across, down = range(int(left * 100), int(right * 100), 2), range(int(top * 100), int(bottom * 100), 2)
    return {image.pixelColor(x, y).name() for x in across for y in down}


def test_text_casts_a_shadow_where_its_shape_is_not_filled(board: Board) -> None:
    shadow = outer('dist="1828800" dir="5400000"')
    unfilled = board.draw(sp(NONE + shadow, (2, 1, 4, 2), more=TEXT))
    assert "#000000" in colours(unfilled, 2, 3, 6, 5)
    filled = board.draw(sp(solid("FFFFFF") + shadow, (2, 1, 4, 2), more=TEXT))
    assert colours(filled, 2, 3.1, 6, 4.9) == {"#000000"}


def test_what_a_group_with_a_shadow_holds_is_drawn_once(board: Board) -> None:
    shape = sp(RED)
    for _ in range(12):
        shape = grouped(outer('dist="45720" dir="0"'), shape)
    begun = time.monotonic()
    image = board.draw(shape)
    assert at(image, 3, 3).name() == "#ff0000"
    assert time.monotonic() - begun < 4
    assert board.codes() == []


def test_what_has_effects_keeps_its_place_in_a_group_that_has_some(board: Board) -> None:
    inner = sp(RED + effects('<a:softEdge rad="63500"/>'), (6, 3, 2, 2))
    size = 'cx="5486400" cy="4572000"'
    small = (
        f'<a:off x="4572000" y="1828800"/><a:ext {size}/><a:chOff x="4572000" y="1828800"/><a:chExt {size}/>'
    )
    group = grouped(outer('dist="914400" dir="5400000"'), inner)
    begin, end = group.index("<a:off", group.index("grpSpPr>")), group.index("</a:xfrm>")
    image = board.draw(group[:begin] + small + group[end:])
    assert at(image, 7, 3.5).name() == "#ff0000"
    assert at(image, 7, 5.5).name() == "#000000"


def test_effects_within_effects_end_where_their_layers_would_take_too_much(board: Board) -> None:
    shape = sp(RED, (0, 0, 13.333, 7.5))
    for _ in range(28):
        shape = grouped(outer('blurRad="9999999" dist="45720" dir="0"'), shape)
    image = board.draw(shape)
    assert at(image, 3, 3).name() == "#ff0000"
    assert "render.effect" in {problem.code for problem in drawn_large(board)}


def drawn_large(board: Board) -> tuple[Problem, ...]:
    """What could not be drawn in a picture of usual size."""
    assert board.renderer is not None
    return board.renderer.draw(1, 0, 1920, 1080).findings.problems
