"""What is said again, and what is not."""

import msgspec
import pytest

from decks.questions.model import ChoiceAnswer
from server.protocol import (
    AnswerSaved,
    Asking,
    Closed,
    NowClosed,
    NowRevealed,
    NowWaiting,
    PhoneChoice,
    Revealed,
    Told,
    Waiting,
)

QUESTION = PhoneChoice("q", "Which?", ("A", "B"))
SAVED = ChoiceAnswer((1,))
WAITING = Waiting("s", "A lesson", "Ann")
ASKING = Asking("s", QUESTION, 1, 5000)
CLOSED = Closed("s", QUESTION, 1)
REVEALED = Revealed("s", QUESTION, 1, solution=SAVED, counts=(0, 1), answered=1, score=2, possible=3)


def told(*stages):
    told = Told()
    for stage in stages:
        told.take(stage)
    return told


@pytest.mark.parametrize(
    ("before", "stage", "brief"),
    [
        ((ASKING,), CLOSED, NowClosed()),
        ((ASKING, CLOSED), REVEALED, NowRevealed),
        ((ASKING,), REVEALED, NowRevealed),
        ((WAITING, ASKING, CLOSED), WAITING, NowWaiting()),
    ],
)
def test_a_phone_that_knows_the_rest_is_told_what_is_new(before, stage, brief) -> None:
    message = told(*before).brief(stage)
    assert message == brief or type(message) is brief
    assert "stem" not in msgspec.json.encode(message).decode()
    assert told(*before).whole(message) == stage


@pytest.mark.parametrize(
    ("before", "stage"),
    [
        ((), CLOSED),
        ((), WAITING),
        ((WAITING,), CLOSED),
        ((ASKING,), Closed("s", QUESTION, 2)),
        ((ASKING,), Closed("other", QUESTION, 1)),
        ((ASKING,), Closed("s", QUESTION, 1, SAVED)),
        ((ASKING,), Closed("s", QUESTION, 1, None, 3)),
        ((ASKING,), Closed("s", PhoneChoice("q", "Another?", ("A", "B")), 1)),
        ((WAITING, ASKING), Waiting("s", "A lesson", "Bob")),
        ((ASKING,), Asking("s", QUESTION, 2)),
    ],
)
def test_a_phone_that_does_not_is_told_all(before, stage) -> None:
    assert told(*before).brief(stage) == stage


def test_an_answer_that_was_acknowledged_is_known() -> None:
    phone = told(ASKING)
    phone.take_saved(AnswerSaved("q", 1, SAVED, 2))
    assert phone.brief(Closed("s", QUESTION, 1, SAVED, 2)) == NowClosed()
    assert phone.whole(NowClosed()) == Closed("s", QUESTION, 1, SAVED, 2)


def test_an_acknowledgement_of_another_round_tells_nothing_of_this_one() -> None:
    phone = told(ASKING)
    phone.take_saved(AnswerSaved("q", 2, SAVED))
    phone.take_saved(AnswerSaved("other", 1, SAVED))
    assert phone.brief(CLOSED) == NowClosed()


def test_a_clock_that_runs_is_no_news() -> None:
    phone = told(ASKING)
    assert phone.knows(msgspec.structs.replace(ASKING, left_ms=4000))
    assert not phone.knows(msgspec.structs.replace(ASKING, saved=SAVED))
    assert not phone.knows(CLOSED)
    assert told(CLOSED).knows(CLOSED)


def test_what_leans_on_nothing_stays_as_it_is() -> None:
    for message in (NowClosed(), NowRevealed(), NowWaiting()):
        assert Told().whole(message) == message
