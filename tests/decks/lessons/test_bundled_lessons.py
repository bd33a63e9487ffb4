"""The bundled lessons: whole, lawful, readable from the back row, and built the same way each time."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree
from pptx import Presentation
from pptx.slide import Slide
from pptx.util import Pt

from assets import ASSETS
from decks.lessons.building import build_lesson
from decks.lessons.fitting import DoesNotFitError, line_count
from decks.lessons.source import Lesson, SlideSource, SourceError, lesson_files, read_lesson
from decks.lessons.stationery import COLOURS
from decks.questions.notes_syntax import NotesRead, read_notes

CHINESE, ENGLISH = "催收培训师试讲", "Teaching with Handsup"
CHECKED = "checked on 2026-11-23；请在授课前核对现行法规"
STATES_LAW = re.compile(
    "《[^》]*(?:法|典|办法)》|民法典|刑法|个人信息保护法|GB/T|工作指引|第[一二三四五六七八九十百千]+条"
)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def bundled(name: str) -> Path:
    return ASSETS / "decks" / f"{name}.pptx"


def slides_of(name: str) -> list[Slide]:
    return list(Presentation(bundled(name)).slides)


def notes_of(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    return frame.text


def read_all(name: str) -> list[NotesRead]:
    return [read_notes(notes_of(slide), number) for number, slide in enumerate(slides_of(name), start=1)]


def title_of(slide: Slide) -> str:
    title = slide.shapes.title
    assert title is not None
    return title.text_frame.text


def texts_of(slide: Slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.mark.parametrize(("name", "count"), [(CHINESE, 27), (ENGLISH, 8)])
def test_a_lesson_has_all_its_slides_with_titles_and_notes(name: str, count: int) -> None:
    slides = slides_of(name)
    assert len(slides) == count
    for slide, read in zip(slides, read_all(name), strict=True):
        assert title_of(slide)
        assert len(read.notes.text) >= 20, title_of(slide)


def test_six_chapters_of_a_divider_and_three_slides_stand_between_contents_and_closing() -> None:
    layouts = [slide.slide_layout.name for slide in slides_of(CHINESE)]
    assert layouts == ["Cover", "Content", *(["Divider"] + ["Content"] * 3) * 6, "Cover"]


@pytest.mark.parametrize(("name", "minutes"), [(CHINESE, 45), (ENGLISH, 10)])
def test_every_slide_is_planned_and_the_plan_adds_up(name: str, minutes: int) -> None:
    planned = [read.notes.planned_s for read in read_all(name)]
    assert None not in planned
    assert sum(seconds or 0 for seconds in planned) == minutes * 60


@pytest.mark.parametrize(("name", "least"), [(CHINESE, 8), (ENGLISH, 3)])
def test_its_questions_are_understood_and_graded_ones_explained(name: str, least: int) -> None:
    reads = read_all(name)
    questions = [question for read in reads for question in read.questions]
    assert [problem for read in reads for problem in read.problems] == []
    assert len(questions) >= least
    assert len({question.id for question in questions}) == len(questions)
    for question in questions:
        assert question.graded == bool(question.explanation), question.id
        assert question.time_limit_s is not None


def test_the_chinese_lesson_asks_in_every_way_that_there_is() -> None:
    reads = read_all(CHINESE)
    questions = [question for read in reads for question in read.questions]
    assert not reads[1].questions[0].graded, "the opening is a poll"
    assert any(question.options == ("对", "错") for question in questions)
    assert any(question.several for question in questions)
    assert any(question.graded and not question.several for question in questions)


def test_every_chapter_of_the_chinese_lesson_has_a_graded_question() -> None:
    reads = read_all(CHINESE)
    for chapter in range(6):
        inside = reads[2 + chapter * 4 : 6 + chapter * 4]
        assert any(question.graded for read in inside for question in read.questions), chapter + 1


def test_a_slide_that_states_law_says_when_it_was_checked() -> None:
    stating = 0
    for slide in slides_of(CHINESE):
        if STATES_LAW.search(texts_of(slide) + notes_of(slide).replace(CHECKED, "")):
            stating += 1
            assert CHECKED in notes_of(slide), title_of(slide)
    assert stating >= 6


def test_no_question_hangs_on_the_four_types() -> None:
    (types,) = [place for place, slide in enumerate(slides_of(CHINESE)) if "四种性格" in title_of(slide)]
    read = read_all(CHINESE)[types]
    assert "经验之谈" in read.notes.text
    assert not any(question.graded for question in read.questions)


@pytest.mark.parametrize("source", lesson_files(), ids=lambda path: path.stem)
def test_building_a_lesson_again_gives_the_same_bytes(source: Path) -> None:
    lesson = read_lesson(source)
    assert build_lesson(lesson) == build_lesson(lesson)


@pytest.mark.parametrize("source", lesson_files(), ids=lambda path: path.stem)
def test_the_bundled_file_is_what_its_source_builds(source: Path) -> None:
    built = parts_of(build_lesson(read_lesson(source)))
    assert built == parts_of(bundled(source.stem).read_bytes()), "run python -m decks.lessons"


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("name", [CHINESE, ENGLISH])
def test_no_text_is_smaller_than_22_points(name: str) -> None:
    with zipfile.ZipFile(bundled(name)) as package:
        shown = [part for part in package.namelist() if re.match("ppt/slide(s|Layouts)/[^/]*xml$", part)]
        assert len(shown) > 8
        for part in shown:
            sizes = etree.fromstring(package.read(part)).xpath("//*[local-name() != 'ph']/@sz")
            assert all(int(size) >= 2200 for size in sizes), part


@pytest.mark.parametrize("name", [CHINESE, ENGLISH])
def test_every_shape_stands_on_the_page(name: str) -> None:
    for slide in slides_of(name):
        for shape in slide.shapes:
            assert shape.left >= 0, shape.name
            assert shape.top >= 0, shape.name
            assert shape.left + shape.width <= Pt(960), shape.name
            assert shape.top + shape.height <= Pt(540), shape.name


def test_text_that_does_not_fit_its_frame_is_refused() -> None:
    lesson = read_lesson(lesson_files()[0])
    first = next(slide for slide in lesson.slides if slide.layout == "cards")
    long = tuple(type(point)(point.text * 9, point.heading, point.column) for point in first.points)
    slide = SlideSource("cards", title=first.title, points=long, notes="MINUTES: 1")
    with pytest.raises(DoesNotFitError):
        build_lesson(Lesson("id", "title", "en-GB", (slide,)))


def test_a_layout_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SourceError):
        build_lesson(Lesson("id", "title", "en-GB", (SlideSource("collage", title="x"),)))


def test_lines_break_between_words_and_anywhere_in_chinese() -> None:
    assert line_count("催" * 10, size=20, width=200) == 1
    assert line_count("催" * 11, size=20, width=200) == 2
    assert line_count("mmmmmmmmm mmmmmmmmm", size=20, width=140) == 2


def luminance(rgb: str) -> float:
    parts = [int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Panel(NamedTuple):
    """A filled shape on a slide."""

    left: int
    top: int
    width: int
    height: int
    ink: str

    def holds(self, x: int, y: int) -> bool:
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


def coloured_texts(slide: Slide) -> Iterator[tuple[str, str]]:
    """Each run's colour with the one below it: its own panel's, or what the layout has there."""
    below = {"Content": "lt1", "Divider": "accent1", "Cover": "dk2"}[slide.slide_layout.name]
    behind: list[Panel] = []
    for shape in slide.shapes:
        if shape.is_placeholder:
            continue
        fill = shape._element.spPr.find(f"{A}solidFill/{A}schemeClr")
        if fill is not None:
            behind.append(Panel(shape.left, shape.top, shape.width, shape.height, fill.get("val")))
        x, y = shape.left + shape.width // 2, shape.top + shape.height // 2
        under = [panel.ink for panel in behind if panel.holds(x, y)]
        for ink in shape._element.xpath(".//a:r/a:rPr/a:solidFill/a:schemeClr/@val"):
            yield ink, under[-1] if under else below


@pytest.mark.parametrize("name", [CHINESE, ENGLISH])
def test_every_text_stands_out_from_what_is_below_it(name: str) -> None:
    named = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
    seen = 0
    for slide in slides_of(name):
        for ink, paper in coloured_texts(slide):
            seen += 1
            on_paper = contrast(COLOURS[named.get(ink, ink)], COLOURS[named.get(paper, paper)])
            assert on_paper >= 4.5, (ink, paper)
    assert seen > 30


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("dk2", "lt1"), ("accent6", "lt1"), ("lt1", "dk2"), ("accent5", "dk2")],
)
def test_the_layouts_own_texts_stand_out(ink: str, paper: str) -> None:
    assert contrast(COLOURS[ink], COLOURS[paper]) >= 4.5
