"""Decks that others made open and are drawn, where the folder with them lies beside the repository."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from PySide6.QtGui import QGuiApplication

from decks.opening import open_deck
from decks.pptx.ooxml import Element, qname
from decks.pptx.package import Package
from decks.pptx.reading import slide_sources
from decks.render.renderer import open_renderer

FOLDER = Path(__file__).parents[3] / "shared" / "decks"
DECKS = sorted(FOLDER.rglob("*.pptx"))
DRAWN = [qname(name) for name in ("p:sp", "p:pic", "p:graphicFrame", "p:cxnSp", "p:contentPart")]
QUICK = DECKS[:: max(1, len(DECKS) // 8)][:8]

if not DECKS:
    pytest.skip("needs ../shared with decks", allow_module_level=True)


def draw(path: Path, slides: int) -> None:
    """Open a deck and draw its first slides after their last click: none is one flat colour unless there is
    nothing on it."""
    deck = open_deck(path)
    renderer = open_renderer(deck)
    filled = filled_slides(path)
    try:
        for slide in deck.slides[:slides]:
            image = renderer.draw(slide.number, slide.steps - 1, 480, 480).image
            assert "render.shape_failed" not in [problem.code for problem in renderer.problems(slide.number)]
            colours = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}
            assert len(colours) > 1 or slide.number not in filled, slide.number
    finally:
        renderer.close()


def filled_slides(path: Path) -> set[int]:
    """The numbers of the slides with something of their own on them besides placeholders without text."""
    with Package(path) as package:
        return {
            source.number
            for source in slide_sources(package)
            if any(is_something(shape) for shape in package.xml(source.part).iter(*DRAWN))
        }


def is_something(shape: Element) -> bool:
    hidden = any(name.get("hidden") in ("1", "true") for name in shape.iter(qname("p:cNvPr")))
    text = "".join(str(piece.text or "") for piece in shape.iter(qname("a:t"))).strip()
    placeholder = next(shape.iter(qname("p:ph")), None) is not None
    return not hidden and (bool(text) or not placeholder or shape.tag != qname("p:sp"))


def test_a_slide_with_no_more_than_a_picture_is_not_taken_for_an_empty_one(
    make_deck: Callable[..., Path], png: Callable[..., Any]
) -> None:
    path = make_deck(lambda p: p.slides[1].shapes.add_picture(png(), 0, 0), slides=3)
    presentation = Presentation(str(path))
    for slide in list(presentation.slides)[:2]:
        slide.shapes.title.text = ""
    presentation.save(str(path))
    assert filled_slides(path) == {2, 3}


@pytest.mark.parametrize("path", QUICK, ids=lambda path: path.stem)
def test_a_real_deck_opens_and_is_drawn(qapp: QGuiApplication, path: Path) -> None:
    draw(path, 3)


@pytest.mark.long
@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_every_slide_of_a_real_deck_is_drawn(qapp: QGuiApplication, path: Path) -> None:
    draw(path, 1000)
