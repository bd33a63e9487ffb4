"""How the trainer's own phone becomes a clicker, over the console: the code, and who has used it."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presenter.console.sheet import Sheet
from presenter.remote_state import RemoteState
from presenter.widgets.button import Button, Role
from presenter.widgets.label import Label, breakable
from presenter.widgets.qr_view import QrView
from presenter.widgets.theme import Space
from presenter.widgets.toggle import Toggle
from server.protocol import CodeState

WIDEST, SIDE = 740, 264


class RemoteSheet(Sheet):
    """Shows a code for one phone, and what the phones that used one are at. Esc or a click beside it closes;
    every other key means the lesson, as a clicker's do."""

    code_wanted = Signal()
    notes_wanted = Signal(bool)
    disconnect_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Your phone as a clicker"))
        self._remote = RemoteState()
        self._build()
        self._lay_out()
        self._wire()
        self.show_remote(RemoteState(), "", None)

    # --- what it shows ---------------------------------------------------------------------------

    def open_sheet(self) -> None:
        """Show it; where nobody has a code or a phone yet, ask for a code."""
        self.show()
        self.raise_()
        self.another.setFocus()
        if self._remote.possible and not self._remote.phones and not self._remote.code:
            self.code_wanted.emit()

    def show_remote(self, remote: RemoteState, address: str, picture: QImage | None) -> None:
        """Where it stands; `picture` is the QR code of address and code while there is one."""
        self._remote = remote
        waiting = bool(remote.code) and picture is not None
        if picture is not None:
            self.picture.show_code(picture)
        for widget in (self.picture, self.address, self.typed, self.code):
            widget.setVisible(waiting)
        self.how.setText(self._how())
        self.address.setText(breakable(address))
        self.code.setText(f"{remote.code[:3]} {remote.code[3:]}")
        self.code.setAccessibleName(self.tr("Code: {code}").format(code=" ".join(remote.code)))
        self.state.setText(self._state())
        self.state.look("strong" if remote.connected else "muted")
        with QSignalBlocker(self.notes):
            self.notes.setChecked(remote.notes)
            self.notes.say_state(remote.notes)
        self.notes.setEnabled(remote.possible)
        self.disconnect_button.setVisible(remote.phones > 0)
        self.another.setVisible(remote.possible)
        self.another.say(self.tr("Another phone") if remote.phones else self.tr("New code"))

    # --- Qt --------------------------------------------------------------------------------------

    def read_key(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the open sheet; then it has been done."""
        if event.key() != Qt.Key.Key_Escape:
            return False
        self.close_sheet()
        return True

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.picture = QrView(SIDE)
        self.picture.setAccessibleName(self.tr("QR code for your own phone"))
        self.how = Label("", wrap=True)
        self.address = Label("", "title", wrap=True)
        self.typed = Label(self.tr("and there the code"), "muted")
        self.code = Label("", "code")
        self.state = Label("", "muted", wrap=True)
        self.notes = Toggle(self.tr("Show my notes on this phone"))
        self.risk = Label(
            self.tr("They travel unencrypted: whoever listens to the Wi-Fi can read them."),
            "small",
            wrap=True,
        )
        self.disconnect_button = Button(self.tr("Disconnect"), role=Role.SERIOUS)
        self.another = Button("")
        self.close_button = Button(self.tr("Close"), key="Esc")
        self._stops = (self.notes, self.disconnect_button, self.another, self.close_button)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.SMALL)
        for widget in (self.how, self.address, self.typed, self.code):
            words.addWidget(widget)
        words.addStretch(1)
        words.addWidget(self.state)
        line = QHBoxLayout()
        line.setSpacing(Space.WIDE)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        own = QHBoxLayout()
        own.setSpacing(Space.MEDIUM)
        own.addWidget(self.notes)
        own.addWidget(self.risk, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self.disconnect_button)
        foot.addStretch(1)
        foot.addWidget(self.another)
        foot.addWidget(self.close_button)
        self._card.setFixedWidth(WIDEST)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(Label(self.tr("Your phone as a clicker"), "title"))
        column.addLayout(line)
        column.addLayout(own)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.notes.toggled.connect(self.notes_wanted)
        self.disconnect_button.clicked.connect(self.disconnect_wanted)
        self.another.clicked.connect(self.code_wanted)
        self.close_button.clicked.connect(self.close_sheet)

    def _how(self) -> str:
        remote = self._remote
        if not remote.possible:
            return self.tr("A phone can be the clicker once the session has begun.")
        if remote.code:
            return self.tr("Scan this with your own phone, in the same Wi-Fi. Or open in its browser")
        if remote.code_state is CodeState.GUESSED:
            return self.tr("Too many wrong codes were tried, so this one doesn't count any more.")
        if remote.code_state is CodeState.EXPIRED:
            return self.tr("The code counted for five minutes. Ask for a new one.")
        if remote.phones:
            return self.tr("Next and back, black, and the question's next step: two buttons for the thumb.")
        return self.tr("The code comes from the answer server…")

    def _state(self) -> str:
        remote = self._remote
        if remote.connected > 1:
            return self.tr("● {n} phones are connected").format(n=remote.connected)
        if remote.connected:
            return self.tr("● A phone is connected")
        if remote.phones:
            return self.tr("○ The phone is away; it comes back by itself")
        if remote.code:
            return self.tr("○ No phone yet. The code is for one phone, for five minutes.")
        return ""
