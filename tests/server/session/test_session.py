"""The rules, one sentence each."""

import pytest

from decks.questions.model import ChoiceAnswer
from server.events import (
    Answered,
    ClosedBy,
    Connected,
    Event,
    Joined,
    Opened,
    PicturesKept,
    PlaceShown,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    Resumed,
    SessionEnded,
    WentSilent,
)
from server.protocol import (
    CloseQuestion,
    DeckSummary,
    EndSession,
    Identity,
    KeepPictures,
    LeaveQuestion,
    OpenQuestion,
    Phase,
    Place,
    RevealQuestion,
    ShowPlace,
    SlidePicture,
)
from server.session import (
    Arrive,
    Command,
    FallSilent,
    GiveAnswer,
    Refusal,
    RunOutOfTime,
    Session,
    TakePart,
)


class Lesson:
    """A session with the log it is the fold of."""

    def __init__(self, deck: DeckSummary, identity: Identity = Identity.NICKNAME) -> None:
        self.session = Session("s")
        self.log: list[Recorded] = []
        self.happen(Opened(deck, identity))

    def happen(self, *events: Event) -> None:
        for event in events:
            recorded = Recorded(self.session.last_seq + 1, 1000 * (self.session.last_seq + 1), event)
            self.session.apply(recorded)
            self.log.append(recorded)

    def do(self, command: Command) -> tuple[Event, ...]:
        decision = self.session.decide(command)
        assert not isinstance(decision, Refusal), decision
        self.happen(*decision)
        return decision

    def refused(self, command: Command) -> str:
        decision = self.session.decide(command)
        assert isinstance(decision, Refusal), decision
        return decision.code

    def answer(self, question_id: str, *options: int, who: str = "ann", round_: int = 1) -> GiveAnswer:
        return GiveAnswer(who, question_id, round_, ChoiceAnswer(options))


@pytest.fixture
def lesson(deck_summary: DeckSummary) -> Lesson:
    lesson = Lesson(deck_summary)
    lesson.do(TakePart("ann", "key of ann", "Ann"))
    return lesson


def open_(question_id: str, round_: int = 1) -> OpenQuestion:
    return OpenQuestion(0, question_id, round_)


def close(question_id: str, round_: int = 1) -> CloseQuestion:
    return CloseQuestion(0, question_id, round_)


def reveal(question_id: str, round_: int = 1) -> RevealQuestion:
    return RevealQuestion(0, question_id, round_)


def leave(question_id: str, round_: int = 1) -> LeaveQuestion:
    return LeaveQuestion(0, question_id, round_)


def test_a_round_goes_from_open_to_closed_to_revealed_to_left(lesson: Lesson) -> None:
    assert lesson.do(open_("graded")) == (QuestionOpened("graded", 1),)
    assert lesson.do(close("graded")) == (QuestionClosed("graded", 1),)
    assert lesson.do(reveal("graded")) == (QuestionRevealed("graded", 1),)
    assert lesson.do(leave("graded")) == (QuestionLeft("graded", 1),)
    assert lesson.session.current is None


def test_repeating_a_command_changes_nothing(lesson: Lesson) -> None:
    done: list[Command] = []
    for command in (open_("graded"), close("graded"), reveal("graded"), leave("graded"), EndSession(0)):
        assert lesson.do(command)
        done.append(command)
        for again in done:
            if not lesson.session.ended or isinstance(again, EndSession):
                assert lesson.do(again) == ()


def test_a_question_can_be_left_without_revealing_it(lesson: Lesson) -> None:
    lesson.do(open_("graded"))
    lesson.do(close("graded"))
    assert lesson.do(leave("graded")) == (QuestionLeft("graded", 1),)
    assert lesson.refused(reveal("graded")) == "server.already_left"


def test_an_open_question_can_neither_be_revealed_nor_left(lesson: Lesson) -> None:
    lesson.do(open_("graded"))
    assert lesson.refused(reveal("graded")) == "server.still_open"
    assert lesson.refused(leave("graded")) == "server.still_open"


def test_nothing_can_be_done_with_a_question_that_was_not_asked(lesson: Lesson) -> None:
    for command in (close("graded"), reveal("graded"), leave("graded"), RunOutOfTime("graded", 1)):
        assert lesson.refused(command) == "server.not_asked"


def test_no_question_opens_while_another_is_open(lesson: Lesson) -> None:
    lesson.do(open_("poll"))
    assert lesson.refused(open_("graded")) == "server.question_open"
    assert lesson.refused(open_("poll", 2)) == "server.question_open"


@pytest.mark.parametrize("revealed", [False, True])
def test_opening_the_next_question_leaves_the_one_before(lesson: Lesson, revealed: bool) -> None:
    lesson.do(open_("poll"))
    lesson.do(close("poll"))
    if revealed:
        lesson.do(reveal("poll"))
    assert lesson.do(open_("graded")) == (QuestionLeft("poll", 1), QuestionOpened("graded", 1))


def test_rounds_come_one_after_another(lesson: Lesson) -> None:
    assert lesson.refused(open_("graded", 2)) == "server.wrong_round"
    lesson.do(open_("graded"))
    lesson.do(close("graded"))
    assert lesson.refused(open_("graded", 3)) == "server.wrong_round"
    assert lesson.do(open_("graded", 2)) == (QuestionLeft("graded", 1), QuestionOpened("graded", 2))
    assert lesson.session.rounds_of("graded") == 2


def test_a_question_that_is_not_in_the_lesson_is_refused(lesson: Lesson) -> None:
    assert lesson.refused(open_("unheard of")) == "server.no_such_question"


def test_a_question_is_closed_once_by_timer_and_trainer(lesson: Lesson) -> None:
    lesson.do(open_("timed"))
    assert lesson.do(RunOutOfTime("timed", 1)) == (QuestionClosed("timed", 1, ClosedBy.TIMER),)
    assert lesson.do(close("timed")) == ()
    assert lesson.do(RunOutOfTime("timed", 1)) == ()


def test_ending_closes_an_open_question_first(lesson: Lesson) -> None:
    lesson.do(open_("poll"))
    assert lesson.do(EndSession(0)) == (QuestionClosed("poll", 1), SessionEnded())
    assert lesson.refused(open_("graded")) == "server.no_session"
    assert lesson.refused(TakePart("bob", "key of bob", "Bob")) == "server.no_session"
    assert lesson.refused(ShowPlace(0, Place(2))) == "server.no_session"


def test_ending_after_a_closed_question_only_ends(lesson: Lesson) -> None:
    lesson.do(open_("poll"))
    lesson.do(close("poll"))
    assert lesson.do(EndSession(0)) == (SessionEnded(),)


def test_an_answer_to_an_open_question_is_kept(lesson: Lesson) -> None:
    lesson.do(open_("graded"))
    assert lesson.do(lesson.answer("graded", 1)) == (Answered("graded", 1, "ann", ChoiceAnswer((1,))),)


def test_the_last_answer_counts(lesson: Lesson) -> None:
    lesson.do(open_("graded"))
    lesson.do(lesson.answer("graded", 1))
    lesson.do(lesson.answer("graded", 2))
    asked = lesson.session.current
    assert asked is not None
    assert {who: given.answer for who, given in asked.answers.items()} == {"ann": ChoiceAnswer((2,))}


def test_the_same_answer_again_is_no_event_even_after_the_close_and_the_end(lesson: Lesson) -> None:
    lesson.do(open_("several"))
    lesson.do(lesson.answer("several", 2, 1))
    assert lesson.do(lesson.answer("several", 1, 2)) == ()
    lesson.do(close("several"))
    assert lesson.do(lesson.answer("several", 1, 2)) == ()
    lesson.do(EndSession(0))
    assert lesson.do(lesson.answer("several", 1, 2)) == ()


def test_an_answer_to_a_closed_question_is_refused(lesson: Lesson) -> None:
    lesson.do(open_("graded"))
    lesson.do(lesson.answer("graded", 0))
    lesson.do(close("graded"))
    assert lesson.refused(lesson.answer("graded", 1)) == "too_late"
    lesson.do(reveal("graded"))
    assert lesson.refused(lesson.answer("graded", 1)) == "too_late"
    lesson.do(leave("graded"))
    assert lesson.refused(lesson.answer("graded", 1)) == "too_late"


def test_an_answer_to_another_question_or_round_is_refused(lesson: Lesson) -> None:
    lesson.do(open_("graded"))
    assert lesson.refused(lesson.answer("poll", 1)) == "too_late"
    assert lesson.refused(lesson.answer("graded", 1, round_=2)) == "too_late"
    lesson.do(close("graded"))
    lesson.do(open_("graded", 2))
    assert lesson.refused(lesson.answer("graded", 1)) == "too_late"


@pytest.mark.parametrize("options", [(), (3,), (0, 1)])
def test_an_answer_that_the_question_does_not_have_is_refused(
    lesson: Lesson, options: tuple[int, ...]
) -> None:
    lesson.do(open_("graded"))
    assert lesson.refused(lesson.answer("graded", *options)) == "not_possible"


def test_choosing_an_option_twice_is_refused(lesson: Lesson) -> None:
    lesson.do(open_("several"))
    assert lesson.refused(lesson.answer("several", 1, 1)) == "not_possible"


def test_a_final_answer_stays(lesson: Lesson) -> None:
    lesson.do(open_("final"))
    lesson.do(lesson.answer("final", 0))
    assert lesson.do(lesson.answer("final", 0)) == ()
    assert lesson.refused(lesson.answer("final", 1)) == "final"


@pytest.mark.parametrize("who", [None, "nobody"])
def test_who_has_not_joined_can_not_answer(lesson: Lesson, who: str | None) -> None:
    lesson.do(open_("graded"))
    assert lesson.refused(GiveAnswer(who, "graded", 1, ChoiceAnswer((1,)))) == "not_joined"


def test_joining_twice_with_one_token_makes_one_participant(lesson: Lesson) -> None:
    assert lesson.do(TakePart("ann again", "key of ann", "Ann")) == ()
    assert list(lesson.session.participants) == ["ann"]


def test_two_people_may_have_one_name(lesson: Lesson) -> None:
    assert lesson.do(TakePart("ann 2", "another key", "Ann")) == (
        Joined("ann 2", "another key", "Ann"),
        Connected("ann 2"),
    )


def test_a_name_is_needed_where_names_are_wanted(lesson: Lesson) -> None:
    assert lesson.refused(TakePart("bob", "key of bob", "")) == "name"


def test_no_name_is_kept_in_an_anonymous_session(deck_summary: DeckSummary) -> None:
    lesson = Lesson(deck_summary, Identity.ANONYMOUS)
    assert lesson.do(TakePart("bob", "key", "Bob", "17", "member")) == (
        Joined("bob", "key", "1000"),
        Connected("bob"),
    )


def test_coming_and_going_is_recorded_once_each(lesson: Lesson) -> None:
    assert lesson.do(Arrive("ann")) == ()
    assert lesson.do(FallSilent("ann")) == (WentSilent("ann"),)
    assert lesson.do(FallSilent("ann")) == ()
    assert lesson.session.connected == 0
    assert lesson.do(Arrive("ann")) == (Connected("ann"),)
    assert lesson.do(Arrive("nobody")) == ()
    assert lesson.session.connected == 1


def test_after_a_resumption_nobody_is_connected(lesson: Lesson) -> None:
    lesson.happen(Resumed())
    assert lesson.session.connected == 0
    assert lesson.do(Arrive("ann")) == (Connected("ann"),)


def test_showing_the_same_place_again_is_no_event(lesson: Lesson) -> None:
    assert lesson.do(ShowPlace(0, Place(1))) == (PlaceShown(Place(1)),)
    assert lesson.do(ShowPlace(0, Place(1), 500)) == ()
    assert lesson.do(ShowPlace(0, Place(1, 1))) == (PlaceShown(Place(1, 1)),)


def test_a_slide_that_the_lesson_does_not_have_is_refused(lesson: Lesson) -> None:
    assert lesson.refused(ShowPlace(0, Place(6))) == "server.no_such_slide"


def test_the_first_picture_of_a_slide_is_kept(lesson: Lesson) -> None:
    first, other = SlidePicture(1, b"first"), SlidePicture(2, b"other")
    assert lesson.do(KeepPictures(0, (first, SlidePicture(1, b"second")))) == (PicturesKept((first,)),)
    assert lesson.do(KeepPictures(0, (SlidePicture(1, b"third"), other))) == (PicturesKept((other,)),)
    assert lesson.do(KeepPictures(0, (first, other))) == ()


def test_a_gap_in_the_log_is_noticed(lesson: Lesson) -> None:
    with pytest.raises(ValueError, match="follows"):
        lesson.session.apply(Recorded(lesson.session.last_seq + 2, 0, SessionEnded()))


def test_the_state_is_the_fold_of_its_log(lesson: Lesson) -> None:
    lesson.do(open_("graded"))
    lesson.do(lesson.answer("graded", 1))
    lesson.do(close("graded"))
    assert Session.fold("s", lesson.log) == lesson.session
    assert lesson.session.current is not None
    assert lesson.session.current.phase is Phase.CLOSED
