"""What addresses of the network are taken for: whose connections count together, and which names are ours.

Nothing here is ever stored.
"""

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import urlsplit

_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.local)?")


def neighbourhood(address: str | None) -> str:
    """What connections from an address count as: an IPv4 address is itself, and stands for itself when it is
    written as IPv6 (RFC 4291, 2.5.5.2); IPv6 addresses count by their first 64 bits, since a single machine
    may take as many addresses under them as it likes (RFC 4291, 2.5.1)."""
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found) >> 64 << 64, 64)))


def is_ours(host: str, names: Collection[str] = ()) -> bool:
    """Whether a Host header may name this server: by its address, a name that only the local network gives
    (one word, or one under .local), or one of `names`, in lower case.

    A page from elsewhere can have its own name point at this machine, and would then count as our page
    (DNS rebinding); what it can't do is to make its visitor's browser name an address.
    """
    try:
        parts = urlsplit(f"//{host}")
        hostname = (parts.hostname or "").rstrip(".")
        _ = parts.port
        if parts.username is not None or parts.path or parts.query or parts.fragment:
            return False
    except ValueError:
        return False
    if hostname in names or _NAME.fullmatch(hostname):
        return True
    try:
        ipaddress.ip_address(hostname.partition("%")[0])
    except ValueError:
        return False
    return True


def is_same_origin(origin: str | None, host: str) -> bool:
    """Whether a request with these headers comes from a page of its own host. Browsers always say where a
    page of another origin came from; what is no browser says nothing."""
    if origin is None:
        return True
    try:
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False
