"""Questions, votes, pace and reactions from phones, over real sockets."""

import asyncio

import pytest

from decks.questions.model import ChoiceAnswer, WordCloud, WordsAnswer
from server.events import PaceSaid, Reacted, TraineeAsked, VotedUp
from server.phone_talk import AT_ONCE
from server.protocol import (
    NOTHING_WAITS,
    AskedRefused,
    AskedSaved,
    AskedSubject,
    AskTrainer,
    Board,
    BoardQuestion,
    Judge,
    MarkAsked,
    OpenSession,
    OwnQuestion,
    Pace,
    PhoneRefused,
    React,
    Reaction,
    RemoveParticipant,
    Resync,
    Revealed,
    SayPace,
    SlideQuestion,
    SubmitAnswer,
    VoteUp,
    Waiting,
    WatchBoard,
    WordSubject,
)
from server.reception import PhoneLimits

FIRST, SECOND = "a" * 16, "b" * 16


@pytest.fixture
async def house(house):
    """With boards that come twenty times a second."""
    house.limits = PhoneLimits(talk_every_s=0.05)
    await house.restart()
    return house


async def host_of(house, moderation=NOTHING_WAITS, deck=None):
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, deck or house.deck, moderation=moderation))
    return host


async def say(phone, message):
    await phone.say(message)
    return await phone.hear()


async def hear_board(phone, meets=lambda board: True):
    while True:
        heard = await phone.hear()
        if isinstance(heard, Board) and meets(heard):
            return heard


async def nothing_more(phone):
    """That the phone is told nothing but the answer to what it asks now."""
    assert isinstance(await say(phone, Resync()), Waiting)


async def test_a_question_is_acknowledged_when_it_is_on_disk(house) -> None:
    await host_of(house)
    phone = await house.participant()
    house.log.go_on.clear()
    await phone.say(AskTrainer(FIRST, "Why?"))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(phone.socket.receive(), 0.05)
    assert house.events(TraineeAsked) == []
    house.log.go_on.set()
    assert await phone.hear() == AskedSaved(FIRST)
    assert [event.text for event in house.events(TraineeAsked)] == ["Why?"]


async def test_a_question_sent_again_is_acknowledged_again_and_kept_once(house) -> None:
    await host_of(house)
    phone = await house.participant("c" * 32)
    for _ in range(3):
        assert await say(phone, AskTrainer(FIRST, "Why?")) == AskedSaved(FIRST)
    await house.restart()
    phone = await house.phone("c" * 32)
    await phone.hello()
    assert await say(phone, AskTrainer(FIRST, "Why?")) == AskedSaved(FIRST)
    assert len(house.events(TraineeAsked)) == 1


async def test_what_can_not_be_saved_is_refused(house) -> None:
    await host_of(house)
    phone = await house.participant()
    house.log.lying = True
    assert await say(phone, AskTrainer(FIRST, "Why?")) == AskedRefused(FIRST, "not_stored")
    assert await say(phone, AskTrainer(FIRST, "Why?")) == AskedSaved(FIRST)
    assert len(house.events(TraineeAsked)) == 1


async def test_refusals_are_told_by_a_code(house) -> None:
    await host_of(house)
    phone = await house.participant()
    assert await say(phone, AskTrainer(FIRST, "\u202e")) == AskedRefused(FIRST, "empty")
    assert await say(phone, VoteUp(FIRST, True)) == AskedRefused(FIRST, "gone")
    assert await say(phone, AskTrainer(FIRST, "Why?")) == AskedSaved(FIRST)
    assert await say(phone, VoteUp(FIRST, True)) == AskedRefused(FIRST, "own")


@pytest.mark.parametrize("session", [True, False])
async def test_who_has_not_joined_has_no_say(house, session: bool) -> None:
    if session:
        await host_of(house)
    phone = await house.phone()
    await phone.hello()
    assert await say(phone, AskTrainer(FIRST, "Why?")) == AskedRefused(FIRST, "not_joined")
    beside = {"say_pace": SayPace(Pace.LOST), "react": React(Reaction.HEART), "watch_board": WatchBoard(True)}
    for about, message in beside.items():
        assert await say(phone, message) == PhoneRefused("not_joined", about)


@pytest.mark.parametrize(
    "frame",
    [
        '{"type":"ask_trainer","asked_id":"AAAAAAAAAAAAAAAA","text":"Why?"}',
        '{"type":"ask_trainer","asked_id":"","text":"Why?"}',
        '{"type":"ask_trainer","asked_id":"aaaaaaaaaaaaaaaa","text":"' + "a" * 301 + '"}',
        '{"type":"ask_trainer","asked_id":"aaaaaaaaaaaaaaaa","text":"\\ud800"}',
        '{"type":"ask_trainer","asked_id":"aaaaaaaaaaaaaaaa","text":7}',
        '{"type":"ask_trainer","asked_id":"aaaaaaaaaaaaaaaa","text":"Why?","shown":true}',
        '{"type":"vote_up","asked_id":"aaaaaaaaaaaaaaaa","up":1}',
        '{"type":"say_pace","pace":"bored"}',
        '{"type":"react","kind":"skull"}',
        '{"type":"judge","ref":1,"subject":{"kind":"asked","asked_id":"aaaaaaaaaaaaaaaa"},"shown":true}',
        '{"type":"project_asked","ref":1,"asked_id":"aaaaaaaaaaaaaaaa"}',
        '{"type":"mark_asked","ref":1,"asked_id":"aaaaaaaaaaaaaaaa","answered":true}',
    ],
)
async def test_a_phone_says_nothing_else(house, frame: str) -> None:
    await host_of(house)
    phone = await house.participant()
    await phone.socket.send_str(frame)
    assert await phone.hear() == PhoneRefused("malformed")
    assert house.events(TraineeAsked) == []


# --- the board ------------------------------------------------------------------------------------


async def test_a_board_is_told_to_those_who_watch_it_and_to_nobody_else(house) -> None:
    await host_of(house)
    asker, watcher, other = [await house.participant(f"{number:032x}") for number in (1, 2, 3)]
    assert await say(watcher, WatchBoard(True)) == Board()
    await say(asker, AskTrainer(FIRST, "Why?"))
    assert await hear_board(watcher) == Board((BoardQuestion(FIRST, "Why?"),))
    assert await say(watcher, VoteUp(FIRST, True)) == AskedSaved(FIRST)
    voted = Board((BoardQuestion(FIRST, "Why?", 1),), voted=(FIRST,))
    assert await hear_board(watcher) == voted
    await nothing_more(other)
    await nothing_more(asker)


async def test_a_board_comes_at_each_beat_however_much_happens(house) -> None:
    house.limits = PhoneLimits(talk_every_s=0.3)
    await house.restart()
    await host_of(house)
    asker, watcher = await house.participant("1" * 32), await house.participant("2" * 32)
    began = asyncio.get_running_loop().time()
    assert await say(watcher, WatchBoard(True)) == Board()
    for number in range(5):
        await say(asker, AskTrainer(f"{number:016x}", "Why?"))
    board = await hear_board(watcher)
    assert len(board.questions) == 5
    assert asyncio.get_running_loop().time() - began > 0.29
    assert PhoneLimits().talk_every_s == 1.0


async def test_everybody_is_told_who_watches_however_many_they_are(house) -> None:
    await host_of(house)
    watchers = [await house.participant(f"{number:032x}") for number in range(1, AT_ONCE + 6)]
    for watcher in watchers:
        await watcher.say(WatchBoard(True))
    for watcher in watchers:
        await hear_board(watcher)
    await watchers[0].say(AskTrainer(FIRST, "Why?"))
    for watcher in watchers[1:]:
        assert (await hear_board(watcher)).questions == (BoardQuestion(FIRST, "Why?"),)


async def test_opening_the_board_again_and_again_gives_no_more_of_them(house) -> None:
    await host_of(house)
    phone = await house.participant()
    assert await say(phone, WatchBoard(True)) == Board()
    for on in (False, True, False, True, True):
        await phone.say(WatchBoard(on))
    await nothing_more(phone)
    assert await phone.hear() == Board()


async def test_who_closes_the_board_hears_no_more_of_it(house) -> None:
    await host_of(house)
    asker, watcher = await house.participant("1" * 32), await house.participant("2" * 32)
    still = await house.participant("3" * 32)
    for phone in (watcher, still):
        await phone.say(WatchBoard(True))
        await hear_board(phone)
    await watcher.say(WatchBoard(False))
    await say(asker, AskTrainer(FIRST, "Why?"))
    assert (await hear_board(still)).questions
    await nothing_more(watcher)


async def test_phones_see_a_question_when_the_trainer_lets_them(house) -> None:
    host = await house.host_with_session()
    asker, watcher = await house.participant("1" * 32), await house.participant("2" * 32)
    for phone in (asker, watcher):
        await phone.say(WatchBoard(True))
        await hear_board(phone)
    await asker.say(AskTrainer(FIRST, "Why?"))
    assert (await hear_board(asker)).waiting == (OwnQuestion(FIRST, "Why?"),)
    await host.do(lambda ref: Judge(ref, AskedSubject(FIRST), True))
    assert await hear_board(asker) == Board((BoardQuestion(FIRST, "Why?"),), own=(FIRST,))
    assert await hear_board(watcher) == Board((BoardQuestion(FIRST, "Why?"),)), "and nothing before"
    await host.do(lambda ref: MarkAsked(ref, FIRST, True))
    await host.do(lambda ref: Judge(ref, AskedSubject(FIRST), False))
    assert (await hear_board(watcher, lambda board: not board.questions)) == Board()


async def test_who_is_taken_out_hears_no_more_of_the_board(house) -> None:
    host = await host_of(house)
    asker, watcher = await house.participant("1" * 32), await house.participant("2" * 32)
    await watcher.say(WatchBoard(True))
    await hear_board(watcher)
    gone = house.room.participant_of("2" * 32)
    await host.do(lambda ref: RemoveParticipant(ref, gone))
    await watcher.hear()
    await say(asker, AskTrainer(FIRST, "Why?"))
    await asker.say(WatchBoard(True))
    await hear_board(asker, lambda board: board.questions)
    await watcher.say(Resync())
    assert not isinstance(await watcher.hear(), Board)


async def test_a_question_costs_a_phone_without_the_board_no_frame_more(house) -> None:
    host = await host_of(house)
    asker, other = await house.participant("1" * 32), await house.participant("2" * 32)
    await host.open("graded")
    await other.hear()
    await say(other, SubmitAnswer("graded", 1, ChoiceAnswer((1,))))
    before = len(other.heard)
    await asker.hear()
    await say(asker, AskTrainer(FIRST, "Why?"))
    await asker.say(SayPace(Pace.LOST))
    await host.close("graded")
    await host.reveal("graded")
    await other.hear()
    await other.hear()
    assert len(other.heard) == before + 2


# --- pace and reactions ---------------------------------------------------------------------------


async def test_pace_and_reactions_are_kept_and_answered_only_by_refusals(house, fake_clock) -> None:
    await host_of(house)
    phone = await house.participant()
    for message in (SayPace(Pace.LOST), SayPace(Pace.LOST), React(Reaction.APPLAUSE)):
        await phone.say(message)
    await nothing_more(phone)
    assert await say(phone, SayPace(Pace.FOLLOW)) == PhoneRefused("too_fast", "say_pace")
    assert await say(phone, React(Reaction.APPLAUSE)) == PhoneRefused("too_fast", "react")
    fake_clock.advance(1000)
    await phone.say(SayPace(Pace.FOLLOW))
    await nothing_more(phone)
    assert [event.pace for event in house.events(PaceSaid)] == [Pace.LOST, Pace.FOLLOW]
    assert len(house.events(Reacted)) == 1


async def test_a_flood_from_one_phone_is_bounded(house) -> None:
    await host_of(house)
    phone = await house.participant()
    for number in range(25):
        await phone.say(AskTrainer(f"{number:016x}", "Why?"))
    codes = [getattr(await phone.hear(), "code", "") for _ in range(25)]
    assert (codes.count(""), codes.count("too_fast")) == (5, 20)
    assert len(house.events(TraineeAsked)) == 5


async def test_a_question_that_comes_too_fast_for_any_hand_is_refused_by_its_id(house) -> None:
    await host_of(house)
    phone = await house.participant()
    for _ in range(60):
        await phone.say(VoteUp(FIRST, True))
    codes = {(await phone.hear()).code for _ in range(60)}
    assert codes == {"gone", "too_fast"}


async def test_votes_survive_a_restart(house) -> None:
    await host_of(house)
    asker, voter = await house.participant("1" * 32), await house.participant("2" * 32)
    await say(asker, AskTrainer(FIRST, "Why?"))
    await say(voter, VoteUp(FIRST, True))
    await house.restart()
    voter = await house.phone("2" * 32)
    await voter.hello()
    assert await say(voter, VoteUp(FIRST, True)) == AskedSaved(FIRST)
    assert (await say(voter, WatchBoard(True))).voted == (FIRST,)
    assert len(house.events(VotedUp)) == 1


# --- words after the reveal -----------------------------------------------------------------------


async def test_phones_see_a_word_soon_after_it_is_judged(house) -> None:
    cloud = WordCloud("cloud", "In a word?", 2)
    deck = type(house.deck)("l", "h", "t", "p", questions=(SlideQuestion(1, cloud),))
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, deck))
    phone = await house.participant()
    await host.open("cloud")
    await phone.hear()
    await say(phone, SubmitAnswer("cloud", 1, WordsAnswer(("boo", "fun"))))
    await host.do(lambda ref: Judge(ref, WordSubject("cloud", "boo"), True))
    await host.close("cloud")
    await host.reveal("cloud")
    await phone.hear()
    assert [word.text for word in (await phone.hear()).words] == ["boo"]
    await host.do(lambda ref: Judge(ref, WordSubject("cloud", "boo"), False))
    revealed = await phone.hear()
    assert isinstance(revealed, Revealed)
    assert revealed.words == ()
    for word in ("fun", "other", "more"):
        await host.do(lambda ref, word=word: Judge(ref, WordSubject("cloud", word), True))
    assert [word.text for word in (await phone.hear()).words] == ["fun"]
