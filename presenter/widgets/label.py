"""Labels: styled by role, and one that shortens itself rather than being clipped."""

import re
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

_LONG_WORD = re.compile(r"[!-~]{18}")


def breakable(text: str) -> str:
    """`text` with invisible places to break its longest words (addresses, mostly)."""
    return _LONG_WORD.sub(lambda run: run.group() + "\u200b", text)


class Label(QLabel):
    """A label whose look is one of the style sheet's roles. Text is never read as HTML."""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)

    def look(self, role: str) -> None:
        """Take on another role."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(Label):
    """One line that ends in … where there is no room; the whole text is its tooltip then."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__("", role)
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        """Show this text."""
        self.whole = " ".join(text.split())
        self.setAccessibleName(self.whole)
        self._elide()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another ending."""
        super().resizeEvent(event)
        self._elide()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(24, super().minimumSizeHint().height())

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(as_tooltip(self.whole) if shown != self.whole else "")


def as_tooltip(text: str) -> str:
    """`text` as a tooltip that shows it letter by letter: Qt would read markup in it otherwise."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>"
