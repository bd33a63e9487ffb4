"""Buttons and choosers that leave the clicker's keys alone."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from presenter.widgets.fonts import ui_font
from presenter.widgets.icons import draw_icon
from presenter.widgets.theme import Space, Type, current_colours, mixed

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ICON = 18
_BEFORE, _AFTER = 11, 30  # a chooser's room around its text


class Role(Enum):
    """How much a button asks for attention."""

    PRIMARY = auto()  # the one obvious next thing
    PLAIN = auto()
    QUIET = auto()  # no frame until the mouse is over it
    SERIOUS = auto()  # ends something


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and not event.isAutoRepeat()


class Button(QPushButton):
    """A button with an icon before its text and the key that does the same after it.

    It is reached by Tab and pressed by Enter alone; every other key goes on to the window, so that
    Space and the arrows of a clicker always mean the lesson.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        key: str = "",
        role: Role = Role.PLAIN,
        height: int = 36,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._key, self.role, self._height = icon, key, role, height
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def say(self, text: str, *, key: str = "", icon: str | None = None) -> None:
        """Change text, key and (if given) icon."""
        self.setText(text)
        self.setAccessibleName(text)
        self._key = key
        self._icon = self._icon if icon is None else icon
        self.updateGeometry()
        self.update()

    @property
    def key_hint(self) -> str:
        """The key printed on the button."""
        return self._key

    def sizeHint(self) -> QSize:
        """Wide enough for icon, text and key."""
        padding = 2 * (Space.MEDIUM if self.text() else Space.SMALL)
        return QSize(round(self._content_width() + padding + 0.5), self._height)

    def minimumSizeHint(self) -> QSize:
        """Never clipped."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; the rest belongs to the lesson."""
        if _is_enter(event):
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Nothing happens on release."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, then icon, text and key as one centred line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink, edge = self._colours()
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, Space.RADIUS, Space.RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(current_colours().text), 2))
            painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), Space.RADIUS - 2, Space.RADIUS - 2)
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        x = (self.width() - self._content_width()) / 2
        middle = self.height() / 2
        if self._icon:
            draw_icon(painter, self._icon, QRectF(x, middle - ICON / 2, ICON, ICON), ink)
            x += ICON + Space.SMALL
        painter.setPen(ink)
        if self.text():
            painter.setFont(self._text_font())
            width = QFontMetricsF(self._text_font()).horizontalAdvance(self.text())
            painter.drawText(
                QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
            )
            x += width + Space.SMALL
        if self._key:
            cap = QRectF(QPointF(x, middle - 9), QSize(self._cap_width(), 18))
            painter.setFont(ui_font(Type.SMALL - 1))
            painter.setOpacity(painter.opacity() * 0.8)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cap, 4, 4)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _content_width(self) -> float:
        parts = [
            float(ICON) if self._icon else 0.0,
            QFontMetricsF(self._text_font()).horizontalAdvance(self.text()) if self.text() else 0.0,
            float(self._cap_width()) if self._key else 0.0,
        ]
        return sum(parts) + Space.SMALL * (sum(part > 0 for part in parts) - 1)

    def _cap_width(self) -> int:
        return round(QFontMetricsF(ui_font(Type.SMALL - 1)).horizontalAdvance(self._key)) + 10

    def _text_font(self) -> QFont:
        return ui_font(Type.BODY, bold=self.role in (Role.PRIMARY, Role.SERIOUS))

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        c = current_colours()
        over = self.underMouse() and self.isEnabled()
        shade = 0.22 if self.isDown() else 0.1 if over else 0.0
        if self.role is Role.PRIMARY:
            ground = mixed(c.accent, c.text if not c.dark else c.surface, shade)
            return ground, QColor(c.on_accent), ground
        if self.role is Role.SERIOUS:
            ground = mixed(c.serious, c.text if not c.dark else c.surface, shade)
            return ground, QColor("#FFFFFF" if not c.dark else c.on_accent), ground
        if self.isChecked():
            return mixed(c.surface, c.accent, 0.16 + shade), QColor(c.text), QColor(c.accent)
        if self.role is Role.QUIET:
            clear = QColor(0, 0, 0, 0)
            return (mixed(c.surface, c.text, shade) if shade else clear), QColor(c.muted), clear
        return mixed(c.surface, c.text, shade), QColor(c.text), QColor(c.line)


class Chooser(QComboBox):
    """A drop-down list, as wide as its choice up to `MOST_WIDE`; a longer one ends in …, and is whole
    in the list. Enter opens it; every other key goes on to the window, and the wheel too."""

    MOST_WIDE = 300

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(36)
        self.currentTextChanged.connect(self._take_width)

    def take_width(self) -> None:
        """As wide as its choice, after a change that was not told."""
        self._take_width(self.currentText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the list; the rest belongs to the lesson."""
        if _is_enter(event):
            self.showPopup()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style sheet's box, the choice, and an arrow in the theme's colour."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.rect().adjusted(_BEFORE, 0, -_AFTER, 0)
        painter.setFont(ui_font(Type.BODY))
        painter.setPen(QColor(current_colours().text))
        text = painter.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        arrow = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        draw_icon(painter, "down", arrow, QColor(current_colours().muted))

    def showPopup(self) -> None:
        """The list, wide enough for its longest choice."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + Space.WIDE)
        super().showPopup()

    def _take_width(self, text: str) -> None:
        width = QFontMetricsF(ui_font(Type.BODY)).horizontalAdvance(text) + _BEFORE + _AFTER + 2
        self.setFixedWidth(min(self.MOST_WIDE, round(width)))
        self.setToolTip(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel turned over it by chance changes nothing."""
        event.ignore()
