"""Who answered what, of those who could."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.events import Connected, Joined, Resumed, SessionEnded, WentSilent
from server.statistics.session import measure


def rounds_of(log):
    return measure("s", log.events).rounds


def test_those_who_were_there_before_the_question_and_still_are_count(log):
    log.join(1, "ada", "bo", "cy").ask(10).answer(14, "ada", 1).close(30)
    [asked] = rounds_of(log)
    assert (asked.answered.count, asked.answered.of, asked.joined) == (1, 3, 3)


def test_those_who_left_before_the_question_do_not_count(log):
    log.join(1, "ada", "bo").at(5, WentSilent("bo")).ask(10).answer(14, "ada", 1).close(30)
    [asked] = rounds_of(log)
    assert (asked.answered.count, asked.answered.of, asked.joined) == (1, 1, 2)


def test_those_who_left_or_came_in_mid_question_count(log):
    log.join(1, "ada", "bo").ask(10).at(11, WentSilent("bo")).join(12, "cy").close(30)
    log.join(31, "di").at(40, SessionEnded())
    [asked] = rounds_of(log)
    assert (asked.answered.count, asked.answered.of, asked.joined) == (0, 3, 3)


def test_joining_is_being_connected_even_if_the_log_does_not_say_so(log):
    log.at(1, Joined("ada", "k", "Ada")).ask(10).close(30)
    assert rounds_of(log)[0].answered.of == 1


def test_after_a_restart_nobody_is_connected_until_they_are_again(log):
    log.join(1, "ada", "bo").at(8, Resumed()).at(9, Connected("bo")).ask(10).close(30)
    assert rounds_of(log)[0].answered.of == 1


def test_a_restart_in_mid_question_forgets_nobody_who_was_there(log):
    log.join(1, "ada", "bo").ask(10).at(15, Resumed()).at(16, Connected("bo")).close(30)
    assert rounds_of(log)[0].answered.of == 2


def test_whoever_answered_counts_as_connected(log):
    log.join(1, "ada").at(5, WentSilent("ada")).ask(10).answer(12, "ada", 1).close(30)
    [asked] = rounds_of(log)
    assert (asked.answered.count, asked.answered.of, asked.answered.share) == (1, 1, 1.0)


def test_a_changed_answer_counts_once_as_the_last_at_its_own_time(log):
    log.join(1, "ada").ask(10).answer(12, "ada", 0).answer(17.5, "ada", 1).close(30)
    figures = measure("s", log.events)
    [asked] = figures.rounds
    assert asked.counts == (0, 1, 0)
    assert asked.response_times_s == (7.5,)
    assert (asked.right.count, asked.right.of) == (1, 1)
    assert figures.session.answers == 1
    [given] = figures.participants[0].answers
    assert (given.answer.options, given.right, given.response_s, given.points) == ((1,), True, 7.5, 2)


def test_an_answer_kept_within_the_grace_after_the_close_counts(log):
    log.join(1, "ada").ask(10).close(30).answer(30.2, "ada", 1)
    [asked] = rounds_of(log)
    assert (asked.answered.count, asked.open_s, asked.response_times_s) == (1, 20.0, (20.2,))


def test_several_choices_are_counted_by_option_and_right_only_whole(log):
    log.join(1, "ada", "bo").ask(10, "primes")
    log.answer(12, "ada", 0, 2, question="primes").answer(13, "bo", 0, 1, question="primes")
    [asked] = rounds_of(log.close(30, "primes"))
    assert asked.counts == (2, 1, 1)
    assert (asked.right.count, asked.right.of) == (1, 2)


def test_a_poll_has_no_right_answers_and_gives_no_points(log):
    log.join(1, "ada").ask(10, "mood").answer(12, "ada", 1, question="mood").close(30, "mood")
    figures = measure("s", log.events)
    assert figures.rounds[0].right is None
    [ada] = figures.participants
    assert (ada.right, ada.graded, ada.score, ada.possible) == (0, 0, 0, 0)


def test_a_round_that_was_never_closed_is_measured_as_far_as_it_went(log):
    log.join(1, "ada").ask(10).answer(12, "ada", 1).join(13, "bo")
    [asked] = rounds_of(log)
    assert asked.open_s is None
    assert (asked.answered.count, asked.answered.of, asked.joined) == (1, 2, 2)


def test_a_round_without_anybody_has_undefined_shares(log):
    [asked] = rounds_of(log.ask(10).close(30))
    assert (asked.answered.share, asked.right.share, asked.response_s) == (None, None, None)
    assert asked.counts == (0, 0, 0)


def test_rounds_of_one_question_stand_apart_in_the_order_they_were_asked(log):
    log.join(1, "ada").ask(10).answer(12, "ada", 0).close(20).reveal(21)
    log.ask(30, number=2).answer(31, "ada", 1, number=2).close(40, number=2)
    first, second = rounds_of(log)
    assert [(first.round, first.counts), (second.round, second.counts)] == [(1, (1, 0, 0)), (2, (0, 1, 0))]
    [ada] = measure("s", log.events).participants
    assert (ada.right, ada.graded, ada.score, ada.possible) == (1, 2, 0, 2)


def test_people_are_numbered_in_the_order_of_joining(log):
    log.join(5, "zoe").join(6, "ada").at(7, Joined("zoe", "k", "Somebody else"))
    people = measure("s", log.events).participants
    assert [(person.number, person.name) for person in people] == [(1, "Zoe"), (2, "Ada")]


def test_what_nobody_knows_in_the_deck_is_passed_over(log):
    log.join(1, "ada").ask(10, "gone").answer(12, "ada", 1, question="gone").close(30, "gone")
    figures = measure("s", log.events)
    assert (figures.rounds, figures.session.rounds, figures.session.answers) == ((), 0, 0)


PEOPLE = ("ada", "bo", "cy", "di", "ed")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["join", "leave", "back", "ask", "answer", "close", "reveal", "restart"]),
        st.sampled_from(PEOPLE),
        st.integers(0, 2),
        st.integers(1, 3),
    ),
    max_size=60,
)


def write(log, steps):
    """Any order of events at all, even one that the rules would never let happen."""
    for second, (what, who, option, number) in enumerate(steps, start=1):
        match what:
            case "join":
                log.join(second, who)
            case "leave":
                log.at(second, WentSilent(who))
            case "back":
                log.at(second, Connected(who))
            case "ask":
                log.ask(second, number=number)
            case "answer":
                log.answer(second, who, option, number=number)
            case "close":
                log.close(second, number=number)
            case "reveal":
                log.reveal(second, number=number)
            case "restart":
                log.at(second, Resumed())
    return log


@given(STEPS)
def test_the_counts_of_any_log_add_up(new_log, steps):
    figures = measure("s", write(new_log(), steps).events)
    for asked in figures.rounds:
        assert sum(asked.counts) == asked.answered.count == len(asked.response_times_s) == asked.right.of
        assert asked.right.count == asked.counts[1]
        assert asked.answered.count <= asked.answered.of <= len(PEOPLE)
        assert list(asked.response_times_s) == sorted(asked.response_times_s)
        for share in (asked.answered, asked.right):
            assert share.share is None or share.low <= share.share <= share.high
    assert figures.session.answers == sum(asked.answered.count for asked in figures.rounds)
    assert figures.session.joined == len(figures.participants)
    for person in figures.participants:
        assert person.right <= person.graded == len(person.answers)
        assert person.score <= min(person.possible, 2 * person.right)


@given(STEPS)
def test_every_beginning_of_a_log_can_be_measured(new_log, steps):
    events = write(new_log(), steps).events
    counted = [measure("s", events[:length]).session.answers for length in range(1, len(events) + 1)]
    assert counted == sorted(counted)


@pytest.mark.parametrize("log_", [[], None])
def test_a_log_without_an_opening_is_refused(log, log_):
    with pytest.raises(ValueError, match="log"):
        measure("s", [] if log_ == [] else log.join(1, "ada").events[1:])


def test_a_question_asked_again_gives_points_once_by_its_last_revealed_round(log):
    log.join(1, "ada", "bob").ask(10).answer(12, "ada", 0).answer(13, "bob", 1).close(20).reveal(21)
    log.ask(30, number=2).answer(31, "ada", 1, number=2).answer(32, "bob", 0, number=2)
    log.close(40, number=2).reveal(41, number=2)
    ada, bob = measure("s", log.events).participants
    assert ((ada.score, ada.possible), (bob.score, bob.possible)) == ((2, 2), (0, 2))


def test_a_question_that_was_never_revealed_gives_no_points(log):
    log.join(1, "ada").ask(10).answer(12, "ada", 1).close(20)
    [ada] = measure("s", log.events).participants
    assert (ada.right, ada.graded, ada.score, ada.possible) == (1, 1, 0, 0)
