"""Slides with one chart, and what it takes to lay that out without drawing a slide."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Inches
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from decks.pptx.package import Package
from decks.pptx.reading import slide_size
from decks.render.charts.canvas import Canvas
from decks.render.charts.paint import Paint
from decks.render.charts.reading import read_chart
from decks.render.images.store import ImageStore
from decks.render.paint.colours import Palette
from decks.render.slide.scene import Scene
from decks.render.slide.sheet import SheetReader

FRAME_IN = (1.0, 1.0, 8.0, 5.0)


@pytest.fixture
def chart_deck(make_deck: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Makes a deck whose slide holds one chart of a kind with these data; `change` may alter it."""

    def make(kind: Any, data: Any, change: Callable[[Any], None] | None = None) -> Path:
        def build(presentation: Any) -> None:
            slide = presentation.slides[0]
            for shape in list(slide.placeholders):
                shape._element.getparent().remove(shape._element)
            frame = slide.shapes.add_chart(kind, *(Inches(length) for length in FRAME_IN), data)
            if change is not None:
                change(frame.chart)

        return make_deck(build)

    return make


@pytest.fixture
def canvas_of(qapp: QGuiApplication) -> Iterator[Callable[[Path], Canvas]]:
    """The canvas of a deck's first chart, as drawing its slide would have it."""
    opened: list[tuple[QPainter, QImage, Package]] = []

    def make(path: Path) -> Canvas:
        package = Package(path)
        image = QImage(960, 540, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        opened.append((painter, image, package))
        sheets = SheetReader(package).read("ppt/slides/slide1.xml")
        width, height = slide_size(package)
        scene = Scene(
            painter=painter,
            package=package,
            images=ImageStore(package),
            sheets=sheets,
            palette=Palette(sheets.theme, sheets.colour_map()),
            page=QRectF(0, 0, width, height),
            pixel=width / 960,
            number=1,
            default_text_style=None,
            table_styles=None,
        )
        part = package.related("ppt/slides/slide1.xml", "chart")
        assert part is not None
        chart = read_chart(package.xml(part))
        area = QRectF(0, 0, Inches(8), Inches(5))
        return Canvas(scene, chart, Paint(scene, part, chart.style, chart.series_count), area)

    yield make
    for painter, _, package in opened:
        painter.end()
        package.close()


@pytest.fixture
def chart_xml() -> Callable[[Path], tuple[str, bytes]]:
    """The name of a deck's chart part, and its bytes."""

    def read(path: Path) -> tuple[str, bytes]:
        with zipfile.ZipFile(path) as package:
            name = next(n for n in package.namelist() if re.fullmatch(r"ppt/charts/chart\d*\.xml", n))
            return name, package.read(name)

    return read
