"""Pages of a PDF are slides."""

import time
from collections.abc import Callable
from pathlib import Path

from decks.opening import open_deck
from decks.pdf_texts import LONGEST_READING_S
from tests.decks.pdf_file import endless_pdf


def test_pages_become_slides_with_their_first_line_as_title(make_pdf: Callable[..., Path]) -> None:
    deck = open_deck(make_pdf(["First page", "Second page"]))
    assert [(slide.number, slide.title) for slide in deck.slides] == [(1, "First page"), (2, "Second page")]
    assert deck.slides[1].text.strip() == "Second page"
    assert (deck.title, deck.lesson_id) == ("First page", "lesson")


def test_the_shape_is_that_of_the_first_page(make_pdf: Callable[..., Path]) -> None:
    deck = open_deck(make_pdf(["One"], size=(720, 540)))
    assert (deck.width, deck.height) == (720 * 12_700, 540 * 12_700)


def test_a_page_without_text_has_no_title(make_pdf: Callable[..., Path]) -> None:
    slide = open_deck(make_pdf([""])).slides[0]
    assert (slide.title, slide.text, slide.questions, slide.steps) == ("", "", (), 1)


def test_a_page_whose_words_take_for_ever_is_opened_without_them(tmp_path: Path) -> None:
    path = tmp_path / "lesson.pdf"
    path.write_bytes(endless_pdf())
    begun_s = time.monotonic()
    deck = open_deck(path)
    assert [slide.text for slide in deck.slides] == ["", ""]
    assert time.monotonic() - begun_s < LONGEST_READING_S * 3  # it would take years
