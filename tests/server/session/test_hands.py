"""Trainees' questions to the trainer: the rules, one sentence each."""

import pytest

from server.events import AskedMarked, AskedProjected, Erased, Judged, TraineeAsked, VotedUp
from server.protocol import (
    AskedSubject,
    EndSession,
    Judge,
    MarkAsked,
    MergeParticipants,
    Moderation,
    ProjectAsked,
    RemoveParticipant,
)
from server.session import Ask, Session, Vote
from server.talk_view import BoardView, board_changed
from tests.server.session.talk_lesson import Lesson

FIRST, SECOND = "a" * 16, "b" * 16


def ask(lesson: Lesson, asked_id: str = FIRST, who: str = "ann", text: str = "Why?") -> Ask:
    return Ask(who, asked_id, text, lesson.now_ms)


def votes(lesson: Lesson, asked_id: str = FIRST) -> set[str]:
    return lesson.session.hands.asked[asked_id].votes


@pytest.fixture
def lesson() -> Lesson:
    return Lesson()


@pytest.fixture
def waiting() -> Lesson:
    lesson = Lesson(Moderation())
    lesson.do(ask(lesson))
    return lesson


def test_a_question_is_asked_once_however_often_it_arrives(lesson: Lesson) -> None:
    assert lesson.do(ask(lesson), ask(lesson, text=" Why? ")) == (TraineeAsked(FIRST, "ann", "Why?"),)


def test_a_question_that_arrives_again_after_the_end_was_asked(lesson: Lesson) -> None:
    lesson.do(ask(lesson), EndSession(0))
    assert lesson.do(ask(lesson)) == ()
    assert lesson.refused(ask(lesson, SECOND)) == "over"


def test_nobody_asks_under_the_id_of_another_question(lesson: Lesson) -> None:
    lesson.do(ask(lesson))
    assert lesson.refused(ask(lesson, who="bob")) == "taken"
    assert lesson.refused(ask(lesson, text="How?")) == "taken"


@pytest.mark.parametrize("who", [None, "nobody"])
def test_who_does_not_take_part_can_neither_ask_nor_vote(lesson: Lesson, who: str | None) -> None:
    lesson.do(ask(lesson))
    assert lesson.refused(Ask(who, SECOND, "Why?", lesson.now_ms)) == "not_joined"
    assert lesson.refused(Vote(who, FIRST, True)) == "not_joined"


@pytest.mark.parametrize("text", ["", "  ", "\u202e\u200b", "\u200d", "\u0301", "\ue000\U000e0041"])
def test_a_question_that_says_nothing_is_refused(lesson: Lesson, text: str) -> None:
    assert lesson.refused(ask(lesson, text=text)) == "empty"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("abc\u202edcba\u2066", "abcdcba"),
        ("two\nlines\x00", "two lines"),
        ("a" + "\u0316" * 299, "a" + "\u0316" * 8),
        ("\ud800why", "why"),
        ("为什么" * 100, "为什么" * 100),
    ],
)
def test_a_question_is_kept_as_it_may_be_shown(lesson: Lesson, typed: str, kept: str) -> None:
    lesson.do(ask(lesson, text=typed))
    assert lesson.session.hands.asked[FIRST].text == kept


def test_five_questions_a_minute_are_enough(lesson: Lesson) -> None:
    for number in range(5):
        lesson.do(ask(lesson, f"{number:016x}"))
    assert lesson.refused(ask(lesson)) == "too_fast"
    lesson.do(ask(lesson, who="bob"))
    lesson.now_ms += 59_999
    assert lesson.refused(ask(lesson, SECOND)) == "too_fast"
    lesson.now_ms += 1
    lesson.do(ask(lesson, SECOND))


def test_thirty_questions_a_session_are_enough(lesson: Lesson) -> None:
    for number in range(30):
        lesson.do(ask(lesson, f"{number:016x}"))
        lesson.now_ms += 60_000
    assert lesson.refused(ask(lesson)) == "too_many"
    lesson.do(ask(lesson, who="bob"))


def test_a_vote_counts_once_and_can_be_taken_back(lesson: Lesson) -> None:
    lesson.do(ask(lesson))
    assert lesson.do(Vote("bob", FIRST, True)) == (VotedUp(FIRST, "bob", True),)
    lesson.do(Vote("cy", FIRST, True), Vote("bob", FIRST, False))
    assert votes(lesson) == {"cy"}


def test_nobody_votes_for_a_question_of_their_own(lesson: Lesson) -> None:
    lesson.do(ask(lesson))
    assert lesson.refused(Vote("ann", FIRST, True)) == "own"


def test_a_question_that_is_not_to_be_seen_gets_no_votes(waiting: Lesson) -> None:
    assert waiting.refused(Vote("bob", FIRST, True)) == "gone"
    assert waiting.refused(Vote("bob", SECOND, True)) == "gone"
    waiting.do(Judge(0, AskedSubject(FIRST), True), Vote("bob", FIRST, True))
    waiting.do(Judge(0, AskedSubject(FIRST), False), Vote("bob", FIRST, True))
    assert waiting.refused(Vote("bob", FIRST, False)) == "gone"


def test_after_the_end_there_are_no_more_votes(lesson: Lesson) -> None:
    lesson.do(ask(lesson), Vote("bob", FIRST, True), EndSession(0))
    assert lesson.do(Vote("bob", FIRST, True)) == ()
    assert lesson.refused(Vote("cy", FIRST, True)) == "over"


def test_a_question_is_marked_as_answered_and_back(lesson: Lesson) -> None:
    lesson.do(ask(lesson))
    assert lesson.do(MarkAsked(0, FIRST, True)) == (AskedMarked(FIRST, True),)
    lesson.do(MarkAsked(0, FIRST, False))
    assert not lesson.session.hands.asked[FIRST].answered
    assert lesson.refused(MarkAsked(0, SECOND, True)) == "server.no_such_asked"


def test_one_question_at_a_time_is_on_the_projector(lesson: Lesson) -> None:
    lesson.do(ask(lesson), ask(lesson, SECOND))
    assert lesson.do(ProjectAsked(0, FIRST), ProjectAsked(0, SECOND)) == (
        AskedProjected(FIRST),
        AskedProjected(SECOND),
    )
    lesson.do(ProjectAsked(0, ""))
    assert lesson.session.hands.on_projector is None
    assert lesson.refused(ProjectAsked(0, "c" * 16)) == "server.no_such_asked"


def test_what_goes_on_the_projector_is_approved_by_that(waiting: Lesson) -> None:
    judged = Judged(AskedSubject(FIRST), True)
    assert waiting.do(ProjectAsked(0, FIRST)) == (judged, AskedProjected(FIRST))


def test_what_is_hidden_goes_from_the_projector(waiting: Lesson) -> None:
    waiting.do(ProjectAsked(0, FIRST))
    hidden = Judge(0, AskedSubject(FIRST), False)
    assert waiting.do(hidden) == (Judged(AskedSubject(FIRST), False), AskedProjected(""))
    assert waiting.refused(Judge(0, AskedSubject(SECOND), True)) == "server.no_such_asked"


def test_with_a_participant_go_questions_and_votes(lesson: Lesson) -> None:
    lesson.do(ask(lesson), ask(lesson, SECOND, "bob"), Vote("ann", SECOND, True), ProjectAsked(0, FIRST))
    lesson.do(RemoveParticipant(0, "ann"))
    assert list(lesson.session.hands.asked) == [SECOND]
    assert votes(lesson, SECOND) == set()
    assert lesson.session.hands.on_projector is None
    assert lesson.refused(ask(lesson)) == "not_joined"
    lesson.do(ask(lesson, who="bob"))
    assert lesson.session.hands.on_projector is None, "another question under the id of the one before"


def test_two_who_are_one_have_asked_and_voted_together(lesson: Lesson) -> None:
    lesson.do(ask(lesson), ask(lesson, SECOND, "cy"))
    lesson.do(Vote("bob", FIRST, True), Vote("bob", SECOND, True), Vote("ann", SECOND, True))
    lesson.do(MergeParticipants(0, "ann", "bob"))
    assert lesson.session.hands.asked[FIRST].participant == "bob"
    assert votes(lesson) == set(), "it is their own now"
    assert votes(lesson, SECOND) == {"bob"}
    assert lesson.do(ask(lesson, who="bob")) == ()


def test_a_log_without_an_erased_question_can_be_read(lesson: Lesson) -> None:
    lesson.do(ask(lesson), Vote("bob", FIRST, True), ProjectAsked(0, FIRST), MarkAsked(0, FIRST, True))
    lesson.do(Judge(0, AskedSubject(FIRST), True))
    log = [
        type(one)(one.seq, one.at_ms, Erased() if isinstance(one.event, TraineeAsked) else one.event)
        for one in lesson.log
    ]
    hands = Session.fold("s", log).hands
    assert (hands.asked, hands.on_projector) == ({}, None)


# --- what is seen of them -------------------------------------------------------------------------


def test_phones_see_the_thirty_with_the_most_votes(lesson: Lesson) -> None:
    for number in range(40):
        lesson.happen(TraineeAsked(f"{number:016x}", "ann" if number % 2 else "bob", f"Why {number}?"))
    for number in (39, 7):
        lesson.happen(VotedUp(f"{number:016x}", "cy", True))
    board = BoardView(lesson.session).board_for("cy")
    assert [int(one.asked_id, 16) for one in board.questions] == [7, 39, *range(7), *range(8, 29)]
    assert {int(asked_id, 16) for asked_id in board.voted} == {7, 39}
    assert board.own == board.waiting == ()


def test_no_phone_learns_whose_a_question_is(lesson: Lesson) -> None:
    lesson.do(ask(lesson), Vote("bob", FIRST, True))
    cy = BoardView(lesson.session).board_for("cy")
    assert "ann" not in str(cy).lower()
    assert "bob" not in str(cy).lower()


def test_who_asked_sees_what_waits_and_nobody_else_does(waiting: Lesson) -> None:
    view = BoardView(waiting.session)
    assert [one.text for one in view.board_for("ann").waiting] == ["Why?"]
    assert view.board_for("bob").waiting == view.board_for("bob").questions == ()


def test_the_host_sees_the_newest_and_those_with_votes_and_how_many_more(lesson: Lesson) -> None:
    for number in range(400):
        lesson.happen(TraineeAsked(f"{number:016x}", "ann", f"Why {number}?"))
    for number in range(100):
        lesson.happen(*(VotedUp(f"{number:016x}", who, True) for who in ("bob", "cy")[: 1 + (number < 50)]))
    lesson.happen(AskedProjected(f"{150:016x}"))
    told = board_changed(lesson.session)
    assert [int(one.asked_id, 16) for one in told.questions] == [
        *range(399, 199, -1),
        150,
        *range(49, -1, -1),
    ]
    assert told.more == 400 - 251
