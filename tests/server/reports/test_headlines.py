"""What stands at the head of a report."""

import msgspec

from server.reports.headlines import find_hardest, find_slide_furthest_over, over_plan_s, write_headlines
from server.reports.wording import Wording
from server.statistics.proportion import take_share

EN = Wording("en")


def with_right(figures, *shares):
    rounds = tuple(
        msgspec.structs.replace(asked, right=share)
        for asked, share in zip(figures.rounds, shares, strict=False)
    )
    return msgspec.structs.replace(figures, rounds=rounds)


def test_the_hardest_question_is_the_one_with_the_smallest_share_right(full_session):
    shares = (None, take_share(3, 4), take_share(9, 30), take_share(2, 6), take_share(0, 0))
    asked, share = find_hardest(with_right(full_session, *shares))
    assert (asked.question.id, share.of) == (full_session.rounds[2].question.id, 30)


def test_without_answers_to_graded_questions_nothing_is_hardest(full_session):
    assert find_hardest(with_right(full_session, None, take_share(0, 0))) is None


def test_when_all_were_right_no_question_is_called_hard(full_session):
    lines = write_headlines(with_right(full_session, take_share(5, 5), take_share(7, 7)), EN)
    assert "Every graded question was answered rightly by everybody who answered." in lines
    assert not [line for line in lines if "Hardest" in line]


def test_the_slide_furthest_over_its_plan_is_named_with_both_times(full_session):
    slide = find_slide_furthest_over(full_session)
    assert over_plan_s(slide) == max(over_plan_s(each) or 0 for each in full_session.slides)
    [line] = [line for line in write_headlines(full_session, EN) if line.startswith("Furthest over")]
    assert f"slide {slide.number}, “{slide.title}”" in line


def test_a_planned_slide_that_was_never_shown_is_not_under_its_plan(full_session):
    unseen = msgspec.structs.replace(full_session.slides[0], shown_s=0.0, showings=0)
    assert over_plan_s(unseen) is None


def test_slides_within_their_plans_are_said_to_be(full_session):
    slides = tuple(msgspec.structs.replace(slide, shown_s=1.0) for slide in full_session.slides)
    lines = write_headlines(msgspec.structs.replace(full_session, slides=slides), EN)
    assert "No slide ran over its plan." in lines


def test_a_second_vote_is_no_second_question(full_session):
    assert write_headlines(full_session, EN)[1].startswith("12 questions were asked in 13 votes, ")


def test_one_person_is_no_people(new_lesson):
    lines = write_headlines(new_lesson(people=1, questions=1).teach().figures(), EN)
    assert lines[0] == "1 person took part; at most 1 connected at the same time."
    assert lines[1].startswith("1 question was asked, ")


def test_both_languages_say_as_much(full_session, empty_session):
    for figures in (full_session, empty_session):
        assert len(write_headlines(figures, EN)) == len(write_headlines(figures, Wording("zh")))


def test_only_nobody_is_nought_percent_and_only_all_are_a_hundred():
    said = [EN.percent(share) for share in (0.0, 0.001, 0.5, 0.999, 1.0)]
    assert said == ["0%", "1%", "50%", "99%", "100%"]


def test_durations_are_rounded_before_they_are_split():
    assert [EN.duration(s) for s in (59.4, 59.6, 119.7, 3599.6, 7322)] == [
        "59 s", "1 min 0 s", "2 min 0 s", "1 h 0 min", "2 h 2 min",
    ]  # fmt: skip
    assert [EN.clock(s) for s in (0, 59.6, 3725)] == ["0:00", "1:00", "62:05"]
