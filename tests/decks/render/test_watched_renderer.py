"""Pages that would take too long are given up, and those after them drawn."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from decks.model import Deck, DeckError, Problem, Slide
from decks.opening import open_deck
from decks.render.renderer import open_renderer
from decks.render.watched_renderer import WatchedRenderer
from tests.decks.pdf_file import endless_pdf

pytestmark = pytest.mark.usefixtures("qapp")
GREY = "#606060"


@pytest.fixture
def endless(tmp_path: Path) -> Deck:
    """A deck of those pages, whose text nobody has tried to read."""
    path = tmp_path / "lesson.pdf"
    path.write_bytes(endless_pdf())
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Deck(path, "lesson", sha256, "lesson", 960, 540, (Slide(1), Slide(2)), is_pdf=True)


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_drawn(endless: Deck) -> None:
    renderer = WatchedRenderer(endless, longest_s=1.0)
    try:
        begun = time.monotonic()
        given_up = renderer.draw(1, 0, 320, 320)
        assert time.monotonic() - begun < 20
        assert given_up.findings.problems == (Problem("render.page_unreadable", 1),)
        assert renderer.problems(1) == given_up.findings.problems
        drawn = renderer.draw(2, 0, 320, 320)
    finally:
        renderer.close()
    assert [QColor(each.image.pixel(1, 1)).name() for each in (given_up, drawn)] == [GREY, "#ff0000"]
    assert drawn.findings.problems == ()


def test_pages_look_as_they_do_without_a_watch(make_pdf: Callable[..., Path]) -> None:
    deck = open_deck(make_pdf(["One", "Two"]))
    plain, watched = open_renderer(deck), WatchedRenderer(deck)
    try:
        for page, width in ((2, 320), (1, 320), (1, 640)):
            assert watched.draw(page, 0, width, 9_000).image == plain.draw(page, 0, width, 9_000).image
        assert watched.problems(2) == ()
    finally:
        plain.close()
        watched.close()


def test_a_file_that_has_changed_is_refused(make_pdf: Callable[..., Path]) -> None:
    deck = open_deck(make_pdf(["One"]))
    deck.path.write_bytes(endless_pdf())
    with pytest.raises(DeckError) as caught:
        WatchedRenderer(deck)
    assert caught.value.code == "deck.changed"


def test_without_the_program_that_is_said(make_pdf: Callable[..., Path]) -> None:
    deck = open_deck(make_pdf(["One"]))
    with pytest.raises(DeckError) as caught:
        WatchedRenderer(deck, program="no.such.module")
    assert caught.value.code == "render.no_process"
