"""All groups of a server: read once, changed one after the other, on disk before anybody is told."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

from server.clock import Clock
from server.codes import Chance
from server.eventlog import EventLog, LogError, Meeting
from server.groups.events import GroupEvent, GroupRecorded
from server.groups.group import Group, GroupDecision, import_roster, name_group
from server.protocol import (
    CreateGroup,
    EraseGroup,
    GroupCommand,
    GroupRow,
    Identity,
    ImportRoster,
    LastChoices,
    OpenSession,
    RenameGroup,
)
from server.session import Refusal

OnLog = Callable[[Callable[[], None]], Awaitable[None]]
"""Does some work on the log in its turn: two writers would keep each other waiting, or be refused."""

log_ = logging.getLogger(__name__)


class Groups:
    """The groups as they are on disk. `in_use` tells whether a session of a group is open."""

    def __init__(
        self, log: EventLog, on_log: OnLog, clock: Clock, chance: Chance, in_use: Callable[[str], bool]
    ) -> None:
        self._log = log
        self._on_log = on_log
        self._clock = clock
        self._chance = chance
        self._in_use = in_use
        self._groups: dict[str, Group] = {}
        self._changing = asyncio.Lock()

    def load(self) -> None:
        """Read all groups; one that can't be understood is left alone. Raises `LogError`."""
        for group_id, log in self._log.groups().items():
            try:
                self._groups[group_id] = Group.fold(group_id, log)
            except ValueError:
                log_.exception("group %s can't be read", group_id)

    def find(self, group_id: str) -> Group | None:
        """A group by its id."""
        return self._groups.get(group_id)

    async def carry_out(self, command: GroupCommand) -> Refusal | None:
        """Do what the host asks; when this returns it is on disk, or refused."""
        async with self._changing:
            try:
                if isinstance(command, EraseGroup):
                    return await self._erase(command)
                # In a thread: a roster of 20,000 takes a third of a second, and a class may be going on.
                decision = await asyncio.to_thread(self._decide, command)
                if isinstance(decision, Refusal):
                    return decision
                await self._record(command.group, decision)
            except LogError as error:
                return Refusal(error.code, error.values)
            return None

    def _decide(self, command: CreateGroup | RenameGroup | ImportRoster) -> GroupDecision:
        if not isinstance(command, ImportRoster):
            return name_group(tuple(self._groups.values()), command)
        group = self._groups.get(command.group)
        if group is None:
            return Refusal("server.no_such_group")
        return import_roster(group, command, [self._chance(8) for _ in command.rows])

    async def _record(self, group_id: str, happened: tuple[GroupEvent, ...]) -> None:
        group = self._groups.get(group_id) or Group(group_id)
        now_ms = self._clock.now_ms()
        recorded = [
            GroupRecorded(seq, now_ms, event) for seq, event in enumerate(happened, group.last_seq + 1)
        ]
        if recorded:
            await self._on_log(lambda: self._log.append_to_group(group_id, recorded))
        for one in recorded:
            group.apply(one)
            self._groups[group_id] = group

    async def _erase(self, command: EraseGroup) -> Refusal | None:
        if self._in_use(command.group):
            return Refusal("server.group_in_use")
        group = self._groups.pop(command.group, None)  # first: no session of it may begin meanwhile
        try:
            await self._on_log(lambda: self._log.erase_group(command.group))
        except LogError:
            if group is not None:
                self._groups[command.group] = group
            raise
        return None

    def refusal_of(self, command: OpenSession) -> Refusal | None:
        """Why a session can't be begun with this group, if it can't."""
        group = self._groups.get(command.group)
        if command.group and group is None:
            return Refusal("server.no_such_group")
        if command.identity is Identity.ROSTER and (group is None or not group.roster):
            return Refusal("server.no_roster")
        return None

    def rows(self) -> tuple[GroupRow, ...]:
        """The list of groups. Reads the log: call it in a thread. Raises `LogError`."""
        return group_rows(tuple(self._groups.values()), self._log.meetings())


def group_rows(groups: Iterable[Group], meetings: Iterable[Meeting]) -> tuple[GroupRow, ...]:
    """The list of groups, the one that met last first and those that never did at last, by name. `meetings`
    come the oldest first."""
    by_group: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        if not meeting.rehearsal:
            by_group.setdefault(meeting.group, []).append(meeting)
    rows = [_row(group, by_group.get(group.group_id, [])) for group in groups]
    return tuple(sorted(rows, key=lambda row: (-(row.last_at_ms or 0), row.name)))


def _row(group: Group, meetings: list[Meeting]) -> GroupRow:
    last = meetings[-1] if meetings else None
    return GroupRow(
        group=group.group_id,
        name=group.name,
        members=len(group.roster),
        sessions=len(meetings),
        last_at_ms=last.opened_at_ms if last else None,
        last=LastChoices(last.deck_path, last.identity, last.keep_days, last.teams) if last else None,
    )
