"""What waits for what, without any drawing."""

from decks.render.cache import Wish
from decks.render.waiting import LONGEST_S, MOST_WAITING, Waiting

ONE, TWO = Wish(1, 0, 320, 180), Wish(2, 0, 320, 180)


def test_a_picture_that_lacks_nothing_does_not_wait() -> None:
    assert Waiting().hold_up(ONE, [], 0) == frozenset()


def test_a_picture_is_due_when_the_last_it_waits_for_is_settled() -> None:
    waiting = Waiting()
    assert waiting.hold_up(ONE, [b"a", b"b"], 0) == {b"a", b"b"}
    assert waiting.hold_up(TWO, [b"b"], 0) == {b"b"}
    assert waiting.settle(b"c", 1) == ()
    assert waiting.settle(b"b", 1) == (TWO,)
    assert waiting.settle(b"a", 1) == (ONE,)
    assert waiting.settle(b"a", 1) == ()


def test_a_picture_waits_for_each_metafile_once_even_if_it_is_gone_again() -> None:
    waiting = Waiting()
    waiting.hold_up(ONE, [b"a"], 0)
    waiting.settle(b"a", 1)
    assert waiting.hold_up(ONE, [b"a", b"b"], 1) == {b"b"}
    waiting.settle(b"b", 1)
    assert waiting.hold_up(ONE, [b"a"], 1) == frozenset()


def test_the_same_picture_asked_for_later_waits_again() -> None:
    waiting = Waiting()
    waiting.hold_up(ONE, [b"a"], 0)
    waiting.settle(b"a", 1)
    waiting.hold_up(ONE, [], 1)
    assert waiting.hold_up(ONE, [b"a"], 2) == {b"a"}


def test_asked_for_again_while_it_waits_it_goes_on_waiting() -> None:
    waiting = Waiting()
    waiting.hold_up(ONE, [b"a"], 0)
    assert waiting.hold_up(ONE, [b"a"], 1) == {b"a"}
    assert waiting.settle(b"a", 2) == (ONE,)


def test_after_too_long_a_picture_waits_for_nothing_more() -> None:
    waiting = Waiting()
    waiting.hold_up(ONE, [b"a", b"b"], 0)
    waiting.hold_up(TWO, [b"b"], LONGEST_S)
    assert waiting.settle(b"a", LONGEST_S + 1) == (ONE,)
    assert waiting.hold_up(ONE, [b"b"], LONGEST_S + 1) == frozenset()


def test_pictures_nobody_asks_for_any_more_are_forgotten_in_the_end() -> None:
    waiting = Waiting()
    for slide in range(1, MOST_WAITING + 2):
        waiting.hold_up(Wish(slide, 0, 320, 180), [b"a"], 0)
    due = waiting.settle(b"a", 1)
    assert (len(due), due[0].slide) == (MOST_WAITING, 2)
