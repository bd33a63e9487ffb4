"""What stands in for a moment where a slide's picture is still being drawn."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from presenter.widgets.fonts import ui_font

_MARGIN = 0.08
_DARK = 0.18
"""Luminance (0 … 1, linear) at which black and white text have the same contrast, as WCAG 2 counts it."""


def draw_stand_in(title: str, size: QSize, before: QImage | None) -> QImage:
    """A slide of `size` pixels with nothing but its title, on the ground of the picture seen before, so that
    nothing flashes; white if there was none."""
    ground = QColor("white") if before is None else _ground(before)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    painter.setFont(ui_font(max(6, size.height() / 14)))
    painter.setPen(QColor("black" if _luminance(ground) > _DARK else "white"))
    margin = _MARGIN * size.width()
    area = QRectF(margin, 0, size.width() - 2 * margin, size.height())
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, title)
    painter.end()
    return image


def _ground(image: QImage) -> QColor:
    """The colour that most of the picture's corners and edges share."""
    right, bottom = image.width() - 1, image.height() - 1
    spots = [(x, y) for x in (0, right // 2, right) for y in (0, bottom // 2, bottom)]
    colours = [image.pixel(x, y) for x, y in spots if (x, y) != (right // 2, bottom // 2)]
    return QColor(max(colours, key=colours.count))


def _luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
