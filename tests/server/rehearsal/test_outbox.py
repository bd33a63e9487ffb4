"""Answers waiting for their acknowledgement."""

from decks.questions.model import ChoiceAnswer
from server.protocol import SubmitAnswer
from server.rehearsal.outbox import Outbox
from server.rehearsal.progress import Progress

A, B = ChoiceAnswer((0,)), ChoiceAnswer((1,))


def outbox_with(*answers):
    progress = Progress()
    outbox = Outbox(progress)
    for answer in answers:
        outbox.put(SubmitAnswer("q1", 1, answer))
    return outbox, progress


def test_an_answer_waits_until_it_is_confirmed():
    outbox, progress = outbox_with(A)
    assert [submitted.answer for submitted in outbox.waiting] == [A]
    outbox.confirm("q1", 1, A)
    assert outbox.waiting == ()
    assert (progress.answered, progress.acknowledged, progress.refused) == (1, 1, 0)


def test_confirming_twice_or_something_else_changes_nothing():
    outbox, progress = outbox_with(A)
    outbox.confirm("q1", 1, B)
    outbox.confirm("q1", 2, A)
    outbox.confirm("q1", 1, A)
    outbox.confirm("q1", 1, A)
    assert (progress.acknowledged, outbox.waiting) == (1, ())


def test_a_changed_mind_is_sent_again_after_the_first_answer():
    outbox, _ = outbox_with(A, B)
    assert [submitted.answer for submitted in outbox.waiting] == [A, B]


def test_a_refusal_takes_the_oldest_answer_to_that_round():
    outbox, progress = outbox_with(A, B)
    outbox.refuse("q1", 2)
    outbox.refuse("q1", 1)
    assert [submitted.answer for submitted in outbox.waiting] == [B]
    assert progress.refused == 1


def test_what_a_saved_answer_has_changed_is_never_sent_again():
    # Both acknowledgements were lost: sending the first again would undo the change.
    outbox, progress = outbox_with(A, B)
    outbox.confirm("q1", 1, B)
    assert outbox.waiting == ()
    assert progress.acknowledged == 2


def test_answers_to_other_rounds_and_later_ones_go_on_waiting():
    outbox, progress = outbox_with(A)
    outbox.put(SubmitAnswer("q1", 2, A))
    outbox.put(SubmitAnswer("q1", 2, B))
    outbox.confirm("q1", 2, A)
    assert [(submitted.round, submitted.answer) for submitted in outbox.waiting] == [(1, A), (2, B)]
    assert progress.acknowledged == 1
