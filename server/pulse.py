"""A beat that keeps what comes often from coming too often."""

import asyncio
from collections.abc import Callable

COUNTS_EVERY_S = 0.04
"""At most so often, whatever the load; what is shown is to be 60 ms old at the most."""


class Pulse:
    """Lets through at once what comes after a pause, and the last of what comes in between."""

    def __init__(self, beat: Callable[[], None], every_s: float = COUNTS_EVERY_S) -> None:
        self._beat = beat
        self._every_s = every_s
        self._asked = False
        self._rest: asyncio.TimerHandle | None = None

    def ask(self) -> None:
        """Something has changed."""
        if self._rest is not None:
            self._asked = True
            return
        self._rest = asyncio.get_running_loop().call_later(self._every_s, self._rested)
        self._beat()

    def stop(self) -> None:
        """Beat no more."""
        if self._rest is not None:
            self._rest.cancel()

    def _rested(self) -> None:
        self._rest = None
        if self._asked:
            self._asked = False
            self.ask()
