"""The list of sessions, counted by the database: no session is folded for it."""

import logging
from typing import Any

import msgspec
import sqlalchemy as sa

from server.eventlog import Unfinished
from server.eventlog.schema import events, sessions
from server.protocol import SessionRow

Known = dict[str, tuple[int, SessionRow | None]]
"""By session: the number of its last event, and its row as it was then; None for one that can't be read."""

SESSION = "session"
"""The kind of log that a session has."""
SUMMARISED = "summarised"
"""The kind of event that stands for a whole session."""

log_ = logging.getLogger(__name__)


class _Deck(msgspec.Struct):
    title: str
    lesson_id: str


class _Opened(msgspec.Struct):
    """What a row needs of an `Opened`: the long lists in it are skipped, not built."""

    deck: _Deck
    rehearsal: bool = False
    keep_days: int | None = None


class _Figures(msgspec.Struct):
    session: SessionRow


class _Summarised(msgspec.Struct):
    """What a row needs of a `Summarised`, which has it ready."""

    figures: _Figures


class _Answered(msgspec.Struct, tag="answered", tag_field="event"):
    question_id: str
    round: int
    participant: str


class _Merged(msgspec.Struct, tag="merged", tag_field="event"):
    participant: str
    into: str


class _Removed(msgspec.Struct, tag="removed", tag_field="event"):
    participant: str


_GONE = ("merged", "removed")
"""Kinds of events after which there is one participant fewer."""

_decode_answering = msgspec.json.Decoder(_Answered | _Merged | _Removed).decode
_decode_opened = msgspec.json.Decoder(_Opened).decode
_decode_summarised = msgspec.json.Decoder(_Summarised).decode


def read_rows(connection: sa.Connection, known: Known) -> Known:
    """A row for each session. One to which nothing was added is taken from `known`, for a log only grows."""
    last = sa.select(sa.func.max(events.c.seq)).where(events.c.session_id == sessions.c.session_id)
    rows: Known = {}
    query = sa.select(sessions.c.session_id, last.scalar_subquery()).where(sessions.c.kind == SESSION)
    for session_id, seq in connection.execute(query):
        before = known.get(session_id)
        up_to_date = before is not None and before[0] == seq
        rows[session_id] = before if before and up_to_date else (seq, _read_row(connection, session_id))
    return rows


def newest_first(rows: Known) -> tuple[SessionRow, ...]:
    """The rows that could be read, in the order of the list."""
    readable = (row for _, row in rows.values() if row is not None)
    return tuple(sorted(readable, key=lambda row: (row.opened_at_ms, row.session_id), reverse=True))


def read_unfinished(connection: sa.Connection) -> tuple[Unfinished, ...]:
    """The sessions without an end, newest first."""
    ended = sa.select(events.c.session_id).where(events.c.kind.in_(("ended", SUMMARISED)))
    query = (
        sa.select(events.c.session_id, events.c.at_ms, events.c.body)
        .join(sessions, sessions.c.session_id == events.c.session_id)
        .where(sessions.c.kind == SESSION, events.c.seq == 1, events.c.session_id.not_in(ended))
        .order_by(events.c.at_ms.desc(), events.c.session_id.desc())
    )
    found = connection.execute(query)
    return tuple(Unfinished(session_id, at_ms, _keep_days(body)) for session_id, at_ms, body in found)


def _keep_days(opening: str) -> int | None:
    try:
        return _decode_opened(opening).keep_days
    except msgspec.DecodeError:  # for whoever takes the session up to stumble over
        return None


def _read_row(connection: sa.Connection, session_id: str) -> SessionRow | None:
    query = sa.select(events.c.at_ms, events.c.kind, events.c.body).where(
        events.c.session_id == session_id, events.c.seq == 1
    )
    first = connection.execute(query).one_or_none()
    try:
        if first is not None and first.kind == SUMMARISED:
            return _decode_summarised(first.body).figures.session
        opened = None if first is None else _decode_opened(first.body)
    except msgspec.DecodeError:
        opened = None
    if first is None or opened is None:
        log_.warning("session %s can't be read and is not listed", session_id)
        return None
    counts = connection.execute(_counts(session_id)).one()
    return SessionRow(
        session_id=session_id,
        title=opened.deck.title,
        lesson_id=opened.deck.lesson_id,
        opened_at_ms=first.at_ms,
        ended_at_ms=counts.ended_at_ms,
        rehearsal=opened.rehearsal,
        joined=counts.joined - counts.gone,
        rounds=counts.rounds,
        answers=_count_answers(connection, session_id) if counts.gone else counts.answers,
        keep_days=opened.keep_days,
    )


def _count_answers(connection: sa.Connection, session_id: str) -> int:
    """How many answers are left where people were merged or removed: those few sessions are worth reading."""
    query = (
        sa.select(events.c.body)
        .where(events.c.session_id == session_id, events.c.kind.in_(("answered", *_GONE)))
        .order_by(events.c.seq)
    )
    answered: dict[str, set[tuple[str, int]]] = {}  # by participant, the rounds
    for (body,) in connection.execute(query):
        try:
            event = _decode_answering(body)
        except msgspec.DecodeError:
            continue
        if isinstance(event, _Answered):
            answered.setdefault(event.participant, set()).add((event.question_id, event.round))
            continue
        rounds = answered.pop(event.participant, set())
        if isinstance(event, _Merged):
            answered.setdefault(event.into, set()).update(rounds)
    return sum(len(rounds) for rounds in answered.values())


def _counts(session_id: str) -> sa.Executable:
    """One answer for each participant and round, also if it was changed."""

    def of(kind: str, value: sa.ColumnElement[Any]) -> sa.Case[Any]:
        return sa.case((events.c.kind == kind, value))

    # What stands before its answer tells an event's round and participant, and cutting the text there is
    # much quicker than parsing it. Within a string of JSON the mark would have backslashes.
    key = sa.func.substr(events.c.body, 1, sa.func.instr(events.c.body, ',"answer":'))
    return sa.select(
        sa.func.max(of("ended", events.c.at_ms)).label("ended_at_ms"),
        sa.func.count(of("joined", events.c.seq)).label("joined"),
        sa.func.count(sa.case((events.c.kind.in_(_GONE), events.c.seq))).label("gone"),
        sa.func.count(of("question_opened", events.c.seq)).label("rounds"),
        sa.func.count(of("answered", key).distinct()).label("answers"),
    ).where(events.c.session_id == session_id)
