"""The session that is going on: what is asked of it, what has come of it, and who is there.

Two states stand side by side, folds of the same log. `ahead` holds everything decided and decides what comes
next; `session` holds what is on disk, and nobody is ever told anything else.
"""

import asyncio
import copy
import hmac
import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from server.clock import Clock
from server.eventlog import EventLog, LogError
from server.events import Event, Opened, QuestionClosed, QuestionOpened, Recorded, Resumed
from server.protocol import OpenSession, Phase, ShowPlace, SubmitAnswer
from server.recorder import Recorder
from server.session import (
    Arrive,
    Command,
    FallSilent,
    GiveAnswer,
    HostCommand,
    Refusal,
    RunOutOfTime,
    Session,
    TakePart,
)

GRACE_MS = 500
"""For answers that were on their way when the time limit ended, in server time."""

NO_ROOM = "no_room"
"""What phones are told when nothing can be written."""

Reply = Callable[[Refusal | None], None]
Chance = Callable[[int], str]
"""So many random bytes, in hex."""

log_ = logging.getLogger(__name__)


class Audience(Protocol):
    """Whoever passes on what happens."""

    def happened(self, recorded: tuple[Recorded, ...]) -> None:
        """These events came of one command, are on disk and in `Classroom.session`."""
        ...

    def troubled(self, trouble: LogError | None) -> None:
        """The log can't be written; without an error: it can again."""
        ...


class Classroom:
    """Carries out commands in the order they come. Replies come after what they tell of is on disk."""

    def __init__(self, log: EventLog, clock: Clock, chance: Chance, *, retry_s: float = 1.0) -> None:
        self.clock = clock
        self.session: Session | None = None
        self.audiences: list[Audience] = []
        self._log = log
        self._chance = chance
        self._ahead: Session | None = None
        self._sockets: Counter[str] = Counter()
        self._time_limit: asyncio.Task[None] | None = None
        self._recorder = Recorder(log, self, retry_s=retry_s)
        self._closing = False

    @property
    def trouble(self) -> LogError | None:
        """Why nothing can be written now; None if all is well."""
        return self._recorder.trouble

    def check(self) -> None:
        """Raises what has gone wrong inside, if the classroom can't go on for it."""
        self._recorder.check()

    def resume(self) -> None:
        """Take up the newest session that has not ended, if there is one; one that can't be understood is
        left alone. Raises `LogError` if the log as a whole can't be read."""
        session_id = self._log.unfinished()
        if session_id is None:
            return
        try:
            log = self._log.read_from(session_id, 1)
            self.session, self._ahead = Session.fold(session_id, log), Session.fold(session_id, log)
        except Exception:  # nobody foresees all that may be wrong in it, and the next class must go on
            log_.exception("session %s can't be taken up", session_id)
            return
        self.clock.not_before(self.session.last_at_ms)
        self._record(self._ahead, (Resumed(),), self.clock.now_ms(), _no_reply)
        self._watch_the_time()

    async def dismiss(self) -> None:
        """Finish what has been asked before the server ends: who is sent away now has not gone silent."""
        self._closing = True
        await self._recorder.drain()

    async def close(self) -> None:
        """Write what waits, and end."""
        self._closing = True
        if self._time_limit is not None:
            self._time_limit.cancel()
        await self._recorder.close()

    # --- what the host asks ----------------------------------------------------------------------

    def open(self, command: OpenSession, reply: Reply) -> None:
        """Begin a session."""
        if self._ahead is not None and not self._ahead.ended:
            self._settle(Refusal("server.session_open"), reply)
            return
        now_ms = self.clock.now_ms()
        began = datetime.fromtimestamp(now_ms / 1000, UTC)
        session = Session(f"{began:%Y%m%d-%H%M%S}-{self._chance(2)}")
        self._ahead = session
        self._record(session, (Opened(command.deck, command.identity, command.rehearsal),), now_ms, reply)

    def carry_out(self, command: HostCommand, reply: Reply) -> None:
        """Do what the host asks of the session."""
        if self._ahead is None:
            self._settle(Refusal("server.no_session"), reply)
            return
        at_ms = self.clock.now_ms()
        if isinstance(command, ShowPlace):
            at_ms = max(at_ms - command.age_ms, self._ahead.place_at_ms)
        self._do(command, reply, at_ms)

    def when_settled(self, reply: Reply) -> None:
        """Reply after everything decided so far is on disk."""
        self._settle(None, reply)

    # --- what phones ask -------------------------------------------------------------------------

    def participant_of(self, token: str) -> str | None:
        """The participant in `session` behind a phone's token."""
        return self._find(self.session, token)

    def arrive(self, token: str, reply: Reply) -> None:
        """One more socket of this token is there."""
        self._sockets[token] += 1
        participant = self._find(self._ahead, token)
        if participant is None:
            self._settle(None, reply)
        else:
            self._do(Arrive(participant), reply)

    def leave(self, token: str) -> None:
        """A socket of this token has gone."""
        self._sockets[token] -= 1
        if self._sockets[token] > 0:
            return
        del self._sockets[token]
        participant = self._find(self._ahead, token)
        if participant is not None and not self._closing:
            self._do(FallSilent(participant), _no_reply)

    def join(self, token: str, name: str, reply: Reply) -> None:
        """Take part under a cleaned name; without a session this does nothing."""
        if self._ahead is None or self._ahead.ended:
            self._settle(None, reply)
            return
        key = token_key(self._ahead.session_id, token)
        self._do(TakePart(self._chance(8), key, name), reply)

    def answer(self, token: str, message: SubmitAnswer, reply: Reply) -> None:
        """Answer a round."""
        participant = self._find(self._ahead, token)
        given = GiveAnswer(
            participant, message.question_id, message.round, message.answer, message.confidence
        )
        self._do(given, reply)

    # --- what the recorder tells -----------------------------------------------------------------

    def committed(self, session_id: str, recorded: tuple[Recorded, ...]) -> None:
        """See `recorder.State`."""
        if self.session is None or self.session.session_id != session_id:
            self.session = Session(session_id)
        for one in recorded:
            self.session.apply(one)
        if any(isinstance(one.event, QuestionOpened | QuestionClosed) for one in recorded):
            self._watch_the_time()
        for audience in self.audiences:
            try:
                audience.happened(recorded)
            except Exception:  # what happened has happened, whoever fails to pass it on
                log_.exception("an audience failed")

    async def restore(self) -> None:
        """See `recorder.State`. An error may be told of a commit that did reach the disk: the log knows."""
        if self._ahead is None:
            return
        ahead_id = self._ahead.session_id
        kept = self.session
        try:
            log = await asyncio.to_thread(self._log.read_from, ahead_id, 1)
        except LogError:
            self._ahead = copy.deepcopy(kept)
            return
        if not log:
            self._ahead = copy.deepcopy(kept)
            return
        self._ahead = Session.fold(ahead_id, log)
        known = kept.last_seq if kept is not None and kept.session_id == ahead_id else 0
        if log[known:]:
            self.committed(ahead_id, log[known:])

    def troubled(self, trouble: LogError | None) -> None:
        """See `recorder.State`."""
        log_.warning("log: %s", trouble.code if trouble else "can be written again")
        for audience in self.audiences:
            audience.troubled(trouble)
        if trouble is None:
            self._count_heads()
            self._watch_the_time()

    # --- within ----------------------------------------------------------------------------------

    def _do(self, command: Command, reply: Reply, at_ms: int | None = None) -> None:
        if self._ahead is None:
            self._settle(Refusal("not_joined"), reply)
            return
        decision = self._ahead.decide(command)
        if isinstance(decision, Refusal):
            self._settle(decision, reply)
        elif not decision:
            self._settle(None, reply)
        else:
            self._record(self._ahead, decision, self.clock.now_ms() if at_ms is None else at_ms, reply)

    def _record(self, session: Session, events: tuple[Event, ...], at_ms: int, reply: Reply) -> None:
        first = session.last_seq + 1
        recorded = tuple(Recorded(first + place, at_ms, event) for place, event in enumerate(events))
        for one in recorded:
            session.apply(one)
        self._recorder.submit(session.session_id, recorded, lambda error: reply(_refusal(error)))

    def _settle(self, refusal: Refusal | None, reply: Reply) -> None:
        """Reply in turn: what was decided may rest on events that are not on disk yet."""
        session_id = self._ahead.session_id if self._ahead else ""
        self._recorder.submit(session_id, (), lambda error: reply(_refusal(error) or refusal))

    def _find(self, session: Session | None, token: str) -> str | None:
        return session.by_token_key.get(token_key(session.session_id, token)) if session else None

    def _count_heads(self) -> None:
        """Record who came and went while nothing could be written."""
        if self._ahead is None:
            return
        here = {participant for token in self._sockets if (participant := self._find(self._ahead, token))}
        for participant in list(self._ahead.participants):
            self._do(Arrive(participant) if participant in here else FallSilent(participant), _no_reply)

    def _watch_the_time(self) -> None:
        if self._time_limit is not None:
            self._time_limit.cancel()
            self._time_limit = None
        asked = self.session.current if self.session and not self.session.ended else None
        if asked is None or asked.phase is not Phase.OPEN or asked.closes_at_ms is None:
            return
        out_of_time = RunOutOfTime(asked.question.id, asked.round)
        until_ms = asked.closes_at_ms + GRACE_MS
        self._time_limit = asyncio.create_task(self._close_at(until_ms, out_of_time), name="time limit")

    async def _close_at(self, until_ms: int, out_of_time: RunOutOfTime) -> None:
        left_ms = until_ms - self.clock.now_ms()
        if left_ms > 0:
            await self.clock.sleep(left_ms / 1000)
        self._do(out_of_time, _no_reply)


def token_key(session_id: str, token: str) -> str:
    """What a session keeps of a phone's token: it can't be matched with another session's."""
    return hmac.digest(session_id.encode(), token.encode(), "sha256").hex()


def _refusal(error: LogError | None) -> Refusal | None:
    return None if error is None else Refusal(error.code, error.values)


def _no_reply(_: Refusal | None) -> None:
    pass
