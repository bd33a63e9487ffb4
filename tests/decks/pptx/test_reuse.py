"""Small files that name the same part again and again."""

from collections.abc import Callable, Mapping
from pathlib import Path

from decks.opening import open_deck

MakeDeck = Callable[..., Path]
Rewrite = Callable[[Path, Mapping[str, bytes | None]], Path]
QUESTION = "[question]\nWhich?\nA. This\nB. That\nANSWER: A\n"


def test_a_slide_named_twice_is_read_once(
    make_deck: MakeDeck, rewritten: Rewrite, part_of: Callable[[Path, str], bytes]
) -> None:
    path = make_deck(slides=2)
    relations = part_of(path, "ppt/_rels/presentation.xml.rels").replace(
        b"slides/slide2.xml", b"slides/slide1.xml"
    )
    deck = open_deck(rewritten(path, {"ppt/_rels/presentation.xml.rels": relations}))
    assert [slide.title for slide in deck.slides] == ["Slide 1", ""]
    assert [(problem.code, problem.slide) for problem in deck.problems] == [("deck.slide_unreadable", 2)]


def test_notes_that_two_slides_share_are_those_of_the_first(
    make_deck: MakeDeck, rewritten: Rewrite, part_of: Callable[[Path, str], bytes]
) -> None:
    def build(presentation: object) -> None:
        for slide in presentation.slides:  # type: ignore[attr-defined]
            slide.notes_slide.notes_text_frame.text = QUESTION

    path = make_deck(build, slides=2)
    name = "ppt/slides/_rels/slide2.xml.rels"
    relations = part_of(path, name).replace(b"notesSlide2.xml", b"notesSlide1.xml")
    deck = open_deck(rewritten(path, {name: relations}))
    assert [len(slide.questions) for slide in deck.slides] == [1, 0]


def test_a_part_of_too_many_tags_costs_its_slide_and_no_more(make_deck: MakeDeck, rewritten: Rewrite) -> None:
    path = make_deck(slides=2)
    empties = (
        b'<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">' + b"<p/>" * 3_000_001
    )
    deck = open_deck(rewritten(path, {"ppt/slides/slide1.xml": empties + b"</p:sld>"}))
    assert [slide.title for slide in deck.slides] == ["", "Slide 2"]
    assert [problem.code for problem in deck.problems] == ["deck.slide_unreadable"]
