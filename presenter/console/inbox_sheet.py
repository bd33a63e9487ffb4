"""What trainees ask and type, over the console: the trainer approves, hides, answers, and shows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from presenter.commands import JudgeEntry, MarkAnswered, ProjectQuestion
from presenter.console.inbox_list import InboxList
from presenter.console.sheet import Sheet
from presenter.inbox_state import Entry, InboxState
from presenter.widgets.button import Button
from presenter.widgets.label import Label
from presenter.widgets.theme import Space

WIDEST, HIGHEST = 820, 720
_Key = Qt.Key
_STEPS = {_Key.Key_Up: -1, _Key.Key_Down: +1}


class InboxSheet(Sheet):
    """Up and Down choose, 1 to 4 (and the buttons that name them) act on what is chosen. Esc, I or a click
    beside it closes; a clicker's keys mean the lesson."""

    wish = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What trainees ask and type"))
        self._state = InboxState()
        self._build()
        self._lay_out()
        self.show_inbox(InboxState())

    # --- what it shows ---------------------------------------------------------------------------

    def open_sheet(self) -> None:
        """Show it, beginning with what waits."""
        self.list.choose(0)
        self.show()
        self.raise_()
        self.list.setFocus()

    def show_inbox(self, state: InboxState) -> None:
        """What there is now; the chosen entry stays chosen."""
        self._state = state
        self.list.show_entries(state.entries)
        self.list.setVisible(bool(state.entries))
        self.nothing.setVisible(not state.entries)
        self.nothing.setText(self._why_nothing())
        self.waiting.setText(self.tr("{n} to look at").format(n=state.count))
        self.waiting.setVisible(state.count > 0)
        self.more.setText(self.tr("and {n} more, which come when these are done").format(n=state.more))
        self.more.setVisible(state.more > 0)
        self._show_chosen()

    # --- Qt --------------------------------------------------------------------------------------

    def read_key(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the open sheet; then it has been done."""
        key = _Key(event.key())
        if (by := _STEPS.get(key)) is not None:
            self.list.step(by)
        elif key in (_Key.Key_Escape, _Key.Key_I):
            if not event.isAutoRepeat():
                self.close_sheet()
        elif key in self._by_key:
            if not event.isAutoRepeat():
                self._by_key[key].click()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card takes what the window has, up to a width that reads well."""
        super().resizeEvent(event)
        self._card.setFixedSize(
            min(WIDEST, self.width() - 2 * Space.WIDE), min(HIGHEST, self.height() - 2 * Space.WIDE)
        )

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.waiting = Label("", "chip-warning")
        self.more = Label("", "small")
        self.nothing = Label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list = InboxList()
        self.list.setAccessibleName(self.tr("What trainees ask and type"))
        self.approve, self.hide_button = Button(), Button()
        self.answered, self.project = Button(), Button()
        self.close_button = Button(self.tr("Close"), key="Esc")
        buttons = (self.approve, self.hide_button, self.answered, self.project)
        keys = (_Key.Key_1, _Key.Key_2, _Key.Key_3, _Key.Key_4)
        self._by_key = dict(zip(keys, buttons, strict=True))
        self._stops = (self.list, *buttons, self.close_button)
        self.approve.clicked.connect(lambda: self._judge(True))
        self.hide_button.clicked.connect(lambda: self._judge(False))
        self.answered.clicked.connect(self._mark)
        self.project.clicked.connect(self._project)
        self.close_button.clicked.connect(self.close_sheet)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(Space.MEDIUM)
        head.addWidget(Label(self.tr("What trainees ask and type"), "title"))
        head.addWidget(self.waiting)
        head.addStretch(1)
        foot.setSpacing(Space.SMALL)
        for button in self._by_key.values():
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.more)
        column.addLayout(foot)

    def _show_chosen(self) -> None:
        """Buttons say what they would do with what is chosen."""
        entry = self.list.chosen
        question = entry is not None and bool(entry.asked_id)
        answered = entry is not None and entry.answered
        projected = entry is not None and entry.projected
        self.approve.say(self.tr("Approve"), key="1")
        self.hide_button.say(self.tr("Hide"), key="2")
        self.answered.say(self.tr("Not answered") if answered else self.tr("Answered"), key="3")
        self.project.say(self.tr("Off the projector") if projected else self.tr("On the projector"), key="4")
        self.approve.setEnabled(entry is not None and not entry.shown)
        self.hide_button.setEnabled(entry is not None and (entry.shown or entry.waits))
        self.answered.setEnabled(question)
        self.project.setEnabled(question)

    def _judge(self, shown: bool) -> None:
        entry = self.list.chosen
        if entry is not None:
            self._go_on_from(entry)
            self.wish.emit(JudgeEntry(entry.subject, shown))

    def _go_on_from(self, entry: Entry) -> None:
        """The next that waits is chosen, so that one key goes through them all."""
        row = self.list.currentIndex().row() + 1
        if entry.waits and row < len(self._state.entries) and self._state.entries[row].waits:
            self.list.choose(row)

    def _mark(self) -> None:
        if (entry := self.list.chosen) is not None:
            self.wish.emit(MarkAnswered(entry.asked_id, not entry.answered))

    def _project(self) -> None:
        if (entry := self.list.chosen) is not None:
            self.wish.emit(ProjectQuestion("" if entry.projected else entry.asked_id))

    def _why_nothing(self) -> str:
        if not self._state.possible:
            return self.tr("Trainees can ask once the session has begun: F5 starts it.")
        return self.tr("Nobody has asked anything yet. What trainees ask on their phones comes here.")
