"""Which page of somebody's PDF shows which slide."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from decks.model import DeckError, Slide
from decks.opening import open_deck
from decks.render.export import Export, Way, matching_pages
from decks.render.own_pdf import read_export

SLIDES = (Slide(1), Slide(2, hidden=True), Slide(3, steps=4))


def test_a_page_for_every_slide_is_taken_in_order():
    assert matching_pages(3, SLIDES, "a.pdf") == ((1,), (2,), (3,))


def test_hidden_slides_may_be_left_out():
    assert matching_pages(2, SLIDES, "a.pdf") == ((1,), (0,), (2,))


@pytest.mark.parametrize("count", [0, 1, 4])
def test_any_other_number_of_pages_is_refused(count: int):
    with pytest.raises(DeckError) as caught:
        matching_pages(count, SLIDES, "a.pdf")
    assert caught.value.code == "pdf.page_count"
    assert caught.value.values == {"name": "a.pdf", "pages": str(count), "slides": "3"}


def test_clicks_beyond_the_last_page_of_a_slide_show_that():
    export = Export(Way.LIBREOFFICE, Path("x.pdf"), ((3, 1), (0,)))
    assert [export.page(1, click) for click in (0, 1, 2, 99)] == [3, 1, 1, 1]
    assert [export.page(2, 0), export.page(3, 0)] == [0, 0]


def test_a_pdf_of_as_many_pages_as_slides_is_an_export(
    make_deck: Callable[..., Path], make_pdf: Callable[..., Path]
):
    export = read_export(make_pdf(["one", "two"], name="mine.pdf"), open_deck(make_deck(slides=2)))
    assert (export.way, export.pages, len(export.sha256)) == (Way.PDF, ((1,), (2,)), 64)


def test_hidden_slides_are_those_of_the_deck(make_deck: Callable[..., Path], make_pdf: Callable[..., Path]):
    def build(presentation: Any) -> None:
        presentation.slides[0]._element.set("show", "0")

    export = read_export(make_pdf(["two"], name="mine.pdf"), open_deck(make_deck(build, slides=2)))
    assert export.pages == ((0,), (1,))


@pytest.mark.parametrize("content", [b"", b"shopping", b"%PDF-1.4 broken", None])
def test_what_is_no_pdf_is_named_in_the_refusal(
    make_deck: Callable[..., Path], tmp_path: Path, content: bytes | None
):
    path = tmp_path / "list.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DeckError) as caught:
        read_export(path, open_deck(make_deck()))
    assert (caught.value.code, caught.value.values) == ("pdf.not_a_pdf", {"name": "list.pdf"})


def test_a_deck_is_no_pdf(make_deck: Callable[..., Path]):
    path = make_deck()
    with pytest.raises(DeckError, match="not_a_pdf"):
        read_export(path, open_deck(path))
