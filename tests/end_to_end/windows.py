"""What can be read in a window."""

import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def read_codes(picture: QImage) -> list[str]:
    """What the QR codes in a picture say."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    size = grey.width(), grey.height()
    image = Image.frombytes("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine())
    return [code.text for code in zxingcpp.read_barcodes(image)]


def texts(window: QWidget) -> list[str]:
    """Every label's and button's text that the window shows."""
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]
    buttons = [b.text() for b in window.findChildren(QAbstractButton) if b.isVisibleTo(window)]
    return labels + buttons
