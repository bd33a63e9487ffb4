"""How a presenter finds the server on its own machine."""

import msgspec

STATE_FILE = "server.json"  # in the data folder, readable by its user only


class RunningServer(msgspec.Struct, frozen=True):
    """What a running server writes into `STATE_FILE`."""

    pid: int
    host_port: int
    phone_port: int
    secret: str  # opens the host site
    started: int  # server time
    version: str
