"""Groups in the database: their logs, the sessions they have had, and the end of what links these."""

import logging
from collections.abc import Sequence
from contextlib import suppress

import msgspec
import sqlalchemy as sa

from server.eventlog import Meeting
from server.eventlog.rows import SUMMARISED
from server.eventlog.schema import events, sessions
from server.groups.events import GroupEvent, GroupRecorded
from server.protocol import Identity

GROUP = "group"
"""The kind of log that a group has."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(GroupEvent).decode

log_ = logging.getLogger(__name__)


class _Deck(msgspec.Struct):
    path: str


class _Opened(msgspec.Struct):
    """What is wanted of an `Opened`: the long lists in it are skipped, not built."""

    deck: _Deck
    identity: Identity
    group: str
    rehearsal: bool = False
    keep_days: int | None = None
    teams: tuple[str, ...] = ()


class _Row(msgspec.Struct):
    opened_at_ms: int
    rehearsal: bool
    keep_days: int | None = None


class _Figures(msgspec.Struct):
    session: _Row
    identity: Identity


class _Summarised(msgspec.Struct):
    """What is wanted of a `Summarised`, as above."""

    figures: _Figures
    group: str
    deck_path: str = ""
    teams: tuple[str, ...] = ()


_decode_opened = msgspec.json.Decoder(_Opened).decode
_decode_summarised = msgspec.json.Decoder(_Summarised).decode


def append_to_group(connection: sa.Connection, group_id: str, recorded: Sequence[GroupRecorded]) -> None:
    """Write events of a group, which begins with number 1."""
    if recorded[0].seq == 1:
        connection.execute(sa.insert(sessions), {"session_id": group_id, "kind": GROUP})
    rows = [
        {
            "session_id": group_id,
            "seq": one.seq,
            "at_ms": one.at_ms,
            "kind": type(one.event).__struct_config__.tag,
            "body": _encode(one.event).decode(),
        }
        for one in recorded
    ]
    connection.execute(sa.insert(events), rows)


def read_groups(connection: sa.Connection) -> dict[str, tuple[GroupRecorded, ...]]:
    """The logs of all groups; one that can't be read is left out."""
    query = (
        sa.select(events.c.session_id, events.c.seq, events.c.at_ms, events.c.body)
        .join(sessions, sessions.c.session_id == events.c.session_id)
        .where(sessions.c.kind == GROUP)
        .order_by(events.c.session_id, events.c.seq)
    )
    found: dict[str, tuple[GroupRecorded, ...]] = {}
    damaged = set()
    for group_id, seq, at_ms, body in connection.execute(query):
        try:
            recorded = GroupRecorded(seq, at_ms, _decode(body))
        except msgspec.DecodeError:
            log_.warning("group %s can't be read and is not listed", group_id)
            damaged.add(group_id)
        else:
            found[group_id] = (*found.get(group_id, ()), recorded)
    return {group_id: log for group_id, log in found.items() if group_id not in damaged}


def read_meetings(connection: sa.Connection) -> tuple[Meeting, ...]:
    """The sessions of all groups, the oldest first; one that can't be read is left out."""
    query = (
        sa.select(events.c.session_id, events.c.kind, events.c.at_ms, events.c.body)
        # Every first event names its group; only the text of those without one is not worth parsing.
        .where(
            events.c.seq == 1,
            events.c.kind.in_(("opened", SUMMARISED)),
            sa.func.instr(events.c.body, '"group":"') > 0,
            sa.func.instr(events.c.body, '"group":""') == 0,
        )
    )
    meetings = []
    for session_id, kind, at_ms, body in connection.execute(query):
        with suppress(msgspec.DecodeError):
            read = _of_summary if kind == SUMMARISED else _of_opening
            meetings.append(read(session_id, at_ms, body))
    return tuple(sorted(meetings, key=lambda one: (one.opened_at_ms, one.session_id)))


def _of_opening(session_id: str, at_ms: int, body: str) -> Meeting:
    opened = _decode_opened(body)
    return Meeting(
        session_id=session_id,
        group=opened.group,
        opened_at_ms=at_ms,
        deck_path=opened.deck.path,
        identity=opened.identity,
        rehearsal=opened.rehearsal,
        keep_days=opened.keep_days,
        teams=opened.teams,
    )


def _of_summary(session_id: str, _at_ms: int, body: str) -> Meeting:
    summary = _decode_summarised(body)
    row = summary.figures.session
    return Meeting(
        session_id=session_id,
        group=summary.group,
        opened_at_ms=row.opened_at_ms,
        deck_path=summary.deck_path,
        identity=summary.figures.identity,
        rehearsal=row.rehearsal,
        keep_days=row.keep_days,
        teams=summary.teams,
    )


def erase_group(connection: sa.Connection, group_id: str) -> None:
    """Remove a group's log, and from its sessions whatever links them and the people in them."""
    of_group = [meeting.session_id for meeting in read_meetings(connection) if meeting.group == group_id]
    for session_id in of_group:
        for kind, field in (("opened", "$.group"), (SUMMARISED, "$.group"), ("joined", "$.member")):
            connection.execute(
                sa.update(events)
                .where(events.c.session_id == session_id, events.c.kind == kind)
                .values(body=_without(field))
            )
    connection.execute(sa.delete(sessions).where(sessions.c.session_id == group_id, sessions.c.kind == GROUP))


def _without(field: str) -> sa.ColumnElement[str]:
    """An event's text without a field; what is no JSON stays as it is."""
    removed = sa.func.json_remove(events.c.body, field)
    return sa.case((sa.func.json_valid(events.c.body) == 1, removed), else_=events.c.body)
