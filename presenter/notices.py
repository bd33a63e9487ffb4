"""What the trainer is told across the top of the console: one thing at a time, the gravest first."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, QTimer, Signal

PASSING_MS = 10_000


class Standing(IntEnum):
    """What holds until it is mended; the lower, the graver."""

    STORAGE = 1  # answers can't be written down
    SERVER = 2  # no server: phones can't answer
    NETWORK = 3  # phones can't reach this machine
    DISPLAYS = 4  # the class sees the console
    DECK = 5  # something in the deck was not understood
    SESSION = 6  # another deck's session is open


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and whether the lesson suffers by it."""

    text: str
    serious: bool = True


class Notices(QObject):
    """Keeps what stands, so that a passing word doesn't hide for good that the disk is full."""

    changed = Signal(object)  # Notice | None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standing: dict[Standing, Notice] = {}
        self._passing: Notice | None = None
        self._shown: Notice | None = None
        self._timer = QTimer(self, interval=PASSING_MS, singleShot=True)
        self._timer.timeout.connect(self._pass)

    def say(self, text: str) -> None:
        """Tell something for a while."""
        self._passing = Notice(text, serious=False)
        self._timer.start()
        self._show()

    def stand(self, kind: Standing, text: str, *, serious: bool = True) -> None:
        """Tell something that holds until `lift`."""
        self._standing[kind] = Notice(text, serious)
        self._show()

    def lift(self, kind: Standing) -> None:
        """It no longer holds."""
        if self._standing.pop(kind, None) is not None:
            self._show()

    def _pass(self) -> None:
        self._passing = None
        self._show()

    def _show(self) -> None:
        gravest = self._standing[min(self._standing)] if self._standing else None
        notice = self._passing or gravest
        if notice != self._shown:
            self._shown = notice
            self.changed.emit(notice)
