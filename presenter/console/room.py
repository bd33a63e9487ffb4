"""Who is there: figures of the room, and the way to join while nobody has to answer anything."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presenter.joining import Adapter, Joining
from presenter.widgets.label import Label, breakable
from presenter.widgets.qr_view import QrView
from presenter.widgets.theme import Space


class RoomFigures(QWidget):
    """Answered, connected, joined: three figures in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answered, self.connected, self.joined = (Label("0", "figure") for _ in range(3))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.WIDE)
        self._names: dict[Label, str] = {}
        self._cells: dict[Label, Label] = {}
        for figure, name in (
            (self.answered, self.tr("answered")),
            (self.connected, self.tr("connected")),
            (self.joined, self.tr("joined")),
        ):
            self._names[figure] = name
            cell = QHBoxLayout()
            cell.setSpacing(Space.TIGHT + 2)
            cell.addWidget(figure)
            label = Label(name, "muted")
            label.setContentsMargins(0, 0, 0, 3)  # the small text on the large one's line
            cell.addWidget(label, 0, Qt.AlignmentFlag.AlignBottom)
            line.addLayout(cell)
            self._cells[figure] = label
        line.addStretch(1)
        self.show_figures(None, 0, 0)

    def show_figures(self, answered: int | None, connected: int, joined: int) -> None:
        """The room as it is; `answered` is None while nothing is asked."""
        for figure, value in (
            (self.answered, answered),
            (self.connected, connected),
            (self.joined, joined),
        ):
            figure.setVisible(value is not None)
            self._cells[figure].setVisible(value is not None)
            figure.setText(str(value or 0))
            figure.setAccessibleName(f"{figure.text()} {self._names[figure]}")


class JoinCard(QWidget):
    """QR code and address for the trainer's own eyes, and what to do while nobody has joined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QrView(160)
        self.code.setAccessibleName(self.tr("QR code to join"))
        self.heading = Label("", "strong", wrap=True)
        self.address = Label("", wrap=True)
        self.hint = Label("", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        for widget in (self.heading, self.address, self.hint):
            words.addWidget(widget)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.LARGE)
        line.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._joining: Joining | None = None
        self._joined = 0
        self._refresh()

    def show_joining(self, joining: Joining, code: QImage) -> None:
        """Address and code."""
        self._joining = joining
        self.code.show_code(code)
        self._refresh()

    def show_joined(self, joined: int) -> None:
        """How many have joined."""
        self._joined = joined
        self._refresh()

    def _refresh(self) -> None:
        if self._joined:
            self.heading.setText(self.tr("{n} joined").format(n=self._joined))
        else:
            self.heading.setText(self.tr("Nobody has joined yet"))
        self.address.setText(breakable(self._joining.url) if self._joining else "")
        self.code.setVisible(self._joining is not None)
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        if self._joining is None:
            return self.tr("The address appears when the answer server has started.")
        kind = self._joining.chosen.adapter
        if kind is Adapter.LOOPBACK:
            return self.tr("This machine has no network: join a Wi-Fi or open a hotspot.")
        if kind is Adapter.TUNNEL:
            return self.tr("Phones can't reach this address: choose another one above.")
        if self._joined:
            return self.tr("J shows the code to the class: large, in the corner, or not at all.")
        return self.tr("J shows the code to the class. Phones must be in the same network as this laptop.")
