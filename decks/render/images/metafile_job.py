"""One metafile being turned into SVG by another process, within limits of size and time."""

import signal
import struct
from dataclasses import replace

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from decks.render.images.completeness import Completeness
from decks.render.images.metafiles import MetafileError, SlowMetafileError
from decks.render.images.svg import LARGEST, SvgDrawing, SvgError, clean_svg
from decks.render.python_process import python_process

_OUT_OF_TIME = frozenset(int(getattr(signal, name, 0)) for name in ("SIGXCPU", "SIGKILL")) - {0}
"""What ends a process that has computed for too long; Windows has no such limit."""


class MetafileJob(QObject):
    """After `start`, `ended` carries the `SvgDrawing` or the `MetafileError`, once, unless it is closed
    before. `program` is the module that draws, `longest_ms` the time it has, `niceness` by how many
    of Unix's steps it lets others go first."""

    ended = Signal(object)

    def __init__(
        self, data: bytes, parent: QObject | None = None, *, program: str, longest_ms: int, niceness: int
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._longest_ms = longest_ms
        self._done = False
        self._timer = QTimer(self, singleShot=True, interval=longest_ms)
        self._timer.timeout.connect(self._time_out)
        self._process = python_process(program, str(niceness), parent=self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._limit_size)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail_to_start)

    def start(self) -> None:
        """Begin."""
        self._timer.start()
        self._process.start()
        if not self._done:
            # The pipe stays open: its end tells the process that nobody is left who waits.
            self._process.write(struct.pack("<Q", len(self._data)) + self._data)
            self._data = b""

    def wait(self) -> None:
        """Wait until it has ended."""
        if not self._done and not self._process.waitForFinished(self._longest_ms):
            self._time_out()

    def close(self) -> None:
        """End it now, without a word."""
        self._done = True
        self._timer.stop()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(2_000)

    def _time_out(self) -> None:
        self._end(SlowMetafileError("takes too long"))

    def _limit_size(self) -> None:
        if self._process.bytesAvailable() > LARGEST:
            self._end(MetafileError("too large"))

    def _fail_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(MetafileError("no process"))

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._done:
            return
        if status is not QProcess.ExitStatus.NormalExit and code in _OUT_OF_TIME:
            self._end(SlowMetafileError("takes too long"))
        elif status is not QProcess.ExitStatus.NormalExit or code not in set(Completeness):
            self._end(MetafileError("not drawable"))
        else:
            self._end(self._drawing(Completeness(code)))

    def _drawing(self, completeness: Completeness) -> SvgDrawing | MetafileError:
        """What the process has written, of which so much is drawn."""
        try:
            cleaned = clean_svg(bytes(self._process.readAllStandardOutput().data()))
        except SvgError as error:
            return MetafileError(str(error))
        return replace(cleaned, completeness=max(cleaned.completeness, completeness))

    def _end(self, outcome: SvgDrawing | MetafileError) -> None:
        if not self._done:
            self.close()
            self.ended.emit(outcome)
