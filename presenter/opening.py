"""Reading a deck without keeping the windows waiting."""

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from decks.model import Deck, DeckError
from decks.opening import open_deck


class DeckOpening(QObject):
    """Reads decks in another thread, the last one asked for winning."""

    begun = Signal(str)  # the file's name
    opened = Signal(object)  # Deck
    failed = Signal(object)  # DeckError
    _read = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._last = 0
        self._read.connect(self._on_read)

    def open(self, path: Path) -> None:
        """Read the file; ends in `opened` or `failed`, unless cancelled or another is opened."""
        self._last += 1
        self.begun.emit(path.name)
        self._pool.start(_Reading(self._last, path, self))

    def cancel(self) -> None:
        """Never mind: what is being read will not be opened."""
        self._last += 1

    def _on_read(self, number: int, read: Deck | DeckError) -> None:
        if number == self._last:
            (self.failed if isinstance(read, DeckError) else self.opened).emit(read)


class _Reading(QRunnable):
    def __init__(self, number: int, path: Path, opening: DeckOpening) -> None:
        super().__init__()
        self._number, self._path, self._opening = number, path, opening

    def run(self) -> None:
        read: Deck | DeckError
        try:
            read = open_deck(self._path)
        except DeckError as error:
            read = error
        self._opening._read.emit(self._number, read)
