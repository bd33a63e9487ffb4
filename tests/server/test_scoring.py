"""Points, against tables worked out by hand."""

import pytest

from decks.questions.model import Choice, ChoiceAnswer, OrderAnswer, Ordering
from server.scoring import most, points
from server.session import Given

GRADED = Choice("q", "?", ("A", "B", "C"), (0, 2), several=True, points=3)
POLL = Choice("p", "?", ("A", "B"))
SURE = Choice("s", "?", ("A", "B"), (0,), confidence=True)
QUICK = Choice("t", "?", ("A", "B"), (0,), time_limit_s=30)

RIGHT, WRONG = ChoiceAnswer((0,)), ChoiceAnswer((1,))


def test_only_exactly_the_right_answer_gives_points() -> None:
    assert points(GRADED, Given(ChoiceAnswer((0, 2)))) == 3
    assert points(GRADED, Given(ChoiceAnswer((0,)))) == 0
    assert points(GRADED, Given(ChoiceAnswer((0, 1, 2)))) == 0
    assert points(GRADED, None) == 0


@pytest.mark.parametrize("speed", [False, True])
def test_a_poll_gives_no_points(speed: bool) -> None:
    assert points(POLL, Given(ChoiceAnswer((0,))), speed=speed) == 0
    assert most(POLL, speed=speed) == 0


@pytest.mark.parametrize(
    ("confidence", "right", "wrong"),
    [(1, 1, 0), (2, 2, -2), (3, 3, -6), (None, 1, 0)],
)
def test_certainty_is_marked_as_gardner_medwin_does(confidence: int | None, right: int, wrong: int) -> None:
    assert points(SURE, Given(RIGHT, confidence)) == right
    assert points(SURE, Given(WRONG, confidence)) == wrong
    assert points(SURE, Given(RIGHT, confidence), speed=True) == 1000 * right
    assert points(SURE, Given(WRONG, confidence), speed=True) == 1000 * wrong


def test_a_sure_guess_pays_only_from_the_certainty_that_the_marks_are_made_for() -> None:
    """Level 2 is best between 67 % and 80 %, level 3 above (Gardner-Medwin 1995)."""

    def best(chance: float) -> int:
        def expected(level: int) -> float:
            right, wrong = points(SURE, Given(RIGHT, level)), points(SURE, Given(WRONG, level))
            return chance * right + (1 - chance) * wrong

        return max((1, 2, 3), key=expected)

    assert [best(chance) for chance in (0.5, 0.66, 0.67, 0.79, 0.81, 0.99)] == [1, 1, 2, 2, 3, 3]


def test_how_sure_one_is_counts_only_where_it_is_asked() -> None:
    assert points(GRADED, Given(ChoiceAnswer((0, 1)), 3)) == 0
    assert points(GRADED, Given(ChoiceAnswer((0, 2)), 3)) == 3


@pytest.mark.parametrize(
    ("after_ms", "expected"),
    [
        (0, 1000),
        (499, 1000),  # the whole under half a second
        (500, 992),  # 1000 · (1 − 0.5/30/2) = 991.67
        (3_000, 950),
        (10_000, 833),  # 833.33
        (15_000, 750),
        (29_970, 501),  # 500.5
        (30_000, 500),
        (30_500, 500),  # within the grace after the limit
    ],
)
def test_a_quick_right_answer_is_worth_more(after_ms: int, expected: int) -> None:
    assert points(QUICK, Given(RIGHT, after_ms=after_ms), speed=True) == expected
    assert points(QUICK, Given(WRONG, after_ms=after_ms), speed=True) == 0
    assert points(QUICK, Given(RIGHT, after_ms=after_ms)) == 1


def test_without_a_time_limit_speed_costs_nothing() -> None:
    assert points(GRADED, Given(ChoiceAnswer((0, 2)), after_ms=600_000), speed=True) == 3000
    assert most(GRADED, speed=True) == 3000


@pytest.mark.parametrize("items", range(2, 27))
def test_a_share_that_is_right_gives_its_whole_points(items: int) -> None:
    """As many points as items: each item at its own place is one point, rounding notwithstanding."""
    order = tuple(range(items))
    question = Ordering("o", "?", ("item",) * items, order, points=items)
    for at_home in range(items - 1):
        moved = order[at_home:]
        answer = OrderAnswer((*order[:at_home], *moved[1:], moved[0]))
        assert points(question, Given(answer)) == at_home


def test_a_share_that_is_no_whole_point_is_rounded_down() -> None:
    question = Ordering("o", "?", ("X", "Y", "Z"), (0, 1, 2), points=2)
    assert points(question, Given(OrderAnswer((0, 2, 1)))) == 0
    assert points(question, Given(OrderAnswer((0, 2, 1))), speed=True) == 666


def test_the_most_is_what_the_best_answer_gives() -> None:
    assert most(GRADED) == 3
    assert most(SURE) == 3
    assert most(QUICK) == 1
    assert most(QUICK, speed=True) == 1000
