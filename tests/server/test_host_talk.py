"""What the host is told of trainees' questions, of their mood, and of what waits for its word."""

import asyncio

from decks.questions.model import OpenText, TextAnswer
from server.protocol import (
    NOTHING_WAITS,
    AskedSubject,
    AskTrainer,
    BoardChanged,
    Hello,
    HostWelcome,
    Identity,
    Judge,
    MarkAsked,
    Moderation,
    MoodChanged,
    NameSubject,
    OpenSession,
    Pace,
    ProjectAsked,
    ProjectedQuestion,
    QueueChanged,
    React,
    Reaction,
    RoundChanged,
    SayPace,
    SessionChanged,
    SlideQuestion,
    SubmitAnswer,
    TextSubject,
    Unjudged,
    VoteUp,
)

FIRST, SECOND = "a" * 16, "b" * 16


async def host_of(house, moderation=NOTHING_WAITS, identity=Identity.NICKNAME, deck=None):
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, deck or house.deck, identity, moderation=moderation))
    return host


async def say(phone, message):
    await phone.say(message)
    return await phone.hear()


async def test_the_host_hears_of_questions_and_whose_they_are(house) -> None:
    host = await host_of(house, Moderation())
    ann, bob = await house.participant("1" * 32), await house.participant("2" * 32, "Bob")
    await say(ann, AskTrainer(FIRST, "Why?"))
    told = await host.hear_until(BoardChanged)
    (question,) = told.questions
    assert (question.text, question.name, question.waiting, question.shown) == ("Why?", "Ann", True, False)
    await host.do(lambda ref: Judge(ref, AskedSubject(FIRST), True))
    await say(bob, VoteUp(FIRST, True))
    await host.do(lambda ref: MarkAsked(ref, FIRST, True))
    told = await host.hear_until(BoardChanged, lambda message: message.questions[0].answered)
    assert (told.questions[0].votes, told.questions[0].shown, told.questions[0].waiting) == (1, True, False)


async def test_the_host_hears_no_names_of_the_anonymous(house) -> None:
    host = await host_of(house, identity=Identity.ANONYMOUS)
    ann = await house.participant()
    await say(ann, AskTrainer(FIRST, "Why?"))
    assert (await host.hear_until(BoardChanged)).questions[0].name == ""


async def test_one_question_is_on_the_projector_without_a_name(house) -> None:
    host = await host_of(house)
    ann = await house.participant()
    await say(ann, AskTrainer(FIRST, "Why?"))
    await host.do(lambda ref: ProjectAsked(ref, FIRST))
    await host.do(lambda ref: ProjectAsked(ref, ""))
    shown = [one.session.projected for one in host.heard if isinstance(one, SessionChanged)]
    assert shown[-2:] == [ProjectedQuestion(FIRST, "Why?"), None]
    assert await host.refused(lambda ref: ProjectAsked(ref, SECOND)) == "server.no_such_asked"


async def test_talk_changes_neither_session_nor_counts(house) -> None:
    host = await host_of(house)
    ann = await house.participant()
    await host.open("graded")
    await ann.hear()
    host.heard.clear()
    await say(ann, AskTrainer(FIRST, "Why?"))
    await ann.say(SayPace(Pace.LOST))
    await ann.say(React(Reaction.HEART))
    await host.hear_until(MoodChanged, lambda message: message.lost)
    assert not [one for one in host.heard if isinstance(one, SessionChanged)]
    assert not [one for one in host.heard if isinstance(one, RoundChanged) and one.round.answered]


async def test_the_host_hears_the_mood_and_each_reaction_once(house, fake_clock) -> None:
    host = await host_of(house)
    phones = [await house.participant(f"{number:032x}") for number in range(1, 4)]
    for phone, pace in zip(phones, (Pace.LOST, Pace.LOST, Pace.FOLLOW), strict=True):
        await phone.say(SayPace(pace))
        await phone.say(React(Reaction.LAUGH))
    told = await host.hear_until(MoodChanged, lambda message: message.follow)
    assert (told.too_fast, told.follow, told.lost) == (0, 1, 2)
    while sum(one.reactions.get(Reaction.LAUGH, 0) for one in moods(host)) < 3:
        await host.hear()
    fake_clock.advance(1000)
    await phones[0].say(React(Reaction.HEART))
    assert (await host.hear_until(MoodChanged)).reactions == {Reaction.HEART: 1}
    assert sum(one.reactions.get(Reaction.LAUGH, 0) for one in moods(host)) == 3


def moods(host):
    return [one for one in host.heard if isinstance(one, MoodChanged)]


async def test_the_mood_fades_by_itself(house, fake_clock) -> None:
    host = await host_of(house)
    phone = await house.participant()
    await phone.say(SayPace(Pace.TOO_FAST))
    await host.hear_until(MoodChanged, lambda message: message.too_fast == 1)
    fake_clock.advance(180_000)
    assert await host.hear_until(MoodChanged, lambda message: message.too_fast == 0) == MoodChanged()


async def test_who_goes_takes_the_word_on_the_pace_along(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    await phone.say(SayPace(Pace.LOST))
    await host.hear_until(MoodChanged, lambda message: message.lost == 1)
    await phone.socket.close()
    await host.hear_until(MoodChanged, lambda message: message.lost == 0)


async def test_the_host_is_told_twice_a_second_whatever_happens(house) -> None:
    host = await host_of(house, Moderation())
    phones = [await house.participant(f"{number:032x}") for number in range(1, 9)]
    began = asyncio.get_running_loop().time()
    for number, phone in enumerate(phones):
        for other in range(5):
            await say(phone, AskTrainer(f"{number:08x}{other:08x}", "Why?"))
    await host.hear_until(BoardChanged, lambda message: len(message.questions) == 40)
    await host.hear_until(QueueChanged, lambda message: len(message.waiting) == 40)
    beats = 1 + (asyncio.get_running_loop().time() - began) / 0.5
    for kind in (BoardChanged, QueueChanged):
        assert len([one for one in host.heard if isinstance(one, kind)]) <= beats + 1


async def test_what_waits_stands_in_the_hosts_queue_until_it_is_judged(house) -> None:
    question = OpenText("open", "Why?")
    deck = type(house.deck)("l", "h", "t", "p", questions=(SlideQuestion(1, question),))
    host = await host_of(house, Moderation(names=True), deck=deck)
    ann = await house.participant(name="<b>Ann\u202e</b>")
    who = house.room.participant_of(ann.token)
    await host.open("open")
    await ann.hear()
    await say(ann, SubmitAnswer("open", 1, TextAnswer("=1+1")))
    await say(ann, AskTrainer(FIRST, "Why?"))
    told = await host.hear_until(QueueChanged, lambda message: len(message.waiting) == 3)
    text = TextSubject("open", 1, who, "=1+1")
    assert told.waiting == (
        Unjudged(AskedSubject(FIRST), "Why?"),
        Unjudged(NameSubject(who), "<b>Ann</b>"),
        Unjudged(text),
    )
    assert told.more == 0
    for number, one in enumerate(told.waiting):
        await host.do(lambda ref, one=one, number=number: Judge(ref, one.subject, number == 2))
    await host.hear_until(QueueChanged, lambda message: message == QueueChanged())
    rounds = [one.round for one in host.heard if isinstance(one, RoundChanged)]
    assert [text.shown for text in rounds[-1].texts] == [True]


async def test_a_host_that_comes_back_is_told_how_it_stands(house) -> None:
    host = await host_of(house, Moderation())
    ann = await house.participant()
    await say(ann, AskTrainer(FIRST, "Why?"))
    await ann.say(SayPace(Pace.LOST))
    await host.hear_until(MoodChanged, lambda message: message.lost)
    await host.socket.close()
    host = await house.host(house.room.session.session_id)
    welcome = await host.hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session.moderation == Moderation()
    assert [type(await host.hear()) for _ in range(3)] == [BoardChanged, QueueChanged, MoodChanged]
    assert [one.text for one in host.heard[1].questions] == ["Why?"]
    assert moods(host)[0].lost == 1


async def test_hosts_hear_of_their_own_session_only(house) -> None:
    host, other = await house.host(), await house.host()
    for one in (host, other):
        await one.do(lambda ref: OpenSession(ref, house.deck, moderation=NOTHING_WAITS))
    code = house.rooms.open_rooms[0].code
    phone = await house.phone()
    await phone.say(Hello(1, phone.token, code))
    await phone.hear()
    await phone.join()
    await say(phone, AskTrainer(FIRST, "Why?"))
    assert (await host.hear_until(BoardChanged)).questions
    assert await other.refused(lambda ref: MarkAsked(ref, FIRST, True)) == "server.no_such_asked"
    assert not [one for one in other.heard if isinstance(one, BoardChanged)]
