"""A slide's picture, as large as fits, never blurred by a needless scaling."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from presenter.widgets.fonts import ui_font
from presenter.widgets.theme import Type, current_colours


def fitted(shape: QSize, into: QSize) -> QRect:
    """The largest rectangle of `shape`'s proportions in the middle of `into`."""
    size = shape.scaled(into, Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        (into.width() - size.width()) // 2,
        (into.height() - size.height()) // 2,
        size.width(),
        size.height(),
    )


def own_size(shape: QSize, box: QSize) -> QRect | None:
    """Where a picture stands in the middle of `box` pixel for pixel, if it fits to within two pixels."""
    target = fitted(shape, box)
    if abs(shape.width() - target.width()) > 2 or abs(shape.height() - target.height()) > 2:
        return None
    corner = QPoint((box.width() - shape.width()) // 2, (box.height() - shape.height()) // 2)
    return QRect(corner, shape)


def draw_picture(painter: QPainter, picture: QImage, box: QSize, ratio: float) -> QRect:
    """Draw `picture` into the middle of `box` (device pixels) and return where, in device pixels.

    One that fits to within two pixels is drawn pixel for pixel.
    """
    target = own_size(picture.size(), box)
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    picture.setDevicePixelRatio(1.0)
    if target is not None:
        painter.drawImage(target.topLeft(), picture)
    else:
        target = fitted(picture.size(), box)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)
    painter.restore()
    return target


class SlideView(QWidget):
    """One slide on the console. Without a picture yet it keeps the old one, greyed, or says so."""

    sizes_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: QImage | None = None
        self.waiting = False
        self.message = ""
        self.shape = QSize(16, 9)
        self._ratio = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)

    def show_shape(self, width: int, height: int) -> None:
        """The deck's proportions, for the placeholder and the size of pictures to ask for."""
        shape = QSize(width, height) if width > 0 and height > 0 else QSize(16, 9)
        if shape != self.shape:
            self.shape = shape
            self.sizes_changed.emit()
            self.update()

    def show_picture(self, picture: QImage | None) -> None:
        """Show the picture; None while it is being drawn."""
        self.waiting = picture is None
        self.picture = QImage(picture) if picture is not None else self.picture
        self.message = ""
        self.update()

    def show_message(self, text: str) -> None:
        """Words instead of a slide."""
        self.picture, self.waiting, self.message = None, False, text
        self.setAccessibleDescription(text)
        self.update()

    def picture_size(self) -> QSize:
        """The size in device pixels that a picture should have."""
        return fitted(self.shape, self._box()).size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size wants another picture."""
        super().resizeEvent(event)
        self.sizes_changed.emit()

    def event(self, event: QEvent) -> bool:
        """Another screen's pixel ratio wants another picture as well."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.sizes_changed.emit()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, a greyed one, or a placeholder with words."""
        painter = QPainter(self)
        c = current_colours()
        if self.picture is not None and not self.message:
            painter.setOpacity(0.45 if self.waiting else 1.0)
            drawn = draw_picture(painter, self.picture, self._box(), self.devicePixelRatioF())
            painter.setOpacity(1.0)
        else:
            drawn = fitted(self.shape, self._box())
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        if self.picture is None or self.message:
            painter.fillRect(drawn, QColor(c.raised))
        painter.setPen(QColor(c.line))
        painter.drawRect(drawn.adjusted(0, 0, -1, -1))
        painter.scale(ratio, ratio)
        if self.message:
            painter.setPen(QColor(c.muted))
            painter.setFont(ui_font(Type.STRONG))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 12, -24, -12), flags, self.message)

    def _box(self) -> QSize:
        return self.size() * self.devicePixelRatioF()
