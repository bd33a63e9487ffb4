"""Films and sounds of a deck as files to play, taken out in another thread when somebody wants them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from decks.model import Deck
from decks.pptx.media import MediumError, take_out
from presenter.media_folder import MediaFolder, remove_abandoned

LONGEST_STOP_MS = 2_000


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A part of the deck as a file; `file` is None if it can't be had, and `code` names the sentence."""

    part: str
    file: Path | None
    code: str = ""


class MediaFiles(QObject):
    """Keeps them in a folder of its own, which is removed with `close`; one that was killed leaves its
    folder to the next."""

    taken_out = Signal(object)  # TakenOut
    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._folder: MediaFolder | None = None
        self._deck: Deck | None = None
        self._stopped = Event()
        self._done.connect(self._on_done)

    @property
    def folder(self) -> Path | None:
        """Where the files are; None while there are none."""
        return None if self._folder is None else self._folder.path

    def open(self, deck: Deck) -> None:
        """Turn to this deck; what was taken out of another is removed."""
        if self._deck is not None and self._deck.sha256 != deck.sha256:
            self._stop()
            if self._folder is not None:
                self._folder.clear()
        if self._deck is None:
            self._pool.start(remove_abandoned)
        self._deck = deck

    def want(self, part: str) -> None:
        """Take a part out; ends in `taken_out`, unless another deck comes before."""
        if self._deck is None:
            return
        try:
            self._folder = self._folder or MediaFolder()
        except OSError:
            self._done.emit(self._deck, TakenOut(part, None, "deck.medium_no_room"))
            return
        deck, stopped = self._deck, self._stopped

        def work() -> TakenOut | None:
            try:
                file = take_out(deck.path, deck.sha256, part, folder, lambda: not stopped.is_set())
            except MediumError as error:
                return TakenOut(part, None, error.code)
            return None if file is None else TakenOut(part, file)

        folder = self._folder.path
        self._pool.start(_Job(work, lambda taken: self._done.emit(deck, taken)))

    def close(self) -> None:
        """Stop, and remove the files."""
        self._stop()
        self._pool.waitForDone(LONGEST_STOP_MS)
        self._deck = None
        if self._folder is not None:
            self._folder.remove()
            self._folder = None

    def _stop(self) -> None:
        self._stopped.set()
        self._pool.clear()
        self._stopped = Event()

    def _on_done(self, deck: Deck, taken: TakenOut | None) -> None:
        if taken is not None and self._deck is not None and deck.sha256 == self._deck.sha256:
            self.taken_out.emit(taken)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], TakenOut | None], tell: Callable[[TakenOut | None], None]) -> None:
        super().__init__()
        self._work, self._tell = work, tell

    def run(self) -> None:
        self._tell(self._work())
