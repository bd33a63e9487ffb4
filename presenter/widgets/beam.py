"""How a laser pointer's dot and a spotlight look on a slide."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from presenter.light import Light, Spot, Tool

# Shares of the slide's height.
DOT_RADIUS = 0.012
GLOW_RADIUS = 0.032
SPOTLIGHT_RADIUS = 0.17
DIMMED = 0.66
LASER = "#FF2414"


def spot_at(place: QPointF, slide: QRectF) -> Spot:
    """The point of the slide under a point of the widget; it may lie outside."""
    return Spot((place.x() - slide.x()) / slide.width(), (place.y() - slide.y()) / slide.height())


def place_of(spot: Spot, slide: QRectF) -> QPointF:
    """The point of the widget over a point of the slide."""
    return QPointF(slide.x() + spot.x * slide.width(), slide.y() + spot.y * slide.height())


def beam_bounds(light: Light, slide: QRectF) -> QRect:
    """What changes when the light moves away from there."""
    radius = slide.height() * (GLOW_RADIUS if light.tool is Tool.DOT else SPOTLIGHT_RADIUS) + 2
    return _round(place_of(light.spot, slide), radius).toAlignedRect()


def draw_dot(painter: QPainter, spot: Spot, slide: QRectF) -> None:
    """A red dot with a white rim, so that it is seen on red as well, in its own glow."""
    at, height = place_of(spot, slide), slide.height()
    glow = QRadialGradient(at, GLOW_RADIUS * height)
    for share, alpha in ((0.0, 0.6), (1.0, 0.0)):
        colour = QColor(LASER)
        colour.setAlphaF(alpha)
        glow.setColorAt(share, colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(_round(at, GLOW_RADIUS * height))
    painter.setPen(QPen(QColor("white"), max(1.0, height / 500)))
    painter.setBrush(QColor(LASER))
    painter.drawEllipse(_round(at, DOT_RADIUS * height))


def draw_spotlight(painter: QPainter, spot: Spot, slide: QRectF) -> None:
    """Everything of the slide is dimmed but a circle."""
    shade = QPainterPath()
    shade.addRect(slide)
    shade.addEllipse(_round(place_of(spot, slide), SPOTLIGHT_RADIUS * slide.height()))
    veil = QColor("black")
    veil.setAlphaF(DIMMED)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(slide, Qt.ClipOperation.IntersectClip)
    painter.fillPath(shade, veil)


def draw_ring(painter: QPainter, spot: Spot, slide: QRectF) -> None:
    """Where the spotlight is, for the trainer, who goes on seeing the whole slide."""
    circle = _round(place_of(spot, slide), SPOTLIGHT_RADIUS * slide.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(slide, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in (("black", 4), ("white", 2)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawEllipse(circle)


def _round(middle: QPointF, radius: float) -> QRectF:
    return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
