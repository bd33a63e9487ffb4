"""What of all that trainees type the class may see: the rules, one sentence each."""

import msgspec
import pytest

from decks.questions.model import TextAnswer, WordsAnswer
from server.events import Answered, Event, Judged, Opened, QuestionOpened, TraineeAsked
from server.leaderboard import read_leaderboard
from server.people_view import people_read
from server.protocol import (
    NOTHING_WAITS,
    CloseQuestion,
    GivenText,
    Identity,
    Judge,
    MergeParticipants,
    Moderation,
    NameSubject,
    QueueChanged,
    RemoveParticipant,
    RenameParticipant,
    RevealQuestion,
    RoundView,
    TextSubject,
    Unjudged,
    WordCount,
    WordSubject,
    for_projector,
)
from server.session import Enlist, GiveAnswer
from server.session.moderating import public_name
from server.talk_view import queue_changed
from server.views import round_view, session_view, stage_for
from tests.server.session.talk_lesson import Lesson

ALL_WAIT = Moderation(names=True)


def say(lesson: Lesson, question_id: str, who: str, *words: str, round_: int = 1) -> None:
    answer = TextAnswer(*words) if question_id != "cloud" else WordsAnswer(words)
    lesson.do(GiveAnswer(who, question_id, round_, answer))


def view_of(lesson: Lesson) -> RoundView:
    view = round_view(lesson.session)
    assert view is not None
    return view


def asking(question_id: str, moderation: Moderation = ALL_WAIT) -> Lesson:
    lesson = Lesson(moderation)
    lesson.happen(QuestionOpened(question_id, 1))
    return lesson


def word(question_id: str, text: str, shown: bool) -> Judge:
    return Judge(0, WordSubject(question_id, text), shown)


def text(lesson: Lesson, who: str, said: str, shown: bool = True) -> Judge:
    return Judge(0, TextSubject("open", 1, who, said), shown)


# --- words ----------------------------------------------------------------------------------------


def test_words_wait_and_are_shown_on_the_trainers_word() -> None:
    lesson = asking("cloud")
    say(lesson, "cloud", "ann", "fun")
    assert view_of(lesson).words == (WordCount("fun", 1, shown=False),)
    lesson.do(word("cloud", "ＦＵＮ ", True))
    assert view_of(lesson).words == (WordCount("fun", 1),)


def test_words_are_shown_at_once_where_they_do_not_wait() -> None:
    lesson = asking("cloud", NOTHING_WAITS)
    say(lesson, "cloud", "ann", "fun")
    assert view_of(lesson).words == (WordCount("fun", 1),)


def test_a_hidden_word_is_hidden_in_every_question_and_round_to_come() -> None:
    lesson = asking("cloud", NOTHING_WAITS)
    lesson.do(word("cloud", "Boo", False))
    say(lesson, "cloud", "ann", "boo", "fun")
    assert view_of(lesson).words == (WordCount("boo", 1, shown=False), WordCount("fun", 1))
    lesson.happen(QuestionOpened("cloud", 2))
    say(lesson, "cloud", "bob", "BOO", round_=2)
    assert view_of(lesson).words == (WordCount("BOO", 1, shown=False),)
    lesson.happen(QuestionOpened("short", 1))
    say(lesson, "short", "cy", "boo")
    assert view_of(lesson).words == (WordCount("boo", 1, shown=False),)


def test_a_word_that_is_shown_in_one_question_waits_in_another() -> None:
    lesson = asking("cloud")
    lesson.do(word("cloud", "fun", True))
    lesson.happen(QuestionOpened("short", 1))
    say(lesson, "short", "ann", "fun")
    assert view_of(lesson).words == (WordCount("fun", 1, shown=False),)


def test_what_the_trainer_wrote_as_right_is_shown_after_the_reveal_and_not_before() -> None:
    lesson = asking("short")
    say(lesson, "short", "ann", "co2")
    say(lesson, "short", "bob", "oxygen")
    unseen = (WordCount("co2", 1, shown=False), WordCount("oxygen", 1, shown=False))
    assert view_of(lesson).words == unseen, "or the projector told what is right"
    lesson.do(CloseQuestion(0, "short", 1))
    assert view_of(lesson).words == unseen
    lesson.do(RevealQuestion(0, "short", 1))
    assert view_of(lesson).words == (WordCount("co2", 1), WordCount("oxygen", 1, shown=False))
    assert stage_for(lesson.session, "cy", 0).words == (WordCount("co2", 1),)


def test_words_of_an_unknown_question_are_not_judged() -> None:
    assert Lesson().refused(word("unheard of", "fun", True)) == "server.no_such_question"


def test_many_hidden_words_leave_room_for_those_that_are_shown() -> None:
    lesson = asking("cloud", NOTHING_WAITS)
    for number in range(150):
        lesson.happen(Judged(WordSubject("cloud", f"boo {number}"), False))
        for who in ("one", "two"):
            lesson.happen(Answered("cloud", 1, f"{who} {number}", WordsAnswer((f"boo {number}",))))
    say(lesson, "cloud", "cy", "fun")
    words = view_of(lesson).words
    assert len(words) == 101
    assert words[-1] == WordCount("fun", 1)
    assert for_projector(view_of(lesson)).words == (WordCount("fun", 1),)


# --- texts ----------------------------------------------------------------------------------------


def test_a_text_waits_and_is_shown_on_the_trainers_word() -> None:
    lesson = asking("open")
    say(lesson, "open", "ann", "I think so")
    assert view_of(lesson).texts == (GivenText("ann", "I think so", shown=False),)
    lesson.do(text(lesson, "ann", "I think so"))
    assert view_of(lesson).texts == (GivenText("ann", "I think so"),)


def test_another_text_of_the_same_participant_waits_again() -> None:
    lesson = asking("open")
    say(lesson, "open", "ann", "I think so")
    lesson.do(text(lesson, "ann", "I think so"))
    say(lesson, "open", "ann", "boo")
    assert view_of(lesson).texts == (GivenText("ann", "boo", shown=False),)
    say(lesson, "open", "ann", "I think so")
    assert view_of(lesson).texts[0].shown


def test_a_text_that_has_changed_meanwhile_is_not_judged() -> None:
    lesson = asking("open")
    say(lesson, "open", "ann", "boo")
    assert lesson.refused(text(lesson, "ann", "I think so")) == "server.text_changed"
    assert lesson.refused(text(lesson, "bob", "I think so")) == "server.text_changed"
    unasked = Judge(0, TextSubject("open", 2, "ann", "boo"), True)
    assert lesson.refused(unasked) == "server.not_asked"


def test_fifty_texts_that_wait_do_not_push_out_those_that_are_shown() -> None:
    lesson = asking("open")
    say(lesson, "open", "ann", "I think so")
    lesson.do(text(lesson, "ann", "I think so"))
    for number in range(60):
        lesson.happen(Answered("open", 1, f"one {number}", TextAnswer(f"boo {number}")))
    texts = view_of(lesson).texts
    assert (len(texts), texts[0].text, texts[-1]) == (51, "boo 59", GivenText("ann", "I think so"))
    assert for_projector(view_of(lesson)).texts == (GivenText("ann", "I think so"),)


def test_a_text_moves_with_its_word_when_two_are_one() -> None:
    lesson = asking("open")
    say(lesson, "open", "ann", "I think so")
    lesson.do(text(lesson, "ann", "I think so"), MergeParticipants(0, "ann", "bob"))
    assert view_of(lesson).texts == (GivenText("bob", "I think so"),)


# --- names ----------------------------------------------------------------------------------------


def test_a_name_that_waits_is_shown_as_a_number() -> None:
    lesson = Lesson(ALL_WAIT)
    assert [public_name(lesson.session, who) for who in ("ann", "bob", "cy")] == ["1", "2", "3"]
    lesson.do(Judge(0, NameSubject("bob"), True))
    assert public_name(lesson.session, "bob") == "Bob"
    assert [one.shown for one in people_read(0, lesson.session, ()).people] == [False, True, False]
    assert [one.name for one in read_leaderboard(0, lesson.session, 3).leaders] == ["1", "Bob", "3"]


def test_names_do_not_wait_unless_the_trainer_wants_it() -> None:
    lesson = Lesson(Moderation())
    assert public_name(lesson.session, "ann") == "Ann"
    lesson.do(Judge(0, NameSubject("ann"), False))
    assert public_name(lesson.session, "ann") == "1"
    assert lesson.refused(Judge(0, NameSubject("nobody"), True)) == "server.no_such_participant"


def test_a_name_that_the_trainer_gave_does_not_wait() -> None:
    lesson = Lesson(ALL_WAIT)
    lesson.do(RenameParticipant(0, "ann", "Anna"), Enlist("dan", "Dan"))
    assert [public_name(lesson.session, who) for who in ("ann", "dan")] == ["Anna", "Dan"]


@pytest.mark.parametrize("identity", [Identity.ANONYMOUS, Identity.ROSTER])
def test_only_nicknames_wait(identity: Identity) -> None:
    lesson = Lesson(ALL_WAIT, identity)
    assert public_name(lesson.session, "ann") == "Ann"


# --- the queue ------------------------------------------------------------------------------------


def test_all_that_waits_stands_in_the_queue_by_turns() -> None:
    lesson = asking("cloud")
    lesson.happen(TraineeAsked("a" * 16, "ann", "Why?"))
    for who, words in (("ann", ("fun", "boo")), ("bob", ("boo",))):
        say(lesson, "cloud", who, *words)
    waiting = [(one.subject.__struct_config__.tag, one.text, one.count) for one in queue(lesson).waiting]
    assert waiting == [
        ("asked", "Why?", 1),
        ("name", "Ann", 1),
        ("word", "", 2),
        ("name", "Bob", 1),
        ("word", "", 1),
        ("name", "Cy", 1),
    ]


def test_what_is_judged_either_way_waits_no_more() -> None:
    lesson = asking("open")
    say(lesson, "open", "ann", "yes")
    say(lesson, "open", "bob", "no")
    for one in queue(lesson).waiting:
        lesson.do(Judge(0, one.subject, one.subject != TextSubject("open", 1, "ann", "yes")))
    assert queue(lesson) == QueueChanged()
    assert [one.shown for one in view_of(lesson).texts] == [True, False]


def test_the_queue_is_bounded_and_a_flood_of_questions_leaves_room_for_the_rest() -> None:
    lesson = asking("open")
    for number in range(500):
        lesson.happen(TraineeAsked(f"{number:016x}", "ann", "Why?"))
    say(lesson, "open", "ann", "yes")
    told = queue(lesson)
    assert (len(told.waiting), told.more) == (200, 304)
    assert Unjudged(TextSubject("open", 1, "ann", "yes")) in told.waiting[:3]


def test_nothing_of_who_was_taken_out_waits() -> None:
    lesson = asking("open")
    lesson.happen(TraineeAsked("a" * 16, "ann", "Why?"))
    say(lesson, "open", "ann", "yes")
    lesson.do(RemoveParticipant(0, "ann"))
    assert {one.text for one in queue(lesson).waiting} == {"Bob", "Cy"}


def queue(lesson: Lesson) -> QueueChanged:
    return queue_changed(lesson.session)


# --- logs -----------------------------------------------------------------------------------------


def test_a_session_tells_what_waits_in_it() -> None:
    assert session_view(Lesson(ALL_WAIT).session).moderation == ALL_WAIT


def test_in_a_log_from_before_nothing_waits() -> None:
    opened = msgspec.to_builtins(Lesson().log[0].event)
    del opened["moderation"]
    assert msgspec.convert(opened, Opened).moderation == NOTHING_WAITS


def test_an_event_of_judging_is_read_as_it_was_written() -> None:
    for subject in (WordSubject("q", "w"), TextSubject("q", 1, "p", "t"), NameSubject("p")):
        written = msgspec.json.encode(Judged(subject, True))
        assert msgspec.json.decode(written, type=Event) == Judged(subject, True)
