"""One copy of the presenter for each data folder: a second one calls the first to the front."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 1000


class OneCopy(QObject):
    """Holds the place of the one copy, or finds it taken."""

    called = Signal()  # a second copy was started

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self._name = f"handsup-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)

    def take(self) -> bool:
        """Take the place; False if another copy has it, which has then been called to the front."""
        if self._call():
            return False
        QLocalServer.removeServer(self._name)  # left behind by a copy that was killed
        return self._server.listen(self._name)

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        there = socket.waitForConnected(ANSWER_MS)
        socket.abort()
        return there

    def _on_call(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
        self.called.emit()
