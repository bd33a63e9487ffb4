"""What hosts ask about people and groups, over real sockets."""

import asyncio

import pytest

from server.groups.groups import Groups
from server.protocol import (
    AddParticipant,
    CreateGroup,
    EndSession,
    EraseGroup,
    GroupList,
    GroupRead,
    GroupRow,
    Identity,
    ImportRoster,
    LastChoices,
    ListGroups,
    OpenSession,
    ReadGroup,
    ReadPeople,
    ReadRoster,
    Refused,
    RenameGroup,
    RosterRead,
    RosterRow,
    StartSignIn,
)

ONE, TWO = "1" * 16, "2" * 16
ROSTER = (RosterRow("017", "李雷", "4321"), RosterRow("018", "韩梅梅"))


async def groups(host) -> tuple[GroupRow, ...]:
    read = await host.ask(ListGroups)
    assert isinstance(read, GroupList)
    return read.groups


async def create(host, group: str = ONE, name: str = "Class 3") -> None:
    await host.do(lambda ref: CreateGroup(ref, group, name))


async def hold(house, host, group: str = ONE, **choices: object) -> None:
    """Hold a session of a group."""
    await host.do(lambda ref: OpenSession(ref, house.deck, group=group, **choices))
    await host.do(EndSession)


async def test_a_group_is_created_renamed_and_listed_also_after_a_restart(house) -> None:
    host = await house.host()
    await create(host)
    await create(host)
    await host.do(lambda ref: RenameGroup(ref, ONE, "Class 4"))
    await house.restart()
    assert await groups(await house.host()) == (GroupRow(ONE, "Class 4"),)


async def test_a_roster_is_imported_and_read_back(house) -> None:
    host = await house.host()
    await create(host)
    await host.do(lambda ref: ImportRoster(ref, ONE, ROSTER))
    await house.restart()
    host = await house.host()
    read = await host.ask(lambda ref: ReadGroup(ref, ONE))
    assert isinstance(read, GroupRead)
    assert (read.name, read.roster) == ("Class 3", ROSTER)
    assert (await groups(host))[0].members == 2


async def test_a_rosters_file_is_read_without_being_kept(house) -> None:
    host = await house.host()
    data = "学号,姓名\n017,李雷\n,韩梅梅\n".encode("gb18030")
    read = await host.ask(lambda ref: ReadRoster(ref, "三班.csv", data))
    assert isinstance(read, RosterRead)
    assert read.rows == (RosterRow("017", "李雷"),)
    assert [(problem.row, problem.code) for problem in read.problems] == [(3, "server.roster_no_number")]
    assert await groups(host) == ()


async def test_the_choices_of_the_last_session_are_told_for_the_next(house) -> None:
    host = await house.host()
    await create(host)
    await hold(house, host, keep_days=30)
    house.clock.advance(60_000)
    await hold(house, host, identity=Identity.ANONYMOUS, teams=("Red", "Blue"))
    await host.do(lambda ref: OpenSession(ref, house.deck, rehearsal=True, group=ONE))
    (row,) = await groups(host)
    assert (row.sessions, row.last_at_ms) == (2, house.clock.now_ms())
    assert row.last == LastChoices("lesson.pptx", Identity.ANONYMOUS, teams=("Red", "Blue"))


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"group": TWO}, "server.no_such_group"),
        ({"identity": Identity.ROSTER}, "server.no_roster"),
        ({"identity": Identity.ROSTER, "group": ONE}, "server.no_roster"),
    ],
)
async def test_a_session_needs_the_group_and_roster_it_names(house, choices, code: str) -> None:
    host = await house.host()
    await create(host)
    assert await host.refused(lambda ref: OpenSession(ref, house.deck, **choices)) == code
    assert house.rooms.newest is None


@pytest.mark.parametrize(
    "command",
    [
        lambda ref: RenameGroup(ref, TWO, "Class 3"),
        lambda ref: ImportRoster(ref, TWO, ROSTER),
        lambda ref: ReadGroup(ref, TWO),
    ],
)
async def test_a_group_that_is_not_there_is_named(house, command) -> None:
    assert await (await house.host()).refused(command) == "server.no_such_group"


async def test_erasing_a_group_leaves_its_sessions(house) -> None:
    host = await house.host()
    for group, name in ((ONE, "Class 1"), (TWO, "Class 2")):
        await create(host, group, name)
        await hold(house, host, group)
    await host.do(lambda ref: EraseGroup(ref, ONE))
    await host.do(lambda ref: EraseGroup(ref, ONE))
    assert [row.name for row in await groups(host)] == ["Class 2"]
    assert len(house.log.sessions()) == 2
    assert [meeting.group for meeting in house.log.meetings()] == [TWO]


async def test_a_group_that_meets_now_is_not_erased(house) -> None:
    host = await house.host()
    await create(host)
    await host.do(lambda ref: OpenSession(ref, house.deck, group=ONE))
    assert await host.refused(lambda ref: EraseGroup(ref, ONE)) == "server.group_in_use"
    assert len(await groups(host)) == 1


async def test_a_group_that_can_not_be_written_does_not_come_to_be(house) -> None:
    host = await house.host()
    await create(host)
    house.log.limit_pages(1)
    roster = tuple(RosterRow(str(number), "x" * 40) for number in range(5000))
    assert await host.refused(lambda ref: ImportRoster(ref, ONE, roster)) == "server.disk_full"
    assert (await groups(host))[0].members == 0
    house.log.limit_pages(None)
    await host.do(lambda ref: ImportRoster(ref, ONE, roster))
    assert (await groups(host))[0].members == 5000


async def test_commands_on_groups_that_come_at_once_are_carried_out_in_their_order(house) -> None:
    load = Groups(house.log, house.rooms.on_log, house.clock, lambda size: "0" * 2 * size, lambda _: False)
    commands = [CreateGroup(0, ONE, "A"), *(RenameGroup(0, ONE, f"B{number}") for number in range(20))]
    assert set(await asyncio.gather(*map(load.carry_out, commands))) == {None}
    again = Groups(house.log, house.rooms.on_log, house.clock, lambda size: "0" * 2 * size, lambda _: False)
    again.load()
    assert again.rows() == load.rows() == (GroupRow(ONE, "B19"),)


@pytest.mark.parametrize(
    "command", [ReadPeople, StartSignIn, lambda ref: AddParticipant(ref, "b" * 16, "Ann")]
)
async def test_people_are_asked_about_in_a_session_only(house, command) -> None:
    host = await house.host()
    reply = await host.ask(command)
    assert isinstance(reply, Refused)
    assert reply.code == "server.no_session"
