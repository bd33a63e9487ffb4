"""The marks of points on lines."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF

from decks.pptx.ooxml import EMU_PER_POINT
from decks.render.charts.model import Plot, Series
from decks.render.charts.paint import Paint
from decks.render.charts.parts import Marker, Point

_AUTOMATIC = ("diamond", "square", "triangle", "x", "star", "circle", "plus", "dot", "dash")
_STROKED = frozenset(("x", "star", "plus"))
_USUAL = Marker()


def marker_of(plot: Plot, series: Series, point: Point | None = None) -> Marker | None:
    """The marker of a series or of one of its points; `None` for none."""
    own = point.marker if point is not None else None
    marker = own if own is not None else series.marker
    if marker is None:
        if not plot.markers:
            return None
        marker = _USUAL
    if marker.symbol == "none":
        return None
    if marker.symbol:
        return marker
    return Marker(_AUTOMATIC[series.index % len(_AUTOMATIC)], marker.size, marker.properties)


def draw_marker(paint: Paint, marker: Marker, at: QPointF, colour: QColor) -> None:
    """Draw a marker around a point."""
    half = marker.size * EMU_PER_POINT / 2
    box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
    path = _path(marker.symbol, box)
    pen = paint.pen(QPen(colour, max(_line_width(marker), paint.scene.pixel)), marker.properties)
    if pen is not None:
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    fill = None
    if marker.symbol not in _STROKED:
        fill = paint.own_fill(marker.properties) or paint.plain_fill(colour)
    paint.draw(path, box, fill, pen, marker.properties)


def _line_width(marker: Marker) -> float:
    return (1.5 if marker.symbol in _STROKED else 0.75) * EMU_PER_POINT


def _path(symbol: str, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    centre, half = box.center(), box.width() / 2
    match symbol:
        case "circle":
            path.addEllipse(box)
        case "dot":
            path.addRect(centre.x(), centre.y() - half / 4, half, half / 2)
        case "dash":
            path.addRect(box.left(), centre.y() - half / 4, 2 * half, half / 2)
        case "diamond":
            path.addPolygon(_polygon(centre, half, (-90, 0, 90, 180)))
            path.closeSubpath()
        case "triangle":
            corners = (QPointF(centre.x(), box.top()), box.bottomRight(), box.bottomLeft())
            path.addPolygon(QPolygonF(list(corners)))
            path.closeSubpath()
        case "x" | "star" | "plus":
            angles = {"x": (45, 135), "plus": (0, 90), "star": (45, 90, 135)}[symbol]
            for angle in angles:
                reach = half * (math.sqrt(2) if angle in (45, 135) else 1)
                across, down = reach * math.cos(math.radians(angle)), reach * math.sin(math.radians(angle))
                path.moveTo(centre.x() - across, centre.y() - down)
                path.lineTo(centre.x() + across, centre.y() + down)
        case _:
            path.addRect(box)
    return path


def _polygon(centre: QPointF, half: float, angles: tuple[int, ...]) -> QPolygonF:
    return QPolygonF(
        [centre + QPointF(half * math.cos(math.radians(a)), half * math.sin(math.radians(a))) for a in angles]
    )
