"""A question thought of now, over the console: one key for its kind, and the class can answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from presenter.commands import Improvise
from presenter.console.sheet import Sheet
from presenter.improvised import LONGEST_STEM, Improvised, kind_words
from presenter.widgets.button import Button
from presenter.widgets.label import Label
from presenter.widgets.theme import Space
from server.protocol import Phase, SessionView

WIDEST = 520
_Key = Qt.Key
_KINDS = dict(zip((_Key.Key_1, _Key.Key_2, _Key.Key_3, _Key.Key_4, _Key.Key_5), Improvised, strict=True))
_ENTER = (_Key.Key_Return, _Key.Key_Enter)


class NowSheet(Sheet):
    """The digits 1 to 5 ask, as do Enter and a click; Up and Down choose, Tab leads to the question's own
    words, which may stay empty. Esc, N or a click beside it closes; a clicker's keys mean the lesson."""

    wish = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Ask something now"))
        self.text = QLineEdit()
        self.text.setMaxLength(LONGEST_STEM)
        self.text.setPlaceholderText(self.tr("The question in words, if you like"))
        self.text.setAccessibleName(self.tr("The question in words, if you like"))
        self.text.setFixedHeight(36)
        self.why_not = Label("", "muted", wrap=True)
        self.kinds = {kind: self._kind_button(key, kind) for key, kind in _KINDS.items()}
        self.cancel = Button(self.tr("Cancel"), key="Esc")
        self.cancel.clicked.connect(self.close_sheet)
        self._stops = (self.text, *self.kinds.values(), self.cancel)
        self._lay_out()
        self.show_session(None)

    # --- what it shows ---------------------------------------------------------------------------

    def open_sheet(self) -> None:
        """Show it; the first kind has the keyboard."""
        self.text.clear()
        self.show()
        self.raise_()
        self._focus_kind()

    def show_session(self, session: SessionView | None) -> None:
        """Whether something can be asked now, and why not."""
        why_not = ""
        if session is None or session.ended:
            why_not = self.tr("A question can be asked once the session has begun: F5 starts it.")
        elif session.round is not None and session.round.phase is Phase.OPEN:
            why_not = self.tr("A question is open: close it first.")
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))
        for button in self.kinds.values():
            button.setEnabled(not why_not)

    # --- Qt --------------------------------------------------------------------------------------

    def read_key(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the open sheet; then it has been done."""
        key = _Key(event.key())
        if event.isAutoRepeat():
            return key in _KINDS or key is _Key.Key_N
        if key in (_Key.Key_Escape, _Key.Key_N):
            self.close_sheet()
        elif key in _KINDS:
            self.kinds[_KINDS[key]].click()
        elif key in (_Key.Key_Up, _Key.Key_Down):
            self.focusNextPrevChild(key is _Key.Key_Down)
        elif key in _ENTER:
            self._focus_kind()  # it was pressed in the words
        else:
            return False
        return True

    # --- inside ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        self._card.setFixedWidth(WIDEST)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(Label(self.tr("Ask something now"), "title"))
        column.addWidget(self.text)
        for button in self.kinds.values():
            column.addWidget(button)
        column.addWidget(self.why_not)
        column.addLayout(foot)

    def _kind_button(self, key: Qt.Key, kind: Improvised) -> Button:
        button = Button(kind_words(kind), key=chr(key.value), height=44)
        button.clicked.connect(lambda: self._ask(kind))
        return button

    def _ask(self, kind: Improvised) -> None:
        words = self.text.text()
        self.close_sheet()
        self.wish.emit(Improvise(kind, words))

    def _focus_kind(self) -> None:
        first = next(iter(self.kinds.values()))
        (first if first.isEnabled() else self.cancel).setFocus()
