"""The QR code as a picture."""

import qrcode
from PySide6.QtGui import QColor, QImage, QPainter
from qrcode.constants import ERROR_CORRECT_M

QUIET_ZONE = 4  # modules of white around the code, as ISO/IEC 18004 wants


def qr_picture(text: str, side: int) -> QImage:
    """A QR code saying `text`, at most `side` pixels wide and high, every module the same whole
    number of pixels (at least one), black on white whatever the theme."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make()
    modules = code.get_matrix()
    scale = max(1, side // len(modules))
    picture = QImage(len(modules) * scale, len(modules) * scale, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                painter.fillRect(column * scale, row * scale, scale, scale, QColor("black"))
    painter.end()
    return picture
