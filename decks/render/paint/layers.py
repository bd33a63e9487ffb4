"""Drawing aside, in pixels: a layer that becomes a shadow, a glow or a softened shape."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from decks.render.slide.scene import Scene

Mode = QPainter.CompositionMode
_FINEST = 1.6
"""Blurs spread this many pixels of a layer; where they should spread more, the layer is coarser."""
MOST_LAYER_BYTES = 128 * 2**20
"""Of layers within layers, as groups with effects make them in groups with effects."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture of the page's pixels within `area`, drawn coarser by `coarse`."""

    image: QImage
    area: QRect
    coarse: float


def extent_of(scene: Scene, bounds: QRectF, reach: float) -> QRect:
    """The page's pixels that a rectangle of the painter's present coordinates covers, `reach` pixels
    more on each side, as far as they matter for the page. Empty where nothing does."""
    page = QRectF(0, 0, scene.page.width() / scene.pixel, scene.page.height() / scene.pixel)
    page.adjust(-reach, -reach, reach, reach)
    covered = scene.painter.worldTransform().mapRect(bounds).adjusted(-reach, -reach, reach, reach)
    return covered.intersected(page).toAlignedRect()


def has_room_for(scene: Scene, area: QRect) -> bool:
    """Whether one more layer of this area may be drawn within those that are being drawn."""
    return scene.layer_bytes + area.width() * area.height() * 4 <= MOST_LAYER_BYTES


def draw_aside(scene: Scene, area: QRect, draw: Callable[[], None], coarse: float = 1.0) -> Layer:
    """What `draw` draws with the scene's painter, alone on a transparent ground."""
    size = QSize(max(1, math.ceil(area.width() / coarse)), max(1, math.ceil(area.height() / coarse)))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    outer = scene.painter
    painter = QPainter(image)
    painter.setRenderHints(outer.renderHints())
    # The painter's own transform stays that of the page, so that places on the slide can be told.
    painter.setWindow(area)
    painter.setViewport(0, 0, size.width(), size.height())
    painter.setWorldTransform(outer.worldTransform())
    scene.painter = painter
    scene.layer_bytes += image.sizeInBytes()
    try:
        draw()
    finally:
        painter.end()
        scene.painter = outer
        scene.layer_bytes -= image.sizeInBytes()
    return Layer(image, area, coarse)


def put(scene: Scene, layer: Layer, dx: float = 0.0, dy: float = 0.0) -> None:
    """Draw a layer where it belongs, or pixels of the page away from there."""
    with _on_pixels(scene) as painter:
        painter.drawImage(QRectF(layer.area).translated(dx, dy), layer.image, QRectF(layer.image.rect()))


@contextmanager
def _on_pixels(scene: Scene) -> Iterator[QPainter]:
    painter = scene.painter
    painter.save()
    # Not `resetTransform`, which would forget where a layer around this one lies.
    painter.setWorldTransform(QTransform())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    try:
        yield painter
    finally:
        painter.restore()


def compose(layer: Layer, other: Layer, mode: Mode, times: int = 1, dx: float = 0.0, dy: float = 0.0) -> None:
    """Draw `other` onto `layer` in a mode, moved by pixels of the page."""
    painter = QPainter(layer.image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(mode)
    painter.setWindow(layer.area)
    painter.setViewport(layer.image.rect())
    for _ in range(times):
        painter.drawImage(QRectF(other.area).translated(dx, dy), other.image, QRectF(other.image.rect()))
    painter.end()


def tint(layer: Layer, colour: QColor) -> None:
    """Give all that a layer holds one colour; its transparency stays."""
    painter = QPainter(layer.image)
    painter.setCompositionMode(Mode.CompositionMode_SourceIn)
    painter.fillRect(layer.image.rect(), colour)
    painter.end()


def surroundings(layer: Layer) -> Layer:
    """What a layer leaves transparent, opaque."""
    image = QImage(layer.image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setCompositionMode(Mode.CompositionMode_DestinationOut)
    painter.drawImage(0, 0, layer.image)
    painter.end()
    return Layer(image, layer.area, layer.coarse)


def coarse_for(spread: float) -> float:
    """How coarse a layer may be that is to be blurred by a standard deviation of `spread` pixels."""
    return max(1.0, spread / _FINEST)


def blurred(layer: Layer, spread: float) -> Layer:
    """The layer blurred by a standard deviation of `spread` pixels of the page (no more than
    `coarse_for` allows it)."""
    sigma = min(spread / layer.coarse, 2 * _FINEST)
    if sigma < 0.3:
        return layer
    reach = max(1, math.ceil(2.5 * sigma))
    weights = [math.exp(-(step**2) / (2 * sigma**2)) for step in range(-reach, reach + 1)]
    total = sum(weights)
    shares = [weight / total for weight in weights]
    across = _smeared(layer.image, shares, 1, 0)
    return Layer(_smeared(across, shares, 0, 1), layer.area, layer.coarse)


def _smeared(image: QImage, shares: list[float], dx: int, dy: int) -> QImage:
    result = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setCompositionMode(Mode.CompositionMode_Plus)
    middle = len(shares) // 2
    for index, share in enumerate(shares):
        painter.setOpacity(share)
        painter.drawImage((index - middle) * dx, (index - middle) * dy, image)
    painter.end()
    return result
