"""Points so far: running sums, whatever is asked again, merged or taken out."""

from collections.abc import Iterable

from decks.questions.model import Choice, ChoiceAnswer
from server.events import (
    Answered,
    Event,
    Joined,
    LeaderboardSwitched,
    Opened,
    ParticipantRemoved,
    ParticipantsMerged,
    QuestionClosed,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
)
from server.protocol import DeckSummary, Identity, Scoring, SlideQuestion, UseLeaderboard
from server.session import Session

SKY = Choice("sky", "?", ("Green", "Blue"), (1,), points=2)
SEA = Choice("sea", "?", ("Wet", "Dry"), (0,), time_limit_s=10)
MOOD = Choice("mood", "?", ("Well", "Tired"))
DECK = DeckSummary("l", "h", "t", "p", questions=tuple(SlideQuestion(1, one) for one in (SKY, SEA, MOOD)))


def lesson(*events: Event, scoring: Scoring = Scoring()) -> Session:  # noqa: B008 - it is frozen
    """A session with Ann and Bob in it, to whom all that happens in the same moment."""
    opened = Opened(DECK, Identity.NICKNAME, scoring=scoring)
    joined = (Joined("ann", "a", "Ann"), Joined("bob", "b", "Bob"))
    log = [Recorded(seq, 0, event) for seq, event in enumerate((opened, *joined, *events), 1)]
    return Session.fold("s", log)


def asked(question: str, round_: int = 1, *, revealed: bool = True, **options: int) -> Iterable[Event]:
    """A round of a question, with the option that each took."""
    yield QuestionOpened(question, round_)
    for who, option in options.items():
        yield Answered(question, round_, who, ChoiceAnswer((option,)))
    yield QuestionClosed(question, round_)
    if revealed:
        yield QuestionRevealed(question, round_)


def test_only_revealed_questions_with_a_right_answer_count() -> None:
    scores = lesson(
        *asked("sky", ann=1, bob=0), *asked("mood", ann=0), *asked("sea", bob=0, revealed=False)
    ).scores
    assert (scores.of("ann"), scores.of("bob"), scores.of(None), scores.possible) == (2, 0, 0, 2)


def test_a_question_asked_again_counts_once_by_its_last_revealed_round() -> None:
    first = [*asked("sky", ann=1, bob=0)]
    second = [*asked("sky", 2, ann=0, bob=1)]
    assert lesson(*first, *second[:-1]).scores.points == {"ann": 2, "bob": 0}, "not before it is revealed"
    again = lesson(*first, *second).scores
    assert (again.of("ann"), again.of("bob"), again.possible) == (0, 2, 2)


def test_who_answered_the_first_round_alone_has_nothing_after_the_second() -> None:
    scores = lesson(*asked("sky", ann=1), *asked("sky", 2, bob=1)).scores
    assert (scores.of("ann"), scores.of("bob"), scores.possible) == (0, 2, 2)


def test_two_who_were_one_have_their_points_together() -> None:
    scores = lesson(
        *asked("sky", ann=1, bob=1), *asked("sea", bob=0), ParticipantsMerged("bob", "ann")
    ).scores
    assert (scores.points, scores.possible) == ({"ann": 3}, 3)


def test_the_points_of_somebody_taken_out_are_gone() -> None:
    scores = lesson(*asked("sky", ann=1, bob=1), ParticipantRemoved("bob")).scores
    assert (scores.points, scores.possible) == ({"ann": 2}, 2)


def test_speed_counts_where_the_trainer_has_said_so() -> None:
    scores = lesson(*asked("sky", ann=1), *asked("sea", ann=0), scoring=Scoring(speed=True)).scores
    assert (scores.of("ann"), scores.possible) == (3000, 3000)


def test_the_class_compares_only_when_the_trainer_wants_it() -> None:
    session = lesson()
    assert not session.scores.leaderboard
    assert session.decide(UseLeaderboard(0, False)) == ()
    assert session.decide(UseLeaderboard(0, True)) == (LeaderboardSwitched(True),)
    session = lesson(LeaderboardSwitched(True))
    assert session.scores.leaderboard
    assert session.decide(UseLeaderboard(0, True)) == ()
    assert session.decide(UseLeaderboard(0, False)) == (LeaderboardSwitched(False),)
    assert lesson(scoring=Scoring(leaderboard=True)).scores.leaderboard
