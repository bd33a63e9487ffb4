"""Shadows and glow of letters."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, at, sp

SHADOW = (
    '<a:effectLst><a:outerShdw dist="127000" dir="0"><a:srgbClr val="FF0000"/></a:outerShdw></a:effectLst>'
)
Draw = Callable[..., QImage]


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


def text(*effects: str) -> str:
    """A text box with a paragraph of a run for each of the effects."""
    runs = "".join(f'<a:r><a:rPr lang="en-US" sz="7200">{one}</a:rPr><a:t>HH</a:t></a:r>' for one in effects)
    return sp("", (2, 2, 6, 2), more=f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{runs}</a:p></p:txBody>")


def is_red_somewhere(image: QImage) -> bool:
    places = ((2 + x / 50, 2 + y / 50) for x in range(300) for y in range(100))
    return any(at(image, *place).name() == "#ff0000" for place in places)


def test_letters_cast_the_shadow_that_all_of_a_paragraph_have(board: Board) -> None:
    assert is_red_somewhere(board.draw(text(SHADOW, SHADOW)))
    assert "render.text_effect" not in board.codes()
    assert not is_red_somewhere(board.draw(text("", "")))


def test_the_shadow_of_single_letters_is_left_out_and_told(board: Board) -> None:
    assert not is_red_somewhere(board.draw(text(SHADOW, "")))
    assert "render.text_effect" in board.codes()


def test_an_empty_list_of_effects_takes_the_inherited_shadow_away(board: Board) -> None:
    def inherited(own: str) -> str:
        style = f"<a:lstStyle><a:lvl1pPr><a:defRPr>{SHADOW}</a:defRPr></a:lvl1pPr></a:lstStyle>"
        return text(own).replace("<a:lstStyle/>", style)

    assert is_red_somewhere(board.draw(inherited("")))
    assert not is_red_somewhere(board.draw(inherited("<a:effectLst/>")))
