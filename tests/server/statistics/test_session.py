"""A whole session, measured."""

import msgspec

from decks.questions.model import ChoiceAnswer
from server.events import Connected, Resumed, SessionEnded, WentSilent
from server.figures import FiguresRead
from server.statistics.session import measure, row


def small_session(log):
    log.show(0, 1).join(1, "ada", "bo").show(20, 2).ask(25)
    log.answer(30, "ada", 1).answer(33, "bo", 0).close(40)
    return log.at(50, WentSilent("bo")).join(55, "cy").at(58, Connected("bo")).at(60, SessionEnded())


def test_the_row_and_the_figures_say_the_same(log):
    events = small_session(log).events
    line = row("s1", events)
    assert line == measure("s1", events).session
    assert (line.session_id, line.title, line.lesson_id) == ("s1", "A lesson", "lesson")
    assert (line.joined, line.rounds, line.answers, line.rehearsal) == (3, 1, 2, False)
    assert line.ended_at_ms - line.opened_at_ms == 60_000


def test_most_connected_counts_people_there_at_one_time(log):
    assert measure("s1", small_session(log).events).most_connected == 3


def test_an_empty_session_has_figures(log):
    figures = measure("s1", log.events)
    assert (figures.lasted_s, figures.rounds, figures.participants, figures.most_connected) == (
        0.0,
        (),
        (),
        0,
    )


def test_figures_travel_on_the_wire_and_arrive_the_same(log):
    sent = FiguresRead(ref=4, figures=measure("s1", small_session(log).events))
    assert msgspec.json.decode(msgspec.json.encode(sent), type=FiguresRead) == sent
    assert sent.figures.participants[0].answers[0].answer == ChoiceAnswer((1,))


def test_a_session_taken_up_days_later_did_not_last_for_days(log):
    log.show(0, 1).join(60, "ada").at(200_000, Resumed()).show(200_010, 2).at(200_060, SessionEnded())
    figures = measure("s1", log.events)
    assert figures.lasted_s == 120
    assert sum(slide.shown_s for slide in figures.slides) == 120


def test_a_lesson_that_went_on_while_the_server_was_away_lasted(log):
    # Stopped at 20, back at 50; the projector went on to slide 2 at 30, which the server learns at 51.
    log.show(0, 1).join(20, "ada").at(50, Resumed()).show(30, 2).at(70, SessionEnded())
    assert measure("s1", log.events).lasted_s == 60


def test_what_is_written_after_the_end_makes_no_session_shorter(log):
    log.show(0, 1).at(100, SessionEnded()).at(500, Resumed())
    assert measure("s1", log.events).lasted_s == 100
