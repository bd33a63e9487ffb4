"""When garbage is looked for: not while a class answers.

Python looks through everything that is there whenever enough has come: a tenth of a second with a thousand
phones, in which nobody's answer is taken. What is young is looked through as ever, in a millisecond or two.
"""

import gc

from server.classrooms import Classrooms
from server.protocol import Phase

EVERY_S = 60.0
LATEST_S = 1800.0
"""A poll may be left open for hours."""
_YOUNG, _MIDDLE, _NEVER = 2_000, 10, 1_000_000


class Tidying:
    """Takes over from Python when all of the memory is looked through. What is there at the beginning is
    there for good, and never looked through again."""

    def __init__(self, rooms: Classrooms, now_s: float) -> None:
        self._rooms = rooms
        self._last_s = now_s
        gc.collect()
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)

    def look(self, now_s: float) -> None:
        """To be called every second or so, with the loop's time."""
        if now_s - self._last_s >= (LATEST_S if self._asking() else EVERY_S):
            self._last_s = now_s
            gc.collect()

    def _asking(self) -> bool:
        asked = (room.session.current for room in self._rooms.open_rooms if room.session is not None)
        return any(one is not None and one.phase is Phase.OPEN for one in asked)
