"""A deck on its way through LibreOffice, as the presenter sees it."""

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer, Signal

from decks.model import Deck, Problem
from decks.render.messages import path_word
from decks.render.office.converter import NotConverted
from decks.render.office.exports import ExportStore
from decks.render.office.program import Program
from decks.render.python_process import python_process

PATIENCE_MS = 3_000
"""How long a cancelled conversion may take to clear up after itself."""
LONGEST_MS = 120_000
"""More than the copy, LibreOffice's own time and the clearing up can take."""


class Conversion(QObject):
    """One deck's conversion; it begins at once. Ends in one of the signals, or in `cancel`."""

    finished = Signal(object)  # Export
    failed = Signal(object)  # Problem

    def __init__(
        self, deck: Deck, program: Program, store: ExportStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.deck = deck
        self._program, self._store = program, store
        self._cancelled = False
        self._clock = QElapsedTimer()
        self._clock.start()
        words = (path_word(deck.path), deck.sha256, path_word(program.path), program.version)
        self._process = python_process(
            "decks.render.office.converter", *words, path_word(store.folder), parent=self
        )
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._process.start()
        QTimer.singleShot(LONGEST_MS, self._process, self._process.kill)

    @property
    def running(self) -> bool:
        """Whether anything of it still runs."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def elapsed_s(self) -> int:
        """Since it began."""
        return self._clock.elapsed() // 1000

    def cancel(self) -> None:
        """Never mind: LibreOffice is ended, and no signal comes any more."""
        self._cancelled = True
        self._process.closeWriteChannel()
        QTimer.singleShot(PATIENCE_MS, self._process, self._process.kill)

    def close(self) -> None:
        """Cancel, and wait until nothing of it runs: for the program's end."""
        self.cancel()
        if self.running and not self._process.waitForFinished(PATIENCE_MS):
            self._process.kill()
            self._process.waitForFinished(PATIENCE_MS)

    def _on_finished(self) -> None:
        if self._cancelled:
            self.deleteLater()
            return
        said = self._said()
        export = self._store.find(self.deck.sha256, self._program) if not said.code else None
        if export is not None:
            self.finished.emit(export)
        else:
            self.failed.emit(Problem(said.code or "office.failed", values=said.values))

    def _said(self) -> NotConverted:
        try:
            return msgspec.json.decode(self._process.readAllStandardOutput().data(), type=NotConverted)
        except msgspec.DecodeError:
            return NotConverted("office.failed")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and not self._cancelled:
            self.failed.emit(Problem("office.failed"))
