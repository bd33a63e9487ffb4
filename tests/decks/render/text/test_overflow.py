"""Text that runs off the slide is told; what was put beyond its edge is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, sp

OFF_SLIDE = "render.text_off_slide"
Told = Callable[..., bool]


@pytest.fixture
def told(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Told:
    """Whether a text of so many lines of 20 points, in a box at a place in inches, is said to run off."""

    def draw(lines: int, place: tuple[float, float, float, float], body: str = "") -> bool:
        run = '<a:p><a:r><a:rPr sz="2000"/><a:t>HHHH</a:t></a:r></a:p>'
        text = f"<p:txBody><a:bodyPr {body}/><a:lstStyle/>{run * lines}</p:txBody>"
        board = Board(make_deck, renderer_of)
        board.draw(sp("", place, more=text))
        return OFF_SLIDE in board.codes()

    return draw


def test_a_text_too_long_for_its_box_runs_off_the_slide(told: Told) -> None:
    assert told(12, (2, 5, 5, 1))
    assert not told(6, (2, 5, 5, 1))


def test_a_text_may_run_off_above_and_beside_the_slide_too(told: Told) -> None:
    assert told(12, (2, 1, 5, 1), 'anchor="b"')
    assert told(1, (12.8, 3, 0.4, 1), 'wrap="none"')


def test_what_a_box_shows_beyond_the_edge_was_put_there(told: Told) -> None:
    assert not told(12, (2, 4, 5, 5))


def test_a_box_beside_the_slide_is_left_alone(told: Told) -> None:
    assert not told(30, (14, 5, 3, 1))
