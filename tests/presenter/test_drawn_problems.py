"""What could not be drawn, put together from pictures."""

from PySide6.QtGui import QImage

from assets.sentences import sentence
from decks.model import Problem
from decks.render.findings import Findings
from decks.render.picture import Picture
from presenter.drawn_problems import DrawnProblems, Shortcoming, Shortcomings

CHART = Problem("render.chart", 1)
FONT = Problem("render.font_missing", serious=False, values={"font": "Brush", "instead": "Pen"})
KIND = Problem("render.shape_kind", 1, serious=False, values={"kind": "cloud"})


def picture(slide: int, *problems: Problem, click: int = 0) -> Picture:
    return Picture(slide, click, 10, 10, QImage(), Findings(problems))


def told(slide: int | None, problem: Problem) -> Shortcoming:
    return Shortcoming(slide, sentence(problem.code, "en", **problem.values), problem.serious)


def test_the_steps_of_a_slide_are_put_together_serious_things_first():
    drawn = DrawnProblems("en")
    drawn.take(picture(3, KIND))
    drawn.take(picture(3, KIND, CHART, click=1))
    drawn.take(picture(3, CHART))
    found = drawn.seen_from(3)
    assert found.here == (told(3, CHART), told(3, KIND))
    assert found.serious


def test_the_deck_s_are_counted_over_the_slides_drawn():
    drawn = DrawnProblems("en")
    drawn.take(picture(2, KIND))
    drawn.take(picture(1, CHART))
    drawn.take(picture(5))
    assert drawn.seen_from(5) == Shortcomings((), (told(1, CHART), told(2, KIND)), 3)
    assert not drawn.seen_from(2).serious
    assert (drawn.knows(5), drawn.knows(4)) == (True, False)


def test_what_is_so_in_the_whole_deck_is_told_once_and_of_no_slide():
    drawn = DrawnProblems("en")
    assert drawn.take(picture(2, FONT, CHART))
    drawn.take(picture(1, FONT))
    assert drawn.seen_from(1) == Shortcomings((), (told(None, FONT), told(2, CHART)), 2)
    assert not drawn.take(picture(1, FONT))


def test_only_news_is_news():
    drawn = DrawnProblems("en")
    assert drawn.take(picture(1))
    assert not drawn.take(picture(1))
    assert drawn.take(picture(1, CHART))
    assert not drawn.take(picture(1, CHART))
    drawn.forget()
    assert drawn.take(picture(1))
    assert drawn.seen_from(1) == Shortcomings(drawn=1)


def test_it_speaks_the_trainer_s_language():
    drawn = DrawnProblems("zh")
    drawn.take(picture(1, CHART))
    assert drawn.seen_from(1).here[0].words == sentence("render.chart", "zh")
