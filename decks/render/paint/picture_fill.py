"""Pictures that fill a surface, stretched or as tiles (ECMA-376 part 1, 20.1.8.14, 20.1.8.56, 20.1.8.58)."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from decks.pptx.ooxml import Element, attribute, child, fraction, truth, whole
from decks.render.images.store import ImageError, crop_of
from decks.render.paint.recolouring import is_drawn_nearly, recolouring_of
from decks.render.slide.scene import Scene

EMU_PER_METRE = 36_000_000
LARGEST_TILE = 4096
_ANCHORS = {"t": (0.5, 0.0), "tr": (1.0, 0.0), "l": (0.0, 0.5), "ctr": (0.5, 0.5), "r": (1.0, 0.5)}
_ANCHORS |= {"bl": (0.0, 1.0), "b": (0.5, 1.0), "br": (1.0, 1.0)}


def paint_picture(
    scene: Scene,
    element: Element,
    part: str,
    path: QPainterPath,
    area: QRectF,
    replaced: QColor | None = None,
) -> None:
    """Fill a path with the picture of a `blipFill` of the sheet in `part`; a quiet grey, and a word about
    it, where that can't be drawn."""
    blip = child(element, "a:blip")
    tiled = child(element, "a:tile") is not None
    painter = scene.painter
    if is_drawn_nearly(blip):
        scene.report("render.recolouring", serious=False)
    try:
        image = scene.images.image(
            part, blip, *_wanted(scene, element, area, tiled), recolouring_of(scene.palette, blip, replaced)
        )
    except ImageError as error:
        scene.report_image(error)
        painter.fillPath(path, QColor(0x80, 0x80, 0x80, 0x40))
        return
    painter.save()
    amount = child(blip, "a:alphaModFix")
    if amount is not None:
        painter.setOpacity(painter.opacity() * min(1.0, max(0.0, fraction(amount, "amt", 1.0))))
    if tiled:
        _tile(scene, element, image, path, area)
    else:
        _stretch(scene, element, image, path, area)
    painter.restore()


def _wanted(scene: Scene, element: Element, area: QRectF, tiled: bool) -> tuple[float, float]:
    """How many pixels the whole picture should have, for what is seen of it to be sharp."""
    if tiled:
        return LARGEST_TILE, LARGEST_TILE
    target = _target(element, area)
    source = child(element, "a:srcRect")
    across = max(0.05, 1 - fraction(source, "l") - fraction(source, "r"))
    down = max(0.05, 1 - fraction(source, "t") - fraction(source, "b"))
    return target.width() / scene.pixel / across, target.height() / scene.pixel / down


def _target(element: Element, area: QRectF) -> QRectF:
    stretch = child(element, "a:stretch", "a:fillRect")
    left, top, right, bottom = (
        max(-20.0, min(20.0, fraction(stretch, side))) for side in ("l", "t", "r", "b")
    )
    width, height = area.width(), area.height()
    return area.adjusted(left * width, top * height, -right * width, -bottom * height)


def _stretch(scene: Scene, element: Element, image: QImage, path: QPainterPath, area: QRectF) -> None:
    painter, target = scene.painter, _target(element, area)
    if path.elementCount() > 5 or not path.boundingRect().contains(target):
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.drawImage(target, image, QRectF(*crop_of(element, image)))


def _tile(scene: Scene, element: Element, image: QImage, path: QPainterPath, area: QRectF) -> None:
    tile = child(element, "a:tile")
    image = _cropped(element, image)
    size = QSizeF(
        image.width() * EMU_PER_METRE / max(1, image.dotsPerMeterX()) * _scale(tile, "sx"),
        image.height() * EMU_PER_METRE / max(1, image.dotsPerMeterY()) * _scale(tile, "sy"),
    )
    across, down = _ANCHORS.get(attribute(tile, "algn"), (0.0, 0.0))
    corner = QPointF(
        area.left() + (area.width() - size.width()) * across + whole(tile, "tx"),
        area.top() + (area.height() - size.height()) * down + whole(tile, "ty"),
    )
    image = _sized(scene, image, size)
    brush = QBrush(_mirrored(image, attribute(tile, "flip", "none")))
    transform = QTransform().translate(corner.x(), corner.y())
    transform.scale(size.width() / image.width(), size.height() / image.height())
    if not truth(element, "rotWithShape", default=True):
        transform = transform * _upright(scene, area)
    brush.setTransform(transform)
    scene.painter.fillPath(path, brush)


def _scale(tile: Element | None, name: str) -> float:
    return max(0.01, min(100.0, abs(fraction(tile, name, 1.0)) or 1.0))


def _cropped(element: Element, image: QImage) -> QImage:
    part = (
        QRectF(*crop_of(element, image))
        .toAlignedRect()
        .intersected(QRect(0, 0, image.width(), image.height()))
    )
    return image if part == image.rect() or part.isEmpty() else image.copy(part)


def _sized(scene: Scene, image: QImage, size: QSizeF) -> QImage:
    """The tile in about as many pixels as it covers: textures are not smoothed when they shrink."""
    wide, high = (max(1, round(side / scene.pixel)) for side in (size.width(), size.height()))
    if wide >= image.width() and high >= image.height():
        return image
    wide, high = min(wide, image.width()), min(high, image.height())
    return image.scaled(wide, high, mode=Qt.TransformationMode.SmoothTransformation)


def _mirrored(image: QImage, flip: str) -> QImage:
    """Two or four tiles in one, of which every other one is mirrored."""
    columns, rows = (2 if "x" in flip else 1), (2 if "y" in flip else 1)
    if flip == "none" or (columns, rows) == (1, 1):
        return image
    whole_tile = QImage(image.width() * columns, image.height() * rows, image.format())
    whole_tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole_tile)
    for column in range(columns):
        for row in range(rows):
            piece = image.flipped(Qt.Orientation.Horizontal) if column else image
            piece = piece.flipped(Qt.Orientation.Vertical) if row else piece
            painter.drawImage(column * image.width(), row * image.height(), piece)
    painter.end()
    return whole_tile


def _upright(scene: Scene, area: QRectF) -> QTransform:
    """Undo the turn of what is drawn now, about the middle of its area."""
    turned = scene.painter.worldTransform()
    plain = QTransform(turned.m11(), turned.m12(), turned.m21(), turned.m22(), 0, 0)
    inverse, possible = (plain * QTransform.fromScale(scene.pixel, scene.pixel)).inverted()
    if not possible:
        return QTransform()
    centre = area.center()
    there = QTransform.fromTranslate(-centre.x(), -centre.y())
    return there * inverse * QTransform.fromTranslate(centre.x(), centre.y())
