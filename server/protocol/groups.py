"""Classes that meet more than once: their rosters, and what was chosen for their last session."""

from typing import Annotated

import msgspec
from msgspec import Meta, field

from server.protocol.people import Number, RosterCode
from server.protocol.values import GroupId, Identity, Incoming, Name, Outgoing, Ref

MOST_ROWS = 20_000
"""Of a roster."""
LARGEST_FILE = 8 * 1024 * 1024
"""Of a roster's file, in bytes."""

NewGroupId = Annotated[str, Meta(pattern="^[0-9a-f]{16}$", max_length=16)]


class RosterRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One who is on the roster. Who has a `code` must know it to join; it may be empty."""

    number: Number
    name: Name
    code: RosterCode = ""


# --- host → server -------------------------------------------------------------------------------


class CreateGroup(Incoming, frozen=True, tag="create_group"):
    """A new group; `group` is an id that the host draws. Refused where another has the name."""

    ref: Ref
    group: NewGroupId
    name: Name


class RenameGroup(Incoming, frozen=True, tag="rename_group"):
    """Call a group so. Refused where another has the name."""

    ref: Ref
    group: NewGroupId
    name: Name


class ReadRoster(Incoming, frozen=True, tag="read_roster"):
    """Ask what is in a roster's file, CSV or XLSX: answered by `RosterRead`. Nothing is kept."""

    ref: Ref
    filename: Annotated[str, Meta(max_length=260)]
    data: Annotated[bytes, Meta(max_length=LARGEST_FILE)]


class ImportRoster(Incoming, frozen=True, tag="import_roster"):
    """Let these be the group's roster, instead of what it had. Who keeps the number stays the same person.
    Refused if a number or name is empty, or a number stands there twice."""

    ref: Ref
    group: NewGroupId
    rows: Annotated[tuple[RosterRow, ...], Meta(max_length=MOST_ROWS)]


class ListGroups(Incoming, frozen=True, tag="list_groups"):
    """Ask for all groups: answered by `GroupList`."""

    ref: Ref


class ReadGroup(Incoming, frozen=True, tag="read_group"):
    """Ask for a group's roster: answered by `GroupRead`."""

    ref: Ref
    group: NewGroupId


class EraseGroup(Incoming, frozen=True, tag="erase_group"):
    """Erase a group: its roster, and what links its sessions and the people in them to each other. The
    sessions stay; `EraseSession` erases one. Refused while one of them is open."""

    ref: Ref
    group: NewGroupId


GroupCommand = CreateGroup | RenameGroup | ImportRoster | EraseGroup
"""What changes groups."""

# --- server → host -------------------------------------------------------------------------------


class LastChoices(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was chosen for the last session of a group, to be filled in for the next."""

    deck_path: str
    identity: Identity
    keep_days: int | None = None
    teams: tuple[str, ...] = ()


class GroupRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the list of groups. Rehearsals are no sessions of the group."""

    group: GroupId
    name: str
    members: int = 0
    sessions: int = 0
    last_at_ms: int | None = None
    last: LastChoices | None = None


class GroupList(Outgoing, frozen=True, tag="groups"):
    """The groups, the one that met last first."""

    ref: int
    groups: tuple[GroupRow, ...]


class GroupRead(Outgoing, frozen=True, tag="group"):
    """A group and its roster."""

    ref: int
    group: str
    name: str
    roster: tuple[RosterRow, ...] = ()


class RowProblem(msgspec.Struct, frozen=True):
    """What is wrong with a row of a roster's file, counted from 1. `code` names a sentence in
    `assets/translations`; without a `row` it is about the whole file."""

    row: int | None
    code: str
    values: dict[str, str] = field(default_factory=dict)


class RosterRead(Outgoing, frozen=True, tag="roster"):
    """What is in a roster's file: the good rows, and what is wrong with the others."""

    ref: int
    rows: tuple[RosterRow, ...]
    problems: tuple[RowProblem, ...] = ()
