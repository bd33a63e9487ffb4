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

log_ = logging.getLogger(__name__)


class _Deck(msgspec.Struct):
    title: str
    lesson_id: str


class _Opened(msgspec.Struct):
    """What a row needs of an `Opened`: the long lists in it are skipped, not built."""

    deck: _Deck
    rehearsal: bool = False


_decode_opened = msgspec.json.Decoder(_Opened).decode


def read_rows(connection: sa.Connection, known: Known) -> Known:
    """A row for each session. One to which nothing was added is taken from `known`, for a log only grows."""
    last = sa.select(sa.func.max(events.c.seq)).where(events.c.session_id == sessions.c.session_id)
    rows: Known = {}
    for session_id, seq in connection.execute(sa.select(sessions.c.session_id, last.scalar_subquery())):
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
    ended = sa.select(events.c.session_id).where(events.c.kind == "ended")
    query = (
        sa.select(events.c.session_id, events.c.at_ms)
        .where(events.c.seq == 1, events.c.session_id.not_in(ended))
        .order_by(events.c.at_ms.desc(), events.c.session_id.desc())
    )
    return tuple(Unfinished(session_id, at_ms) for session_id, at_ms in connection.execute(query))


def _read_row(connection: sa.Connection, session_id: str) -> SessionRow | None:
    query = sa.select(events.c.at_ms, events.c.body).where(
        events.c.session_id == session_id, events.c.seq == 1
    )
    first = connection.execute(query).one_or_none()
    try:
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
        joined=counts.joined,
        rounds=counts.rounds,
        answers=counts.answers,
    )


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
        sa.func.count(of("question_opened", events.c.seq)).label("rounds"),
        sa.func.count(of("answered", key).distinct()).label("answers"),
    ).where(events.c.session_id == session_id)
