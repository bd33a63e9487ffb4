"""How long slides were shown."""

from hypothesis import given
from hypothesis import strategies as st

from server.events import PicturesKept, Resumed, SessionEnded
from server.protocol import Screen, SlidePicture
from server.statistics.session import measure


def times_of(log):
    return [slide.shown_s for slide in measure("s", log.events).slides]


def test_a_slide_lasts_until_the_next_one_and_the_last_until_the_end(log):
    log.show(0, 1).show(40, 2).show(100, 3).at(130.5, SessionEnded())
    assert times_of(log) == [40.0, 60.0, 30.5, 0.0]


def test_clicks_within_a_slide_are_one_showing_and_coming_back_is_another(log):
    log.show(0, 1).show(5, 1, click=1).show(10, 2).show(15, 1, click=1).at(20, SessionEnded())
    slides = measure("s", log.events).slides
    assert [(slide.shown_s, slide.showings) for slide in slides[:2]] == [(15.0, 2), (5.0, 1)]


def test_a_black_screen_is_still_the_slides_time(log):
    log.show(0, 1).show(10, 1, screen=Screen.BLACK).show(25, 1).show(30, 2).at(31, SessionEnded())
    slides = measure("s", log.events).slides
    assert [(slide.shown_s, slide.showings) for slide in slides[:2]] == [(30.0, 1), (1.0, 1)]


def test_the_time_of_an_outage_is_no_slides_time(log):
    log.show(0, 1).join(20, "ada").at(500, Resumed()).show(505, 2).at(510, SessionEnded())
    assert times_of(log) == [25.0, 5.0, 0.0, 0.0]


def test_a_slide_shown_during_an_outage_and_told_late_has_its_time(log):
    # Stopped at 20, back at 50; the projector went on to slide 2 at 30, which the server learns at 51.
    log.show(0, 1).join(20, "ada").at(50, Resumed()).show(30, 2).show(60, 3).at(70, SessionEnded())
    assert times_of(log) == [20.0, 30.0, 10.0, 0.0]


def test_places_told_late_are_put_in_order_of_time(log):
    log.show(0, 1).join(50, "ada").show(20, 2).show(30, 3).at(60, SessionEnded())
    assert times_of(log) == [20.0, 10.0, 30.0, 0.0]


def test_a_session_never_ended_is_measured_until_its_last_event(log):
    log.show(0, 1).show(10, 2).join(25, "ada")
    figures = measure("s", log.events)
    assert [slide.shown_s for slide in figures.slides] == [10.0, 15.0, 0.0, 0.0]
    assert (figures.lasted_s, figures.session.ended_at_ms) == (25.0, None)


def test_a_slide_that_is_the_last_thing_heard_of_was_shown(log):
    slides = measure("s", log.show(0, 1).show(10, 2).events).slides
    assert (slides[1].showings, slides[1].shown_s) == (1, 0.0)


def test_what_is_written_after_the_end_takes_no_time(log):
    log.show(0, 1).at(10, SessionEnded()).show(11, 2).join(90, "ada")
    figures = measure("s", log.events)
    assert [slide.shown_s for slide in figures.slides] == [10.0, 0.0, 0.0, 0.0]
    assert figures.lasted_s == 10.0


def test_every_slide_of_the_deck_stands_in_order_and_strangers_follow(log):
    log.show(0, 9).show(5, 4).at(7, SessionEnded())
    slides = measure("s", log.events).slides
    assert [slide.number for slide in slides] == [1, 2, 3, 4, 9]
    assert slides[-1].shown_s == 5.0


def test_the_plan_is_the_sum_of_the_slides_that_have_one(log):
    figures = measure("s", log.events)
    assert figures.planned_s == 180.0
    assert [slide.planned_s for slide in figures.slides] == [60.0, 90.0, None, 30.0]


def test_the_first_picture_of_a_slide_is_kept(log):
    log.at(1, PicturesKept((SlidePicture(1, b"first"),)), PicturesKept((SlidePicture(1, b"second"),)))
    assert [slide.png for slide in measure("s", log.events).slides] == [b"first", b"", b"", b""]


def test_a_clock_set_back_never_makes_time_negative(log):
    log.show(0, 1).show(50, 2).ask(50).join(51, "ada").answer(20, "ada", 1).close(21).at(22, SessionEnded())
    figures = measure("s", log.events)
    assert figures.rounds[0].response_times_s == (0.0,)
    assert figures.rounds[0].open_s == 0.0
    assert all(slide.shown_s >= 0 for slide in figures.slides)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 300), st.booleans()), max_size=25))
def test_slides_share_out_the_time_from_the_first_one_to_the_end_without_outages(new_log, course):
    log, second, lost, first = new_log(), 0, 0, None
    for slide, pause, outage in course:
        if outage and first is not None:
            log.at(second + pause, Resumed())
            lost += pause
        first = second + pause if first is None else first
        second += pause
        log.show(second, slide)
    log.at(second + 10, SessionEnded())
    expected = second + 10 - first - lost if course else 0
    assert sum(times_of(log)) == expected
