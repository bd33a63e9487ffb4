"""The grey picture that stands where a slide can't be drawn."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from decks.render.picture_size import fitting


def draw_apology(words: str, shape: float, width: int, height: int) -> QImage:
    """A grey picture of width:height `shape` that fits into width × height pixels, with a sentence."""
    image = QImage(*fitting(shape, 1.0, width, height), QImage.Format.Format_RGB32)
    image.fill(QColor(0x60, 0x60, 0x60))
    painter = QPainter(image)
    try:
        font = QFont()
        font.setPixelSize(max(6, image.height() // 20))
        painter.setFont(font)
        painter.setPen(QColor("white"))
        margin = image.width() / 10
        area = QRectF(image.rect()).adjusted(margin, 0, -margin, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
    finally:
        painter.end()
    return image
