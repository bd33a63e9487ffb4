"""Whether the console can reach the server."""

from enum import Enum, auto


class LinkState(Enum):
    """What the top bar says about the server."""

    STARTING = auto()
    CONNECTED = auto()
    LOST = auto()
