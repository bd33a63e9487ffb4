"""Where phones reach the class just now."""

from PySide6.QtCore import QObject, Signal

from presenter.joining import Joining, LanAddress, choose
from presenter.network import Network
from server.protocol import HostWelcome


class JoinPoint(QObject):
    """Puts address and port together, again whenever the network or the trainer changes one."""

    changed = Signal(object)  # Joining
    chosen = Signal(str)  # the trainer's address, to be remembered

    def __init__(self, network: Network, wanted: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network, self._wanted = network, wanted
        self._port: int | None = None
        network.addresses_changed.connect(self._tell)

    @property
    def joining(self) -> Joining | None:
        """The way to join; None until the server has said its port."""
        if self._port is None:
            return None
        addresses: tuple[LanAddress, ...] = self._network.addresses
        return Joining(addresses, choose(addresses, self._wanted), self._port)

    def take_port(self, welcome: HostWelcome) -> None:
        """The server is there."""
        if welcome.phone_port != self._port:
            self._port = welcome.phone_port
            self._tell()

    def choose(self, address: str) -> None:
        """The trainer wants the QR code to lead to this address of the machine."""
        self._wanted = address
        self.chosen.emit(address)
        self._tell()

    def _tell(self) -> None:
        if (joining := self.joining) is not None:
            self.changed.emit(joining)
