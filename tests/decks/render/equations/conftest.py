"""Equations laid out from Office Math, and their pictures."""

from collections.abc import Callable

import pytest
from lxml import etree
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from decks.pptx.ooxml import NAMESPACES
from decks.render.equations.equation import Equation, lay_out_equation

FAMILIES = ("Liberation Sans", "Noto Sans CJK SC")
LayOut = Callable[..., Equation]
_NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
_MARGIN = 20


@pytest.fixture
def laid_out(qapp: QGuiApplication) -> LayOut:
    """Lays out what stands in an `m:oMath`: one with lines of its own, or one `inline`; at 20 points."""

    def make(xml: str, *, inline: bool = False, points: float = 20, **more: object) -> Equation:
        equation = f"<m:oMath>{xml}</m:oMath>"
        if not inline:
            equation = f"<m:oMathPara>{equation}</m:oMathPara>"
        root = etree.fromstring(f"<root {_NAMESPACES}>{equation}</root>")
        return lay_out_equation(root[0], points, QColor("black"), FAMILIES, **more)

    return make


@pytest.fixture
def picture_of() -> Callable[[Equation], QImage]:
    """The picture of an equation, a pixel for a tenth of a point, with a margin around its box."""

    def draw(equation: Equation) -> QImage:
        width, height = equation.width, equation.ascent + equation.descent
        image = QImage(int(width) + 2 * _MARGIN, int(height) + 2 * _MARGIN, QImage.Format.Format_Grayscale8)
        image.fill(0xFF)
        painter = QPainter(image)
        equation.draw(painter, _MARGIN, _MARGIN + equation.ascent)
        painter.end()
        return image

    return draw


@pytest.fixture
def ink_of(picture_of: Callable[[Equation], QImage]) -> Callable[[Equation], tuple[int, int, int, int]]:
    """Left, top, right and bottom of an equation's ink, from the upper left corner of its box."""

    def measure(equation: Equation) -> tuple[int, int, int, int]:
        image = picture_of(equation)
        pixels, stride = bytes(image.constBits()), image.bytesPerLine()
        rows = [pixels[y * stride : y * stride + image.width()] for y in range(image.height())]
        inked = [y for y, row in enumerate(rows) if min(row) < 128]
        columns = [x for x in range(image.width()) if any(rows[y][x] < 128 for y in inked)]
        if not inked:
            return 0, 0, 0, 0
        return (
            columns[0] - _MARGIN,
            inked[0] - _MARGIN,
            columns[-1] - _MARGIN,
            inked[-1] - _MARGIN,
        )

    return measure
