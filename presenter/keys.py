"""Keys of keyboards and clickers, read as the trainer's wishes."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from presenter.commands import Command, GoTo, Wish

FORGET_DIGITS_MS = 3000
MOST_DIGITS = 5

_Key = Qt.Key
_COMMANDS = {
    _Key.Key_PageDown: Command.NEXT,
    _Key.Key_Right: Command.NEXT,
    _Key.Key_Down: Command.NEXT,
    _Key.Key_Space: Command.NEXT,
    _Key.Key_PageUp: Command.BACK,
    _Key.Key_Left: Command.BACK,
    _Key.Key_Up: Command.BACK,
    _Key.Key_Backspace: Command.BACK,
    _Key.Key_Home: Command.FIRST,
    _Key.Key_End: Command.LAST,
    _Key.Key_F5: Command.PRESENT,
    _Key.Key_Escape: Command.STOP_PRESENTING,
    _Key.Key_Period: Command.BLACK,
    _Key.Key_B: Command.BLACK,
    _Key.Key_W: Command.WHITE,
    _Key.Key_Comma: Command.WHITE,
    _Key.Key_F: Command.FREEZE,
    _Key.Key_J: Command.SHOW_JOIN,
    _Key.Key_Q: Command.QUESTION_STEP,
    _Key.Key_Return: Command.QUESTION_STEP,
    _Key.Key_Enter: Command.QUESTION_STEP,
    _Key.Key_A: Command.ASK_AGAIN,
    _Key.Key_N: Command.ASK_NOW,
    _Key.Key_S: Command.SWAP_SCREENS,
    _Key.Key_I: Command.INBOX,
    _Key.Key_R: Command.REMOTE,
    _Key.Key_L: Command.LINKS,
    _Key.Key_P: Command.PLAY,
    _Key.Key_MediaPlay: Command.PLAY,
    _Key.Key_MediaTogglePlayPause: Command.PLAY,
    _Key.Key_MediaStop: Command.STOP_PLAYING,
    _Key.Key_M: Command.MUTE,
    _Key.Key_D: Command.POINTER,
    _Key.Key_T: Command.SPOTLIGHT,
    _Key.Key_E: Command.PEN,
    _Key.Key_Y: Command.HIGHLIGHTER,
    _Key.Key_C: Command.NEXT_COLOUR,
    _Key.Key_U: Command.UNDO_STROKE,
    _Key.Key_X: Command.CLEAR_DRAWING,
    _Key.Key_Question: Command.KEY_SHEET,
}
# What the same keys write while a Chinese input method is on.
_CHINESE_PUNCTUATION = {"。": Command.BLACK, "，": Command.WHITE, "？": Command.KEY_SHEET}
_HELD = frozenset({Command.NEXT, Command.BACK})
_ENTER = (_Key.Key_Return, _Key.Key_Enter)


class KeyReader(QObject):
    """Reads key presses one by one. Digits gather until Enter makes them a slide's number; they are
    forgotten after three seconds, by Esc and by any other key that means something.

    Windows share one reader, so that digits typed over the projector are seen on the console. While a
    tool is in hand Esc puts it away, and nothing else.
    """

    digits_changed = Signal(str)

    def __init__(self, parent: QObject | None = None, *, forget_ms: int = FORGET_DIGITS_MS) -> None:
        super().__init__(parent)
        self.digits = ""
        self.tool_in_hand = False
        self._timer = QTimer(self, interval=forget_ms, singleShot=True)
        self._timer.timeout.connect(self.forget_digits)

    def read(self, event: QKeyEvent) -> Wish | None:
        """What a key press asks for; None for a key without a meaning and for one digit of several."""
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return _with_control(event)
        if event.text().isascii() and event.text().isdigit():
            if not event.isAutoRepeat():
                self._add(event.text())
            return None
        command = _CHINESE_PUNCTUATION.get(event.text()) or _COMMANDS.get(_Key(event.key()))
        if command is None or (event.isAutoRepeat() and command not in _HELD):
            return None
        return self._with_digits(command, entered=event.key() in _ENTER)

    def forget_digits(self) -> None:
        """Start anew."""
        self._timer.stop()
        if self.digits:
            self.digits = ""
            self.digits_changed.emit("")

    def _with_digits(self, command: Command, *, entered: bool) -> Wish | None:
        digits = self.digits
        self.forget_digits()
        if digits and entered:
            return GoTo(int(digits))
        if digits and command in (Command.STOP_PRESENTING, Command.BACK):
            return None  # Esc and Backspace take the digits back, and nothing else
        if command is Command.STOP_PRESENTING and self.tool_in_hand:
            return Command.PUT_AWAY
        return command

    def _add(self, digit: str) -> None:
        self.digits = (self.digits + digit)[-MOST_DIGITS:]
        self._timer.start()
        self.digits_changed.emit(self.digits)


def _with_control(event: QKeyEvent) -> Command | None:
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier or event.isAutoRepeat():
        return None
    return {_Key.Key_O: Command.OPEN_DECK, _Key.Key_Comma: Command.SETTINGS}.get(_Key(event.key()))
