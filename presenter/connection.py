"""Keeps the link to the local server up: finds it, connects, and starts it again when it has died."""

from PySide6.QtCore import QObject, QTimer, Signal

from presenter.link import Link
from presenter.local_server import LocalServer
from server.protocol import RunningServer

TRY_AGAIN_MS = 3000
SOON_MS = 100


class Connection(QObject):
    """Joins `LocalServer` (where it is) and `Link` (talking to it)."""

    broken = Signal()  # was up, is down; being mended
    failed = Signal(str)  # the server does not start: its own sentence, or ""; tried again later

    def __init__(self, server: LocalServer, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server, self._link = server, link
        self._closing = False
        server.found.connect(self._on_found)
        server.failed.connect(self._on_failed)
        link.welcomed.connect(lambda _welcome: server.reached())
        link.lost.connect(self._on_lost)

    def start(self) -> None:
        """Find or start the server and connect."""
        self._server.start()

    def close(self) -> None:
        """Let go of the server, which goes on by itself."""
        self._closing = True
        self._link.disconnect_from_server()

    def _on_found(self, server: RunningServer) -> None:
        if not self._closing:
            self._link.connect_to(server.host_port, server.secret)

    def _on_lost(self) -> None:
        self.broken.emit()
        if not self._closing:
            QTimer.singleShot(SOON_MS, self, self._server.mislaid)

    def _on_failed(self, words: str) -> None:
        self.failed.emit(words)
        if not self._closing:
            QTimer.singleShot(TRY_AGAIN_MS, self, self._server.mislaid)
