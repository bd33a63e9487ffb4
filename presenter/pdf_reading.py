"""Reading a PDF for the deck without keeping the windows waiting."""

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from decks.model import Deck, DeckError
from decks.render.export import Export
from decks.render.own_pdf import read_export


class PdfReading(QObject):
    """Reads PDFs in another thread, the last one asked for winning."""

    read = Signal(object)  # Export | DeckError
    _done = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._last = 0
        self._done.connect(self._on_done)

    def begin(self, path: Path, deck: Deck) -> None:
        """Read it; ends in `read` unless another is begun or this one forgotten."""
        self._last += 1
        self._pool.start(_Reading(self._last, path, deck, self))

    def forget(self) -> None:
        """What is being read is not wanted any more."""
        self._last += 1

    def _on_done(self, number: int, read: Export | DeckError) -> None:
        if number == self._last:
            self.read.emit(read)


class _Reading(QRunnable):
    def __init__(self, number: int, path: Path, deck: Deck, reading: PdfReading) -> None:
        super().__init__()
        self._number, self._path, self._deck, self._reading = number, path, deck, reading

    def run(self) -> None:
        read: Export | DeckError
        try:
            read = read_export(self._path, self._deck)
        except DeckError as error:
            read = error
        self._reading._done.emit(self._number, read)
