"""The bar at the top that says what happened, and the one that shows how far an opening is."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from presenter.widgets.button import Button, Role
from presenter.widgets.icons import draw_icon
from presenter.widgets.label import ElidedLabel, Label
from presenter.widgets.theme import Space, current_colours


class Icon(QWidget):
    """An icon beside text."""

    def __init__(self, name: str, parent: QWidget | None = None, *, side: int = 20) -> None:
        super().__init__(parent)
        self.name = name
        self.colour = ""  # a token's name; the muted text's if empty
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon, in its token's colour."""
        painter = QPainter(self)
        colour = getattr(current_colours(), self.colour or "muted")
        draw_icon(painter, self.name, QRectF(self.rect()), QColor(colour))


class NoticeBar(QFrame):
    """A sentence across the window's top. It stays until it is closed or replaced, and never
    takes the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("notice")
        self.label = Label(wrap=True)
        self._close = Button(icon="close", role=Role.QUIET, height=28)
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.LARGE, Space.SMALL, Space.SMALL, Space.SMALL)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(self._icon)
        line.addWidget(self.label, 1)
        line.addWidget(self._close)
        self.hide()

    def show_notice(self, text: str, serious: bool) -> None:
        """Say `text`."""
        self.label.setText(text)
        self.setAccessibleName(text)
        self._icon.name = "warning" if serious else "notice"
        self._icon.colour = "serious" if serious else "warning"
        self.setProperty("role", "notice-serious" if serious else "notice")
        for widget in (self, self.label):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.show()


class ProgressBar(QFrame):
    """How far a long piece of work is, with a way out."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.label = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(240)
        cancel = Button(self.tr("Cancel"), role=Role.PLAIN, height=30)
        cancel.clicked.connect(self.cancel_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(self.label, 1)
        line.addWidget(self.bar)
        line.addWidget(cancel)
        self.hide()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """`done` of `total`; a total of 0 is one not known. It goes away when all is done."""
        self.label.say(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(text)
        self.setVisible(not (total and done >= total))
