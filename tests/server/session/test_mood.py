"""How the lesson goes for the class: the rules, one sentence each."""

import pytest

from server.events import PaceSaid, Reacted, Resumed
from server.protocol import EndSession, MergeParticipants, Pace, Reaction, RemoveParticipant
from server.session import FallSilent, Feel, TellPace
from server.session.mood import count_paces, next_change_ms
from tests.server.session.talk_lesson import Lesson


@pytest.fixture
def lesson() -> Lesson:
    return Lesson()


def tell(lesson: Lesson, pace: Pace, who: str | None = "ann") -> TellPace:
    return TellPace(who, pace, lesson.now_ms)


def feel(lesson: Lesson, who: str | None = "ann") -> Feel:
    return Feel(who, Reaction.HEART, lesson.now_ms)


def counts(lesson: Lesson) -> dict[Pace, int]:
    return dict(count_paces(lesson.session, lesson.now_ms))


def test_the_last_word_counts(lesson: Lesson) -> None:
    lesson.do(tell(lesson, Pace.LOST), tell(lesson, Pace.LOST, "bob"))
    lesson.now_ms += 1000
    assert lesson.do(tell(lesson, Pace.FOLLOW)) == (PaceSaid("ann", Pace.FOLLOW),)
    assert counts(lesson) == {Pace.FOLLOW: 1, Pace.LOST: 1}


def test_a_word_counts_for_three_minutes(lesson: Lesson) -> None:
    lesson.do(tell(lesson, Pace.LOST))
    assert next_change_ms(lesson.session, lesson.now_ms) == lesson.now_ms + 180_000
    lesson.now_ms += 179_999
    assert counts(lesson) == {Pace.LOST: 1}
    lesson.now_ms += 1
    assert counts(lesson) == {}
    assert next_change_ms(lesson.session, lesson.now_ms) is None


def test_a_word_said_again_counts_for_three_minutes_more(lesson: Lesson) -> None:
    lesson.do(tell(lesson, Pace.LOST))
    lesson.now_ms += 100_000
    lesson.do(tell(lesson, Pace.LOST))
    lesson.now_ms += 100_000
    assert counts(lesson) == {Pace.LOST: 1}


def test_one_word_a_second_is_enough(lesson: Lesson) -> None:
    lesson.do(tell(lesson, Pace.LOST))
    lesson.now_ms += 999
    assert lesson.do(tell(lesson, Pace.LOST)) == ()
    assert lesson.refused(tell(lesson, Pace.FOLLOW)) == "too_fast"


def test_who_is_away_does_not_count_until_they_are_back(lesson: Lesson) -> None:
    lesson.do(tell(lesson, Pace.LOST), tell(lesson, Pace.FOLLOW, "bob"), FallSilent("ann"))
    assert counts(lesson) == {Pace.FOLLOW: 1}
    lesson.happen(Resumed())
    assert counts(lesson) == {}


def test_two_reactions_a_second_are_enough(lesson: Lesson) -> None:
    assert lesson.do(feel(lesson)) == (Reacted("ann", Reaction.HEART),)
    lesson.now_ms += 499
    assert lesson.refused(feel(lesson)) == "too_fast"
    lesson.do(feel(lesson, "bob"))
    lesson.now_ms += 1
    lesson.do(feel(lesson))


@pytest.mark.parametrize("who", [None, "nobody"])
def test_who_does_not_take_part_has_no_say(lesson: Lesson, who: str | None) -> None:
    assert lesson.refused(tell(lesson, Pace.LOST, who)) == "not_joined"
    assert lesson.refused(feel(lesson, who)) == "not_joined"


def test_after_the_end_nobody_has_a_say(lesson: Lesson) -> None:
    lesson.do(EndSession(0))
    assert lesson.refused(tell(lesson, Pace.LOST)) == lesson.refused(feel(lesson)) == "over"


def test_two_who_are_one_mean_what_they_said_last(lesson: Lesson) -> None:
    lesson.do(tell(lesson, Pace.LOST), feel(lesson))
    lesson.now_ms += 1
    lesson.do(tell(lesson, Pace.FOLLOW, "bob"))
    lesson.do(MergeParticipants(0, "bob", "ann"))
    assert counts(lesson) == {Pace.FOLLOW: 1}
    assert lesson.refused(feel(lesson)) == "too_fast"


def test_with_a_participant_goes_the_word(lesson: Lesson) -> None:
    lesson.do(tell(lesson, Pace.LOST), feel(lesson), RemoveParticipant(0, "ann"))
    assert counts(lesson) == {}
