"""The copy for another program: a page for every step, and nothing that a picture doesn't need."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from decks.model import DeckError
from decks.pptx.package import Package
from decks.pptx.stepped_copy import Pages, write_stepped_copy
from tests.decks.animations import (
    animate,
    appear,
    behaviour,
    click,
    coloured,
    disappear,
    effect,
    target,
    transition,
)

MakeDeck = Callable[..., Path]
Copied = Callable[..., tuple[Pages, Path]]


@pytest.fixture
def copied(make_deck: MakeDeck, tmp_path: Path) -> Copied:
    """Copies a deck: which pages show what, and the copy."""

    def copy(build: Callable[[Any], None] | None = None, *, slides: int = 1, deck: Path | None = None):
        target = tmp_path / "copy.pptx"
        with Package(deck or make_deck(build, slides=slides)) as package:
            return write_stepped_copy(package, target), target

    return copy


def texts(path: Path) -> list[list[str]]:
    """The words on each slide, shape by shape."""
    return [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for slide in Presentation(path).slides
    ]


def parts(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as package:
        return set(package.namelist())


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def with_steps(presentation: Any) -> None:
    """On slide 2 a box comes, then another, and the first one goes."""
    slide = presentation.slides[1]
    boxes = [slide.shapes.add_textbox(0, 0, Inches(2), Inches(1)) for _ in range(2)]
    for box, words in zip(boxes, ("first", "second"), strict=True):
        box.text_frame.text = words
    first, second = (box.shape_id for box in boxes)
    animate(slide, click(appear(first)), click(appear(second)), click(disappear(first)))


def test_a_deck_without_steps_keeps_its_slides(copied: Copied):
    pages, path = copied(slides=3)
    assert pages == ((1,), (2,), (3,))
    assert [words[0] for words in texts(path)] == ["Slide 1", "Slide 2", "Slide 3"]


def test_each_step_is_a_page_behind_the_slides_and_the_last_one_is_the_slide(copied: Copied):
    pages, path = copied(with_steps, slides=3)
    assert pages == ((1,), (4, 5, 6, 2), (3,))
    shown = [[word for word in words if word in ("first", "second")] for words in texts(path)]
    assert shown == [[], ["second"], [], [], ["first"], ["first", "second"]]


def test_clicks_that_change_nothing_share_a_page(copied: Copied):
    def build(presentation: Any) -> None:
        slide = presentation.slides[0]
        box = slide.shapes.add_textbox(0, 0, Inches(2), Inches(1))
        animate(slide, click(appear(box.shape_id)), click(disappear(box.shape_id)))

    pages, path = copied(build)
    assert pages == ((1, 2, 1),)
    assert len(texts(path)) == 2


def test_hidden_paragraphs_are_clear_but_keep_their_room(copied: Copied):
    def build(presentation: Any) -> None:
        slide = presentation.slides[0]
        body = slide.placeholders[1]
        body.text_frame.text = "one"
        body.text_frame.add_paragraph().text = "two"
        animate(slide, click(appear(body.shape_id, (1, 1))))

    pages, path = copied(build)
    assert pages == ((2, 1),)
    _, before = Presentation(path).slides
    one, two = before.placeholders[1].text_frame.paragraphs
    assert (one.text, two.text) == ("one", "two")
    assert 'alpha val="0"' in two._p.xml
    assert "buNone" in two._p.xml
    assert "alpha" not in one._p.xml


def test_a_step_says_the_number_of_its_slide(copied: Copied):
    def build(presentation: Any) -> None:
        with_steps(presentation)
        run = presentation.slides[1].shapes.title.text_frame.paragraphs[0]._p
        field = '<a:fld xmlns:a="{0}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"/>'
        run.append(etree.fromstring(field.format(run.nsmap["a"])))

    _, path = copied(build, slides=2)
    assert texts(path)[2][0] == "Slide 22"
    assert "slidenum" in Presentation(path).slides[1].shapes.title._element.xml


def test_no_slide_is_hidden_or_moves(copied: Copied):
    def build(presentation: Any) -> None:
        with_steps(presentation)
        presentation.slides[1]._element.set("show", "0")
        transition(presentation.slides[1], "><p:fade/>")

    _, path = copied(build, slides=2)
    for slide in Presentation(path).slides:
        assert slide._element.get("show", "1") == "1"
        assert "p:timing" not in slide._element.xml
        assert "p:transition" not in slide._element.xml


def test_notes_and_properties_are_left_out(copied: Copied):
    def build(presentation: Any) -> None:
        presentation.slides[0].notes_slide.notes_text_frame.text = "for me alone"

    _, path = copied(build)
    assert not [name for name in parts(path) if "notesSlides" in name or "docProps" in name]
    assert not Presentation(path).slides[0].has_notes_slide


def test_a_film_is_the_picture_that_stands_for_it(copied: Copied, tmp_path: Path, png: Callable[..., Any]):
    film, poster = tmp_path / "film.mp4", png()
    film.write_bytes(b"no film")

    def build(presentation: Any) -> None:
        shapes = presentation.slides[0].shapes
        shapes.add_movie(str(film), 0, 0, Inches(2), Inches(1), poster_frame_image=poster)

    _, path = copied(build)
    assert not [name for name in parts(path) if name.endswith(".mp4")]
    assert [name for name in parts(path) if name.endswith(".png")]
    slide = part(path, "ppt/slides/slide1.xml")
    assert "videoFile" not in slide
    assert "p:pic" in slide


def test_nothing_outside_is_named_but_hyperlinks(
    copied: Copied, make_deck: MakeDeck, rewritten: Callable[..., Path]
):
    def build(presentation: Any) -> None:
        text = presentation.slides[0].shapes.title.text_frame.paragraphs[0]
        text.add_run().hyperlink.address = "https://example.org/page"

    deck = make_deck(build)
    rels = "ppt/slides/_rels/slide1.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    outside = f'<Relationship Id="rId99" Type="{kind}" Target="file:///etc/passwd" TargetMode="External"/>'
    with zipfile.ZipFile(deck) as package:
        listed = package.read(rels).decode()
    rewritten(deck, {rels: listed.replace("</Relationships>", outside + "</Relationships>").encode()})
    _, path = copied(deck=deck)
    assert "https://example.org/page" in part(path, rels)
    assert "passwd" not in part(path, rels)


def test_a_deck_with_macros_becomes_one_without(
    copied: Copied, make_deck: MakeDeck, rewritten: Callable[..., Path]
):
    deck = make_deck()
    names = ("[Content_Types].xml", "ppt/_rels/presentation.xml.rels")
    with zipfile.ZipFile(deck) as package:
        types, rels = (package.read(name).decode() for name in names)
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    )
    macros = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    rels = rels.replace(
        "</Relationships>", f'<Relationship Id="x" Type="{macros}" Target="vbaProject.bin"/></Relationships>'
    )
    changes = zip(names, (types.encode(), rels.encode()), strict=True)
    rewritten(deck, {**dict(changes), "ppt/vbaProject.bin": b"macros"})
    _, path = copied(deck=deck)
    assert "ppt/vbaProject.bin" not in parts(path)
    assert "macroEnabled" not in part(path, "[Content_Types].xml")
    assert "vbaProject" not in part(path, "ppt/_rels/presentation.xml.rels")


def test_a_slide_that_is_missing_costs_no_other(
    copied: Copied, make_deck: MakeDeck, rewritten: Callable[..., Path]
):
    deck = rewritten(make_deck(with_steps, slides=3), {"ppt/slides/slide1.xml": None})
    pages, path = copied(deck=deck)
    assert pages == ((1,), (4, 5, 6, 2), (3,))
    assert "ppt/slides/slide3.xml" in parts(path)


def test_a_slide_named_again_and_again_is_written_once(copied: Copied, make_deck: MakeDeck):
    def build(presentation: Any) -> None:
        with_steps(presentation)
        listed = presentation.slides._sldIdLst
        for number in range(300, 330):
            again = listed.makeelement(listed[1].tag, {**listed[1].attrib, "id": str(number)})
            listed.append(again)

    pages, path = copied(build, slides=2)
    assert len(pages) == 32
    assert len([name for name in parts(path) if name.startswith("ppt/slides/step")]) == 3


def test_a_copy_that_would_be_too_large_is_refused(copied: Copied, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("decks.pptx.stepped_copy.LARGEST_COPY", 10_000)
    with pytest.raises(DeckError, match="too_big"):
        copied()


def test_no_name_is_written_twice_however_the_parts_refer_to_each_other(
    copied: Copied, make_deck: MakeDeck, rewritten: Callable[..., Path]
):
    deck = make_deck(slides=2)
    name = "ppt/slides/_rels/slide1.xml.rels"
    with zipfile.ZipFile(deck) as package:
        slide = package.read(name).decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    targets = ["/ppt/slides/_rels/slide2.xml.rels", "/[Content_Types].xml", "/_RELS/.rels"]
    targets += ["slide2.xml", "SLIDE2.xml"]
    more = "".join(
        f'<Relationship Id="x{n}" Type="{kind}/image" Target="{t}"/>' for n, t in enumerate(targets)
    )
    more += f'<Relationship Id="x3" Type="{kind}/image" Target="slide1.xml"/>'
    rewritten(deck, {name: slide.replace("</Relationships>", more + "</Relationships>").encode()})
    _, path = copied(deck=deck)
    with zipfile.ZipFile(path) as package:
        listed = [name.lower() for name in package.namelist()]
    assert len(listed) == len(set(listed))
    assert "ppt/slides/slide2.xml" in listed
    assert ".rels" not in part(path, name)
    assert part(path, name).count('Id="x3"') == 1


@pytest.mark.parametrize("target", ["presentation.xml", "_rels/presentation.xml.rels"])
def test_a_slide_that_is_another_part_of_the_file_has_no_page_of_its_own(
    copied: Copied, make_deck: MakeDeck, rewritten: Callable[..., Path], target: str
):
    deck = make_deck(slides=2)
    name = "ppt/_rels/presentation.xml.rels"
    with zipfile.ZipFile(deck) as package:
        main = package.read(name).decode()
    rewritten(deck, {name: main.replace("slides/slide1.xml", target).encode()})
    pages, path = copied(deck=deck)
    with zipfile.ZipFile(path) as package:
        assert len(package.namelist()) == len(set(package.namelist()))
    assert pages == ((1,), (2,))
    assert "ppt/slides/slide2.xml" in parts(path)


def test_emphasis_by_colour_makes_a_page(copied: Copied):
    def build(presentation: Any) -> None:
        title = presentation.slides[0].shapes.title.shape_id
        animate(presentation.slides[0], coloured(target(title), "style.color", "FF0000"))

    pages, path = copied(build)
    assert pages == ((2, 1),)
    after, before = (slide.shapes.title._element.xml for slide in Presentation(path).slides)
    assert ('val="FF0000"' in before, 'val="FF0000"' in after) == (False, True)


def test_other_emphasis_makes_no_page_of_its_own(copied: Copied):
    def build(presentation: Any) -> None:
        aim = target(presentation.slides[0].shapes.title.shape_id)
        animate(
            presentation.slides[0],
            click(effect("emph", behaviour("animRot", aim, attributes='by="5400000"'))),
        )

    assert copied(build)[0] == ((1, 1),)
