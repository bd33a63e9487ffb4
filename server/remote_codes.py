"""The codes with which phones become remotes: each for one phone and a few minutes, and not to be guessed."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from server.classroom import Classroom
from server.codes import Chance, draw_code, typed_code
from server.guesses import Bound, Guesses

CHARACTERS = 6
VALID_MS = 5 * 60 * 1000
MOST_WRONG = 20
"""After so many wrong guesses a code is void. Of 50 million attackers, one has found its 30 bits by then."""

_GUESSES = {"address": Bound(5, 1 / 60)}

Wrong = Literal["code", "too_fast"]


@dataclass(slots=True)
class _Offer:
    code: str
    until_ms: int
    wrong: int = 0


class RemoteCodes:
    """One code at most for each classroom. `given_up` is told where one is void for too many wrong guesses.
    The caller tells the time, in milliseconds."""

    def __init__(self, chance: Chance, given_up: Callable[[Classroom], None]) -> None:
        self._chance = chance
        self._given_up = given_up
        self._offers: dict[Classroom, _Offer] = {}
        self._guesses = Guesses(_GUESSES)

    def draw(self, room: Classroom, now_ms: int) -> str:
        """A new code; what there was before is void."""
        code = draw_code(self._chance, ())[:CHARACTERS]
        self._offers[room] = _Offer(code, now_ms + VALID_MS)
        return code

    def void(self, room: Classroom) -> None:
        """Let in nobody any more."""
        self._offers.pop(room, None)

    def waits(self, room: Classroom, now_ms: int) -> bool:
        """Whether there is a code that counts."""
        offer = self._offers.get(room)
        return offer is not None and now_ms < offer.until_ms

    def redeem(self, typed: str, address: str, now_ms: int) -> Classroom | Wrong:
        """The classroom of a code, which is used up by this; or why it opens none."""
        guesser = {"address": address}
        if not self._guesses.may_guess(guesser, now_ms):
            return "too_fast"
        given = typed_code(typed).encode(errors="replace")
        there = [room for room in self._offers if self.waits(room, now_ms)]
        # All are compared, each in constant time: how long it takes tells nothing.
        same = [room for room in there if hmac.compare_digest(self._offers[room].code.encode(), given)]
        for room in same:
            del self._offers[room]
            return room
        self._guesses.was_wrong(guesser, now_ms)
        for room in there:
            self._count_wrong(room)
        return "code"

    def _count_wrong(self, room: Classroom) -> None:
        offer = self._offers[room]
        offer.wrong += 1
        if offer.wrong >= MOST_WRONG:
            del self._offers[room]
            self._given_up(room)
