"""Where phones reach the class just now."""

from PySide6.QtCore import QObject, Signal

from presenter.joining import NO_WIFI, Joining, LanAddress, choose
from presenter.network import Network
from server.protocol import HostWelcome, SessionView, Wifi


class JoinPoint(QObject):
    """Puts address, port and join code together, again whenever the network, the trainer or the session
    changes one."""

    changed = Signal(object)  # Joining
    chosen = Signal(str)  # the trainer's address, to be remembered

    def __init__(self, network: Network, wanted: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network, self._wanted = network, wanted
        self._port: int | None = None
        self._shared, self._code, self._wifi = False, "", NO_WIFI
        network.addresses_changed.connect(self._tell)

    @property
    def joining(self) -> Joining | None:
        """The way to join; None until the server has said its port."""
        if self._port is None:
            return None
        addresses: tuple[LanAddress, ...] = self._network.addresses
        code = self._code if self._shared else ""
        return Joining(addresses, choose(addresses, self._wanted), self._port, code, self._wifi)

    def take_port(self, welcome: HostWelcome) -> None:
        """The server is there."""
        before, self._port, self._shared = self.joining, welcome.phone_port, welcome.shared
        if self.joining != before:
            self._tell()

    def take_session(self, view: SessionView | None) -> None:
        """The session that phones are to find, if one is open."""
        before, self._code = self.joining, view.code if view is not None else ""
        if self.joining != before:
            self._tell()

    def use_wifi(self, wifi: Wifi) -> None:
        """The network that phones have to be on."""
        before, self._wifi = self.joining, wifi
        if self.joining != before:
            self._tell()

    def choose(self, address: str) -> None:
        """The trainer wants the QR code to lead to this address of the machine."""
        self._wanted = address
        self.chosen.emit(address)
        self._tell()

    def _tell(self) -> None:
        if (joining := self.joining) is not None:
            self.changed.emit(joining)
