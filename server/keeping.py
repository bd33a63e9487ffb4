"""How long answers are kept: when a session's time is over, its figures stay, and nothing else."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence

import msgspec

from server.classrooms import Classrooms
from server.clock import Clock
from server.erasing import Erasing
from server.eventlog import EventLog, LogError
from server.events import Opened, Recorded, Summarised
from server.figures import RoundFigures, SessionFigures
from server.protocol import SessionRow
from server.term import DAY_MS, over_at_ms

PATIENCE_MS = DAY_MS
"""So long after its time a session may wait for the end of a class that is at it."""
MEASURABLE_MS = 7 * DAY_MS
"""So long after its time one that can't be measured is left as it is: a new version may be able to."""

_HOUR_S = 3600

log_ = logging.getLogger(__name__)


def is_over(row: SessionRow, now_ms: float) -> bool:
    """Whether the time is over for which a session's answers were to be kept, and they are still there."""
    return not row.summarised and now_ms >= over_at_ms(row.opened_at_ms, row.ended_at_ms, row.keep_days)


def summary_of(session_id: str, log: Sequence[Recorded], now_ms: int) -> Recorded:
    """What stays of a session: its figures without its people, and without what they wrote; and what the list
    of its group tells of it. Raises whatever measuring a log raises that can't be measured."""
    from server.statistics.session import measure

    figures = measure(session_id, log)
    opened = log[0].event
    assert isinstance(opened, Opened)
    session = msgspec.structs.replace(figures.session, summarised=True)
    rounds = tuple(map(_without_texts, figures.rounds))
    feedback = figures.feedback and msgspec.structs.replace(figures.feedback, texts=())
    kept: SessionFigures = msgspec.structs.replace(
        figures, session=session, rounds=rounds, participants=(), feedback=feedback
    )
    return Recorded(1, now_ms, Summarised(kept, opened.group, opened.deck.path, opened.teams))


def _without_texts(asked: RoundFigures) -> RoundFigures:
    return msgspec.structs.replace(asked, words=(), texts=())


class Keeping:
    """Looks through the sessions at the start and once an hour."""

    def __init__(self, rooms: Classrooms, log: EventLog, clock: Clock) -> None:
        self._rooms = rooms
        self._log = log
        self._clock = clock
        self._erasing = Erasing(rooms, log)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look, and look again every hour."""
        # Where time runs faster than the world's, days are none.
        if self._clock.speed == 1:
            self._task = asyncio.create_task(self._run(), name="keeping")

    async def stop(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def look(self) -> None:
        """Reduce to their figures the sessions whose time is over. When no class is on: drop pictures that no
        session names after a day, and write the file anew if there are traces in it. Raises `LogError`."""
        for row in await asyncio.to_thread(self._log.sessions):
            if self._is_due(row):
                await self._reduce(row)
        if not self._rooms.open_rooms:
            before_ms = self._clock.now_ms() - DAY_MS
            await self._rooms.on_log(lambda: self._log.drop_unused_pictures(before_ms))
        if not self._rooms.open_rooms:
            await self._rooms.on_log(self._log.sweep)

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except LogError as error:
                log_.warning("sessions whose time is over can't be reduced: %s", error.code)
            await self._clock.sleep(_HOUR_S)

    def _is_due(self, row: SessionRow) -> bool:
        """Whether a session is to be reduced now. One that goes on is not; a class that is at it need not
        wait for others' to be measured, but for no longer than a day."""
        room = self._rooms.room_of(row.session_id)
        if room is not None and room.open:
            return False
        patience_ms = PATIENCE_MS if self._rooms.open_rooms else 0
        return is_over(row, self._clock.now_ms() - patience_ms)

    async def _reduce(self, row: SessionRow) -> None:
        """Reduce one session, in a turn of its own: between two of them answers are written."""
        session_id, now_ms = row.session_id, self._clock.now_ms()
        if await self._erasing.all_but_summary(session_id, lambda: self._summarise(session_id, now_ms)):
            log_.info("the time of session %s is over: its figures are kept", session_id)
        elif is_over(row, now_ms - MEASURABLE_MS):
            exports = await self._erasing.session(session_id, sweep=False)
            made = ", ".join(one.kind for one in exports) or "nothing"
            log_.warning(
                "session %s can't be measured and its time was over a week ago: it is erased whole;"
                " exported of it was %s",
                session_id,
                made,
            )

    def _summarise(self, session_id: str, now_ms: int) -> Recorded | None:
        try:
            return summary_of(session_id, self._log.read_from(session_id, 1), now_ms)
        except Exception as error:  # one that can't be measured must not keep the others
            if isinstance(error, LogError) and error.code != "server.data_damaged":
                raise  # a file that is locked, say
            log_.exception("session %s can't be summarised", session_id)
            return None
