"""Points."""

from decks.questions.model import Choice, ChoiceAnswer
from server.protocol import Phase
from server.scoring import points, score
from server.session import AskedRound, Given

GRADED = Choice("q", "?", ("A", "B", "C"), (0, 2), several=True, points=3)
POLL = Choice("p", "?", ("A", "B"))


def test_only_exactly_the_right_answer_gives_points() -> None:
    assert points(GRADED, Given(ChoiceAnswer((0, 2)))) == 3
    assert points(GRADED, Given(ChoiceAnswer((0,)))) == 0
    assert points(GRADED, Given(ChoiceAnswer((0, 1, 2)))) == 0
    assert points(GRADED, None) == 0


def test_a_poll_gives_no_points() -> None:
    assert points(POLL, Given(ChoiceAnswer((0,)))) == 0


def test_a_question_asked_again_counts_once_by_its_last_revealed_round() -> None:
    rounds = [
        AskedRound(GRADED, 1, 0, Phase.REVEALED, answers={"ann": Given(ChoiceAnswer((0,)))}),
        AskedRound(GRADED, 2, 0, Phase.REVEALED, answers={"ann": Given(ChoiceAnswer((0, 2)))}),
    ]
    assert score(rounds, "ann") == (3, 3)


def test_a_score_counts_revealed_rounds_alone() -> None:
    right = {"ann": Given(ChoiceAnswer((0, 2)))}
    rounds = [
        AskedRound(GRADED, 1, 0, Phase.REVEALED, answers=right),
        AskedRound(GRADED, 2, 0, Phase.CLOSED, answers=right),
        AskedRound(POLL, 1, 0, Phase.REVEALED, answers={"ann": Given(ChoiceAnswer((0,)))}),
    ]
    assert score(rounds, "ann") == (3, 3)
    assert score(rounds, "bob") == (0, 3)
    assert score(rounds, None) == (0, 3)
