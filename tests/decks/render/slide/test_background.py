"""The ground of a slide, and what its colours mean, come from the nearest sheet that says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from decks.pptx.ooxml import NAMESPACES, qname
from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, at, sp

_SPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
DARK = (
    'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent2" accent2="accent1" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


def give_ground(sheet: Any, index: int, colour: str) -> None:
    """Let a slide, layout or master refer to a background of the theme."""
    for old in sheet._element.cSld.findall(qname("p:bg")):
        sheet._element.cSld.remove(old)
    ground = f'<p:bg {_SPACES}><p:bgRef idx="{index}">{colour}</p:bgRef></p:bg>'
    sheet._element.cSld.insert(0, etree.fromstring(ground))


def override_colours(sheet: Any) -> None:
    """Let a slide or layout exchange light and dark."""
    for old in sheet._element.findall(qname("p:clrMapOvr")):
        sheet._element.remove(old)
    own = etree.fromstring(f"<p:clrMapOvr {_SPACES}><a:overrideClrMapping {DARK}/></p:clrMapOvr>")
    sheet._element.cSld.addnext(own)


def scheme(name: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def test_a_background_of_the_theme_takes_the_colour_of_its_reference(board: Board) -> None:
    image = board.draw(prepare=lambda slide: give_ground(slide, 1001, '<a:srgbClr val="123456"/>'))
    assert at(image, 0.1, 0.1).name() == at(image, 13.2, 7.4).name() == "#123456"


def test_backgrounds_of_the_theme_are_counted(board: Board) -> None:
    image = board.draw(prepare=lambda slide: give_ground(slide, 1003, '<a:srgbClr val="4060FF"/>'))
    assert at(image, 6.6, 0.1).name() != at(image, 6.6, 3.7).name()
    none = board.draw(prepare=lambda slide: give_ground(slide, 1009, '<a:srgbClr val="123456"/>'))
    assert at(none, 6.6, 3).name() == "#ffffff"


def test_the_nearest_sheet_with_a_ground_gives_it(board: Board) -> None:
    def prepare(slide: Any) -> None:
        give_ground(slide.slide_layout.slide_master, 1001, '<a:srgbClr val="FF0000"/>')
        give_ground(slide.slide_layout, 1001, '<a:srgbClr val="00FF00"/>')

    assert at(board.draw(prepare=prepare), 1, 1).name() == "#00ff00"


@pytest.mark.parametrize("of_layout", [False, True])
def test_a_sheet_may_exchange_light_and_dark(board: Board, of_layout: bool) -> None:
    def prepare(slide: Any) -> None:
        give_ground(slide.slide_layout.slide_master, 1001, '<a:schemeClr val="bg1"/>')
        if of_layout:
            override_colours(slide.slide_layout)
        else:
            override_colours(slide)

    usual = board.draw(sp(scheme("tx1")), sp(scheme("accent1"), (6, 2, 2, 2)))
    image = board.draw(sp(scheme("tx1")), sp(scheme("accent2"), (6, 2, 2, 2)), prepare=prepare)
    assert [at(usual, *place).name() for place in ((1, 1), (3, 3))] == ["#ffffff", "#000000"]
    assert [at(image, *place).name() for place in ((1, 1), (3, 3))] == ["#000000", "#ffffff"]
    assert at(image, 7, 3) == at(usual, 7, 3)
