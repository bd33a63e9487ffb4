"""A QR code drawn so that a phone reads it: every module the same whole number of pixels."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_FINDER = 7  # modules of the dark run that begins a code's first line


def resized(code: QImage, side: int) -> QImage:
    """`code` (square modules of whole pixels, quiet zone around) at most `side` pixels wide, its
    modules again of whole pixels, at least one."""
    module = _module_side(code)
    modules = code.width() // module
    scale = max(1, side // modules)
    plain = code.scaled(modules, modules)  # nearest pixel: every module becomes one
    return plain.scaled(modules * scale, modules * scale)


def draw_qr(painter: QPainter, code: QImage, rect: QRectF, ratio: float) -> QRectF:
    """Draw the code into the middle of `rect` at whole device pixels; returns where it stands."""
    picture = resized(code, int(min(rect.width(), rect.height()) * ratio))
    side = picture.width() / ratio
    x = round((rect.center().x() - side / 2) * ratio) / ratio
    y = round((rect.center().y() - side / 2) * ratio) / ratio
    target = QRectF(x, y, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(target, picture)
    painter.restore()
    return target


def _module_side(code: QImage) -> int:
    """The pixels of one module: the finder's top edge, met first on the diagonal, is seven of them."""
    side = min(code.width(), code.height())
    start = next((x for x in range(side) if _is_dark(code, x, x)), None)
    if start is None:
        return 1
    end = next((x for x in range(start, side) if not _is_dark(code, x, start)), side)
    return max(1, (end - start) // _FINDER)


def _is_dark(code: QImage, x: int, y: int) -> bool:
    return QColor(code.pixel(x, y)).lightness() < 128


class QrView(QWidget):
    """A QR code on the console."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code: QImage | None = None
        self.setFixedSize(side, side)

    def show_code(self, code: QImage) -> None:
        """Show this code."""
        self.code = code
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White ground, whatever the theme: readers want it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.code is not None:
            draw_qr(painter, self.code, QRectF(self.rect()), self.devicePixelRatioF())
