"""The list of sessions, counted by the database: no session is folded for it."""

import msgspec
import sqlalchemy as sa

from server.eventlog.schema import events
from server.protocol import SessionRow


class _Deck(msgspec.Struct):
    title: str
    lesson_id: str


class _Opened(msgspec.Struct):
    """What a row needs of an `Opened`: the long lists in it are skipped, not built."""

    deck: _Deck
    rehearsal: bool = False


_decode_opened = msgspec.json.Decoder(_Opened).decode


def read_rows(connection: sa.Connection) -> tuple[SessionRow, ...]:
    """A row for each session, newest first."""
    counts = _counts(connection)
    answers = _answers(connection)
    ends = _ends(connection)
    opened = sa.select(events.c.session_id, events.c.at_ms, events.c.body).where(events.c.seq == 1)
    newest_first = opened.order_by(events.c.at_ms.desc(), events.c.session_id.desc())
    return tuple(
        _row(
            session_id,
            at_ms,
            _decode_opened(body),
            ends.get(session_id),
            joined=counts.get((session_id, "joined"), 0),
            rounds=counts.get((session_id, "question_opened"), 0),
            answers=answers.get(session_id, 0),
        )
        for session_id, at_ms, body in connection.execute(newest_first)
    )


def _row(
    session_id: str,
    opened_at_ms: int,
    opened: _Opened,
    ended_at_ms: int | None,
    *,
    joined: int,
    rounds: int,
    answers: int,
) -> SessionRow:
    return SessionRow(
        session_id=session_id,
        title=opened.deck.title,
        lesson_id=opened.deck.lesson_id,
        opened_at_ms=opened_at_ms,
        ended_at_ms=ended_at_ms,
        rehearsal=opened.rehearsal,
        joined=joined,
        rounds=rounds,
        answers=answers,
    )


def _ends(connection: sa.Connection) -> dict[str, int]:
    query = sa.select(events.c.session_id, events.c.at_ms).where(events.c.kind == "ended")
    return {row[0]: row[1] for row in connection.execute(query)}


def _counts(connection: sa.Connection) -> dict[tuple[str, str], int]:
    query = (
        sa.select(events.c.session_id, events.c.kind, sa.func.count())
        .where(events.c.kind.in_(["joined", "question_opened"]))
        .group_by(events.c.session_id, events.c.kind)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def _answers(connection: sa.Connection) -> dict[str, int]:
    """One for each participant and round: an answer that was changed is still one."""
    said = [
        sa.func.json_extract(events.c.body, f"$.{key}") for key in ("question_id", "round", "participant")
    ]
    counting = sa.select(events.c.session_id, *said).where(events.c.kind == "answered").distinct().subquery()
    query = sa.select(counting.c.session_id, sa.func.count()).group_by(counting.c.session_id)
    return {row[0]: row[1] for row in connection.execute(query)}
