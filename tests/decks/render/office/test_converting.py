"""From a deck to its pages: once, counted, and with nothing left behind."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from decks.model import DeckError
from decks.opening import open_deck
from decks.render.export import Export, Way
from decks.render.office.converting import convert
from decks.render.office.exports import ExportStore
from decks.render.office.program import Program
from tests.decks.animations import animate, appear, click

Make = Callable[..., Program]


def one_step_more(presentation: Any) -> None:
    slide = presentation.slides[0]
    animate(slide, click(appear(slide.shapes.title.shape_id)))


def converted(path: Path, program: Program, store: ExportStore) -> Export:
    return convert(path, open_deck(path).sha256, program, store)


def test_a_deck_becomes_pages_and_is_not_drawn_again(
    soffice: Make, store: ExportStore, make_deck: Callable[..., Path], calls: Callable[[], list[list[str]]]
):
    program = soffice("write_pdf()", pages=3)
    deck = make_deck(one_step_more, slides=2)
    export = converted(deck, program, store)
    assert (export.way, export.pages) == (Way.LIBREOFFICE, ((3, 1), (2,)))
    assert export.path.read_bytes().startswith(b"%PDF")
    assert converted(deck, program, store) == export
    assert len(calls()) == 1


def test_an_edited_deck_is_drawn_again(
    soffice: Make, store: ExportStore, make_deck: Callable[..., Path], calls: Callable[[], list[list[str]]]
):
    program = soffice("write_pdf()", pages=2)
    converted(make_deck(slides=2), program, store)
    converted(make_deck(one_step_more, slides=1), program, store)
    assert len(calls()) == 2


@pytest.mark.parametrize("pages", [1, 3])
def test_pages_that_can_not_be_told_apart_are_not_used(
    soffice: Make, store: ExportStore, make_deck: Callable[..., Path], pages: int
):
    with pytest.raises(DeckError) as caught:
        converted(make_deck(slides=2), soffice("write_pdf()", pages=pages), store)
    assert caught.value.code == "office.page_count"
    assert (caught.value.values["pages"], caught.value.values["expected"]) == (str(pages), "2")


def test_what_is_no_pdf_is_a_failure(soffice: Make, store: ExportStore, make_deck: Callable[..., Path]):
    program = soffice("(folder / (deck.stem + '.pdf')).write_text('no PDF')")
    with pytest.raises(DeckError, match=r"office\.failed"):
        converted(make_deck(), program, store)


@pytest.mark.parametrize("body", ["write_pdf()", "sys.exit(1)"])
def test_nothing_is_left_behind(soffice: Make, store: ExportStore, make_deck: Callable[..., Path], body: str):
    try:
        converted(make_deck(), soffice(body), store)
    except DeckError:
        assert body != "write_pdf()"
    assert not list(store.folder.glob("work-*"))


def test_a_deck_that_has_changed_meanwhile_is_refused(
    soffice: Make, store: ExportStore, make_deck: Callable[..., Path]
):
    deck = open_deck(make_deck())
    make_deck(slides=2)
    with pytest.raises(DeckError, match=r"deck\.changed"):
        convert(deck.path, deck.sha256, soffice("write_pdf()"), store)


def test_a_folder_that_can_not_be_written_is_said(
    soffice: Make, make_deck: Callable[..., Path], tmp_path: Path
):
    (tmp_path / "file").write_text("")
    with pytest.raises(DeckError) as caught:
        converted(make_deck(), soffice("write_pdf()"), ExportStore(tmp_path / "file"))
    assert (caught.value.code, caught.value.values["folder"]) == ("office.no_room", str(tmp_path / "file"))


def test_what_stands_in_for_an_equation_is_what_libreoffice_draws(
    soffice: Make, store: ExportStore, make_deck: Callable[..., Path], tmp_path: Path
):
    equation = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14">{}'
        "</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    )

    def build(presentation: Any) -> None:
        tree = presentation.slides[0].shapes._spTree
        shape = etree.tostring(tree[-1]).decode().replace("<a:p>", "<a:p><a:r><a:t>{}</a:t></a:r>")
        shape = shape.replace("<a:p/>", "<a:p><a:r><a:t>{}</a:t></a:r></a:p>")
        tree.append(etree.fromstring(equation.format(shape.format("math"), shape.format("picture"))))

    program = soffice("shutil.copy(deck, here / 'given.pptx')\nwrite_pdf()")
    converted(make_deck(build), program, store)
    with zipfile.ZipFile(tmp_path / "given.pptx") as package:
        slide = package.read("ppt/slides/slide1.xml").decode()
    assert ("picture" in slide, "math" in slide) == (True, False)
