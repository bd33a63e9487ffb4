"""What simulated trainees decide."""

from collections import Counter
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.questions.model import Choice
from server.rehearsal.trainee import DropOut, GiveAnswer, chance_of_right, enrol, find_difficulty
from server.views import phone_question

SINGLE = Choice("q1", "Which?", ("A", "B", "C", "D"), (2,))
SEVERAL = Choice("q2", "Which ones?", ("A", "B", "C", "D"), (0, 2), several=True)
POLL = Choice("q3", "How are you?", ("A", "B", "C"))


def shown(question):
    return phone_question(question)


def class_of(people, seed=7):
    return [enrol(seed, number, "en") for number in range(1, people + 1)]


def decisions(question, people=2000, round_=1, left_s=None, truth=True):
    known = question if truth else None
    return [person.decide(shown(question), round_, known, left_s) for person in class_of(people)]


def first_answers(deeds):
    return [next(deed for deed in each if isinstance(deed, GiveAnswer)) for each in deeds if answers_in(each)]


def answers_in(deeds):
    return [deed for deed in deeds if isinstance(deed, GiveAnswer)]


@given(st.integers(), st.integers(1, 2000), st.integers(1, 9))
def test_the_same_seed_decides_the_same(seed, number, round_):
    one, other = enrol(seed, number, "zh"), enrol(seed, number, "zh")
    assert one == other
    assert one.decide(shown(SINGLE), round_, SINGLE, 30.0) == other.decide(
        shown(SINGLE), round_, SINGLE, 30.0
    )


def test_another_seed_is_another_class():
    assert [p.name for p in class_of(10, seed=1)] != [p.name for p in class_of(10, seed=2)]
    assert [p.ability for p in class_of(10, seed=1)] != [p.ability for p in class_of(10, seed=2)]


def test_most_say_how_it_was_and_some_of_them_in_their_own_language():
    said = {language: [enrol(7, n, language).look_back() for n in range(1, 401)] for language in ("en", "zh")}
    assert said["en"] == [enrol(7, n, "en").look_back() for n in range(1, 401)]
    given = [one for one in said["en"] if one is not None]
    assert 240 < len(given) < 320
    assert {one.ratings.useful for one in given} == {2, 3, 4, 5}
    assert {one.ratings.easy for one in given} == {1, 2, 3, 4, 5}
    texts = {language: {one.text for one in said[language] if one is not None} for language in said}
    assert "" in texts["en"]
    assert all(text.isascii() for text in texts["en"])
    assert not any(text.isascii() for text in texts["zh"] - {""})


def test_names_are_in_the_language_asked_for_and_fit_the_protocol():
    assert all("一" <= enrol(1, n, "zh").name[0] <= "鿿" for n in range(50))
    assert all(enrol(1, n, "en").name.isascii() and len(enrol(1, n, "en").name) <= 40 for n in range(50))


options = st.lists(st.text(max_size=5), min_size=2, max_size=26)


@given(
    options.flatmap(lambda o: st.tuples(st.just(tuple(o)), st.sets(st.integers(0, len(o) - 1)))),
    st.booleans(),
    st.integers(1, 200),
    st.one_of(st.none(), st.floats(0, 300)),
)
def test_every_answer_could_be_given_to_the_question(form, several, number, left_s):
    texts, correct = form
    question = Choice("q", "?", texts, tuple(sorted(correct)), several)
    for truth in (question, None):
        for deed in answers_in(enrol(3, number, "en").decide(shown(question), 1, truth, left_s)):
            if several or len(correct) <= 1:
                assert question.accepts(deed.answer)
            assert deed.at_s >= 0


def test_deeds_are_in_order_of_time():
    for deeds in decisions(SINGLE, 300):
        assert [deed.at_s for deed in deeds] == sorted(deed.at_s for deed in deeds)


def test_half_answer_within_eight_seconds():
    assert median(deed.at_s for deed in first_answers(decisions(SINGLE))) == pytest.approx(8.0, rel=0.08)


def test_with_little_time_left_everybody_who_answers_is_in_time():
    assert max(deed.at_s for deed in first_answers(decisions(SINGLE, left_s=5.0))) <= 5.0


def test_some_do_not_answer_some_change_their_mind_and_some_drop_out():
    all_deeds = decisions(SINGLE)
    shares = [
        sum(not answers_in(deeds) for deeds in all_deeds) / 2000,
        sum(len(answers_in(deeds)) == 2 for deeds in all_deeds) / 2000,
        sum(any(isinstance(deed, DropOut) for deed in deeds) for deeds in all_deeds) / 2000,
    ]
    assert shares[0] == pytest.approx(0.06, abs=0.02)
    assert 0.02 < shares[1] < 0.08
    assert shares[2] == pytest.approx(0.10, abs=0.02)


def test_nobody_changes_a_final_answer():
    final = Choice("q1", "Which?", ("A", "B", "C", "D"), (2,), changeable=False)
    assert max(len(answers_in(deeds)) for deeds in decisions(final)) == 1


def test_the_able_are_right_more_often():
    assert chance_of_right(0, 0) == 0.5
    assert chance_of_right(2, 0) > chance_of_right(1, 0) > chance_of_right(1, 1) == 0.5
    able = sorted(class_of(2000), key=lambda person: person.ability)

    def right(people):
        given = first_answers([person.decide(shown(SINGLE), 1, SINGLE, None) for person in people])
        return sum(SINGLE.is_right(deed.answer) for deed in given) / len(given)

    assert right(able[1000:]) > right(able[:1000]) + 0.15


def test_one_distractor_tempts_more_than_the_others():
    given = first_answers(decisions(SINGLE))
    wrong = Counter(deed.answer.options for deed in given if not SINGLE.is_right(deed.answer))
    (_, most), (_, second), *_ = wrong.most_common()
    assert most > 2 * second


def test_questions_differ_in_difficulty():
    assert len({round(find_difficulty(7, f"q{n}"), 3) for n in range(20)}) == 20


def test_a_second_vote_goes_better():
    def right(round_):
        given = first_answers(decisions(SINGLE, round_=round_))
        return sum(SINGLE.is_right(deed.answer) for deed in given) / len(given)

    assert right(2) > right(1) + 0.05


def test_polls_are_spread_over_all_options():
    counts = Counter(deed.answer.options for deed in first_answers(decisions(POLL)))
    assert set(counts) == {(0,), (1,), (2,)}
    assert min(counts.values()) > 20


def test_wrong_answers_to_several_choices_are_near_misses():
    wrong = [d.answer for d in first_answers(decisions(SEVERAL)) if not SEVERAL.is_right(d.answer)]
    assert all(len(set(answer.options) - set(SEVERAL.correct)) == 1 for answer in wrong)


def test_without_the_right_options_a_question_is_answered_like_a_poll():
    given = first_answers(decisions(SINGLE, truth=False))
    assert len(Counter(deed.answer.options for deed in given)) == 4
