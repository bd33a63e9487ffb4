"""How strokes of pen and highlighter look on a slide."""

from itertools import pairwise

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from presenter.drawing import COLOURS, Ink, Stroke, Strokes
from presenter.light import Spot
from presenter.widgets.beam import place_of

# Shares of the slide's height.
WIDTHS = {Ink.PEN: 0.006, Ink.HIGHLIGHTER: 0.035}
THROUGH = 0.45  # of a highlighter's colour: what it marks stays readable


def draw_strokes(painter: QPainter, strokes: Strokes, slide: QRectF, seen: QRect) -> None:
    """All strokes, oldest first, as far as they reach `seen`. One that crosses itself grows no darker."""
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
        painter.drawPath(_path(stroke, slide, QRectF(seen)))


def changed_region(before: Strokes, after: Strokes, slide: QRectF) -> QRegion:
    """Where one drawing differs from the other. Of a stroke that goes on it is the new piece only."""
    if before and len(before) == len(after) and before[:-1] == after[:-1]:
        known, newest = before[-1].points, after[-1]
        if newest.points[: len(known)] == known:
            return QRegion(_bounds(replace(newest, points=newest.points[len(known) - 1 :]), slide))
    region = QRegion()
    for stroke in {*before} ^ {*after}:
        region += _bounds(stroke, slide)
    return region


def _bounds(stroke: Stroke, slide: QRectF) -> QRect:
    margin = _width(stroke, slide) / 2 + 2
    corners = QPolygonF(_places(stroke, slide)).boundingRect()
    return corners.adjusted(-margin, -margin, margin, margin).toAlignedRect()


def _width(stroke: Stroke, slide: QRectF) -> float:
    return max(1.5, WIDTHS[stroke.ink] * slide.height())


def _places(stroke: Stroke, slide: QRectF) -> list[QPointF]:
    return [place_of(Spot(x, y), slide) for x, y in stroke.points]


def _path(stroke: Stroke, slide: QRectF, seen: QRectF) -> QPainterPath:
    """The pieces that touch what is to be painted: a long stroke costs no more for each new piece."""
    points, path = _places(stroke, slide), QPainterPath()
    margin = _width(stroke, slide) / 2 + 2
    near = seen.adjusted(-margin, -margin, margin, margin)
    left, top, right, bottom = near.left(), near.top(), near.right(), near.bottom()
    # A click without a movement is a dot.
    for a, b in pairwise(points if len(points) > 1 else [points[0], points[0] + QPointF(0.01, 0)]):
        ax, ay, bx, by = a.x(), a.y(), b.x(), b.y()
        if max(ax, bx) < left or min(ax, bx) > right or max(ay, by) < top or min(ay, by) > bottom:
            continue
        if path.isEmpty() or path.currentPosition() != a:
            path.moveTo(a)
        path.lineTo(b)
    return path
