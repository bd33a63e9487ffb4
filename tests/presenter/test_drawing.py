"""The rules of drawing on slides, and how drawings outlive the presenter."""

from pathlib import Path

import pytest

from presenter.drawing import MOST_POINTS, MOST_STROKES, Drawings, Ink
from presenter.kept_drawings import KeptDrawings
from presenter.light import Spot

HERE, THERE = Spot(0.25, 0.5), Spot(0.75, 0.5)


def drawn(*slides: int) -> Drawings:
    """One line from here to there on each of these slides."""
    drawings = Drawings()
    for slide in slides:
        assert drawings.begin("deck", slide, Ink.PEN, 1, HERE)
        drawings.go_on("deck", slide, THERE)
    return drawings


def test_a_stroke_belongs_to_its_slide_and_deck() -> None:
    drawings = drawn(2)
    [stroke] = drawings.on("deck", 2)
    assert (stroke.ink, stroke.colour, stroke.points) == (Ink.PEN, 1, ((0.25, 0.5), (0.75, 0.5)))
    assert (drawings.on("deck", 1), drawings.on("other", 2)) == ((), ())


def test_undo_takes_back_one_stroke_of_this_slide() -> None:
    drawings = drawn(1, 1, 2)
    drawings.undo("deck", 1)
    assert (len(drawings.on("deck", 1)), len(drawings.on("deck", 2))) == (1, 1)
    for _ in range(3):
        drawings.undo("deck", 1)
    assert drawings.on("deck", 1) == ()


def test_undo_brings_back_what_was_cleared() -> None:
    drawings = drawn(1, 1)
    drawings.clear("deck", 1)
    assert drawings.on("deck", 1) == ()
    drawings.undo("deck", 1)
    assert len(drawings.on("deck", 1)) == 2


def test_a_line_that_leaves_the_slide_runs_along_its_edge() -> None:
    drawings = drawn(1)
    drawings.go_on("deck", 1, Spot(1.4, -0.2))
    assert drawings.on("deck", 1)[0].points[-1] == (1.0, 0.0)


def test_strokes_and_slides_have_an_end() -> None:
    drawings = drawn(1)
    for _ in range(MOST_POINTS):
        drawings.go_on("deck", 1, HERE)
    assert [len(stroke.points) for stroke in drawings.on("deck", 1)] == [MOST_POINTS, 2]
    while drawings.begin("deck", 1, Ink.PEN, 0, HERE):
        pass
    assert len(drawings.on("deck", 1)) == MOST_STROKES


def test_drawings_are_there_again_for_the_same_session_only(tmp_path: Path) -> None:
    decks = drawn(1, 3).decks
    kept = KeptDrawings(tmp_path)
    kept.keep("monday", decks)
    kept.wait_until_written()
    assert KeptDrawings(tmp_path).of("monday") == decks
    assert KeptDrawings(tmp_path).of("tuesday") == {}


def test_after_the_session_nothing_of_them_is_left(tmp_path: Path) -> None:
    kept = KeptDrawings(tmp_path)
    kept.keep("monday", drawn(1).decks)
    kept.forget()
    kept.wait_until_written()
    assert list(tmp_path.iterdir()) == []


def kept_stroke(stroke: bytes) -> bytes:
    return b'{"session_id":"monday","decks":{"deck":{"1":[' + stroke + b"]}}}"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        kept_stroke(b'{"ink":"pen","colour":9,"points":[[0,0]]}'),
        kept_stroke(b'{"ink":"pen","colour":1,"points":[]}'),
        kept_stroke(b'{"ink":"chalk","colour":1,"points":[[0,0]]}'),
    ],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "drawings.json").write_bytes(damage)
    assert KeptDrawings(tmp_path).of("monday") == {}
