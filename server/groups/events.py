"""Everything that can happen to a group. As with sessions: new fields need defaults, no meaning changes."""

import msgspec

from server.protocol import RosterRow


class _GroupEvent(msgspec.Struct, frozen=True, tag_field="event"):
    """Something that happened to a group."""


class RosterEntry(msgspec.Struct, frozen=True):
    """One who is on the roster; `member` is drawn for whoever comes new, and stays with the number."""

    member: str
    number: str
    name: str
    code: str = ""

    @property
    def row(self) -> RosterRow:
        """As the host is told."""
        return RosterRow(self.number, self.name, self.code)


class GroupCreated(_GroupEvent, frozen=True, tag="group_created"):
    """The group began."""

    name: str


class GroupRenamed(_GroupEvent, frozen=True, tag="group_renamed"):
    """It is called so from here on."""

    name: str


class RosterImported(_GroupEvent, frozen=True, tag="roster_imported"):
    """These are on the roster, and nobody else."""

    entries: tuple[RosterEntry, ...]


GroupEvent = GroupCreated | GroupRenamed | RosterImported


class GroupRecorded(msgspec.Struct, frozen=True):
    """An event at its place in a group's log: `seq` counts from 1 without a gap."""

    seq: int
    at_ms: int
    event: GroupEvent
