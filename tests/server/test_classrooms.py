"""Several sessions on one server: each with its code, its host, its phones."""

from decks.questions.model import ChoiceAnswer
from server.protocol import (
    Asking,
    CodeWanted,
    Ended,
    EndSession,
    Hello,
    HostWelcome,
    Lobby,
    NoSession,
    OpenSession,
    Resync,
    ServerToPhone,
    SubmitAnswer,
    Waiting,
)
from tests.server.conftest import House, Phone


async def open_two(house: House):
    first, second = await house.host(), await house.host()
    await first.do(lambda ref: OpenSession(ref, house.deck))
    await second.do(lambda ref: OpenSession(ref, house.deck))
    rooms = house.rooms.open_rooms
    assert len({room.code for room in rooms}) == 2
    return (first, rooms[0]), (second, rooms[1])


async def hello(house: House, code: str, token: str | None = None) -> tuple[Phone, ServerToPhone]:
    phone = await house.phone(token)
    await phone.say(Hello(1, phone.token, code))
    return phone, await phone.hear()


async def test_a_phone_comes_to_the_session_of_its_code(house) -> None:
    (_, one), (_, other) = await open_two(house)
    for room in (one, other):
        _, stage = await hello(house, room.code)
        assert isinstance(stage, Lobby)
        assert stage.session_id == room.session.session_id


async def test_where_several_are_on_a_phone_without_a_code_is_asked_for_it(house) -> None:
    await open_two(house)
    for code in ("", "no such code"[:12]):
        _, stage = await hello(house, code)
        assert stage == CodeWanted()


async def test_where_one_is_on_no_code_is_needed_and_an_old_one_does_no_harm(house) -> None:
    await house.host_with_session()
    for code in ("", "0000000"):
        _, stage = await hello(house, code)
        assert isinstance(stage, Lobby)


async def test_what_happens_in_one_session_reaches_nobody_in_another(house) -> None:
    (first, one), (second, other) = await open_two(house)
    phones = []
    for room in (one, other):
        phone, _ = await hello(house, room.code, "a" * 32)
        assert isinstance(await phone.join(), Waiting)
        phones.append(phone)
    mine, theirs = phones
    await first.open("graded")
    assert isinstance(await mine.hear(), Asking)
    await mine.say(SubmitAnswer("graded", 1, ChoiceAnswer((1,))))
    await mine.hear()
    await theirs.say(Resync())
    assert isinstance(await theirs.hear(), Waiting), "nothing came before it"
    await second.do(EndSession)
    assert isinstance(await theirs.hear(), Ended)
    await mine.say(Resync())
    assert isinstance(await mine.hear(), Asking), "nothing came before it"
    assert one.session.rounds["graded", 1].tally.counts == [0, 1, 0]
    assert not other.session.rounds
    heard = [getattr(message, "session", None) for message in second.heard]
    assert {view.session_id for view in heard if view is not None} == {other.session.session_id}


async def test_whoever_comes_to_a_laptop_s_own_server_sees_the_lesson_that_goes_on(house) -> None:
    await house.host_with_session()
    welcome = await (await house.host()).hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session.session_id == house.room.session.session_id


async def test_on_a_shared_server_a_host_gets_a_session_that_nobody_looks_after_or_the_one_it_names(
    house,
) -> None:
    house.shared = True
    await house.restart()
    (first, one), (_, other) = await open_two(house)
    third = await (await house.host()).hear()
    assert isinstance(third, HostWelcome)
    assert third.session is None
    again = await (await house.host(other.session.session_id)).hear()
    assert isinstance(again, HostWelcome)
    assert again.session.session_id == other.session.session_id
    await first.socket.close()
    heir = await (await house.host()).hear()
    assert isinstance(heir, HostWelcome)
    assert heir.session.session_id == one.session.session_id


async def test_all_sessions_of_the_last_hours_go_on_after_a_restart(house) -> None:
    (_, one), (_, other) = await open_two(house)
    codes = [one.code, other.code]
    await house.restart()
    assert [room.code for room in house.rooms.open_rooms] == codes
    house.clock.advance(13 * 3600 * 1000)
    await house.restart()
    assert [room.code for room in house.rooms.open_rooms] == codes[1:]


async def test_phones_that_wait_and_phones_of_an_ended_session_come_along_to_the_next(house) -> None:
    waiting = await house.phone()
    assert await waiting.hello() == NoSession()
    host = await house.host_with_session()
    assert isinstance(await waiting.hear(), Lobby)
    await host.do(EndSession)
    assert isinstance(await waiting.hear(), Ended)
    house.clock.advance(1000)
    await host.do(lambda ref: OpenSession(ref, house.deck))
    stage = await waiting.hear()
    assert isinstance(stage, Lobby)
    assert stage.session_id == house.room.session.session_id
    assert len(house.rooms.open_rooms) == 1
