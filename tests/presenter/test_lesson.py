"""The place in the deck."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Deck, Slide, Step
from presenter.lesson import Lesson
from server.protocol import Place, Screen


def deck_of(*slides: Slide) -> Deck:
    return Deck(Path("lesson.pptx"), "lesson", "0" * 64, "Lesson", 16, 9, slides)


def deck_with(steps: list[int], hidden: set[int] = frozenset()) -> Deck:  # type: ignore[assignment]
    return deck_of(*(Slide(n, steps=count, hidden=n in hidden) for n, count in enumerate(steps, 1)))


def test_next_walks_through_the_clicks_of_a_slide_before_it_turns_the_page():
    lesson = Lesson.begin(deck_with([1, 3, 1]))
    places = []
    for _ in range(6):
        places.append((lesson.step.slide, lesson.step.click))
        lesson = lesson.next()
    assert places == [(1, 0), (2, 0), (2, 1), (2, 2), (3, 0), (3, 0)]


def test_back_returns_to_the_last_click_of_the_slide_before():
    lesson = Lesson.begin(deck_with([1, 3, 1])).go_to(3).back()
    assert lesson.step == Step(2, 2)


def test_hidden_slides_are_skipped_and_reached_by_number():
    lesson = Lesson.begin(deck_with([1, 1, 1], hidden={2}))
    assert lesson.next().step == Step(3)
    assert lesson.next().back().step == Step(1)
    assert lesson.go_to(2).step == Step(2)
    assert lesson.go_to(2).next().step == Step(3)


def test_a_lesson_begins_and_ends_at_slides_that_are_not_hidden():
    deck = deck_with([1, 1, 1, 1], hidden={1, 4})
    assert Lesson.begin(deck).step == Step(2)
    assert Lesson.begin(deck).last().step == Step(3)
    assert Lesson.begin(deck).last().first().step == Step(2)


def test_a_deck_of_hidden_slides_only_still_shows_something():
    lesson = Lesson.begin(deck_with([1, 1], hidden={1, 2}))
    assert lesson.step == Step(1)
    assert lesson.next().step == Step(1)
    assert lesson.last().step == Step(2)


@pytest.mark.parametrize(("wanted", "reached"), [(0, 1), (-3, 1), (2, 2), (99, 3)])
def test_a_number_outside_the_deck_is_the_nearest_inside(wanted: int, reached: int):
    assert Lesson.begin(deck_with([1, 1, 1])).go_to(wanted).step == Step(reached)


@pytest.mark.parametrize("screen", [Screen.BLACK, Screen.WHITE])
def test_next_on_a_covered_screen_only_uncovers_it(screen: Screen):
    lesson = Lesson.begin(deck_with([1, 1])).toggle(screen)
    assert lesson.place == Place(1, 0, screen)
    assert lesson.next().place == Place(1, 0, Screen.SLIDE)
    assert lesson.back().place == Place(1, 0, Screen.SLIDE)


def test_black_pressed_twice_shows_the_slide_again_and_white_replaces_black():
    lesson = Lesson.begin(deck_with([1]))
    assert lesson.toggle(Screen.BLACK).toggle(Screen.BLACK).screen is Screen.SLIDE
    assert lesson.toggle(Screen.BLACK).toggle(Screen.WHITE).screen is Screen.WHITE


def test_a_frozen_projector_keeps_its_step_while_the_trainer_looks_ahead():
    lesson = Lesson.begin(deck_with([1, 1, 1])).toggle_freeze().next().next()
    assert lesson.step == Step(3)
    assert lesson.projected == Step(1)
    assert lesson.toggle_freeze().projected == Step(3)


def test_a_lesson_taken_up_again_is_where_it_was_as_far_as_the_deck_still_has_it():
    deck = deck_with([1, 2])
    assert Lesson.begin(deck).at(Place(2, 1, Screen.BLACK)).place == Place(2, 1, Screen.BLACK)
    assert Lesson.begin(deck).at(Place(9, 5)).place == Place(2, 1)


def test_one_step_on_follows_and_nothing_else_does():
    lesson = Lesson.begin(deck_with([1, 2, 1])).go_to(2)
    on = lesson.next()
    assert on.follows(lesson)
    assert lesson.next().next().follows(on)
    assert not lesson.follows(on)
    assert not lesson.follows(lesson)
    assert not on.back().follows(on)
    assert not lesson.next().next().follows(lesson)
    assert not lesson.first().follows(lesson)
    assert not lesson.at(on.place).follows(lesson)  # a jump to the very same step


@pytest.mark.parametrize("unseen", [Lesson.toggle_freeze, lambda lesson: lesson.toggle(Screen.BLACK)])
def test_a_step_that_the_class_does_not_see_does_not_follow(unseen: Callable[[Lesson], Lesson]):
    lesson = Lesson.begin(deck_with([1, 1]))
    assert not lesson.next().follows(unseen(lesson))
    assert not unseen(lesson.next()).follows(lesson)


def test_the_end_and_another_deck_follow_nothing():
    lesson = Lesson.begin(deck_with([1, 1])).next()
    assert not lesson.next().follows(lesson)
    assert not Lesson.begin(deck_with([1, 1])).next().follows(lesson.back())


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.data())
def test_back_undoes_next_and_upcoming_is_where_next_leads(steps: list[int], data: st.DataObject):
    hidden = data.draw(st.sets(st.integers(1, len(steps))))
    deck = deck_with(steps, hidden)
    lesson = Lesson.begin(deck)
    for _ in range(data.draw(st.integers(0, sum(steps)))):
        lesson = lesson.next()
    further = lesson.next()
    assert further.step == (lesson.upcoming or lesson.step)
    if lesson.upcoming is not None:
        assert further.back().step == lesson.step
        assert further.previous == lesson.step
