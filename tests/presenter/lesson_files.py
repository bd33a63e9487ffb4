"""Decks and PDFs for the windows' tests."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter


def coloured_deck(path: Path, colours: Sequence[str]) -> Path:
    """A slide for each colour (`#RRGGBB`), which is its background, with a title."""
    presentation: Any = Presentation()
    for number, colour in enumerate(colours, 1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = f"Slide {number}"
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = RGBColor.from_string(colour[1:].upper())
    presentation.save(path)
    return path


def coloured_pdf(path: Path, colours: Sequence[str]) -> Path:
    """A page for each colour, filled with it, in the shape of our decks' slides."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QSizeF(10, 7.5), QPageSize.Unit.Inch))
    writer.setResolution(72)
    writer.setPageMargins(writer.pageLayout().minimumMargins() * 0)
    painter = QPainter(writer)
    for number, colour in enumerate(colours):
        if number:
            writer.newPage()
        painter.fillRect(QRect(-10, -10, 2000, 2000), QColor(colour))
    painter.end()
    return path
