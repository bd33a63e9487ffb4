"""The server on this machine: found if it runs, started if not, started again if it dies."""

import contextlib
import os
import signal
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from decks.render.python_process import python_process
from presenter.settings import make_folder
from server.protocol import STATE_FILE, RunningServer

LOOK_MS = 50
PATIENCE_MS = 20_000
LAST_WORDS_MS = 2_000  # a server that has complained and has not appeared by then will not
LEAVING_MS = 5_000
TRIES_BEFORE_STARTING = 2


class LocalServer(QObject):
    """Finds or starts the server that works in `folder`.

    The server is a detached process: it outlives this one, so that phones keep answering while a
    presenter is away. `found` says where it is; the caller tries to connect and says `mislaid()`
    when that fails or the connection ends, and is told again.
    """

    found = Signal(object)  # RunningServer
    failed = Signal(str)  # the server's own sentence about why it did not start, or ""

    def __init__(self, folder: Path, speed: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.speed = speed
        self._tried: RunningServer | None = None
        self._tries = 0
        self._waited_ms = 0
        self._launched = False
        self._leaving = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> RunningServer | None:
        """The server that was found last."""
        return self._tried

    @property
    def folder_usable(self) -> bool:
        """Whether files can be written there."""
        return self.folder.is_dir() and os.access(self.folder, os.W_OK | os.X_OK)

    def start(self) -> None:
        """Find the server, or start one; ends in `found` or `failed`."""
        running = self._read()
        if running is not None and (running != self._tried or self._tries < TRIES_BEFORE_STARTING):
            self._report(running)
            return
        self._waited_ms = 0
        self._launched = False
        self._timer.start()
        self._look()

    def mislaid(self) -> None:
        """The server that was found can't be reached, or was lost: find it again or start another."""
        if not self._timer.isActive():
            self._tries += 1
            self.start()

    def reached(self) -> None:
        """The server that was found answered: a later loss begins with trying it again."""
        self._tries = 0

    def stop_server(self) -> None:
        """End the server that was found (it closes its log first). For one without an open session."""
        if self._tried is not None:
            with contextlib.suppress(OSError):
                os.kill(self._tried.pid, signal.SIGTERM)
            self._tries = TRIES_BEFORE_STARTING
            self._leaving = True

    def _launch(self) -> bool:
        process = python_process("server", "serve", "--data", str(self.folder), "--speed", str(self.speed))
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardOutputFile(QProcess.nullDevice())
        make_folder(self.folder)
        process.setStandardErrorFile(str(self._errors_path))
        return bool(process.startDetached())

    def _look(self) -> None:
        self._waited_ms += LOOK_MS
        running = self._read()
        if running is not None and running != self._tried:
            self._timer.stop()
            self._report(running)
        elif not self._launched:
            # One that was told to end takes its file away when it has.
            if running is None or not self._leaving or self._waited_ms > LEAVING_MS:
                self._launched = True
                self._leaving = False
                if not self._launch():
                    self._give_up()
        elif self._waited_ms >= PATIENCE_MS or (self._last_words() and self._waited_ms >= LAST_WORDS_MS):
            self._give_up()

    def _give_up(self) -> None:
        self._timer.stop()
        self._tries = 0  # the one that was there may only have been busy
        self.failed.emit(self._last_words())

    def _report(self, running: RunningServer) -> None:
        if running != self._tried:
            self._tried, self._tries = running, 0
        self.found.emit(running)

    def _read(self) -> RunningServer | None:
        try:
            return msgspec.json.decode((self.folder / STATE_FILE).read_bytes(), type=RunningServer)
        except (OSError, ValueError, RecursionError):  # whatever bytes stand there
            return None

    @property
    def _errors_path(self) -> Path:
        return self.folder / "server.err"

    def _last_words(self) -> str:
        try:
            lines = self._errors_path.read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        return next((line for line in reversed(lines) if line.strip()), "")
