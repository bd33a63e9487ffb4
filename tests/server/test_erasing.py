"""Erasing a session, or one person in it, while others go on."""

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest

from decks.questions.model import Choice, ChoiceAnswer, TextAnswer, WordsAnswer
from server.erasing import Erasing, find_traces
from server.events import (
    Answered,
    AskedMarked,
    AskedProjected,
    Connected,
    Erased,
    Event,
    FeedbackGiven,
    Joined,
    Judged,
    Opened,
    ParticipantsMerged,
    QuestionOpened,
    Recorded,
    SignedIn,
    TraineeAsked,
    VotedUp,
)
from server.protocol import (
    AskedSubject,
    Asking,
    DeckSummary,
    EndSession,
    EraseParticipant,
    EraseSession,
    Exported,
    Identity,
    Lobby,
    Mark,
    MarkPresent,
    MergeParticipants,
    NoSession,
    OpenSession,
    ParticipantErased,
    Ratings,
    RemoveParticipant,
    RenameParticipant,
    SessionChanged,
    SessionErased,
    SlideQuestion,
    SubmitAnswer,
    TextSubject,
    WordSubject,
)
from server.session import Arrive, FallSilent, GiveAnswer, Refusal, Session, TakePart

NAME = "Rumpelstilzchen"


def traces(folder: Path, *marks: str) -> list[str]:
    """The files of the data folder that hold any of these."""
    files = [path for path in folder.iterdir() if path.is_file()]
    return [path.name for path in files if any(mark.encode() in path.read_bytes() for mark in marks)]


def numbered(*events: Event) -> list[Recorded]:
    return [Recorded(seq, seq * 1000, event) for seq, event in enumerate(events, 1)]


def left_without(participant: str, *events: Event) -> list[Event]:
    log = numbered(*events)
    found = find_traces(log, participant)
    return [found.without(one).event for one in log]


def test_everything_with_the_person_in_it_goes_and_keeps_its_place() -> None:
    kept = (Joined("q", "key q", "Anna"), QuestionOpened("poll", 1))
    theirs = (
        Joined("p", "key", NAME),
        Connected("p"),
        SignedIn("p", Mark.PRESENT),
        Answered("poll", 1, "p", ChoiceAnswer((0,))),
        Judged(TextSubject("poll", 1, "p", "text"), True),
        FeedbackGiven("p", Ratings(1), "Never again"),
    )
    assert left_without("p", *kept, *theirs) == [*kept, *[Erased()] * len(theirs)]


def test_all_who_were_found_to_be_the_same_person_go() -> None:
    events = (Joined("a", "1", "A"), Joined("b", "2", "B"), Joined("c", "3", "C"), Joined("d", "4", "D"))
    merged = (ParticipantsMerged("a", "b"), ParticipantsMerged("b", "c"))
    for who in "abc":
        assert left_without(who, *events, *merged) == [*[Erased()] * 3, events[3], Erased(), Erased()]
    assert left_without("d", *events, *merged) == [*events[:3], Erased(), *merged]


def test_what_they_asked_goes_with_all_that_was_done_about_it() -> None:
    other = TraineeAsked("2", "q", "And when?")
    events = (
        TraineeAsked("1", "p", "Why?"),
        VotedUp("1", "q", True),
        AskedMarked("1", True),
        Judged(AskedSubject("1"), True),
        AskedProjected("1"),
        VotedUp("2", "p", True),
        VotedUp("2", "q", True),
    )
    left = left_without("p", other, *events)
    assert left == [other, *[Erased()] * 4, AskedProjected(""), Erased(), events[-1]]


def test_a_phone_that_gives_its_question_the_id_of_another_thing_takes_nothing_with_it() -> None:
    others = (QuestionOpened("poll", 1), Joined("q", "k", "Anna"))
    events = (*others, TraineeAsked("poll", "p", "?"), TraineeAsked("q", "p", "?"))
    assert left_without("p", *events)[:2] == list(others)


def test_what_was_judged_of_a_word_goes_where_nobody_else_has_said_it() -> None:
    events = (
        Answered("cloud", 1, "p", WordsAnswer(("Secret", "common"))),
        Answered("cloud", 1, "q", WordsAnswer(("Common",))),
        Judged(WordSubject("cloud", "ＳＥＣＲＥＴ"), False),
        Judged(WordSubject("cloud", "common"), True),
    )
    assert left_without("p", *events) == [Erased(), events[1], Erased(), events[3]]


def test_a_text_that_only_they_wrote_is_one_of_their_words() -> None:
    events = (Answered("short", 1, "p", TextAnswer("Secret")), Judged(WordSubject("short", "secret"), False))
    assert left_without("p", *events) == [Erased(), Erased()]


async def erase(house: Any, host: Any, participant: str) -> None:
    session_id = house.room.session.session_id
    erased = await host.ask(lambda ref: EraseParticipant(ref, session_id, participant))
    assert isinstance(erased, ParticipantErased)


async def export(house: Any, session_id: str) -> Any:
    url = house.host_server.make_url(f"/sessions/{session_id}/answers.csv")
    return await house.client.get(url, headers={"Authorization": "Bearer the secret of this test"})


def participant_named(house: Any, name: str) -> str:
    return next(who.participant for who in house.room.session.participants.values() if who.name == name)


async def test_a_person_is_erased_while_the_session_goes_on(house: Any) -> None:
    host = await house.host_with_session()
    ann, other = await house.participant(name="Ann"), await house.participant(name=NAME)
    token_key = next(
        key for key, who in house.room.session.by_token_key.items() if who == participant_named(house, NAME)
    )
    await host.open("poll")
    for phone, option in ((ann, 0), (other, 1)):
        assert isinstance(await phone.hear(), Asking)
        await phone.answer("poll", 1, option)
    who = participant_named(house, NAME)
    await erase(house, host, who)

    assert traces(house.folder, NAME, who, token_key) == []
    assert isinstance(await other.hear(), Lobby)
    session = house.room.session
    assert [one.name for one in session.participants.values()] == ["Ann"]
    assert session.current.tally.counts == [1, 0]
    assert session == Session.fold(session.session_id, house.recorded()) == house.room.ahead
    told = [message.session for message in host.heard if isinstance(message, SessionChanged)][-1]
    assert (told.joined, told.round.answered) == (1, 1)

    await ann.answer("poll", 1, 1)  # and it goes on
    assert house.room.session.current.tally.counts == [0, 1]
    await other.join("Somebody else")
    assert len(house.room.session.participants) == 2
    await house.restart()
    assert house.room.session.current.tally.counts == [0, 1]


async def test_what_is_still_to_be_written_of_a_person_is_not_written(house: Any) -> None:
    host = await house.host_with_session()
    ann, other = await house.participant(name="Ann"), await house.participant(name=NAME)
    await host.open("poll")
    who, room = participant_named(house, NAME), house.room
    house.log.go_on.clear()
    replies: list[object] = []
    room.answer(ann.token, SubmitAnswer("poll", 1, ChoiceAnswer((0,))), replies.append)
    erasing = asyncio.create_task(Erasing(house.rooms, house.log).participant(room.session.session_id, who))
    await asyncio.sleep(0)  # it waits for its turn now
    room.answer(other.token, SubmitAnswer("poll", 1, ChoiceAnswer((1,))), replies.append)
    room.answer(ann.token, SubmitAnswer("poll", 1, ChoiceAnswer((1,))), replies.append)
    house.log.go_on.set()
    await erasing
    await host.close("poll")

    assert replies == [None, None, None]
    assert traces(house.folder, NAME, who) == []
    assert room.session.current.tally.counts == [0, 1]
    assert room.session == Session.fold(room.session.session_id, house.recorded()) == room.ahead


async def test_erasing_a_person_again_or_one_who_never_was_changes_nothing(house: Any) -> None:
    host = await house.host_with_session()
    ann = await house.participant(name="Ann")
    before = house.recorded()
    await erase(house, host, "nobody")
    assert house.recorded() == before
    who = participant_named(house, "Ann")
    await erase(house, host, who)
    after = house.recorded()
    await erase(house, host, who)
    assert house.recorded() == after != before
    assert isinstance(await ann.hear(), Lobby)


async def test_a_person_is_erased_from_a_session_that_is_over(house: Any) -> None:
    host = await house.host_with_session()
    await house.participant(name=NAME)
    who = participant_named(house, NAME)
    await host.do(EndSession)
    await house.restart()
    assert house.rooms.newest is None
    session_id = house.log.sessions()[0].session_id
    host = await house.host()
    assert (await export(house, session_id)).status == 200
    erased = await host.ask(lambda ref: EraseParticipant(ref, session_id, who))
    assert isinstance(erased, ParticipantErased)
    assert erased.exports == (Exported("csv", house.clock.now_ms()),), "where the person still stands"
    assert traces(house.folder, NAME, who) == []
    assert house.log.sessions()[0].joined == 0
    code = await host.refused(lambda ref: EraseParticipant(ref, "another", who))
    assert code == "server.no_such_session"


async def test_a_session_is_erased_when_it_is_over_and_not_before(house: Any) -> None:
    host = await house.host_with_session()
    phone = await house.participant(name=NAME)
    session_id = house.room.session.session_id
    assert await host.refused(lambda ref: EraseSession(ref, session_id)) == "server.session_goes_on"
    await host.do(EndSession)
    await phone.hear()
    assert (await export(house, session_id)).status == 200
    reply = await host.ask(lambda ref: EraseSession(ref, session_id))
    assert isinstance(reply, SessionErased)
    assert reply.exports == (Exported("csv", house.clock.now_ms()),)
    assert traces(house.folder, NAME) == []
    assert house.log.sessions() == ()
    assert isinstance(await phone.hear(), NoSession)
    again = await host.ask(lambda ref: EraseSession(ref, session_id))
    assert isinstance(again, SessionErased)


async def test_after_a_session_is_erased_the_host_opens_the_next(house: Any) -> None:
    host = await house.host_with_session()
    session_id = house.room.session.session_id
    await host.do(EndSession)
    await host.ask(lambda ref: EraseSession(ref, session_id))
    await host.do(lambda ref: OpenSession(ref, house.deck))
    assert house.room.session.session_id != session_id


async def test_a_session_that_can_not_be_erased_stays_as_it_was(house: Any) -> None:
    host = await house.host_with_session()
    session_id = house.room.session.session_id
    await host.do(EndSession)
    (house.folder / "sessions-before-0002.sqlite").write_bytes(b"a letter to my aunt" * 1000)
    assert await host.refused(lambda ref: EraseSession(ref, session_id)) == "server.data_damaged"
    assert len(house.log.sessions()) == 1
    assert house.room.session.ended


OPENED = Opened(
    DeckSummary("lesson", "", "", "", questions=(SlideQuestion(1, Choice("poll", "?", ("A", "B"))),)),
    Identity.NICKNAME,
)
PEOPLE = "abcde"


def some_lesson(chance: random.Random) -> list[Recorded]:
    """A session in which people join, answer, ask, vote, are merged and removed, as the rules let them."""
    session = Session("s")
    log: list[Recorded] = []

    def record(*events: Event) -> None:
        for event in events:
            log.append(Recorded(session.last_seq + 1, session.last_seq, event))
            session.apply(log[-1])

    record(OPENED, QuestionOpened("poll", 1))
    for _ in range(120):
        who, another = chance.choice(PEOPLE), chance.choice(PEOPLE)
        command = chance.choice(
            (
                TakePart(who, f"key {who}", f"name {who}"),
                GiveAnswer(who, "poll", 1, ChoiceAnswer((chance.randrange(2),))),
                Arrive(who),
                FallSilent(who),
                MarkPresent(0, who, Mark.LATE),
                RenameParticipant(0, who, f"new {who}"),
                *((MergeParticipants(0, who, another),) if chance.random() < 0.1 and who != another else ()),
                *((RemoveParticipant(0, who),) if chance.random() < 0.1 else ()),
            )
        )
        decision = session.decide(command)
        if not isinstance(decision, Refusal):
            record(*decision)
    return log


@pytest.mark.parametrize("seed", range(40))
def test_a_lesson_without_somebody_is_the_lesson_of_the_others(seed: int) -> None:
    log = some_lesson(random.Random(seed))
    whole = Session.fold("s", log)
    for who in PEOPLE:
        found = find_traces(log, who)
        left = Session.fold("s", [found.without(one) for one in log])
        others = whole.participants.keys() - found.people
        assert left.participants.keys() == others
        assert left.last_seq == whole.last_seq
        answers = whole.rounds["poll", 1].answers
        assert left.rounds["poll", 1].answers == {one: answers[one] for one in answers if one in others}
        assert sum(left.rounds["poll", 1].tally.counts) == len(left.rounds["poll", 1].answers)
        assert not found.people & set(left.by_token_key.values())
