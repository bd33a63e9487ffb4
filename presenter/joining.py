"""How phones reach the class: the machine's addresses, ranked, and what the join screen says. Pure."""

from dataclasses import dataclass
from enum import Enum, auto
from ipaddress import IPv4Address

from server.protocol import Wifi

NO_WIFI = Wifi()


class Adapter(Enum):
    """What kind of network adapter an address belongs to, best for a classroom first."""

    WIRELESS = auto()
    WIRED = auto()
    OTHER = auto()
    TUNNEL = auto()  # VPN, containers, virtual machines: phones in the room can't reach these
    LOOPBACK = auto()


@dataclass(frozen=True, slots=True)
class LanAddress:
    """One address of this machine and the adapter it belongs to, by the system's name for it."""

    address: str
    adapter_name: str
    adapter: Adapter

    @property
    def reachable(self) -> bool:
        """Whether phones in the room can be expected to reach it."""
        return self.adapter not in (Adapter.TUNNEL, Adapter.LOOPBACK)


@dataclass(frozen=True, slots=True)
class Joining:
    """What the join screen shows. `addresses` are ranked, best first; `chosen` is one of them; `code` is the
    session's join code, where the server has others' sessions too; `wifi` is the network to be on."""

    addresses: tuple[LanAddress, ...]
    chosen: LanAddress
    port: int
    code: str = ""
    wifi: Wifi = NO_WIFI

    @property
    def url(self) -> str:
        """What the QR code says and what is printed beside it."""
        address = f"http://{self.chosen.address}:{self.port}"
        return f"{address}/{self.code}" if self.code else address


class JoinDisplay(Enum):
    """How the projector shows the way to join."""

    OFF = auto()
    CORNER = auto()
    LARGE = auto()


_TUNNEL_NAMES = (
    "docker", "br-", "veth", "virbr", "vmnet", "vbox", "virtualbox", "vmware", "hyper-v", "vethernet", "wsl",
    "tun", "tap", "wg", "tailscale", "zt", "zerotier", "utun", "ppp", "ipsec", "vpn", "openvpn", "wireguard",
    "anyconnect", "lxc", "lxd", "podman", "cni", "flannel", "bridge", "awdl", "llw", "teredo", "npcap",
)  # fmt: skip


def classify(name: str, *, wireless: bool, wired: bool, loopback: bool) -> Adapter:
    """The kind of an adapter, by its human-readable name first: virtual ones call themselves wired."""
    lowered = name.lower()
    if loopback:
        return Adapter.LOOPBACK
    if any(lowered.startswith(word) or f" {word}" in lowered for word in _TUNNEL_NAMES):
        return Adapter.TUNNEL
    if wireless or lowered.startswith(("wl", "wi-fi", "wifi", "wlan")):
        return Adapter.WIRELESS
    return Adapter.WIRED if wired or lowered.startswith(("en", "eth")) else Adapter.OTHER


def rank(addresses: list[LanAddress]) -> tuple[LanAddress, ...]:
    """Best first: wireless, wired, others, then what phones can't reach; link-local addresses
    (169.254.x.x: the network gave none) after all others of their kind; private before public."""

    def order(address: LanAddress) -> tuple[bool, bool, int, bool, int]:
        ip = IPv4Address(address.address)
        return (
            not address.reachable,
            ip.is_link_local,
            list(Adapter).index(address.adapter),
            not ip.is_private,
            int(ip),
        )

    return tuple(sorted(addresses, key=order))


def choose(addresses: tuple[LanAddress, ...], wanted: str | None) -> LanAddress:
    """The address the trainer chose while the machine has it, else the best one."""
    return next((address for address in addresses if address.address == wanted), addresses[0])
