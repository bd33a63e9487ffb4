"""A group's state, and the rules by which it changes. No clock, no I/O, no chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from decks.questions.folding import identity_of
from server.groups.events import (
    GroupCreated,
    GroupEvent,
    GroupRecorded,
    GroupRenamed,
    RosterEntry,
    RosterImported,
)
from server.names import clean
from server.protocol import CreateGroup, ImportRoster, RenameGroup, RosterRow
from server.session import Refusal

GroupDecision = tuple[GroupEvent, ...] | Refusal


@dataclass(slots=True)
class Group:
    """A class that meets more than once. `apply` alone changes it."""

    group_id: str
    name: str = ""
    roster: dict[str, RosterEntry] = field(default_factory=dict)  # by number, as it is compared
    last_seq: int = 0

    @classmethod
    def fold(cls, group_id: str, log: Iterable[GroupRecorded]) -> Self:
        """The group as its log tells it. Raises `ValueError` where the log has a gap."""
        group = cls(group_id)
        for recorded in log:
            group.apply(recorded)
        return group

    def entry(self, number: str) -> RosterEntry | None:
        """Who has this number, however it is typed."""
        return self.roster.get(same(number))

    def apply(self, recorded: GroupRecorded) -> None:
        """Let an event have its effect."""
        if recorded.seq != self.last_seq + 1:
            raise ValueError(f"event {recorded.seq} follows {self.last_seq}")
        self.last_seq = recorded.seq
        match recorded.event:
            case GroupCreated(name=name) | GroupRenamed(name=name):
                self.name = name
            case RosterImported(entries=entries):
                self.roster = {same(entry.number): entry for entry in entries}


def same(text: str) -> str:
    """What numbers, names or codes that are the same have in common: case, width and spaces don't count."""
    return identity_of(text).replace(" ", "")


def name_group(groups: Sequence[Group], command: CreateGroup | RenameGroup) -> GroupDecision:
    """What creating or renaming a group causes."""
    name = clean(command.name)
    if not name:
        return Refusal("server.name_needed")
    group = next((one for one in groups if one.group_id == command.group), None)
    if group is None and isinstance(command, RenameGroup):
        return Refusal("server.no_such_group")
    if group is not None and group.name == name:
        return ()
    if any(one is not group and same(one.name) == same(name) for one in groups):
        return Refusal("server.group_name_taken", {"name": name})
    return (GroupCreated(name) if group is None else GroupRenamed(name),)


def import_roster(group: Group, command: ImportRoster, fresh: Sequence[str]) -> GroupDecision:
    """What a new roster causes; `fresh` holds an id for each row, for whoever was not on the roster."""
    entries: dict[str, RosterEntry] = {}
    for place, (row, member) in enumerate(zip(command.rows, fresh, strict=True), start=1):
        cleaned = RosterRow(clean(row.number), clean(row.name), clean(row.code))
        if not cleaned.number or not cleaned.name:
            return Refusal("server.roster_row_empty", {"row": str(place)})
        before = group.entry(cleaned.number)
        entry = RosterEntry(before.member if before else member, cleaned.number, cleaned.name, cleaned.code)
        if entries.setdefault(same(entry.number), entry) is not entry:
            return Refusal("server.roster_number_twice", {"row": str(place), "number": entry.number})
    return () if entries == group.roster else (RosterImported(tuple(entries.values())),)
