"""Coming in, coming back and signing in, over real sockets."""

import pytest

from server.door import _REJOINING
from server.events import Joined, Rejoined, SignedIn, SignInStarted
from server.protocol import (
    AddParticipant,
    Asking,
    Closed,
    CloseQuestion,
    CreateGroup,
    Ended,
    EndSession,
    Identity,
    ImportRoster,
    IsThisYou,
    Join,
    LeaveQuestion,
    Lobby,
    Mark,
    MarkPresent,
    MergeParticipants,
    OpenSession,
    PeopleRead,
    PhoneRefused,
    ReadPeople,
    Rejoin,
    Removed,
    RemoveParticipant,
    RenameParticipant,
    RoomChanged,
    RosterRow,
    SessionChanged,
    SignedInNow,
    SignIn,
    SignInCode,
    StartSignIn,
    StopSignIn,
    TellWifi,
    Waiting,
    Wifi,
)

GROUP = "a" * 16
ROSTER = (RosterRow("017", "李雷"), RosterRow("018", "韩梅梅", "4321"), RosterRow("019", "Ann Lee"))


async def ask(phone, message):
    await phone.say(message)
    return await phone.hear()


async def hear_stage(phone, kind: type):
    """The next message of a kind."""
    while not isinstance(message := await phone.hear(), kind):
        pass
    return message


async def people(host) -> PeopleRead:
    return await host.ask(ReadPeople)


async def make_group(host) -> None:
    await host.do(lambda ref: CreateGroup(ref, GROUP, "Class 3"))
    await host.do(lambda ref: ImportRoster(ref, GROUP, ROSTER))


async def open_for_roster(house):
    host = await house.host()
    await make_group(host)
    await host.do(lambda ref: OpenSession(ref, house.deck, Identity.ROSTER, group=GROUP))
    return host


async def newcomer(house):
    phone = await house.phone()
    assert isinstance(await phone.hello(), Lobby)
    return phone


async def test_the_lobby_tells_the_network_of_the_room_and_no_log_does(house) -> None:
    host = await house.host_with_session()
    phone = await house.phone()
    assert (await phone.hello()).wifi is None
    await host.do(lambda ref: TellWifi(ref, Wifi("Room 12", "s3cret")))
    assert (await phone.hear()).wifi == Wifi("Room 12", "s3cret")
    assert (await newcomer_stage(house)).wifi == Wifi("Room 12", "s3cret")
    await host.do(lambda ref: TellWifi(ref, Wifi()))
    assert (await phone.hear()).wifi is None
    assert b"s3cret" not in b"".join(path.read_bytes() for path in house.folder.glob("sessions.sqlite*"))


async def newcomer_stage(house):
    return await (await house.phone()).hello()


# --- coming back ---------------------------------------------------------------------------------


async def test_a_new_phone_with_the_rejoin_code_finds_name_and_answers_again(house) -> None:
    host = await house.host_with_session()
    old = await house.participant(name="Ann")
    code = (await people(host)).people[0].code
    await host.open("graded")
    assert isinstance(await old.hear(), Asking)
    await old.answer("graded", 1, 1)
    new = await house.phone()
    await new.hello()
    asking = await ask(new, Rejoin(f"{code[:3].lower()}-{code[3:]}"))
    assert isinstance(asking, Waiting)
    asking = await new.hear()
    assert isinstance(asking, Asking)
    assert asking.saved is not None
    assert len(house.events(Joined)) == len(house.events(Rejoined)) == 1
    assert (await people(host)).people[0].phones == 2


async def test_the_phone_is_told_the_code_that_brings_it_back_also_after_a_restart(house) -> None:
    await house.host_with_session()
    phone = await newcomer(house)
    waiting = await ask(phone, Join("Ann"))
    assert isinstance(waiting, Waiting)
    await house.restart()
    again = await newcomer(house)
    assert await ask(again, Rejoin(waiting.code)) == waiting


async def test_who_comes_in_while_a_question_is_open_is_told_who_they_are_and_their_code_before_it(
    house,
) -> None:
    host = await house.host_with_session()
    await host.open("graded")
    phone = await newcomer(house)
    await phone.say(Join("Ann"))
    waiting = await phone.hear()
    assert isinstance(waiting, Waiting)
    assert (waiting.name, len(waiting.code)) == ("Ann", 12)
    assert isinstance(await phone.hear(), Asking)
    await host.do(lambda ref: CloseQuestion(ref, "graded", 1))
    await host.do(lambda ref: LeaveQuestion(ref, "graded", 1))
    assert isinstance(await phone.hear(), Closed)
    assert await phone.hear() == waiting


async def test_who_is_removed_keeps_the_receipt(house) -> None:
    host = await house.host_with_session()
    phone = await newcomer(house)
    waiting = await ask(phone, Join("Ann"))
    assert isinstance(waiting, Waiting)
    (ann,) = (await people(host)).people
    await host.do(lambda ref: RemoveParticipant(ref, ann.participant))
    assert (await hear_stage(phone, Removed)).code == waiting.code


async def test_a_participant_with_two_phones_is_away_when_both_are(house) -> None:
    host = await house.host_with_session()
    old = await house.participant()
    code = (await people(host)).people[0].code
    new = await newcomer(house)
    await ask(new, Rejoin(code))
    await old.socket.close()
    assert (await people(host)).people[0].connected
    await new.socket.close()
    gone = await host.hear_until(RoomChanged, lambda room: room.connected == 0)
    assert gone.joined == 1


async def test_wrong_rejoin_codes_are_counted_by_phone_and_then_not_looked_at(house) -> None:
    host = await house.host_with_session()
    await house.participant()
    code = (await people(host)).people[0].code
    phone = await newcomer(house)
    burst = int(_REJOINING["phone"].burst)
    assert [await ask(phone, Rejoin("ZZZZZZ")) for _ in range(burst)] == [PhoneRefused("code")] * burst
    assert await ask(phone, Rejoin(code)) == PhoneRefused("too_fast")
    house.clock.advance(30_000)
    assert isinstance(await ask(phone, Rejoin(code)), Waiting)


async def test_fresh_tokens_of_one_address_do_not_guess_for_ever(house) -> None:
    await house.host_with_session()
    await house.participant()
    refusals = []
    for _ in range(8):
        phone = await newcomer(house)
        refusals += [(await ask(phone, Rejoin("ZZZZZZ"))).code for _ in range(5)]
        await phone.socket.close()
    assert refusals == ["code"] * 30 + ["too_fast"] * 10


async def test_guesses_that_come_all_at_once_are_counted_one_by_one(house) -> None:
    await house.host_with_session()
    await house.participant()
    phone = await newcomer(house)
    for _ in range(12):
        await phone.say(Rejoin("ZZZZZZ"))
    codes = [(await phone.hear()).code for _ in range(12)]
    assert codes == ["code"] * 5 + ["too_fast"] * 7


async def test_after_the_end_a_code_brings_nobody_back_and_the_receipt_is_told(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    code = (await people(host)).people[0].code
    await host.do(EndSession)
    ended = await hear_stage(phone, Ended)
    assert len(ended.code) == 12
    assert ended.code[:6] == code
    other = await house.phone()
    assert (await other.hello()).code == ""
    assert (await ask(other, Rejoin(code))).code == ""
    assert not house.events(Rejoined)


# --- the roster ----------------------------------------------------------------------------------


async def test_who_is_on_the_roster_joins_by_number_and_name(house) -> None:
    await open_for_roster(house)
    phone = await newcomer(house)
    waiting = await ask(phone, Join(" ann lee", " 019"))
    assert isinstance(waiting, Waiting)
    assert waiting.name == "Ann Lee"
    joined = house.events(Joined)[0]
    assert (joined.number, joined.name) == ("019", "Ann Lee")
    assert joined.member


@pytest.mark.parametrize(
    "message",
    [
        Join("李雷"),
        Join("", "017"),
        Join("韩梅梅", "017"),
        Join("李雷", "17"),
        Join("韩梅梅", "018"),
        Join("韩梅梅", "018", "1234"),
        Join("", "018", ""),
    ],
)
async def test_what_does_not_stand_on_the_roster_is_refused_in_one_word(house, message: Join) -> None:
    await open_for_roster(house)
    assert await ask(await newcomer(house), message) == PhoneRefused("roster")


async def test_the_name_is_shown_only_after_the_right_code(house) -> None:
    await open_for_roster(house)
    phone = await newcomer(house)
    assert await ask(phone, Join("", "018", "0000")) == PhoneRefused("roster")
    assert await ask(phone, Join("", "018", "4321")) == IsThisYou("018", "韩梅梅")
    assert not house.events(Joined)
    assert isinstance(await ask(phone, Join("韩梅梅", "018", "4321")), Waiting)


async def test_a_number_that_is_taken_is_free_when_the_trainer_says_so(house) -> None:
    host = await open_for_roster(house)
    thief, owner = await newcomer(house), await newcomer(house)
    taken = await ask(thief, Join("李雷", "017"))
    assert isinstance(taken, Waiting)
    assert await ask(owner, Join("李雷", "017")) == PhoneRefused("taken")
    who = (await people(host)).people[0].participant
    await host.do(lambda ref: RemoveParticipant(ref, who))
    assert isinstance(await ask(owner, Join("李雷", "017")), Waiting)
    assert await ask(thief, Join("李雷", "017")) == Removed(
        house.room.session.session_id, "A lesson", taken.code
    )


async def test_joining_again_needs_no_number(house) -> None:
    await open_for_roster(house)
    phone = await newcomer(house)
    waiting = await ask(phone, Join("李雷", "017"))
    assert await ask(phone, Join()) == waiting


async def test_codes_on_the_roster_can_not_be_tried_out(house) -> None:
    await open_for_roster(house)
    words = []
    for guess in range(12):
        phone = await newcomer(house)
        words.append((await ask(phone, Join("", "018", f"{guess:04}"))).code)
    assert words == ["roster"] * 10 + ["too_fast"] * 2
    assert isinstance(await ask(await newcomer(house), Join("李雷", "017")), Waiting), "others go on"


async def test_others_wrong_names_do_not_keep_anybody_out_whose_number_has_no_code(house) -> None:
    await open_for_roster(house)
    for _ in range(12):
        assert await ask(await newcomer(house), Join("韩梅梅", "017")) == PhoneRefused("roster")
    assert isinstance(await ask(await newcomer(house), Join("李雷", "017")), Waiting)


async def test_the_same_phone_is_the_same_person_from_session_to_session_of_a_group(house) -> None:
    host = await house.host()
    await make_group(host)
    members = []
    for group in (GROUP, GROUP, ""):
        await host.do(lambda ref, group=group: OpenSession(ref, house.deck, group=group))
        phone = await house.participant("d" * 32)
        joined = house.room.session.participants.values()
        members.append(next(iter(joined)).member)
        await host.do(EndSession)
        await phone.socket.close()
    assert members[0] == members[1] != ""
    assert members[2] == ""


async def test_the_anonymous_are_linked_to_nothing(house) -> None:
    host = await house.host()
    await make_group(host)
    await host.do(lambda ref: OpenSession(ref, house.deck, Identity.ANONYMOUS, group=GROUP))
    await ask(await newcomer(house), Join("李雷", "017", "4321"))
    (joined,) = house.events(Joined)
    assert (joined.number, joined.member) == ("", "")
    assert joined.name.isdigit()


async def test_teams_are_shown_and_chosen(house) -> None:
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, house.deck, teams=("Red", " Red ", "Blue")))
    phone = await house.phone()
    lobby = await phone.hello()
    assert lobby.teams == ("Red", "Blue")
    assert await ask(phone, Join("Ann")) == PhoneRefused("team")
    assert (await ask(phone, Join("Ann", team="Blue"))).team == "Blue"


# --- the trainer's hand --------------------------------------------------------------------------


async def test_a_new_name_reaches_the_phone(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant(name="Anm")
    who = (await people(host)).people[0].participant
    await host.do(lambda ref: RenameParticipant(ref, who, "Ann"))
    assert (await phone.hear()).name == "Ann"


async def test_a_phone_whose_participant_is_removed_learns_it_and_stays_out(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant(token="e" * 32)
    who = (await people(host)).people[0].participant
    await host.do(lambda ref: RemoveParticipant(ref, who))
    assert isinstance(await phone.hear(), Removed)
    assert await ask(phone, Join("Ann")) == PhoneRefused("removed")
    again = await house.phone("e" * 32)
    assert isinstance(await again.hello(), Removed)
    changed = next(message for message in reversed(host.heard) if isinstance(message, SessionChanged))
    assert (changed.session.joined, changed.session.connected) == (0, 0)
    (removed,) = (await people(host)).people
    assert removed.removed
    assert removed.code == ""


async def test_two_phones_that_are_one_person_show_the_same(house) -> None:
    host = await house.host_with_session()
    first, second = await house.participant(name="Ann"), await house.participant(name="Ann 2")
    ann, ann2 = (person.participant for person in (await people(host)).people)
    await host.open("poll")
    await hear_stage(first, Asking)
    await hear_stage(second, Asking)
    await first.answer("poll", 1, 0)
    await host.do(lambda ref: MergeParticipants(ref, ann, ann2))
    shown = await second.hear()
    assert isinstance(shown, Asking)
    assert shown.saved is not None
    (person,) = (await people(host)).people
    assert (person.name, person.answered, person.phones, person.connected) == ("Ann 2", 1, 2, True)


async def test_who_has_no_phone_is_added_by_number_and_who_is_missing_is_told(house) -> None:
    host = await open_for_roster(house)
    await host.do(lambda ref: AddParticipant(ref, "b" * 16, number="017"))
    await host.do(lambda ref: AddParticipant(ref, "b" * 16, number="017"))
    assert await host.refused(lambda ref: AddParticipant(ref, "c" * 16, number="017")) == (
        "server.number_taken"
    )
    read = await people(host)
    assert [(one.name, one.number, one.connected) for one in read.people] == [("李雷", "017", False)]
    assert [one.number for one in read.missing] == ["018", "019"]


# --- signing in ----------------------------------------------------------------------------------


async def sign_in_code(host, before: str = "") -> SignInCode:
    return await host.hear_until(SignInCode, lambda message: message.code != before)


async def present(host, count: int) -> None:
    """Return when the host has been told that so many are present."""
    while not any(isinstance(told, RoomChanged) and told.present == count for told in host.heard):
        await host.hear()


async def test_the_code_on_the_projector_signs_in_and_changes_every_ten_seconds(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.do(StartSignIn)
    first = next(message for message in host.heard if isinstance(message, SignInCode))
    assert 0 < first.left_ms <= 10_000
    assert (await phone.hear()).sign_in
    house.clock.advance(first.left_ms)
    second = await sign_in_code(host, first.code)
    assert second.left_ms == 10_000
    assert await ask(phone, SignIn(first.code)) == SignedInNow()
    assert (await phone.hear()).signed_in
    assert await ask(phone, SignIn(first.code)) == SignedInNow()
    assert house.events(SignedIn) == [SignedIn((await people(host)).people[0].participant, Mark.PRESENT)]
    house.clock.advance(10_000)
    await sign_in_code(host, second.code)
    late = await house.participant(name="Bob")
    assert await ask(late, SignIn(first.code)) == PhoneRefused("wrong_code")


async def test_after_three_wrong_codes_one_waits(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.do(StartSignIn)
    right = next(message for message in host.heard if isinstance(message, SignInCode)).code
    await phone.hear()
    wrong = f"{(int(right) + 1) % 10_000:04}"
    words = [(await ask(phone, SignIn(wrong))).code for _ in range(4)]
    assert words == ["wrong_code"] * 3 + ["too_fast"]
    assert await ask(phone, SignIn(right)) == PhoneRefused("too_fast")
    house.clock.advance(4000)
    assert await ask(phone, SignIn(right)) == SignedInNow()


async def test_signing_in_outlives_a_restart_and_ends_when_it_is_told(house) -> None:
    host = await house.host_with_session()
    await house.participant()
    await host.do(StartSignIn)
    before = next(message for message in host.heard if isinstance(message, SignInCode))
    await house.restart()
    host = await house.host()
    assert (await sign_in_code(host)).code == before.code
    phone = await house.participant(name="Bob")
    assert await ask(phone, SignIn(before.code)) == SignedInNow()
    await host.do(StopSignIn)
    assert next(message for message in reversed(host.heard) if isinstance(message, SignInCode)).code == ""
    assert len(house.events(SignInStarted)) == 1


async def test_who_has_not_joined_and_who_comes_too_late_can_not_sign_in(house) -> None:
    host = await house.host_with_session()
    stranger, phone = await newcomer(house), await house.participant()
    assert await ask(stranger, SignIn("0000")) == PhoneRefused("not_joined")
    assert await ask(phone, SignIn("0000")) == PhoneRefused("over")
    await host.do(EndSession)
    await hear_stage(phone, Ended)
    assert await ask(phone, SignIn("0000")) == PhoneRefused("over")


async def test_the_host_sees_how_many_are_present_and_how_they_signed_in(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.do(lambda ref: AddParticipant(ref, "b" * 16, "Bob"))
    await host.do(StartSignIn)
    code = next(message for message in host.heard if isinstance(message, SignInCode)).code
    await phone.hear()
    await ask(phone, SignIn(code))
    await present(host, 1)
    await host.do(lambda ref: MarkPresent(ref, "b" * 16, Mark.LATE))
    await present(host, 2)
    ann, bob = (await people(host)).people
    assert (ann.mark, ann.by_hand) == (Mark.PRESENT, False)
    assert (bob.mark, bob.by_hand) == (Mark.LATE, True)


async def test_no_secret_of_the_sign_in_reaches_a_phone(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.do(StartSignIn)
    await phone.hear()
    await host.open("poll")
    await hear_stage(phone, Asking)
    secret = house.events(SignInStarted)[0].secret
    code = next(message for message in host.heard if isinstance(message, SignInCode)).code
    assert all(secret not in frame and f'"{code}"' not in frame for frame in phone.heard)
