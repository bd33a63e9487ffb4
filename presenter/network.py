"""The machine's addresses, read from the system and watched."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface

from presenter.joining import Adapter, LanAddress, classify, rank

LOOK_AGAIN_MS = 3000


def lan_addresses() -> tuple[LanAddress, ...]:
    """The machine's IPv4 addresses, best for the phones of a room first; never empty: without any
    network it is the loopback address alone."""
    found = [
        LanAddress(entry.ip().toString(), interface.humanReadableName(), _adapter(interface))
        for interface in QNetworkInterface.allInterfaces()
        if interface.flags() & QNetworkInterface.InterfaceFlag.IsUp
        for entry in interface.addressEntries()
        if entry.ip().protocol() == QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
    ]
    return rank(found) or (LanAddress("127.0.0.1", "lo", Adapter.LOOPBACK),)


def _adapter(interface: QNetworkInterface) -> Adapter:
    kind = interface.type()
    kinds = QNetworkInterface.InterfaceType
    return classify(
        interface.humanReadableName(),
        wireless=kind == kinds.Wifi,
        wired=kind == kinds.Ethernet,
        loopback=kind == kinds.Loopback
        or bool(interface.flags() & QNetworkInterface.InterfaceFlag.IsLoopBack),
    )


class Network(QObject):
    """Tells when the machine's addresses change: Wi-Fi switched, cable pulled, hotspot opened."""

    addresses_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.addresses = lan_addresses()
        self._timer = QTimer(self, interval=LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        found = lan_addresses()
        if found != self.addresses:
            self.addresses = found
            self.addresses_changed.emit(found)
