"""Gradient fills, straight, round and towards a rectangle (ECMA-376 part 1, 20.1.8.33)."""

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGradient,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from decks.pptx.ooxml import Element, attribute, child, children, fraction, truth, whole
from decks.render.paint.colours import Palette

MOST_STOPS = 100
_SLIGHT = 0.02
Stops = list[tuple[float, QColor]]


def stops_of(palette: Palette, element: Element, replaced: QColor | None = None) -> Stops:
    """The first `MOST_STOPS` stops of an `a:gradFill`, sorted, from 0 to 1."""
    stops: Stops = []
    for stop in children(child(element, "a:gsLst"), "a:gs")[:MOST_STOPS]:
        colour = palette.colour_in(stop, replaced)
        if colour is not None:
            stops.append((min(1.0, max(0.0, fraction(stop, "pos"))), colour))
    return sorted(stops, key=lambda stop: stop[0])


def has_more_stops(element: Element) -> bool:
    """Whether an `a:gradFill` has more stops than `stops_of` yields."""
    stops = child(element, "a:gsLst")
    return stops is not None and len(stops) > MOST_STOPS


def gradient_brush(element: Element, stops: Stops, area: QRectF, turn: float) -> QBrush:
    """The brush of an `a:gradFill` across `area`, which lies turned by `turn` degrees. A gradient towards
    a rectangle becomes a round one."""
    upright = turn % 360 != 0 and not truth(element, "rotWithShape", default=True)
    ground = _around(area, turn) if upright else area
    path = child(element, "a:path")
    if path is None:
        gradient = _linear(child(element, "a:lin"), _tile(child(element, "a:tileRect"), ground))
    else:
        gradient = _radial(path, ground)
    gradient.setStops(stops)
    brush = QBrush(gradient)
    if upright:
        centre = area.center()
        brush.setTransform(
            QTransform().translate(centre.x(), centre.y()).rotate(-turn).translate(-centre.x(), -centre.y())
        )
    return brush


def is_tiled_otherwise(element: Element) -> bool:
    """Whether an `a:gradFill` repeats, or runs across more or less than its shape in a way that isn't
    drawn."""
    tile = [fraction(child(element, "a:tileRect"), side) for side in ("l", "t", "r", "b")]
    path = child(element, "a:path")
    if not any(tile):
        return False
    if path is None:
        return max(tile) > _SLIGHT
    # PowerPoint's own run from a corner: their tile reaches as far beyond it as they go into the shape.
    focus = _focus(path, QRectF(0, 0, 1, 1))
    spans = (
        (focus.left(), focus.right(), tile[0], 1 - tile[2]),
        (focus.top(), focus.bottom(), tile[1], 1 - tile[3]),
    )
    return any(_is_lopsided(*span) for span in spans)


def _is_lopsided(near: float, far: float, begin: float, end: float) -> bool:
    reach = max(near, 1 - far)
    return abs(near - begin - reach) > _SLIGHT or abs(end - far - reach) > _SLIGHT


def is_rectangular(element: Element) -> bool:
    """Whether the gradient runs towards a rectangle."""
    return attribute(child(element, "a:path"), "path") in ("rect", "shape")


def paint_rectangular(
    painter: QPainter, element: Element, stops: Stops, path: QPainterPath, area: QRectF
) -> None:
    """Fill a path with a gradient from the sides of `area` towards its inner rectangle."""
    focus = _focus(child(element, "a:path"), area)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    # Without smoothing the four sides meet without a seam.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(area, stops[-1][1])
    outer, inner = _corners(area), _corners(focus)
    for (first, second), (third, fourth) in zip(pairwise(outer), pairwise(inner), strict=True):
        middle = (third + fourth) / 2
        side = QLinearGradient(middle, _foot(middle, first, second))
        side.setStops(stops)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(side))
        painter.drawPolygon(QPolygonF([first, second, fourth, third]))
    painter.fillRect(focus, stops[0][1])
    painter.restore()


def _corners(rect: QRectF) -> list[QPointF]:
    return [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft(), rect.topLeft()]


def _foot(point: QPointF, first: QPointF, second: QPointF) -> QPointF:
    """Where a side of an upright rectangle is nearest to a point."""
    return QPointF(point.x(), first.y()) if first.y() == second.y() else QPointF(first.x(), point.y())


def _around(area: QRectF, turn: float) -> QRectF:
    """The upright rectangle around an area turned about its centre."""
    angle = math.radians(turn)
    across, down = abs(math.cos(angle)), abs(math.sin(angle))
    width = area.width() * across + area.height() * down
    height = area.width() * down + area.height() * across
    centre = area.center()
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def _linear(line: Element | None, area: QRectF) -> QGradient:
    angle = math.radians(whole(line, "ang") / 60_000)
    across, down = math.cos(angle), math.sin(angle)
    if truth(line, "scaled") and area.width() > 0 and area.height() > 0:
        across, down = across * area.width(), down * area.height()
        length = math.hypot(across, down) or 1.0
        across, down = across / length, down / length
    half = (abs(area.width() * across) + abs(area.height() * down)) / 2
    reach = QPointF(across * half, down * half)
    return QLinearGradient(area.center() - reach, area.center() + reach)


def _tile(rect: Element | None, area: QRectF) -> QRectF:
    """Where a gradient runs that goes beyond its shape."""
    left, top, right, bottom = (min(0.0, max(-20.0, fraction(rect, side))) for side in ("l", "t", "r", "b"))
    width, height = area.width(), area.height()
    return area.adjusted(left * width, top * height, -right * width, -bottom * height)


def _focus(path: Element | None, area: QRectF) -> QRectF:
    """The rectangle where the gradient begins, within the area."""
    inner = child(path, "a:fillToRect")
    left, top, right, bottom = (min(1.0, max(0.0, fraction(inner, side))) for side in ("l", "t", "r", "b"))
    x, y = _span(left, 1 - right), _span(top, 1 - bottom)
    corner = QPointF(area.left() + area.width() * x[0], area.top() + area.height() * y[0])
    return QRectF(corner, QPointF(area.left() + area.width() * x[1], area.top() + area.height() * y[1]))


def _span(first: float, last: float) -> tuple[float, float]:
    middle = (first + last) / 2
    return (first, last) if first <= last else (middle, middle)


def _radial(path: Element, area: QRectF) -> QGradient:
    centre = _focus(path, area).center()
    corners = _corners(area)[:4]
    reach = max(math.hypot(c.x() - centre.x(), c.y() - centre.y()) for c in corners)
    return QRadialGradient(centre, reach or 1.0)
