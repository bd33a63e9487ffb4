"""The console's top bar: deck, projector, joining, sessions."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from presenter.commands import ChooseAddress, Command
from presenter.console.link_state import LinkState
from presenter.console.notice_bar import Icon
from presenter.joining import JoinDisplay, Joining
from presenter.widgets.button import Button, Chooser, Role
from presenter.widgets.label import Label
from presenter.widgets.theme import Space
from server.protocol import SessionView

CONFIRM_MS = 6000  # how long "End session" waits for its second press
DEAD_MS = 700  # a double click on "End session" is no second press


class TopBar(QFrame):
    """Everything that is done once a lesson. It emits wishes."""

    wish = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._presenting = False
        self._in_session = False
        self._has_deck = False
        self._build()
        self._lay_out()
        self._wire()
        self.show_session(None)
        self.show_link(LinkState.STARTING)

    def _build(self) -> None:
        self.open = Button(self.tr("Open…"), icon="open")
        self.open.setToolTip(self.tr("Open a deck (Ctrl+O)"))
        self.open.setAccessibleName(self.tr("Open a deck"))
        self.present = Button("", icon="present", key="F5", role=Role.PRIMARY)
        self.join = Button(self.tr("Join"), icon="join", key="J")
        self.join.setCheckable(True)
        self.address = Chooser()
        self.address.setAccessibleName(self.tr("Address in the QR code"))
        self.choices = Button(self.tr("Choices…"))
        self.choices.setToolTip(self.tr("Group, names, how long answers are kept: before a session starts"))
        self.link_icon = Icon("timer", side=16)
        self.link_label = Label("", "small")
        self.sessions = Button(self.tr("Past sessions"), icon="sessions", role=Role.QUIET)
        self.end = Button(self.tr("End session"), icon="end", role=Role.QUIET)
        self.confirm = Button(self.tr("End it now"), icon="end", role=Role.SERIOUS)
        self.keep = Button(self.tr("Keep going"))
        self.keys = Button(icon="keys", role=Role.QUIET)
        self.keys.setAccessibleName(self.tr("Sheet of keys (?)"))
        self.keys.setToolTip(self.tr("Sheet of keys (?)"))
        self.settings = Button(icon="settings", role=Role.QUIET)
        self.settings.setAccessibleName(self.tr("Settings (Ctrl+,)"))
        self.settings.setToolTip(self.tr("Settings (Ctrl+,)"))
        self._confirm_timer = QTimer(self, interval=CONFIRM_MS, singleShot=True)
        self._dead_timer = QTimer(self, interval=DEAD_MS, singleShot=True)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.TIGHT, Space.SMALL)
        line.setSpacing(Space.SMALL)
        for widget in (self.open, self.present, self.join, self.address, self.choices):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.link_icon)
        line.addWidget(self.link_label)
        for widget in (self.confirm, self.keep, self.end, self.sessions):
            line.addWidget(widget)
        icons = QHBoxLayout()
        icons.setSpacing(0)  # without frames they keep their distance by themselves
        for button in (self.settings, self.keys):
            icons.addWidget(button)
        line.addLayout(icons)

    def _wire(self) -> None:
        for button, command in (
            (self.open, Command.OPEN_DECK),
            (self.join, Command.SHOW_JOIN),
            (self.choices, Command.CHOOSE_START),
            (self.sessions, Command.PAST_SESSIONS),
            (self.confirm, Command.END_SESSION),
            (self.keys, Command.KEY_SHEET),
            (self.settings, Command.SETTINGS),
        ):
            button.clicked.connect(lambda _on=False, command=command: self.wish.emit(command))
        self.present.clicked.connect(self._on_present)
        self.join.clicked.connect(self._undo_own_check)
        self.end.clicked.connect(lambda: self._ask_to_end(True))
        self.keep.clicked.connect(lambda: self._ask_to_end(False))
        self.confirm.clicked.connect(lambda: self._ask_to_end(False))
        self._dead_timer.timeout.connect(lambda: self.confirm.setEnabled(True))
        self._confirm_timer.timeout.connect(lambda: self._ask_to_end(False))
        self.address.activated.connect(lambda i: self.wish.emit(ChooseAddress(str(self.address.itemData(i)))))

    def show_deck(self, there: bool) -> None:
        """Whether a deck is open."""
        self._has_deck = there
        self._refresh()

    def show_session(self, session: SessionView | None) -> None:
        """A session (not ended) or none."""
        self._in_session = session is not None and not session.ended
        if not self._in_session:
            self._ask_to_end(False)
        self._refresh()

    def show_presenting(self, on: bool) -> None:
        """Whether the projector shows the lesson."""
        self._presenting = on
        self._refresh()

    def show_joining(self, joining: Joining) -> None:
        """The addresses to choose from, those that phones can't reach marked as such."""
        with QSignalBlocker(self.address):
            self.address.clear()
            for address in joining.addresses:
                name = f"{address.address} · {address.adapter_name}"
                if not address.reachable:
                    name = self.tr("{address} (not for phones)").format(address=name)
                self.address.addItem(name, address.address)
            self.address.setCurrentIndex(joining.addresses.index(joining.chosen))
        self.address.take_width()
        self._refresh()

    def show_join_display(self, display: JoinDisplay) -> None:
        """How the projector shows the way to join."""
        self.join.setChecked(display is not JoinDisplay.OFF)
        self._on = display is not JoinDisplay.OFF
        words = {
            JoinDisplay.OFF: self.tr("Join"),
            JoinDisplay.CORNER: self.tr("Join: corner"),
            JoinDisplay.LARGE: self.tr("Join: large"),
        }
        self.join.say(words[display], key="J")

    def show_link(self, state: LinkState) -> None:
        """Whether the server is reached: said only while it isn't."""
        words = {
            LinkState.STARTING: self.tr("Starting the answer server…"),
            LinkState.CONNECTED: "",
            LinkState.LOST: self.tr("Reconnecting to the answer server…"),
        }
        self.link_label.setText(words[state])
        self.link_icon.setVisible(state is not LinkState.CONNECTED)
        self.link_label.setVisible(state is not LinkState.CONNECTED)

    def _refresh(self) -> None:
        if self._presenting:
            self.present.say(self.tr("Stop presenting"), key="Esc", icon="stop")
        elif self._in_session:
            self.present.say(self.tr("Present"), key="F5", icon="present")
        else:
            self.present.say(self.tr("Start session"), key="F5", icon="present")
        self.present.role = Role.PLAIN if self._presenting else Role.PRIMARY
        self.present.setEnabled(self._has_deck)
        self.present.update()
        self.join.setEnabled(self._in_session)
        self.address.setVisible(self.address.count() > 0)
        self.choices.setVisible(not self._in_session)
        self.choices.setEnabled(self._has_deck)
        ending = self._confirm_timer.isActive()
        self.end.setVisible(self._in_session and not ending)

    def _ask_to_end(self, ask: bool) -> None:
        self.confirm.setEnabled(not ask)
        if ask:
            self._confirm_timer.start()
            self._dead_timer.start()
        else:
            self._confirm_timer.stop()
            self._dead_timer.stop()
        self.confirm.setVisible(ask)
        self.keep.setVisible(ask)
        self.end.setVisible(self._in_session and not ask)
        self.sessions.setVisible(not ask)

    def _on_present(self) -> None:
        self.wish.emit(Command.STOP_PRESENTING if self._presenting else Command.PRESENT)

    def _undo_own_check(self) -> None:
        # The check mark says what the projector shows, not what was pressed.
        self.join.setChecked(getattr(self, "_on", False))
