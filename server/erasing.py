"""Erasing: one person out of a session's log, a whole session, or all but its figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from decks.questions.folding import identity_of
from decks.questions.model import Answer, TextAnswer, WordsAnswer
from server.classrooms import Classrooms
from server.eventlog import EventLog, LogError
from server.events import (
    Answered,
    AskedProjected,
    Erased,
    Event,
    Judged,
    ParticipantsMerged,
    Recorded,
    TraineeAsked,
)
from server.protocol import (
    EraseSession,
    Exported,
    KeepingCommand,
    ParticipantErased,
    Refused,
    SessionErased,
    Subject,
    WordSubject,
)
from server.session import Session
from server.session.twin import twin_of


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person is known in a log: the ids of all participants that were found to be this person, the
    ids of what they asked, and the words (by identity) that nobody else has said."""

    people: frozenset[str]
    asked: frozenset[str]
    words: frozenset[str]

    def without(self, one: Recorded) -> Recorded:
        """What happened, if this person had no part in it. The place stays, so that nothing else changes its
        number or order."""
        if not self._in(one.event):
            return one
        # What was on the projector before is not to be seen again.
        projected = isinstance(one.event, AskedProjected)
        return msgspec.structs.replace(one, event=AskedProjected("") if projected else Erased())

    def _in(self, event: Event | Subject) -> bool:
        if isinstance(event, WordSubject):
            return identity_of(event.word) in self.words
        if isinstance(event, Judged):
            return self._in(event.subject)
        # By the field, for a phone draws the ids of what it asks, and could take that of a question.
        return (
            getattr(event, "participant", None) in self.people
            or getattr(event, "into", None) in self.people
            or getattr(event, "asked_id", None) in self.asked
        )


def find_traces(log: Sequence[Recorded], participant: str) -> Traces:
    """By what this participant is known in the log."""
    people = _same_person(log, participant)
    asked = set()
    said: dict[bool, set[str]] = {True: set(), False: set()}  # by this person, by others
    for one in log:
        if isinstance(one.event, TraineeAsked) and one.event.participant in people:
            asked.add(one.event.asked_id)
        elif isinstance(one.event, Answered):
            said[one.event.participant in people] |= {identity_of(word) for word in _words(one.event.answer)}
    return Traces(people, frozenset(asked), frozenset(said[True] - said[False]))


def _words(answer: Answer) -> tuple[str, ...]:
    match answer:
        case WordsAnswer():
            return answer.words
        case TextAnswer():
            return (answer.text,)
        case _:
            return ()


def _same_person(log: Sequence[Recorded], participant: str) -> frozenset[str]:
    into = {one.event.participant: one.event.into for one in log if isinstance(one.event, ParticipantsMerged)}
    return frozenset(
        who for who in {participant, *into, *into.values()} if _last(into, who) == _last(into, participant)
    )


def _last(into: dict[str, str], who: str) -> str:
    for _ in into:
        who = into.get(who, who)
    return who


@dataclass(slots=True)
class _Changed:
    """What a session's log comes to as it is to be, for the two states of its `Classroom`."""

    kept: Session
    ahead: Session
    traces: Traces


class Erasing:
    """Erases, on the disk, in its copies and in the classrooms.

    All of it raises `LogError`: without an effect, or with `data_locked` or a full disk when it is done and
    traces are left, for `Keeping` to sweep.
    """

    def __init__(self, rooms: Classrooms, log: EventLog) -> None:
        self._rooms = rooms
        self._log = log

    async def session(self, session_id: str, *, sweep: bool = True) -> tuple[Exported, ...]:
        """Erase a session; returns what was exported of it before. One that isn't there is erased already.
        For `sweep` see `participant`."""
        room = self._rooms.room_of(session_id)
        if room is not None and room.open:
            raise LogError("server.session_goes_on")
        exported: list[Exported] = []
        erased: list[str] = []

        def work() -> None:
            exported.extend(self._log.exports(session_id))
            self._log.erase(session_id)
            erased.append(session_id)
            if sweep:
                self._log.sweep()

        await self._rooms.on_log(work, lambda: self._forget(erased))
        return tuple(exported)

    async def participant(
        self, session_id: str, participant: str, *, sweep: bool = True
    ) -> tuple[Exported, ...]:
        """Erase a participant from a session, be it over or not; whoever isn't there is erased already.
        Returns what was exported of the session before. To `sweep` takes as long as it takes to write the
        file anew, and answers wait for it; without it traces may be left on the file's unused pages until
        somebody sweeps."""
        exported: list[Exported] = []
        changed: list[_Changed] = []

        def work() -> None:
            log = self._log.read_from(session_id, 1)
            if not log:
                raise LogError("server.no_such_session", session=session_id)
            exported.extend(self._log.exports(session_id))
            traces = find_traces(log, participant)
            left = [traces.without(one) for one in log]
            fresh = [one for one, before in zip(left, log, strict=True) if one is not before]
            if fresh:
                kept = Session.fold(session_id, left)
                changes = _Changed(kept, twin_of(kept), traces)
                self._log.rewrite(session_id, fresh)
                changed.append(changes)
            if sweep:
                self._log.sweep()

        def settle() -> None:
            for one in changed:
                self._rooms.take_up(one.kept, one.ahead, one.traces.without)

        await self._rooms.on_log(work, settle)
        return tuple(exported)

    async def all_but_summary(self, session_id: str, summarise: Callable[[], Recorded | None]) -> bool:
        """Let what `summarise` makes of a session stand for all that happened in it; if that is None it stays
        as it is, and False is returned. It is called in another thread. Not swept: see `participant`."""
        done: list[str] = []

        def work() -> None:
            summary = summarise()
            if summary is not None:
                self._log.replace({session_id: (summary,)})
                done.append(session_id)

        await self._rooms.on_log(work, lambda: self._forget(done))
        return bool(done)

    def _forget(self, session_ids: Sequence[str]) -> None:
        for session_id in session_ids:
            self._rooms.forget(session_id)

    async def carry_out(self, command: KeepingCommand) -> ParticipantErased | SessionErased | Refused:
        """Do what the host asks; when this returns it is done, or refused."""
        try:
            if isinstance(command, EraseSession):
                return SessionErased(command.ref, await self.session(command.session_id))
            exports = await self.participant(command.session_id, command.participant)
            return ParticipantErased(command.ref, exports)
        except LogError as error:
            return Refused(command.ref, error.code, error.values)
