"""Titles, text, notes and questions come out of a PowerPoint file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.util import Inches

from decks.model import Problem
from decks.opening import open_deck
from decks.pptx.ooxml import NAMESPACES

SLIDE = "ppt/slides/slide2.xml"


def test_titles_text_and_order_are_read(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        presentation.slides[0].placeholders[1].text = "第一点\nsecond"

    deck = open_deck(make_deck(build, slides=3))
    assert [slide.title for slide in deck.slides] == ["Slide 1", "Slide 2", "Slide 3"]
    assert deck.slides[0].text == "Slide 1\n第一点\nsecond"
    assert (deck.title, deck.lesson_id) == ("Slide 1", "lesson")
    assert (deck.width, deck.height) == (Inches(13.333), Inches(7.5))


def test_text_in_tables_and_groups_is_found(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        shapes = presentation.slides[0].shapes
        table = shapes.add_table(1, 2, 0, 0, 100, 100).table
        table.cell(0, 1).text = "in a cell"
        group = shapes.add_group_shape().shapes.add_group_shape()
        group.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "in a group"

    text = open_deck(make_deck(build)).slides[0].text
    assert "in a cell" in text
    assert "in a group" in text


def test_a_slide_without_a_title_is_called_by_its_first_line(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        slide.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "\nFirst line\nSecond"

    assert open_deck(make_deck(build)).slides[1].title == "First line"


def test_an_equation_is_read_in_its_place(make_deck: Callable[..., Path]) -> None:
    spaces = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("a", "m", "mc"))
    newer = 'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"'
    equation = (
        f"<mc:AlternateContent {spaces} {newer}><mc:Choice Requires='a14'><a14:m><m:oMath><m:r><m:t>E</m:t>"
        "</m:r><m:r><m:t>=mc²</m:t></m:r></m:oMath></a14:m></mc:Choice><mc:Fallback><a:r><a:t>?</a:t></a:r>"
        "</mc:Fallback></mc:AlternateContent>"
    )

    def build(presentation: Any) -> None:
        title = presentation.slides[0].shapes.title
        title.text_frame.text = "Einstein: "
        paragraph = title.text_frame.paragraphs[0]
        paragraph._p.append(etree.fromstring(equation))
        paragraph.add_run().text = ", 1905"

    slide = open_deck(make_deck(build)).slides[0]
    assert slide.title == "Einstein: E=mc², 1905"
    assert slide.text.startswith("Einstein: E=mc², 1905")


def test_notes_give_words_plan_and_questions(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        notes = presentation.slides[1].notes_slide.notes_text_frame
        notes.text = "Say hello.\n\n[question]\nWhich?\nA. One\nB. Two\nANSWER: B"

    slide = open_deck(make_deck(build, slides=2)).slides[1]
    assert slide.notes.text.strip() == "Say hello."
    (question,) = slide.questions
    assert (question.stem, question.options, question.correct) == ("Which?", ("One", "Two"), (1,))


def test_hidden_slides_stay_in_the_deck(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        presentation.slides[1]._element.set("show", "0")

    deck = open_deck(make_deck(build, slides=3))
    assert [slide.hidden for slide in deck.slides] == [False, True, False]


def test_a_lesson_keeps_the_identifier_in_its_file(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        presentation.core_properties.identifier = "collections-101"

    assert open_deck(make_deck(build)).lesson_id == "collections-101"


def test_a_damaged_slide_becomes_an_empty_one_with_a_problem(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path]
) -> None:
    deck = open_deck(rewritten(make_deck(slides=3), {SLIDE: b"not xml at all"}))
    assert [slide.title for slide in deck.slides] == ["Slide 1", "", "Slide 3"]
    assert deck.problems == (Problem("deck.slide_unreadable", 2),)


def test_a_missing_slide_becomes_an_empty_one_with_a_problem(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path]
) -> None:
    deck = open_deck(rewritten(make_deck(slides=3), {SLIDE: None}))
    assert [slide.number for slide in deck.slides] == [1, 2, 3]
    assert deck.problems == (Problem("deck.slide_unreadable", 2),)


def test_damaged_notes_cost_only_the_notes(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path]
) -> None:
    def build(presentation: Any) -> None:
        presentation.slides[0].notes_slide.notes_text_frame.text = "Say this."

    path = make_deck(build)
    deck = open_deck(rewritten(path, {"ppt/notesSlides/notesSlide1.xml": b"<"}))
    assert deck.slides[0].title == "Slide 1"
    assert deck.problems == (Problem("deck.notes_unreadable", 1),)


def test_a_control_character_in_a_slide_is_said(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
) -> None:
    path = make_deck(slides=2)
    deck = open_deck(rewritten(path, {SLIDE: part_of(path, SLIDE).replace(b"Slide 2", b"Slide\x02 2")}))
    assert "2" in deck.slides[1].title
    assert deck.problems == (Problem("deck.slide_damaged", 2),)
