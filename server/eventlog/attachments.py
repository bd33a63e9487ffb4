"""What belongs to sessions beside their logs: pictures of questions, and what was exported when."""

import sqlalchemy as sa

from server.eventlog.schema import events, exports, pictures, sessions
from server.protocol import Exported


def keep_picture(connection: sa.Connection, sha256: str, body: bytes, at_ms: int) -> None:
    """Keep a picture; one that is there already is as good as new."""
    connection.execute(sa.delete(pictures).where(pictures.c.sha256 == sha256))
    connection.execute(sa.insert(pictures), {"sha256": sha256, "kept_at_ms": at_ms, "body": body})


def read_picture(connection: sa.Connection, sha256: str) -> bytes | None:
    """A picture's bytes."""
    return connection.execute(sa.select(pictures.c.body).where(pictures.c.sha256 == sha256)).scalar()


def drop_unused_pictures(connection: sa.Connection, before_ms: int) -> None:
    """Remove the pictures kept before this moment that no session names."""
    connection.execute(sa.delete(pictures).where(pictures.c.kept_at_ms < before_ms, ~_named()))


def erase_session(connection: sa.Connection, session_id: str) -> None:
    """Remove a session, and the pictures that no other names."""
    of_this = sa.select(pictures.c.sha256).where(_named(sessions.c.session_id == session_id))
    candidates = connection.execute(of_this).scalars().all()
    connection.execute(sa.delete(sessions).where(sessions.c.session_id == session_id))
    connection.execute(sa.delete(pictures).where(pictures.c.sha256.in_(candidates), ~_named()))


def _named(*in_these: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether a session names the picture: its hash stands in the first event, and nowhere but in a question.
    A session that has it elsewhere, in a title say, keeps the picture alive: no harm is done."""
    first = sessions.join(events, events.c.session_id == sessions.c.session_id)
    names_it = sa.func.instr(events.c.body, pictures.c.sha256) > 0
    query = sa.select(sa.literal(1)).select_from(first).where(events.c.seq == 1, names_it, *in_these)
    return sa.exists(query.correlate(pictures))


def note_export(connection: sa.Connection, session_id: str, kind: str, at_ms: int) -> None:
    """Remember that a session was exported; nothing is remembered of one that isn't there."""
    same = sa.and_(exports.c.session_id == session_id, exports.c.kind == kind)
    connection.execute(sa.delete(exports).where(same))
    there = sa.select(sessions.c.session_id, sa.literal(kind), sa.literal(at_ms)).where(
        sessions.c.session_id == session_id
    )
    connection.execute(sa.insert(exports).from_select(["session_id", "kind", "at_ms"], there))


def read_exports(connection: sa.Connection, session_id: str) -> tuple[Exported, ...]:
    """What was exported of a session, and when last."""
    query = sa.select(exports.c.kind, exports.c.at_ms).where(exports.c.session_id == session_id)
    return tuple(Exported(kind, at_ms) for kind, at_ms in connection.execute(query.order_by(exports.c.at_ms)))


def find_receipt(connection: sa.Connection, code: str) -> tuple[str, str] | None:
    """The session and the participant with this code of twelve characters."""
    if not code:  # which those have who joined before there were codes
        return None
    # In the very words of the index, or it would not be used.
    query = sa.text(
        "SELECT session_id, json_extract(body, '$.participant') FROM events"
        " WHERE json_extract(body, '$.code') = :code AND kind = 'joined' AND json_valid(body)"
    )
    found = connection.execute(query, {"code": code}).first()
    return None if found is None else (found[0], found[1])
