"""The host's socket: typed commands out, typed signals in."""

from collections.abc import Callable
from time import monotonic

import msgspec
from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QNetworkRequest
from PySide6.QtWebSockets import QWebSocket

from presenter.session_clock import uptime_s
from server.figures import FiguresRead
from server.protocol import (
    HOST_SOCKET_PATH,
    BoardChanged,
    Done,
    GroupList,
    HostMessage,
    HostWelcome,
    Place,
    QueueChanged,
    Refused,
    RemoteCode,
    RemotesChanged,
    RemoteWish,
    RoomChanged,
    RoundChanged,
    ServerToHost,
    SessionChanged,
    SessionList,
    ShowPlace,
    Trouble,
)

GREETING_MS = 4_000  # whoever accepts and says nothing for so long is no server of ours
PING_MS = 5_000
SILENCE_S = 12.0  # a server that has not answered a ping for so long hangs
NOT_WRITTEN = frozenset(
    {"link.down", "server.disk_full", "server.data_read_only", "server.data_locked", "server.data_unwritable"}
)

_decoder = msgspec.json.Decoder(ServerToHost | FiguresRead)


class Link(QObject):
    """One connection to one server at a time.

    While it is down, places shown are kept with their age and told when it is up again; other
    commands are refused at once with the code `link.down`, because doing them late would surprise.
    """

    welcomed = Signal(object)  # HostWelcome
    lost = Signal()  # the socket closed, or could not be opened
    session_changed = Signal(object)  # SessionView
    round_changed = Signal(object)  # RoundView
    room_changed = Signal(object)  # RoomChanged
    done = Signal(object)  # Done
    refused = Signal(object)  # Refused
    troubled = Signal(object)  # Trouble
    sessions_listed = Signal(object)  # SessionList
    figures_read = Signal(object)  # FiguresRead
    groups_listed = Signal(object)  # GroupList
    remote_coded = Signal(object)  # RemoteCode
    remotes_changed = Signal(object)  # RemotesChanged
    remote_wished = Signal(object)  # RemoteWish
    board_changed = Signal(object)  # BoardChanged
    queue_changed = Signal(object)  # QueueChanged

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._socket: QWebSocket | None = None
        self._greeting = QTimer(self, interval=GREETING_MS, singleShot=True)
        self._greeting.timeout.connect(self._on_closed)
        self._heard_at = monotonic()
        self._pings = QTimer(self, interval=PING_MS)
        self._pings.timeout.connect(self._ping)
        self._wanted = False
        self._up = False
        self._speed = 1.0
        self._last_ref = 0
        self._waiting_places: list[tuple[float, Place]] = []
        self._unconfirmed: dict[int, tuple[float, Place]] = {}

    @property
    def up(self) -> bool:
        """Whether commands reach the server."""
        return self._up

    def connect_to(self, port: int, secret: str, session_id: str | None = None) -> None:
        """Connect to the host site on this machine, to this session if it is there still; ends in
        `welcomed` or `lost`."""
        self.disconnect_from_server()
        url = QUrl(f"ws://127.0.0.1:{port}{HOST_SOCKET_PATH}")
        if session_id is not None:
            url.setQuery(f"session={session_id}")
        request = QNetworkRequest(url)
        request.setRawHeader(b"Authorization", f"Bearer {secret}".encode())
        self._wanted = True
        self._greeting.start()
        if self._socket is None:
            self._socket = self._make_socket()
        self._socket.open(request)

    def disconnect_from_server(self) -> None:
        """Close without a `lost` signal."""
        self._wanted = self._up = False
        self._pings.stop()
        self._greeting.stop()
        if self._socket is not None:
            self._socket.abort()

    def send(self, command: Callable[[int], HostMessage]) -> int:
        """Send the command that `command` makes of a fresh reference, and return that reference."""
        self._last_ref += 1
        ref = self._last_ref
        message = command(ref)
        if self._up and self._socket is not None:
            self._socket.sendTextMessage(msgspec.json.encode(message).decode())
        else:
            QTimer.singleShot(0, self, lambda: self.refused.emit(Refused(ref, "link.down")))
        return ref

    def show_place(self, place: Place) -> None:
        """Tell what the projector shows now; kept with its age while the link is down."""
        self._waiting_places.append((uptime_s(), place))
        if self._up:
            self._tell_places()

    def forget_places(self) -> None:
        """Drop the places not told: they belong to a session that is no more."""
        self._waiting_places.clear()
        self._unconfirmed.clear()

    def _make_socket(self) -> QWebSocket:
        """The one socket for the link's whole life: QWebSocket doesn't survive being deleted by its own
        signals. Not made before it is needed: Qt reads the system's certificates for the first one, which
        takes a tenth of a second."""
        socket = QWebSocket("", parent=self)
        socket.textMessageReceived.connect(self._receive)
        socket.disconnected.connect(self._on_closed)
        socket.errorOccurred.connect(lambda _error: self._on_closed())
        socket.pong.connect(lambda _elapsed, _payload: self._hear())
        return socket

    def _tell_places(self) -> None:
        waiting, self._waiting_places = self._waiting_places, []
        for shown_at, place in waiting:
            age_ms = int((uptime_s() - shown_at) * 1000 * self._speed)
            ref = self.send(lambda ref, place=place, age=age_ms: ShowPlace(ref, place, age))  # type: ignore[misc]
            self._unconfirmed[ref] = (shown_at, place)

    def _hear(self) -> None:
        self._heard_at = monotonic()

    def _ping(self) -> None:
        if monotonic() - self._heard_at > SILENCE_S:
            self._on_closed()
        elif self._socket is not None:
            self._socket.ping()

    def _receive(self, text: str) -> None:  # noqa: C901 - one branch for each message
        self._hear()
        message = _decoder.decode(text)
        match message:
            case HostWelcome():
                self._on_welcome(message)
            case SessionChanged(session=session):
                self.session_changed.emit(session)
            case RoundChanged(round=round_view):
                self.round_changed.emit(round_view)
            case RoomChanged():
                self.room_changed.emit(message)
            case Done(ref=ref):
                self._unconfirmed.pop(ref, None)
                self.done.emit(message)
            case Refused():
                self._on_refused(message)
            case Trouble():
                self._on_trouble(message)
            case SessionList():
                self.sessions_listed.emit(message)
            case FiguresRead():
                self.figures_read.emit(message)
            case GroupList():
                self.groups_listed.emit(message)
            case RemoteCode():
                self.remote_coded.emit(message)
            case RemotesChanged():
                self.remotes_changed.emit(message)
            case RemoteWish():
                self.remote_wished.emit(message)
            case BoardChanged():
                self.board_changed.emit(message)
            case QueueChanged():
                self.queue_changed.emit(message)

    def _on_welcome(self, welcome: HostWelcome) -> None:
        self._up, self._speed = True, welcome.speed
        self._greeting.stop()
        self._pings.start()
        self.welcomed.emit(welcome)
        if welcome.session is None:
            self.forget_places()
        else:
            self._tell_places()

    def _on_trouble(self, trouble: Trouble) -> None:
        if not trouble.code:
            self._tell_places()  # there is room again
        self.troubled.emit(trouble)

    def _on_refused(self, refused: Refused) -> None:
        # A place that could not be written down is told again when there is room; nobody need know.
        if (place := self._unconfirmed.pop(refused.ref, None)) is not None:
            if refused.code in NOT_WRITTEN:
                self._waiting_places.append(place)
            return
        self.refused.emit(refused)

    def _on_closed(self) -> None:
        if not self._wanted:
            return
        self.disconnect_from_server()
        # What was sent and not confirmed may be lost: said again, a place changes nothing.
        self._waiting_places = sorted(
            [*self._unconfirmed.values(), *self._waiting_places], key=lambda p: p[0]
        )
        self._unconfirmed.clear()
        self.lost.emit()
