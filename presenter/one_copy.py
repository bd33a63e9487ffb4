"""One copy of the presenter for each data folder: a second one calls the first to the front."""

import hashlib
import os
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
    deck_called = Signal(str)  # to present the deck at this path

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
        self._callers: list[QLocalSocket] = []

    def take(self, deck: Path | None = None) -> bool:
        """Take the place; False if another copy has it, which has then been called to the front, to
        present `deck` if one is given. Where no lock can be written there is nobody to share the folder
        with, and the place is free."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            self._call(deck)
            return False
        QLocalServer.removeServer(self._name)  # left behind by a copy that was killed
        self._server.listen(self._name)
        return True

    def leave(self) -> None:
        """Give the place up."""
        self._server.close()
        self._lock.unlock()

    def _call(self, deck: Path | None) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_MS):
            if deck is not None:
                socket.write(os.fsencode(deck))
                socket.waitForBytesWritten(ANSWER_MS)
            socket.disconnectFromServer()

    def _on_call(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            self._callers.append(caller)
            caller.readyRead.connect(self._listen)
            caller.disconnected.connect(self._listen)
        self.called.emit()
        self._listen()

    def _listen(self) -> None:
        for caller in list(self._callers):
            said = bytes(caller.readAll().data())
            if said:
                self.deck_called.emit(os.fsdecode(said))
            if caller.state() is QLocalSocket.LocalSocketState.UnconnectedState:
                self._callers.remove(caller)
                caller.deleteLater()
