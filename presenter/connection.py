"""Keeps the link to a fitting local server up: finds it, connects, and starts it again when it has died."""

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from presenter.link import Link
from presenter.local_server import LocalServer
from server.protocol import VERSION, Done, EndSession, HostWelcome, Refused, RunningServer, SessionView

TRY_AGAIN_MS = 3000
SOON_MS = 100


class Connection(QObject):
    """Joins `LocalServer` (where it is) and `Link` (talking to it).

    A server that was left behind may run at a rehearsal's speed, speak another version, or hold a
    rehearsal that was cut off. That rehearsal is ended, and such a server is replaced; only where
    a real session is open on it is it left alone, and `occupied` says so.
    """

    accepted = Signal(object)  # HostWelcome: this server is the one to work with
    occupied = Signal(object)  # HostWelcome: a session is open that must not be touched
    broken = Signal()  # was up, is down; being mended
    failed = Signal(str)  # the server does not start: its own sentence, or ""; tried again later

    def __init__(
        self, server: LocalServer, link: Link, *, rehearsal: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.server, self._link, self._rehearsal = server, link, rehearsal
        self._own: set[str] = set()  # sessions that began while this presenter was connected
        self._session_id: str | None = None  # the one that this presenter looks after
        self._welcome: HostWelcome | None = None
        self._ending: int | None = None
        self._closing = False
        server.found.connect(self._on_found)
        server.failed.connect(self._on_failed)
        link.welcomed.connect(self._on_welcome)
        link.session_changed.connect(self._on_session)
        link.done.connect(self._on_reply)
        link.refused.connect(self._on_reply)
        link.lost.connect(self._on_lost)

    def start(self) -> None:
        """Find or start the server and connect."""
        self.server.start()

    def close(self) -> None:
        """Let go of the server, which goes on by itself."""
        self._closing = True
        self._link.disconnect_from_server()

    def _on_found(self, server: RunningServer) -> None:
        if not self._closing:
            # The server may not have noticed yet that the link is down, and then keeps the session for it.
            self._link.connect_to(server.host_port, server.secret, self._session_id)

    def _on_welcome(self, welcome: HostWelcome) -> None:
        self.server.reached()
        self._welcome = welcome
        session = welcome.session if welcome.session and not welcome.session.ended else None
        if session is not None and self._is_leftover(session):
            self._ending = self._link.send(EndSession)
        else:
            self._judge(welcome, session)

    def _judge(self, welcome: HostWelcome, session: SessionView | None) -> None:
        fits = (welcome.speed, welcome.version) == (self.server.speed, VERSION)
        if fits and (session is None or session.rehearsal == self._rehearsal):
            self._session_id = session.session_id if session is not None else None
            self.accepted.emit(msgspec.structs.replace(welcome, session=session))
        elif session is None:
            self.server.stop_server()  # another one follows when this one has gone
        else:
            self.occupied.emit(welcome)

    def _is_leftover(self, session: SessionView) -> bool:
        return session.rehearsal and session.session_id not in self._own

    def _on_session(self, session: SessionView) -> None:
        if session.rehearsal == self._rehearsal and self._ending is None:
            self._own.add(session.session_id)
            self._session_id = session.session_id

    def _on_reply(self, reply: Done | Refused) -> None:
        if reply.ref == self._ending and self._welcome is not None:
            self._ending = None
            self._judge(self._welcome, None)

    def _on_lost(self) -> None:
        self._ending = None
        self.broken.emit()
        if not self._closing:
            QTimer.singleShot(SOON_MS, self, self.server.mislaid)

    def _on_failed(self, words: str) -> None:
        self.failed.emit(words)
        if not self._closing:
            QTimer.singleShot(TRY_AGAIN_MS, self, self.server.mislaid)
