"""One copy of the presenter for each data folder: a second one calls the first to the front."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from presenter.settings import make_folder

ANSWER_MS = 1000
LOCK_FILE = "presenter.lock"


class OneCopy(QObject):
    """Holds the place of the one copy, or finds it taken. A lock decides, the socket only calls: a copy
    that was killed leaves a lock that the system knows to be nobody's."""

    called = Signal()  # a second copy was started

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        make_folder(folder)
        digest = hashlib.sha256(str(folder.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]
        self._name = f"handsup-{digest}"
        self._lock = QLockFile(str(folder / LOCK_FILE))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)

    def take(self) -> bool:
        """Take the place; False if another copy has it, which has then been called to the front. Where
        no lock can be written there is nobody to share the folder with, and the place is free."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            self._call()
            return False
        QLocalServer.removeServer(self._name)  # left behind by a copy that was killed
        self._server.listen(self._name)
        return True

    def leave(self) -> None:
        """Give the place up."""
        self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        socket.waitForConnected(ANSWER_MS)
        socket.abort()

    def _on_call(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
        self.called.emit()
