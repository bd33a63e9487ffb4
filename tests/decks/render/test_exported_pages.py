"""Slides from another program's PDF: its pages, with the deck's own links."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from decks.model import Deck, DeckError, Problem
from decks.opening import open_deck
from decks.pptx.ooxml import qname
from decks.render.export import Export, Way
from decks.render.findings import Findings
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from decks.render.renderer import open_renderer
from tests.decks.animations import (
    animate,
    appear,
    behaviour,
    chart_part,
    click,
    coloured,
    effect,
    target,
    visibility,
)
from tests.decks.media_samples import film

SIZE = (320, 180)
RED, WHITE = "#ff0000", "#ffffff"  # of our PDFs' left half, and of an empty slide


def build(presentation: Any) -> None:
    """Slide 1 has a link from the beginning and a box that comes with a click."""
    slide = presentation.slides[0]
    link = slide.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1))
    link.click_action.hyperlink.address = "https://example.org/"
    late = slide.shapes.add_textbox(Inches(1), Inches(3), Inches(4), Inches(1))
    late.click_action.hyperlink.address = "https://example.org/late"
    animate(slide, click(appear(late.shape_id)))


@pytest.fixture
def deck(make_deck: Callable[..., Path]) -> Deck:
    """Two slides; the first in two steps."""
    return open_deck(make_deck(build, slides=2))


@pytest.fixture
def export(make_pdf: Callable[..., Path]) -> Callable[..., Export]:
    """A PDF of three pages as an export."""

    def make(pages: tuple[tuple[int, ...], ...], way: Way = Way.LIBREOFFICE, sha256: str = "") -> Export:
        return Export(way, make_pdf(["one", "two", "three"], name="pages.pdf"), pages, sha256)

    return make


def left_half(image: QImage) -> str:
    return QColor(image.pixel(image.width() // 4, image.height() - 2)).name()


def addresses(findings: Findings) -> list[str]:
    return [link.address for link in findings.links]


def test_pages_come_from_the_pdf_and_links_from_the_deck(
    qapp: QGuiApplication, deck: Deck, export: Callable[..., Export]
):
    renderer = open_renderer(deck, export(((3, 1), (2,))))
    before, after = (renderer.draw(1, step, *SIZE) for step in (0, 1))
    assert (before.image.width(), before.image.height()) == SIZE
    assert left_half(before.image) == left_half(after.image) == RED
    assert before.image != after.image
    assert addresses(before.findings) == ["https://example.org/"]
    assert set(addresses(after.findings)) == {"https://example.org/", "https://example.org/late"}
    assert after.findings.motions == ()  # it appears at once
    renderer.close()


def test_a_page_that_shows_a_slide_whole_has_all_its_links_at_once(
    qapp: QGuiApplication, deck: Deck, export: Callable[..., Export]
):
    renderer = open_renderer(deck, export(((1,), (2,)), Way.PDF))
    before, after = (renderer.draw(1, step, *SIZE) for step in (0, 1))
    assert before.image == after.image
    assert len(addresses(before.findings)) == len(addresses(after.findings)) == 2
    renderer.close()


def test_a_film_begins_by_itself_with_its_own_click_on_a_page_that_shows_a_slide_whole(
    qapp: QGuiApplication, make_deck: Callable[..., Path], export: Callable[..., Export]
):
    def with_film(presentation: Any) -> None:
        place = (0, 0, Inches(3), Inches(2))
        shapes = presentation.slides[0].shapes
        movie = shapes.add_movie(io.BytesIO(film("red")), *place, None, "video/avi")
        for timing in presentation.slides[0]._element.findall(qname("p:timing")):
            presentation.slides[0]._element.remove(timing)
        play = behaviour("cmd", target(movie.shape_id), attributes='type="call" cmd="playFrom(0.0)"')
        title = shapes.title.shape_id
        animate(presentation.slides[0], click(appear(title)), click(effect("mediacall", play)))

    renderer = open_renderer(open_deck(make_deck(with_film)), export(((1,),), Way.PDF))
    begins = [[m.by_itself for m in renderer.draw(1, step, *SIZE).findings.media] for step in range(3)]
    assert begins == [[False], [False], [True]]
    renderer.close()


@pytest.mark.parametrize(("way", "said"), [(Way.LIBREOFFICE, [False, True]), (Way.PDF, [False, False])])
def test_emphasis_that_a_copy_does_not_show_is_a_slight_problem(
    qapp: QGuiApplication,
    make_deck: Callable[..., Path],
    export: Callable[..., Export],
    way: Way,
    said: list[bool],
):
    def pale(presentation: Any) -> None:
        slide = presentation.slides[0]
        aim, to = target(slide.shapes.title.shape_id), '<p:to><p:strVal val="0.5"/></p:to>'
        animate(slide, click(effect("emph", behaviour("set", aim, to, names=["style.opacity"]))))

    renderer = open_renderer(open_deck(make_deck(pale)), export(((1, 1),), way))
    problems = [renderer.draw(1, step, *SIZE).findings.problems for step in (0, 1)]
    assert [Problem("render.emphasis", 1, serious=False) in found for found in problems] == said
    renderer.close()


def test_a_chart_that_a_copy_shows_whole_is_a_slight_problem(
    qapp: QGuiApplication, make_deck: Callable[..., Path], export: Callable[..., Export]
):
    def parted(presentation: Any) -> None:
        slide = presentation.slides[0]
        data = CategoryChartData()
        data.categories = ["a"]
        for name in ("one", "two"):
            data.add_series(name, [1])
        chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), data)
        aims = [chart_part(chart.shape_id, "series", number) for number in (0, 1)]
        animate(slide, *[click(effect("entr", visibility(aim))) for aim in aims])

    path = make_deck(parted)
    for way, said in ((Way.LIBREOFFICE, True), (Way.PDF, False)):
        renderer = open_renderer(open_deck(path), export(((1, 1, 1),), way))
        assert (Problem("render.build", 1, serious=False) in renderer.problems(1)) is said
        renderer.close()


def test_colours_of_emphasis_are_in_the_copy_and_no_problem(
    qapp: QGuiApplication, make_deck: Callable[..., Path], export: Callable[..., Export]
):
    def build_coloured(presentation: Any) -> None:
        title = presentation.slides[0].shapes.title.shape_id
        animate(presentation.slides[0], coloured(target(title), "style.color", "00FF00"))

    renderer = open_renderer(open_deck(make_deck(build_coloured)), export(((2, 1),)))
    assert renderer.draw(1, 1, *SIZE).findings.problems == ()
    renderer.close()


@pytest.mark.parametrize("page", [0, 4, -1])
def test_a_slide_without_a_page_is_drawn_by_ourselves(
    qapp: QGuiApplication, deck: Deck, export: Callable[..., Export], page: int
):
    renderer = open_renderer(deck, export(((1,), (page,))))
    assert left_half(renderer.draw(1, 0, *SIZE).image) == RED
    assert left_half(renderer.draw(2, 0, *SIZE).image) == WHITE
    renderer.close()


def test_what_only_we_can_not_draw_is_no_problem(
    qapp: QGuiApplication,
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    export: Callable[..., Export],
):
    path = rewritten(make_deck(slides=2), {"ppt/slides/slide2.xml": b"?"})
    deck = open_deck(path)
    alone, renderer = open_renderer(deck), open_renderer(deck, export(((1,), (2,))))
    assert alone.problems(2) == (Problem("deck.slide_unreadable", 2),)
    assert renderer.problems(2) == ()
    for one in (alone, renderer):
        one.close()


def test_a_pdf_that_is_not_the_chosen_one_any_more_is_refused(
    qapp: QGuiApplication, deck: Deck, export: Callable[..., Export], make_pdf: Callable[..., Path]
):
    chosen = export(((1,), (2,)), Way.PDF, "0" * 64)
    with pytest.raises(DeckError) as caught:
        open_renderer(deck, chosen)
    assert (caught.value.code, caught.value.values["name"]) == ("pdf.changed", "pages.pdf")
    chosen.path.unlink()
    with pytest.raises(DeckError, match=r"pdf\.missing"):
        open_renderer(deck, chosen)


def test_the_drawing_process_draws_from_an_export(qtbot: QtBot, deck: Deck, export: Callable[..., Export]):
    shown = export(((3, 1), (2,)))
    pictures, received = Pictures(), list[Picture]()
    pictures.picture_ready.connect(received.append)
    try:
        pictures.open(deck, shown)
        pictures.want(1, 0, *SIZE)
        qtbot.waitUntil(lambda: bool(received), timeout=20_000)
        assert left_half(received[0].image) == RED
        assert addresses(received[0].findings) == ["https://example.org/"]
        assert pictures.export == shown
        pictures.open(deck)
        pictures.want(1, 0, *SIZE)
        qtbot.waitUntil(lambda: len(received) == 2, timeout=20_000)
        assert left_half(received[1].image) == WHITE
    finally:
        pictures.close()


def test_an_export_of_no_use_is_said_once_and_the_deck_drawn_by_ourselves(
    qtbot: QtBot, deck: Deck, export: Callable[..., Export]
):
    pictures, received, problems = Pictures(), list[Picture](), list[Problem]()
    pictures.picture_ready.connect(received.append)
    pictures.failed.connect(problems.append)
    try:
        pictures.open(deck, export(((1,), (2,)), Way.PDF, hashlib.sha256(b"another").hexdigest()))
        pictures.want(1, 0, *SIZE)
        qtbot.waitUntil(lambda: bool(received), timeout=20_000)
        assert left_half(received[0].image) == WHITE
        assert problems == [Problem("pdf.changed", values={"name": "pages.pdf"})]
        assert pictures.export is None
    finally:
        pictures.close()
