"""Rounds of every kind of question, and people who turn out to be others."""

import msgspec
import pytest

from server.events import (
    Answered,
    Opened,
    ParticipantRemoved,
    ParticipantRenamed,
    ParticipantsMerged,
    QuestionClosed,
    QuestionOpened,
    QuestionRevealed,
)
from server.protocol import Identity, SlideQuestion, WordCount
from server.statistics.session import measure
from tests.server.all_kinds import BY_ID, DECK, KINDS, Kind

kinds = pytest.mark.parametrize("kind", KINDS, ids=[kind.question.id for kind in KINDS])


def begin(log, *questions):
    deck = msgspec.structs.replace(DECK, questions=tuple(SlideQuestion(1, one) for one in questions))
    log.events.clear()
    return log.at(0, Opened(deck, Identity.NICKNAME))


def asked(log, question, *answers, confidence=None):
    """Two people join; the first gives the first answer after one second, the second another later."""
    begin(log, question).join(1, "ada", "bo").at(10, QuestionOpened(question.id, 1))
    for second, (who, answer) in enumerate(zip(("ada", "bo"), answers, strict=False), start=11):
        log.at(second, Answered(question.id, 1, who, question.canonical(answer), confidence))
    log.at(20, QuestionClosed(question.id, 1), QuestionRevealed(question.id, 1))
    return measure("s", log.events)


@kinds
def test_right_and_wrong_are_told_apart(log, kind: Kind) -> None:
    figures = asked(log, kind.question, kind.right, kind.wrong)
    [one], (ada, bo) = figures.rounds, figures.participants
    graded = kind.question.graded
    assert (one.right.count, one.right.of) == (1, 2) if graded else one.right is None
    assert [person.answers[0].right for person in (ada, bo)] == ([True, False] if graded else [None, None])
    assert (ada.score, ada.possible) == ((1, 1) if graded else (0, 0))
    assert one.response_times_s == (1.0, 2.0)


def test_what_was_answered_is_told_by_kind(log) -> None:
    def one(question_id):
        kind = BY_ID[question_id]
        return asked(log, kind.question, kind.right, kind.wrong).rounds[0]

    assert (one("choice").counts, one("several").counts) == ((1, 1, 0), (2, 1, 1))
    assert (one("truth").counts, one("rating").counts) == ((1, 1), (1, 0, 0, 0, 1))
    assert (one("ordering").counts, one("matching").counts) == ((1, 1, 2), (2, 1))
    estimate = one("estimate")
    assert (estimate.counts, estimate.spread.median, estimate.spread.n) == ((), 340.25, 2)
    assert one("cloud").words == (WordCount("clear", 1), WordCount("Ｆｕｎ", 1), WordCount("slow", 1))
    assert one("short").words == (WordCount("Carbon Dioxide", 1), WordCount("oxygen", 1))
    assert one("open").texts == ("More time.\r\nThank you", "Nothing")
    assert (one("open").words, one("choice").words, one("choice").spread) == ((), (), None)


@kinds
def test_certainty_gives_points_and_takes_them(log, kind: Kind) -> None:
    question = msgspec.structs.replace(kind.question, confidence=True)
    ada, bo = asked(log, question, kind.right, kind.wrong, confidence=3).participants
    assert (ada.answers[0].points, bo.answers[0].points) == ((3, -6) if question.graded else (0, 0))
    assert (ada.answers[0].confidence, ada.possible) == (3, 3 if question.graded else 0)


def test_part_of_an_order_gives_part_of_the_points(log) -> None:
    kind = BY_ID["ordering"]
    ada, bo = asked(
        log, msgspec.structs.replace(kind.question, points=3), kind.right, kind.wrong
    ).participants
    assert (ada.score, bo.score, bo.right) == (3, 1, 0)


# --- people ---------------------------------------------------------------------------------------


def test_who_is_merged_counts_once_with_the_answers_of_both(log) -> None:
    choice, truth = BY_ID["choice"], BY_ID["truth"]
    begin(log, choice.question, truth.question).join(1, "ada", "bo")
    log.at(10, QuestionOpened("choice", 1)).at(11, Answered("choice", 1, "ada", choice.right))
    log.at(12, Answered("choice", 1, "bo", choice.wrong)).at(13, QuestionClosed("choice", 1))
    log.at(20, QuestionOpened("truth", 1)).at(21, Answered("truth", 1, "bo", truth.right))
    log.at(22, QuestionClosed("truth", 1)).at(30, ParticipantsMerged("bo", "ada"))
    figures = measure("s", log.events)
    [ada] = figures.participants
    assert [(one.question_id, one.right) for one in ada.answers] == [("choice", True), ("truth", True)]
    first, second = figures.rounds
    assert (first.counts, first.answered.count, first.answered.of, first.joined) == ((0, 1, 0), 1, 1, 1)
    assert (second.counts, second.answered.of, figures.session.answers) == ((0, 1), 1, 2)


def test_who_is_removed_does_not_count(log) -> None:
    choice = BY_ID["choice"]
    begin(log, choice.question).join(1, "ada", "bo")
    log.at(10, QuestionOpened("choice", 1)).at(11, Answered("choice", 1, "bo", choice.wrong))
    log.at(12, ParticipantRemoved("bo")).at(13, Answered("choice", 1, "ada", choice.right))
    log.at(14, QuestionClosed("choice", 1))
    figures = measure("s", log.events)
    assert [person.participant for person in figures.participants] == ["ada"]
    [one] = figures.rounds
    assert (one.counts, one.answered.count, one.answered.of, one.joined) == ((0, 1, 0), 1, 1, 1)


def test_the_name_is_the_last_that_was_given(log) -> None:
    log.join(1, "ada").at(2, ParticipantRenamed("ada", "Ada L."), ParticipantRenamed("gone", "Nobody"))
    assert [person.name for person in measure("s", log.events).participants] == ["Ada L."]
