"""One session that is going on: what is asked of it, what has come of it, and who is there.

Two states stand side by side, folds of the same log. `ahead` holds everything decided and decides what comes
next; `session` holds what is on disk, and nobody is ever told anything else.
"""

import asyncio
import hmac
from collections import Counter
from collections.abc import Callable, Sequence

from server.clock import Clock
from server.eventlog import LogError
from server.events import Event, Opened, QuestionClosed, QuestionOpened, Recorded, Resumed
from server.protocol import GiveFeedback, Phase, ShowPlace, SubmitAnswer, Wifi
from server.recorder import Recorder
from server.session import (
    Arrive,
    Command,
    FallSilent,
    GiveAnswer,
    HostCommand,
    LookBack,
    Refusal,
    RunOutOfTime,
    Session,
)
from server.session.twin import twin_of

GRACE_MS = 500
"""For answers that were on their way when the time limit ended, in server time."""

NO_ROOM = "no_room"
"""What phones are told when nothing can be written."""

Reply = Callable[[Refusal | None], None]


class Classroom:
    """Carries out commands in the order they come. Replies come after what they tell of is on disk.

    `ahead` is the state to begin with; `session` is None until its opening is on disk.
    """

    def __init__(self, ahead: Session, recorder: Recorder, clock: Clock) -> None:
        self.clock = clock
        self.session: Session | None = None
        self.wifi: Wifi | None = None
        self._ahead: Session | None = ahead
        self._recorder = recorder
        self._sockets: Counter[str] = Counter()
        self._keys: dict[str, str] = {}  # of the tokens whose sockets are here: an HMAC takes its time
        self._time_limit: asyncio.Task[None] | None = None
        self._closing = False

    @property
    def open(self) -> bool:
        """Whether the session goes on, as far as is decided."""
        return self._ahead is not None and not self._ahead.ended

    @property
    def ahead(self) -> Session | None:
        """The session as far as is decided: for deciding by, never for telling."""
        return self._ahead

    @property
    def attended(self) -> bool:
        """Whether any phone is here."""
        return bool(self._sockets)

    @property
    def code(self) -> str:
        """The session's join code."""
        return self._ahead.code if self._ahead else ""

    def begin(self, opened: Opened, now_ms: int, reply: Reply) -> None:
        """Record the opening of a session that has nothing yet."""
        assert self._ahead is not None
        self._record(self._ahead, (opened,), now_ms, reply)

    def resume(self, kept: Session) -> None:
        """Go on after a stop; `kept` is a second fold of the same log."""
        assert self._ahead is not None
        self.session = kept
        self.clock.not_before(kept.last_at_ms)
        self._record(self._ahead, (Resumed(),), self.clock.now_ms(), _no_reply)
        self._watch_the_time()

    def dismiss(self) -> None:
        """From now on who is sent away has not gone silent."""
        self._closing = True

    def close(self) -> None:
        """Watch the time no more."""
        self._closing = True
        if self._time_limit is not None:
            self._time_limit.cancel()

    # --- what the host asks ----------------------------------------------------------------------

    def carry_out(self, command: HostCommand, reply: Reply) -> None:
        """Do what the host asks of the session."""
        if self._ahead is None:
            self._settle(Refusal("server.no_session"), reply)
            return
        at_ms = self.clock.now_ms()
        if isinstance(command, ShowPlace):
            at_ms = max(at_ms - command.age_ms, self._ahead.place_at_ms)
        self._do(command, reply, at_ms)

    # --- what phones ask -------------------------------------------------------------------------

    def participant_of(self, token: str) -> str | None:
        """The participant in `session` behind a phone's token."""
        return self._find(self.session, token)

    def arrive(self, token: str, reply: Reply) -> None:
        """One more socket of this token is there."""
        self._sockets[token] += 1
        if self._ahead is not None:
            self._keys[token] = token_key(self._ahead.session_id, token)
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
        self._keys.pop(token, None)
        if participant is not None and not self._closing and not self._elsewhere(participant):
            self._do(FallSilent(participant), _no_reply)

    def ask(self, command: Command, reply: Reply) -> Refusal | None:
        """Decide on a command, and reply in turn; what it is refused for is returned at once as well."""
        return self._do(command, reply)

    def settle(self, refusal: Refusal | None, reply: Reply) -> None:
        """Reply in turn to what needs no deciding."""
        self._settle(refusal, reply)

    def answer(self, token: str, message: SubmitAnswer, reply: Reply) -> None:
        """Answer a round."""
        participant = self._find(self._ahead, token)
        given = GiveAnswer(
            participant, message.question_id, message.round, message.answer, message.confidence
        )
        self._do(given, reply)

    def look_back(self, token: str, message: GiveFeedback, reply: Reply) -> None:
        """Say how the session was."""
        self._do(LookBack(self._find(self._ahead, token), message.ratings, message.text), reply)

    # --- what the recorder tells -----------------------------------------------------------------

    def committed(self, recorded: tuple[Recorded, ...]) -> None:
        """These are on disk now."""
        if self.session is None:
            assert self._ahead is not None
            self.session = Session(self._ahead.session_id)
        for one in recorded:
            self.session.apply(one)
        if any(isinstance(one.event, QuestionOpened | QuestionClosed) for one in recorded):
            self._watch_the_time()

    @property
    def unknown_from(self) -> int:
        """The number of the first event that is not known to be on disk."""
        return self.session.last_seq + 1 if self.session is not None else 1

    def restore(self, found: Sequence[Recorded]) -> None:
        """A commit has failed: forget what was decided but for what was `found` on disk from `unknown_from`
        on. A session of which nothing is there comes to nothing."""
        if self.session is not None:
            self._ahead = twin_of(self.session)
        elif self._ahead is not None:
            self._ahead = Session(self._ahead.session_id) if found else None
        if self._ahead is not None:
            for one in found:
                self._ahead.apply(one)

    def take_up(self, kept: Session, ahead: Session) -> None:
        """The past of the session has been changed on disk: go on from these."""
        self.session, self._ahead = kept, ahead

    def forget(self) -> None:
        """The session is over and has been erased: nothing of it is here any more."""
        self.close()
        self.session = self._ahead = None

    def writable_again(self) -> None:
        """What could not be written for a while is made good: who came and went, and a limit that passed."""
        self._count_heads()
        self._watch_the_time()

    # --- within ----------------------------------------------------------------------------------

    def _do(self, command: Command, reply: Reply, at_ms: int | None = None) -> Refusal | None:
        if self._ahead is None:
            refused = Refusal("not_joined")
            self._settle(refused, reply)
            return refused
        decision = self._ahead.decide(command)
        if isinstance(decision, Refusal):
            self._settle(decision, reply)
            return decision
        if not decision:
            self._settle(None, reply)
        else:
            self._record(self._ahead, decision, self.clock.now_ms() if at_ms is None else at_ms, reply)
        return None

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
        if session is None:
            return None
        key = self._keys.get(token) or token_key(session.session_id, token)
        return session.by_token_key.get(key)

    def _elsewhere(self, participant: str) -> bool:
        """Whether another of the participant's phones is here. Hardly anybody has two."""
        assert self._ahead is not None
        somebody = self._ahead.participants.get(participant)
        if somebody is None or len(somebody.token_keys) < 2:
            return False
        return any(self._find(self._ahead, token) == participant for token in self._sockets)

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
