"""Boxes on a painter."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from decks.render.equations.boxes import Box, Glyphs, Ink, Outline, Rule, Segment
from decks.render.equations.metrics import font_of


def paint_box(painter: QPainter, box: Box, x: float, y: float, colour: QColor) -> None:
    """Draw a box with the left end of its baseline at x, y; leaves pen and font changed."""
    for part in box.parts:
        left, down = x + part.x, y + part.y
        match part.item:
            case Box():
                paint_box(painter, part.item, left, down, colour)
            case Glyphs():
                painter.setFont(font_of(part.item.face))
                painter.setPen(_coloured(part.item.ink, colour))
                painter.drawText(QPointF(left, down), part.item.text)
            case Rule():
                area = QRectF(left, down, part.item.width, part.item.height)
                painter.fillRect(area, _coloured(part.item.ink, colour))
            case Outline():
                _paint_outline(painter, part.item, left, down, _coloured(part.item.ink, colour))


def _coloured(ink: Ink, colour: QColor) -> QColor:
    return colour if ink.rgba is None else QColor.fromRgba(ink.rgba)


def _paint_outline(painter: QPainter, outline: Outline, x: float, y: float, colour: QColor) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for figure in outline.figures:
        _trace(path, figure, x, y)
        if outline.thickness is None:
            path.closeSubpath()
    if outline.thickness is None:
        painter.fillPath(path, colour)
    else:
        pen = QPen(colour, outline.thickness)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.strokePath(path, pen)


def _trace(path: QPainterPath, figure: tuple[Segment, ...], x: float, y: float) -> None:
    for number, segment in enumerate(figure):
        points = [QPointF(x + a, y + b) for a, b in zip(segment[::2], segment[1::2], strict=True)]
        if number == 0:
            path.moveTo(points[0])
        elif len(points) == 1:
            path.lineTo(points[0])
        else:
            path.cubicTo(*points)
