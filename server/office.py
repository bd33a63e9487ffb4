"""Where hosts ask about people and groups."""

import asyncio
from collections.abc import Callable

import msgspec

from server.classroom import Classroom, Reply
from server.classrooms import Classrooms
from server.leaderboard import read_leaderboard
from server.line import Line
from server.people_view import people_read
from server.protocol import (
    AddParticipant,
    GroupCommand,
    GroupList,
    GroupRead,
    LeaderboardRead,
    ListGroups,
    PeopleRead,
    ReadGroup,
    ReadLeaderboard,
    ReadPeople,
    ReadRoster,
    Refused,
    RosterRead,
    StartSignIn,
)
from server.roster import read_roster
from server.session import Refusal

Request = (
    ReadPeople
    | ReadLeaderboard
    | AddParticipant
    | StartSignIn
    | ListGroups
    | ReadGroup
    | ReadRoster
    | GroupCommand
)
"""What is asked here, and not of the session itself."""

_Found = PeopleRead | GroupRead | LeaderboardRead | Refused

Read = Callable[[Line, int, Callable[[], msgspec.Struct]], None]
"""Reply on a line, to a ref, with what is found in a thread."""

_encode = msgspec.json.Encoder().encode


class Office:
    """Carries out what hosts ask about people and groups."""

    def __init__(self, rooms: Classrooms, read: Read) -> None:
        self._rooms = rooms
        self._read = read
        self._changing: set[asyncio.Task[None]] = set()

    def take(self, room: Classroom | None, line: Line, request: Request, reply: Reply) -> None:
        """Do what a host asks that looks after `room`."""
        match request:
            case ReadPeople():
                self._in_turn(line, lambda: self._people(room, request))
            case ReadLeaderboard():
                self._in_turn(line, lambda: _leaderboard(room, request))
            case AddParticipant() | StartSignIn():
                self._at_the_door(room, request, reply)
            case ListGroups(ref=ref):
                self._read(line, ref, lambda: GroupList(ref, self._rooms.groups.rows()))
            case ReadGroup():
                self._in_turn(line, lambda: self._group(request))
            case ReadRoster(ref=ref):
                self._read(line, ref, lambda: _roster(request))
            case _:
                self._change(request, reply)

    def _at_the_door(
        self, room: Classroom | None, request: AddParticipant | StartSignIn, reply: Reply
    ) -> None:
        if room is None:
            self._rooms.when_settled(lambda _: reply(Refusal("server.no_session")))
        elif isinstance(request, AddParticipant):
            self._rooms.door.enlist(room, request, reply)
        else:
            self._rooms.door.start_sign_in(room, reply)

    def _in_turn(self, line: Line, find: Callable[[], _Found]) -> None:
        """Reply after everything asked before is on disk."""
        self._rooms.when_settled(lambda _: line.send(_encode(find())))

    def _people(self, room: Classroom | None, request: ReadPeople) -> PeopleRead | Refused:
        session = room.session if room else None
        if session is None:
            return Refused(request.ref, "server.no_session")
        group = self._rooms.groups.find(session.group)
        return people_read(request.ref, session, group.roster.values() if group else ())

    def _group(self, request: ReadGroup) -> GroupRead | Refused:
        group = self._rooms.groups.find(request.group)
        if group is None:
            return Refused(request.ref, "server.no_such_group")
        roster = tuple(entry.row for entry in group.roster.values())
        return GroupRead(request.ref, group.group_id, group.name, roster)

    def _change(self, command: GroupCommand, reply: Reply) -> None:
        async def change() -> None:
            reply(await self._rooms.groups.carry_out(command))

        task = asyncio.create_task(change(), name="group")
        self._changing.add(task)
        task.add_done_callback(self._changing.discard)


def _leaderboard(room: Classroom | None, request: ReadLeaderboard) -> LeaderboardRead | Refused:
    if room is None or room.session is None:
        return Refused(request.ref, "server.no_session")
    return read_leaderboard(request.ref, room.session, request.most)


def _roster(request: ReadRoster) -> RosterRead:
    roster = read_roster(request.data, request.filename)
    return RosterRead(request.ref, roster.rows, roster.problems)
