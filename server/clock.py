"""Server time: the wall clock once, at the start, and from there on only forward."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Server time, which may run faster than the world's."""

    @property
    def speed(self) -> float:
        """How many milliseconds of server time pass in one of the world's."""
        ...

    def now_ms(self) -> int:
        """Milliseconds since 1970; never goes back."""
        ...

    def not_before(self, at_ms: int) -> None:
        """Move on to `at_ms` if it is still to come."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for so much server time."""
        ...


class ServerClock:
    """The real clock: unmoved by corrections of the wall clock, and running on while a laptop sleeps."""

    _LONGEST_NAP_S = 1.0  # the event loop's own timers stand still while the laptop sleeps

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._base_ms = time.time() * 1000
        self._base_s = _uptime_s()

    @property
    def speed(self) -> float:
        return self._speed

    def now_ms(self) -> int:
        return int(self._now())

    def not_before(self, at_ms: int) -> None:
        self._base_ms += max(0.0, at_ms - self._now())

    async def sleep(self, seconds: float) -> None:
        until = self._now() + seconds * 1000
        while (left_ms := until - self._now()) > 0:  # noqa: ASYNC110 - time itself is waited for
            await asyncio.sleep(min(left_ms / 1000 / self._speed, self._LONGEST_NAP_S))

    def _now(self) -> float:
        return self._base_ms + (_uptime_s() - self._base_s) * 1000 * self._speed


def _uptime_s() -> float:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()  # elsewhere it includes the time asleep, or nothing does
