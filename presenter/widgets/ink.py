"""How strokes of pen and highlighter look on a slide."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from presenter.drawing import COLOURS, Ink, Stroke, Strokes
from presenter.light import Spot
from presenter.widgets.beam import place_of

# Shares of the slide's height.
WIDTHS = {Ink.PEN: 0.006, Ink.HIGHLIGHTER: 0.035}
THROUGH = 0.45  # of a highlighter's colour: what it marks stays readable


def draw_strokes(painter: QPainter, strokes: Strokes, slide: QRectF) -> None:
    """All strokes, oldest first. A stroke that crosses itself grows no darker."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(slide, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        colour = QColor(COLOURS[stroke.colour])
        if stroke.ink is Ink.HIGHLIGHTER:
            colour.setAlphaF(THROUGH)
        pen = QPen(colour, _width(stroke, slide))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(_path(stroke, slide))


def changed_region(before: Strokes, after: Strokes, slide: QRectF) -> QRegion:
    """Where one drawing differs from the other."""
    region = QRegion()
    for stroke in {*before} ^ {*after}:
        margin = _width(stroke, slide) / 2 + 2
        bounds = _path(stroke, slide).boundingRect().adjusted(-margin, -margin, margin, margin)
        region += bounds.toAlignedRect()
    return region


def _width(stroke: Stroke, slide: QRectF) -> float:
    return max(1.5, WIDTHS[stroke.ink] * slide.height())


def _path(stroke: Stroke, slide: QRectF) -> QPainterPath:
    points = [place_of(Spot(x, y), slide) for x, y in stroke.points]
    path = QPainterPath(points[0])
    # A click without a movement is a dot.
    for point in points[1:] or [points[0] + QPointF(0.01, 0)]:
        path.lineTo(point)
    return path
