"""The code on the projector while one may sign in: told to the hosts whenever it changes."""

import asyncio
from collections.abc import Callable

from server.classroom import Classroom
from server.protocol import SignInCode
from server.session import Session
from server.session.signing_in import STEP_MS, code_at

Tell = Callable[[Classroom, SignInCode], None]


def present_code(session: Session, now_ms: int) -> SignInCode | None:
    """The code that stands on the projector now; None while one can't sign in."""
    secret = session.signing_in.secret
    if not secret or session.ended:
        return None
    return SignInCode(code_at(secret, now_ms), STEP_MS - now_ms % STEP_MS)


class SignInCodes:
    """Tells each classroom's hosts the code at its beginning and at every change, and when it is over."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._turning: dict[Classroom, asyncio.Task[None]] = {}

    def follow(self, room: Classroom) -> None:
        """Something has happened in a classroom."""
        code = _code_in(room)
        if (code is not None) == (room in self._turning):
            return
        if code is None:
            self._turning.pop(room).cancel()
            self._tell(room, SignInCode(""))
        else:
            self._tell(room, code)
            self._turning[room] = asyncio.create_task(self._turn(room, code), name="sign-in codes")

    def stop(self) -> None:
        """Tell no more."""
        for turning in self._turning.values():
            turning.cancel()

    async def _turn(self, room: Classroom, code: SignInCode | None) -> None:
        while code is not None:
            await room.clock.sleep(code.left_ms / 1000)
            if (code := _code_in(room)) is not None:
                self._tell(room, code)


def _code_in(room: Classroom) -> SignInCode | None:
    return present_code(room.session, room.clock.now_ms()) if room.session is not None else None
