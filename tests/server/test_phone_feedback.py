"""What phones say of the session when it is over, over real sockets."""

import asyncio

import pytest

from server.events import FeedbackGiven
from server.protocol import (
    Ended,
    EndSession,
    EraseParticipant,
    FeedbackRefused,
    FeedbackSaved,
    GiveFeedback,
    Lobby,
    OpenSession,
    PhoneRefused,
    Ratings,
    ReadFigures,
    SessionChanged,
)
from server.reception import PhoneLimits

ANN = "a" * 32


async def host_of(house, **choices):
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, house.deck, **choices))
    return host


async def say(phone, message):
    await phone.say(message)
    return await phone.hear()


async def when_over(house, host, *phones):
    """The session ends: what each phone is told; the session's id."""
    await host.do(EndSession)
    ended = [await phone.hear() for phone in phones]
    assert all(isinstance(one, Ended) for one in ended)
    return house.room.session.session_id, ended


def feedback(session, useful=None, easy=None, text=""):
    return GiveFeedback(session, Ratings(useful, easy), text)


async def test_it_is_acknowledged_when_it_is_on_disk(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    session, [ended] = await when_over(house, host, phone)
    assert (ended.feedback_wanted, ended.feedback_given) == (True, False)
    house.log.go_on.clear()
    await phone.say(feedback(session, 5, text="More of it"))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(phone.socket.receive(), 0.05)
    assert house.events(FeedbackGiven) == []
    house.log.go_on.set()
    assert await phone.hear() == FeedbackSaved(session)
    [given] = house.events(FeedbackGiven)
    assert (given.ratings, given.text) == (Ratings(5), "More of it")


async def test_sent_again_it_is_acknowledged_again_and_kept_once(house) -> None:
    host = await host_of(house)
    phone = await house.participant(ANN)
    session, _ = await when_over(house, host, phone)
    for _ in range(3):
        assert await say(phone, feedback(session, 4)) == FeedbackSaved(session)
    again = await house.phone(ANN)
    assert (await again.hello()).feedback_given
    assert await say(again, feedback(session, 4)) == FeedbackSaved(session)
    assert len(house.events(FeedbackGiven)) == 1


async def test_what_is_said_later_takes_its_place_and_other_tabs_know(house) -> None:
    host = await host_of(house)
    phone = await house.participant(ANN)
    tab = await house.phone(ANN)
    await tab.hello()
    session, _ = await when_over(house, host, phone, tab)
    assert await say(phone, feedback(session, 1)) == FeedbackSaved(session)
    assert (await tab.hear()).feedback_given
    assert await say(tab, feedback(session, 2)) == FeedbackSaved(session)
    figures = (await host.ask(lambda ref: ReadFigures(ref, session))).figures
    assert (figures.feedback.given.count, figures.feedback.useful.n) == (1, 1)


async def test_what_can_not_be_saved_is_refused_and_can_be_sent_again(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    session, _ = await when_over(house, host, phone)
    house.log.lying = True
    assert await say(phone, feedback(session, 4)) == FeedbackRefused(session, "not_stored")
    assert await say(phone, feedback(session, 4)) == FeedbackSaved(session)
    assert len(house.events(FeedbackGiven)) == 1


async def test_refusals_are_told_by_a_code(house) -> None:
    host = await host_of(house)
    phone, stranger = await house.participant(), await house.phone()
    await stranger.hello()
    session = house.room.session.session_id
    assert await say(phone, feedback(session, 4)) == FeedbackRefused(session, "not_ended")
    assert await say(phone, feedback("elsewhere", 4)) == FeedbackRefused("elsewhere", "gone")
    _, [_, told] = await when_over(house, host, phone, stranger)
    assert not told.feedback_wanted
    assert await say(stranger, feedback(session, 4)) == FeedbackRefused(session, "not_joined")
    assert await say(phone, feedback(session, text=" \u202e")) == FeedbackRefused(session, "empty")
    assert house.events(FeedbackGiven) == []


async def test_a_trainer_who_wants_none_gets_none(house) -> None:
    host = await host_of(house, feedback=False)
    phone = await house.participant()
    session, [ended] = await when_over(house, host, phone)
    assert not ended.feedback_wanted
    assert await say(phone, feedback(session, 4)) == FeedbackRefused(session, "not_wanted")
    assert (await host.ask(lambda ref: ReadFigures(ref, session))).figures.feedback is None


async def test_a_phone_that_has_gone_on_to_the_next_session_still_speaks_of_the_last(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    session, _ = await when_over(house, host, phone)
    await host.do(lambda ref: OpenSession(ref, house.deck))
    assert isinstance(await phone.hear(), Lobby)
    assert await say(phone, feedback(session, 4)) == FeedbackSaved(session)
    assert [one.event for one in house.log.read_from(session, 1)][-1].ratings == Ratings(4)


async def test_one_session_hears_nothing_of_anothers_phone(house) -> None:
    """Two sessions at once: a token that takes part in one has no say in the other."""
    house.shared = True
    await house.restart()
    first, second = await house.host(), await house.host()
    await first.do(lambda ref: OpenSession(ref, house.deck))
    phone = await house.participant(ANN)
    joined = house.room.session.session_id
    await second.do(lambda ref: OpenSession(ref, house.deck))
    other = house.room.session.session_id
    await second.do(EndSession)
    assert other != joined
    assert await say(phone, feedback(other, 1)) == FeedbackRefused(other, "not_joined")


async def test_the_host_is_not_told_the_whole_session_each_time(house) -> None:
    host = await host_of(house)
    phones = [await house.participant(f"{number:032x}") for number in range(1, 6)]
    session, _ = await when_over(house, host, *phones)
    told = len(host.heard)
    for phone in phones:
        assert await say(phone, feedback(session, 4)) == FeedbackSaved(session)
    figures = (await host.ask(lambda ref: ReadFigures(ref, session))).figures
    assert [message for message in host.heard[told:] if isinstance(message, SessionChanged)] == []
    assert (figures.feedback.useful.n, figures.feedback.useful.mean) == (5, 4.0)


async def test_who_is_erased_goes_with_what_they_said(house) -> None:
    host = await host_of(house)
    phone = await house.participant(name="Rumpelstilzchen")
    session, _ = await when_over(house, host, phone)
    await say(phone, feedback(session, 4, text="Never again"))
    [given] = house.events(FeedbackGiven)
    await host.ask(lambda ref: EraseParticipant(ref, session, given.participant))
    assert house.events(FeedbackGiven) == []
    told = await phone.hear()
    assert (told.feedback_wanted, told.feedback_given) == (False, False)
    figures = (await host.ask(lambda ref: ReadFigures(ref, session))).figures
    assert (figures.feedback.given.of, figures.feedback.texts) == (0, ())


async def test_too_many_at_once_are_refused_as_what_they_are(house) -> None:
    await house.restart_with(PhoneLimits(burst=3, per_s=0.001))
    host = await host_of(house)
    phone = await house.participant()
    session, _ = await when_over(house, host, phone)
    assert await say(phone, feedback(session, 4)) == FeedbackSaved(session)
    assert await say(phone, feedback(session, 5)) == FeedbackRefused(session, "too_fast")


@pytest.mark.parametrize(
    "parts",
    [
        '"ratings":{"useful":0}',
        '"ratings":{"useful":6}',
        '"ratings":{"useful":"5"}',
        '"ratings":{"useful":4.5}',
        '"ratings":{"kind":5}',
        '"ratings":[5,5]',
        '"text":"' + "a" * 501 + '"',
        '"text":"\\ud800"',
        '"text":"x","participant":"p"',
    ],
)
async def test_what_is_none_is_refused_as_malformed(house, parts: str) -> None:
    host = await host_of(house)
    phone = await house.participant()
    session, _ = await when_over(house, host, phone)
    await phone.socket.send_str(f'{{"type":"feedback","session_id":"{session}",{parts}}}')
    assert await phone.hear() == PhoneRefused("malformed")
    assert house.events(FeedbackGiven) == []
