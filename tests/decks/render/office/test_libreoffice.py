"""The real LibreOffice, where it is installed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.dml.color import RGBColor
from pptx.util import Inches
from PySide6.QtGui import QColor, QGuiApplication

from decks.opening import open_deck
from decks.render.office.converting import convert
from decks.render.office.exports import ExportStore
from decks.render.office.program import find_soffice
from decks.render.renderer import open_renderer
from tests.decks.animations import animate, appear, click

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(find_soffice() is None, reason="only on machines with LibreOffice"),
]
RED, GREEN = RGBColor(255, 0, 0), RGBColor(0, 128, 0)


def build(presentation: Any) -> None:
    """On the hidden second slide a green box comes after a red one, then the second paragraph."""
    slide = presentation.slides[1]
    slide._element.set("show", "0")
    boxes = [slide.shapes.add_shape(1, Inches(left), Inches(5), Inches(2), Inches(2)) for left in (1, 5)]
    for box, colour in zip(boxes, (RED, GREEN), strict=True):
        box.fill.solid()
        box.fill.fore_color.rgb = colour
    body = slide.placeholders[1]
    body.text_frame.text = "█" * 8
    body.text_frame.add_paragraph().text = "█" * 8
    animate(slide, click(appear(boxes[1].shape_id)), click(appear(body.shape_id, (1, 1))))


def test_steps_and_hidden_slides_are_drawn_by_libreoffice(
    qapp: QGuiApplication, make_deck: Callable[..., Path], tmp_path: Path
):
    deck = open_deck(make_deck(build, slides=3))
    program, store = find_soffice(), ExportStore(tmp_path / "store")
    assert program is not None
    export = convert(deck.path, deck.sha256, program, store)
    assert export.pages == ((1,), (4, 5, 2), (3,))
    renderer = open_renderer(deck, export)
    images = [renderer.draw(2, step, 1333, 750).image for step in range(3)]
    for image, red, green in zip(images, ("#ff0000",) * 3, ("#ffffff", "#008000", "#008000"), strict=True):
        assert QColor(image.pixel(200, 600)).name() == red
        assert QColor(image.pixel(600, 600)).name() == green
    inked = [sum(QColor(image.pixel(200, y)).lightness() < 128 for y in range(200, 480)) for image in images]
    assert inked[0] == inked[1] > 10
    assert inked[2] > inked[1] * 1.5
    renderer.close()
