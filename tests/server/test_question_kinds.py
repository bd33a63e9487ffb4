"""Every kind of question over real sockets: asked, answered, closed, revealed; twice; and what it costs."""

import msgspec
import pytest

from decks.questions.model import (
    Choice,
    ChoiceAnswer,
    NumberAnswer,
    TextAnswer,
    WordsAnswer,
)
from server.events import Answered
from server.protocol import (
    NOTHING_WAITS,
    AnswerRefused,
    AnswerSaved,
    Asking,
    Closed,
    GivenText,
    LeaveQuestion,
    OpenSession,
    Revealed,
    RoundChanged,
    SlideQuestion,
    SubmitAnswer,
    Waiting,
    WordCount,
)
from server.views import phone_question
from tests.server.all_kinds import DECK, KINDS, Kind

kinds = pytest.mark.parametrize("kind", KINDS, ids=[kind.question.id for kind in KINDS])


async def host_of(house, *questions):
    """A host whose deck has these questions, or all kinds."""
    deck = DECK
    if questions:
        deck = msgspec.structs.replace(DECK, questions=tuple(SlideQuestion(1, one) for one in questions))
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, deck, moderation=NOTHING_WAITS))
    return host


async def say(phone, question_id, answer, round_=1, confidence=None):
    await phone.say(SubmitAnswer(question_id, round_, answer, confidence))
    return await phone.hear()


@kinds
async def test_a_question_is_asked_answered_and_revealed(house, kind: Kind) -> None:
    host = await host_of(house)
    right, wrong = await house.participant("a" * 32), await house.participant("b" * 32)
    question = kind.question
    await host.open(question.id)
    for phone in (right, wrong):
        asking = await phone.hear()
        assert isinstance(asking, Asking)
        assert asking.question == phone_question(question)
    assert await say(right, question.id, kind.impossible) == AnswerRefused(question.id, 1, "not_possible")
    assert await say(right, question.id, kind.wrong) == AnswerSaved(question.id, 1, kind.wrong)
    assert await say(right, question.id, kind.right) == AnswerSaved(question.id, 1, kind.right)
    assert await say(wrong, question.id, kind.wrong) == AnswerSaved(question.id, 1, kind.wrong)
    await host.close(question.id)
    for phone in (right, wrong):
        assert isinstance(await phone.hear(), Closed)
    await host.reveal(question.id)
    revealed = [await phone.hear() for phone in (right, wrong)]
    assert all(isinstance(stage, Revealed) and stage.answered == 2 for stage in revealed)
    assert [stage.right for stage in revealed] == ([True, False] if question.graded else [None, None])
    assert {stage.solution for stage in revealed} == {question.solution}
    assert revealed[0].score == (1 if question.graded else 0)


@kinds
async def test_a_second_round_begins_without_answers_and_keeps_those_of_the_first(house, kind: Kind) -> None:
    host = await host_of(house)
    phone = await house.participant()
    question_id = kind.question.id
    for round_, answer in ((1, kind.wrong), (2, kind.right)):
        await host.open(question_id, round_)
        asking = await phone.hear()
        assert isinstance(asking, Asking)
        assert (asking.round, asking.saved) == (round_, None)
        assert isinstance(await say(phone, question_id, answer, round_), AnswerSaved)
        await host.close(question_id, round_)
        await phone.hear()
    assert await say(phone, question_id, kind.right, 1) == AnswerRefused(question_id, 1, "too_late")
    assert await say(phone, question_id, kind.wrong, 1) == AnswerSaved(question_id, 1, kind.wrong)
    kept = [(event.round, event.answer) for event in house.events(Answered)]
    assert [round_ for round_, _ in kept] == [1, 2]
    assert kind.question.canonical(kept[0][1]) == kept[0][1], "what is kept is in its one form"


@kinds
async def test_an_answer_that_comes_again_is_kept_once(house, kind: Kind) -> None:
    host = await host_of(house)
    phone = await house.participant()
    await host.open(kind.question.id)
    await phone.hear()
    for _ in range(3):
        assert isinstance(await say(phone, kind.question.id, kind.right), AnswerSaved)
    await host.close(kind.question.id)
    await phone.hear()
    assert isinstance(await say(phone, kind.question.id, kind.right), AnswerSaved)
    assert len(house.events(Answered)) == 1


@kinds
async def test_a_final_answer_stays(house, kind: Kind) -> None:
    host = await host_of(house, msgspec.structs.replace(kind.question, changeable=False))
    phone = await house.participant()
    await host.open(kind.question.id)
    asking = await phone.hear()
    assert not asking.question.changeable
    await say(phone, kind.question.id, kind.right)
    assert await say(phone, kind.question.id, kind.wrong) == AnswerRefused(kind.question.id, 1, "final")
    assert isinstance(await say(phone, kind.question.id, kind.right), AnswerSaved)


@kinds
async def test_an_answer_within_the_grace_counts_and_a_later_one_does_not(house, kind: Kind) -> None:
    host = await host_of(house, msgspec.structs.replace(kind.question, time_limit_s=10))
    phone, late = await house.participant("a" * 32), await house.participant("b" * 32)
    await host.open(kind.question.id)
    assert (await phone.hear()).left_ms == (await late.hear()).left_ms == 10_000
    house.clock.advance(10_400)
    assert isinstance(await say(phone, kind.question.id, kind.right), AnswerSaved)
    house.clock.advance(101)
    assert isinstance(await phone.hear(), Closed)
    assert isinstance(await late.hear(), Closed)
    assert await say(late, kind.question.id, kind.right) == AnswerRefused(kind.question.id, 1, "too_late")


@kinds
async def test_certainty_is_kept_where_it_is_asked_for(house, kind: Kind) -> None:
    host = await host_of(house, msgspec.structs.replace(kind.question, confidence=True))
    phone = await house.participant("c" * 32)
    await host.open(kind.question.id)
    assert (await phone.hear()).question.confidence
    assert (await say(phone, kind.question.id, kind.right, confidence=3)).confidence == 3
    again = await house.phone("c" * 32)
    asking = await again.hello()
    assert asking.confidence == 3
    await host.close(kind.question.id)
    await phone.hear()
    await host.reveal(kind.question.id)
    assert (await phone.hear()).score == (3 if kind.question.graded else 0)


# --- what host and phones see of numbers, words and texts -----------------------------------------


async def test_words_are_merged_for_the_host_and_the_phones(house) -> None:
    host = await host_of(house)
    phones = [await house.participant(f"{number:032x}") for number in range(1, 4)]
    await host.open("cloud")
    for phone, words in zip(phones, [("ＦＵＮ", "数据 安全"), ("fun",), ("数据安全", "fun")], strict=True):
        await phone.hear()
        await say(phone, "cloud", WordsAnswer(words))
    told = await host.hear_until(RoundChanged, lambda message: message.round.answered == 3)
    assert told.round.words == (WordCount("fun", 3), WordCount("数据 安全", 2))
    assert (told.round.counts, told.round.spread, told.round.texts) == ((), None, ())
    await host.close("cloud")
    await host.reveal("cloud")
    await phones[0].hear()
    assert (await phones[0].hear()).words == told.round.words


async def test_phones_are_told_the_twelve_most_frequent_words_and_the_host_a_hundred(house) -> None:
    host = await host_of(house)
    phones = [await house.participant(f"{number:032x}") for number in range(1, 62)]
    await host.open("cloud")
    for number, phone in enumerate(phones):
        await phone.hear()
        await say(phone, "cloud", WordsAnswer((f"word {number}", f"other {number}")))
    told = await host.hear_until(RoundChanged, lambda message: message.round.answered == 61)
    assert len(told.round.words) == 100
    await host.close("cloud")
    await host.reveal("cloud")
    await phones[0].hear()
    assert len((await phones[0].hear()).words) == 12


async def test_numbers_are_told_as_their_spread(house) -> None:
    host = await host_of(house)
    phones = [await house.participant(f"{number:032x}") for number in range(1, 6)]
    await host.open("estimate")
    for phone, number in zip(phones, (300, 384, 380, 390, 1000), strict=True):
        await phone.hear()
        await say(phone, "estimate", NumberAnswer(number))
    told = await host.hear_until(RoundChanged, lambda message: message.round.answered == 5)
    spread = told.round.spread
    assert (spread.n, spread.low, spread.high) == (5, 300, 1000)
    assert (spread.lower, spread.median, spread.upper) == (380, 384, 390)
    assert (sum(spread.bins), len(spread.bins)) == (5, 3)
    await host.close("estimate")
    await host.reveal("estimate")
    await phones[0].hear()
    assert (await phones[0].hear()).spread == msgspec.structs.replace(spread, bins=())


async def test_the_host_reads_texts_and_phones_do_not(house) -> None:
    host = await host_of(house)
    ann, bob = await house.participant("a" * 32), await house.participant("b" * 32)
    await host.open("open")
    for phone, text in ((ann, "=1+1 <b>\u202e"), (bob, "two\n\n\n\nlines")):
        await phone.hear()
        await say(phone, "open", TextAnswer(text))
    told = await host.hear_until(RoundChanged, lambda message: message.round.answered == 2)
    assert [text.text for text in told.round.texts] == ["two\n\nlines", "=1+1 <b>"]
    assert all(isinstance(text, GivenText) for text in told.round.texts)
    await host.close("open")
    await host.reveal("open")
    await ann.hear()
    await ann.hear()
    assert "lines" not in "".join(ann.heard)


# --- what no phone may know, and what it may cost --------------------------------------------------


@kinds
async def test_no_frame_before_the_reveal_tells_what_is_right(house, kind: Kind) -> None:
    host = await host_of(house, msgspec.structs.replace(kind.question, explanation="Because"))
    phone = await house.participant("a" * 32)
    await host.open(kind.question.id)
    await phone.hear()
    await say(phone, kind.question.id, kind.wrong)
    await (await house.phone("a" * 32)).hello()
    await host.close(kind.question.id)
    await phone.hear()
    before = [msgspec.json.decode(frame) for frame in phone.heard]
    may = {
        "kind",
        "changeable",
        "confidence",
        "picture",
        *type(phone_question(kind.question)).__struct_fields__,
    }
    secret = {
        "correct",
        "truth",
        "number",
        "tolerance",
        "order",
        "matches",
        "accepted",
        "explanation",
        "points",
    }
    assert not may & secret
    for message in before:
        assert set(message.get("question", {})) <= may
        assert not {"solution", "right", "counts", "words", "spread", "explanation"} & set(message)
    await host.reveal(kind.question.id)
    await phone.hear()
    assert "Because" in phone.heard[-1]


REALISTIC = Choice(
    "q3f2a91bc04",
    "油锅起火时，下面哪一种做法最合适？",
    ("用水浇灭", "盖上锅盖并关火", "把锅端到屋外", "打开窗户"),
    (1,),
    time_limit_s=30,
)


async def test_a_question_costs_a_phone_at_most_five_frames_and_600_bytes(house) -> None:
    host = await host_of(house, REALISTIC)
    phones = [await house.participant(f"{number:032x}") for number in range(1, 31)]
    before = [len(phone.heard) for phone in phones]
    await host.open(REALISTIC.id)
    for number, phone in enumerate(phones):
        await phone.hear()
        await say(phone, REALISTIC.id, ChoiceAnswer((number % 4,)))
    await host.close(REALISTIC.id)
    await host.reveal(REALISTIC.id)
    await host.do(lambda ref: LeaveQuestion(ref, REALISTIC.id, 1))
    for phone, told in zip(phones, before, strict=True):
        while not isinstance(await phone.hear(), Waiting):
            pass
        frames = phone.heard[told:]
        assert len(frames) == 5
        # A frame of the server's has a head of two bytes, or four from 126 bytes on.
        sizes = [len(frame.encode()) for frame in frames]
        assert sum(size + (2 if size < 126 else 4) for size in sizes) <= 600, (sizes, frames)


async def test_a_phone_that_missed_the_question_is_told_the_result_whole(house) -> None:
    host = await host_of(house, REALISTIC)
    phone = await house.participant("a" * 32)
    await host.open(REALISTIC.id)
    await phone.hear()
    await say(phone, REALISTIC.id, ChoiceAnswer((1,)))
    await phone.socket.close()
    await host.close(REALISTIC.id)
    again = await house.phone("a" * 32)
    closed = await again.hello()
    assert (closed.question.stem, closed.saved) == (REALISTIC.stem, ChoiceAnswer((1,)))
    assert '"closed"' in again.heard[-1]
    await host.reveal(REALISTIC.id)
    revealed = await again.hear()
    assert (revealed.question, revealed.saved, revealed.right) == (closed.question, ChoiceAnswer((1,)), True)
    assert '"now_revealed"' in again.heard[-1]
