"""The server's time, as the windows read it."""

import time


def uptime_s() -> float:
    """Seconds on a clock that only goes forward, and goes on while the laptop sleeps where the system
    has such a clock: the server counts by the same one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class SessionClock:
    """Server time in milliseconds since 1970, carried on from the last time the server told it.

    Only ever set from the server, so that a laptop's clock that is changed in mid-lesson moves nothing,
    and a rehearsal at another speed shows true minutes.
    """

    def __init__(self) -> None:
        self._told_ms = 0.0
        self._told_at = uptime_s()
        self.speed = 1.0

    def set(self, now_ms: int, speed: float) -> None:
        """Take over the server's time and how fast it runs."""
        self._told_ms, self._told_at, self.speed = now_ms, uptime_s(), speed

    def now_ms(self) -> int:
        """Server time now."""
        return int(self._told_ms + (uptime_s() - self._told_at) * 1000 * self.speed)
