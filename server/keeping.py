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

DAY_MS = 24 * 3600 * 1000
_HOUR_S = 3600

log_ = logging.getLogger(__name__)


def is_over(row: SessionRow, now_ms: int) -> bool:
    """Whether the time is over for which a session's answers were to be kept. It runs from the session's end;
    one that nobody ended is taken to have ended a day after its beginning."""
    if row.keep_days is None or row.summarised:
        return False
    ended_at_ms = row.opened_at_ms + DAY_MS if row.ended_at_ms is None else row.ended_at_ms
    return now_ms >= ended_at_ms + row.keep_days * DAY_MS


def summary_of(session_id: str, log: Sequence[Recorded], now_ms: int) -> Recorded:
    """What stays of a session: its figures without its people, and without what they wrote."""
    from server.statistics.session import measure

    figures = measure(session_id, log)
    session = msgspec.structs.replace(figures.session, summarised=True)
    rounds = tuple(map(_without_texts, figures.rounds))
    kept: SessionFigures = msgspec.structs.replace(figures, session=session, rounds=rounds, participants=())
    return Recorded(1, now_ms, Summarised(kept))


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
        """Reduce to their figures all sessions whose time is over, drop pictures that no session names after
        a day, and sweep what was left while a class was at it. Raises `LogError`."""
        now_ms = self._clock.now_ms()
        rows = await asyncio.to_thread(self._log.sessions)
        over = [row.session_id for row in rows if is_over(row, now_ms) and not self._goes_on(row.session_id)]
        if over:
            await self._erasing.all_but_summaries(
                over, lambda session_id: self._summarise(session_id, now_ms)
            )
            log_.info("the time of %d sessions is over: their figures are kept", len(over))
        await self._rooms.on_log(lambda: self._log.drop_unused_pictures(now_ms - DAY_MS))
        if not self._rooms.open_rooms:
            await self._rooms.on_log(self._log.sweep)

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except LogError as error:
                log_.warning("sessions whose time is over can't be reduced: %s", error.code)
            await self._clock.sleep(_HOUR_S)

    def _goes_on(self, session_id: str) -> bool:
        room = self._rooms.room_of(session_id)
        return room is not None and room.open

    def _summarise(self, session_id: str, now_ms: int) -> Recorded | None:
        try:
            log = self._log.read_from(session_id, 1)
            if not log or not isinstance(log[0].event, Opened):
                return None
            return summary_of(session_id, log, now_ms)
        except Exception:  # one that can't be measured must not keep the others
            log_.exception("session %s can't be summarised", session_id)
            return None
