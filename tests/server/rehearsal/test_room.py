"""The simulated class on real sockets."""

import asyncio

import pytest

from server.protocol import (
    AnswerRefused,
    AnswerSaved,
    FeedbackRefused,
    GiveFeedback,
    Hello,
    Join,
    PhoneRefused,
    Resync,
)
from server.rehearsal.pace import Pace
from server.rehearsal.progress import Progress
from server.rehearsal.room import ClassPlan, Outcome, hold_class
from server.rehearsal.trainee import GiveAnswer, enrol
from server.views import phone_question

FAST = Pace(speed=400.0, first_retry_s=0.01, longest_retry_s=0.05, connect_limit_s=0.5)


class Class:
    """A class that is being held, with the progress it reported."""

    def __init__(self, server, question=None, phones=20, seed=7, pace=FAST, **limits):
        truths = {} if question is None else {question.id: question}
        plan = ClassPlan(server.url, phones, seed, "en", truths, pace=pace, report_every_s=0.02, **limits)
        self.stop, self.reports = asyncio.Event(), []
        self.task = asyncio.create_task(hold_class(plan, self.report, self.stop))

    def report(self, progress):
        counts = (progress.joined, progress.answered, progress.acknowledged)
        self.reports.append(Progress(*counts, progress.refused, progress.reconnects, progress.feedback))

    async def outcome(self):
        async with asyncio.timeout(20):
            return await self.task

    @property
    def last(self):
        return self.reports[-1]


def joined(server, count):
    return server.until(lambda: len(server.names) == count)


def expected_answers(question, phones=20, seed=7):
    """How many trainees of the class answer the question at all."""
    shown = phone_question(question)
    decided = [enrol(seed, n, "en").decide(shown, 1, question, None) for n in range(1, phones + 1)]
    return [sum(isinstance(deed, GiveAnswer) for deed in deeds) for deeds in decided]


async def test_a_class_joins_answers_and_goes_home_when_the_session_ends(answer_server, question):
    lesson = Class(answer_server, question)
    await joined(answer_server, 20)
    await answer_server.ask(question)
    answers = expected_answers(question)
    await answer_server.until(lambda: len(set(answer_server.submitted)) == sum(answers))
    await answer_server.until(lambda: len(answer_server.saved) == sum(count > 0 for count in answers))
    await answer_server.until(lambda: len(answer_server.sockets) == 20)
    await answer_server.end()
    assert await lesson.outcome() is Outcome.ENDED
    assert lesson.last.joined == 20
    assert lesson.last.answered == lesson.last.acknowledged == sum(answers)
    assert lesson.last.refused == 0
    assert len(set(answer_server.names.values())) > 10


async def test_phones_that_drop_out_come_back_with_the_same_token(answer_server, question):
    lesson = Class(answer_server, question, phones=40)
    await joined(answer_server, 40)
    await answer_server.ask(question)
    answered = sum(count > 0 for count in expected_answers(question, 40))
    await answer_server.until(lambda: len(answer_server.saved) == answered)
    await answer_server.until(lambda: len([m for m in answer_server.heard if isinstance(m, Hello)]) > 40)
    await answer_server.until(lambda: len(answer_server.sockets) == 40)
    await answer_server.end()
    await lesson.outcome()
    assert lesson.last.reconnects > 0
    assert len({m.token for m in answer_server.heard if isinstance(m, Hello)}) == 40
    assert len([m for m in answer_server.heard if isinstance(m, Join)]) == 40


async def test_what_was_not_acknowledged_is_sent_again_after_the_server_was_killed(answer_server, question):
    async def say_nothing(*_):
        """Killed between the arrival and the acknowledgement."""

    answer_server.on_answer = say_nothing
    lesson = Class(answer_server, question)
    await joined(answer_server, 20)
    await answer_server.ask(question)
    answers = expected_answers(question)
    answered = sum(count > 0 for count in answers)
    await answer_server.until(lambda: len(set(answer_server.submitted)) == sum(answers))
    await answer_server.crash()
    answer_server.on_answer = None
    await answer_server.start()
    await answer_server.until(lambda: len(answer_server.saved) == answered)
    await answer_server.until(lambda: len(answer_server.sockets) == 20)
    await answer_server.end()
    assert await lesson.outcome() is Outcome.ENDED
    assert lesson.last.acknowledged == lesson.last.answered == sum(answers)
    assert lesson.last.reconnects >= 20


async def test_an_answer_that_was_on_disk_when_the_server_was_killed_is_not_doubled(answer_server, question):
    async def save_in_silence(_socket, token, message):
        answer_server.saved[token, message.question_id, message.round] = message.answer

    answer_server.on_answer = save_in_silence
    lesson = Class(answer_server, question, phones=1, seed=3)
    await joined(answer_server, 1)
    assert expected_answers(question, 1, 3) == [1]
    await answer_server.ask(question)
    await answer_server.until(lambda: len(answer_server.submitted) == 1)
    await answer_server.crash()
    await answer_server.start()
    await answer_server.until(lambda: len(answer_server.sockets) == 1)
    await answer_server.end()
    await lesson.outcome()
    assert len(answer_server.submitted) == 1
    assert (lesson.last.answered, lesson.last.acknowledged) == (1, 1)


async def test_an_answer_too_late_is_refused_and_not_sent_again(answer_server, question):
    async def refuse(socket, _token, message):
        await answer_server.send(socket, AnswerRefused(message.question_id, message.round, "too_late"))

    answer_server.on_answer = refuse
    lesson = Class(answer_server, question)
    await joined(answer_server, 20)
    await answer_server.ask(question)
    expected = sum(expected_answers(question))
    await answer_server.until(lambda: len(set(answer_server.submitted)) == expected)
    await answer_server.end()
    await lesson.outcome()
    assert (lesson.last.answered, lesson.last.acknowledged) == (expected, 0)
    assert lesson.last.refused == expected


async def test_a_phone_told_that_it_is_too_fast_tries_again_later(answer_server, question):
    told = set()

    async def hold_back(socket, token, message):
        if token in told:
            await answer_server.save(socket, token, message)
        else:
            told.add(token)
            await answer_server.send(socket, AnswerRefused(message.question_id, message.round, "too_fast"))

    answer_server.on_answer = hold_back
    lesson = Class(answer_server, question)
    await joined(answer_server, 20)
    await answer_server.ask(question)
    answered = sum(count > 0 for count in expected_answers(question))
    await answer_server.until(lambda: len(answer_server.saved) == answered)
    await answer_server.until(lambda: len(answer_server.sockets) == 20)
    await answer_server.end()
    await lesson.outcome()
    assert lesson.last.acknowledged == lesson.last.answered
    assert lesson.last.refused == 0


def expected_feedback(phones=20, seed=7):
    """How many of the class say how it was."""
    return sum(enrol(seed, number, "en").look_back() is not None for number in range(1, phones + 1))


async def test_a_class_that_is_asked_says_how_it_was_before_it_goes_home(answer_server):
    answer_server.feedback_wanted = True
    lesson = Class(answer_server)
    await joined(answer_server, 20)
    await answer_server.end()
    assert await lesson.outcome() is Outcome.ENDED
    assert 0 < len(answer_server.feedback) == lesson.last.feedback == expected_feedback() < 20
    assert len([m for m in answer_server.heard if isinstance(m, GiveFeedback)]) == lesson.last.feedback


async def test_a_class_that_is_not_asked_says_nothing(answer_server):
    lesson = Class(answer_server)
    await joined(answer_server, 20)
    await answer_server.end()
    assert await lesson.outcome() is Outcome.ENDED
    assert answer_server.feedback == {}


async def test_feedback_is_sent_again_to_a_server_that_was_killed_or_in_no_hurry(answer_server):
    told = set()

    async def hold_back(socket, token, message):
        if token in told:
            await answer_server.save_feedback(socket, token, message)
        else:
            told.add(token)
            await answer_server.send(socket, FeedbackRefused(message.session_id, "too_fast"))

    async def say_nothing(*_):
        """Killed between the arrival and the acknowledgement."""

    answer_server.feedback_wanted, answer_server.on_feedback = True, say_nothing
    lesson = Class(answer_server)
    await joined(answer_server, 20)
    await answer_server.end()
    said = expected_feedback()
    await answer_server.until(
        lambda: len({m for m in answer_server.heard if isinstance(m, GiveFeedback)}) > said // 2
    )
    await answer_server.crash()
    answer_server.on_feedback = hold_back
    await answer_server.start()
    assert await lesson.outcome() is Outcome.ENDED
    assert len(answer_server.feedback) == lesson.last.feedback == said


async def test_who_gets_no_reply_to_their_feedback_goes_home_all_the_same(answer_server):
    async def say_nothing(*_):
        """Never an acknowledgement."""

    answer_server.feedback_wanted, answer_server.on_feedback = True, say_nothing
    lesson = Class(answer_server, phones=5, pace=Pace(speed=400.0, last_words_s=0.1))
    await joined(answer_server, 5)
    await answer_server.end()
    assert await lesson.outcome() is Outcome.ENDED
    assert lesson.last.feedback == 0


async def test_nobody_answers_after_the_close(answer_server, question):
    lesson = Class(answer_server, question, pace=Pace(speed=40.0, first_retry_s=0.01))
    await joined(answer_server, 20)
    await answer_server.ask(question)
    await answer_server.close()
    await answer_server.end()
    await lesson.outcome()
    assert lesson.last.answered == 0


async def test_phones_wait_for_a_session_and_wake_now_and_then(answer_server):
    answer_server.began = False
    lesson = Class(answer_server, phones=3, pace=Pace(speed=400.0, wakes_s=0.02))
    await answer_server.until(lambda: sum(isinstance(m, Resync) for m in answer_server.heard) >= 6)
    assert answer_server.names == {}
    answer_server.began = True
    await answer_server.broadcast()
    await joined(answer_server, 3)
    await answer_server.end()
    assert await lesson.outcome() is Outcome.ENDED


async def test_the_class_can_be_stopped(answer_server):
    lesson = Class(answer_server)
    await joined(answer_server, 20)
    lesson.stop.set()
    assert await lesson.outcome() is Outcome.STOPPED
    await answer_server.until(lambda: not answer_server.sockets)


async def test_the_class_ends_with_its_time(answer_server):
    lesson = Class(answer_server, phones=2, last_s=0.05)
    assert await lesson.outcome() is Outcome.TIME_UP


async def test_a_class_that_hears_nothing_goes_home(answer_server):
    await answer_server.crash()
    lesson = Class(answer_server, phones=2, idle_limit_s=0.1)
    assert await lesson.outcome() is Outcome.IDLE
    assert lesson.last == Progress()
    await answer_server.start()


async def test_a_server_of_another_version_is_left_alone(answer_server):
    async def refuse(socket, _token, _message):
        await answer_server.send(socket, PhoneRefused("version"))

    answer_server.take = refuse
    lesson = Class(answer_server, phones=3)
    assert await lesson.outcome() is Outcome.ENDED
    assert lesson.last.joined == 0


async def test_a_message_from_the_future_is_passed_over(answer_server, question):
    async def say_more(socket, token, message):
        await socket.send_str('{"type":"confetti","colour":"gold"}')
        answer_server.saved[token, message.question_id, message.round] = message.answer
        await answer_server.send(socket, AnswerSaved(message.question_id, message.round, message.answer))

    answer_server.on_answer = say_more
    lesson = Class(answer_server, question, phones=5)
    await joined(answer_server, 5)
    await answer_server.ask(question)
    expected = sum(count > 0 for count in expected_answers(question, 5))
    await answer_server.until(lambda: len(answer_server.saved) == expected)
    await answer_server.until(lambda: len(answer_server.sockets) == 5)
    await answer_server.end()
    assert await lesson.outcome() is Outcome.ENDED


@pytest.mark.parametrize("phones", [200])
async def test_a_big_class_is_one_process(answer_server, question, phones):
    lesson = Class(answer_server, question, phones=phones)
    await joined(answer_server, phones)
    await answer_server.ask(question)
    answered = sum(count > 0 for count in expected_answers(question, phones))
    await answer_server.until(lambda: len(answer_server.saved) == answered)
    await answer_server.until(lambda: len(answer_server.sockets) == phones)
    await answer_server.end()
    assert await lesson.outcome() is Outcome.ENDED
    assert lesson.last.acknowledged == lesson.last.answered
