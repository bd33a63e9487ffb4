"""Our icons, in the colour that is wanted."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from assets import ASSETS


@cache
def _source(name: str) -> bytes:
    return (ASSETS / "icons" / f"{name}.svg").read_bytes()


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon `name` (a file of `assets/icons`, which says `currentColor`) into `rect`."""
    _renderer(name, colour.name()).render(painter, rect)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))


def icon_image(name: str, side: int, colour: QColor) -> QImage:
    """The icon as a picture of `side` × `side` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_icon(painter, name, QRectF(0, 0, side, side), colour)
    painter.end()
    return image


def window_icon() -> QIcon:
    """The program's own icon, for windows and the task bar."""
    icon = QIcon()
    for side in (16, 32, 48, 128, 256):
        icon.addPixmap(QPixmap.fromImage(icon_image("app/handsup", side, QColor("#FFFFFF"))))
    return icon
