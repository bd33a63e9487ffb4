"""Links are followed at the trainer's wish, and never to an address unseen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from decks.render.findings import Findings
from decks.render.picture import Picture
from decks.spots import Area, Jump, Link, distinct
from presenter.commands import Command, Follow, GoTo, Wish
from presenter.lesson import Lesson
from presenter.links import Links, wish_of
from presenter.notices import Notice, Notices
from tests.presenter.console.sample import lesson_at, painted

HERE = Area(0.1, 0.1, 0.2, 0.1)
WEB = Link(HERE, Jump.WEB, "Read more", address="https://example.com/more")


def hidden(lesson: Lesson, *numbers: int) -> Lesson:
    """The lesson with these slides hidden."""
    slides = tuple(replace(slide, hidden=slide.number in numbers) for slide in lesson.deck.slides)
    return replace(lesson, deck=replace(lesson.deck, slides=slides))


@pytest.mark.parametrize(
    ("jump", "wish"),
    [
        (Jump.NEXT, GoTo(5)),
        (Jump.BACK, GoTo(1)),
        (Jump.FIRST, Command.FIRST),
        (Jump.LAST, Command.LAST),
        (Jump.END, Command.STOP_PRESENTING),
        (Jump.CAME_FROM, GoTo(6)),
    ],
)
def test_a_link_in_the_lesson_comes_to_a_wish_and_skips_hidden_slides(jump: Jump, wish: Wish) -> None:
    assert wish_of(Link(HERE, jump), hidden(lesson_at(3), 2, 4), came_from=6) == wish


def test_a_link_may_lead_to_a_hidden_slide_but_not_out_of_the_deck() -> None:
    lesson = hidden(lesson_at(1), 4)
    assert wish_of(Link(HERE, Jump.SLIDE, slide=4), lesson, None) == GoTo(4)
    assert wish_of(Link(HERE, Jump.SLIDE, slide=7), lesson, None) is None


def test_at_the_ends_and_without_a_slide_before_there_is_nowhere_to_go() -> None:
    assert wish_of(Link(HERE, Jump.NEXT), lesson_at(6), None) is None
    assert wish_of(Link(HERE, Jump.BACK), lesson_at(1), None) is None
    assert wish_of(Link(HERE, Jump.CAME_FROM), lesson_at(1), None) is None


def test_links_to_the_same_target_are_listed_once_in_reading_order() -> None:
    low = Link(Area(0.1, 0.8, 0.1, 0.1), Jump.SLIDE, "Five", slide=5)
    picture = Link(Area(0.5, 0.1, 0.1, 0.1), Jump.WEB, "", address=WEB.address)
    right = Link(Area(0.5, 0.101, 0.1, 0.1), Jump.WEB, "Read", address="https://example.com/read")
    left = replace(right, area=Area(0.1, 0.102, 0.1, 0.1), address="https://example.com/left")
    words = Link(Area(0.1, 0.9, 0.1, 0.1), Jump.WEB, "More", address=WEB.address)
    assert distinct((low, picture, right, left, words)) == (left, words, right, low)


class Trainer:
    """Links with everything that comes of them."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.offered: list[tuple[Link, ...]] = []
        self.wishes: list[Wish] = []
        self.told: list[str] = []
        self.opens = True
        self.notices = Notices()
        self.notices.changed.connect(self._tell)
        self.links = Links(self.notices, "en", open_address=self._open)
        self.links.offered.connect(self.offered.append)
        self.links.wish.connect(self.wishes.append)

    def _open(self, address: QUrl) -> bool:
        self.opened.append(address.toString())
        return self.opens

    def _tell(self, notice: Notice | None) -> None:
        self.told += [notice.text] if notice is not None else []

    def see(self, slide: int, *links: Link) -> None:
        """Go to a slide with these links."""
        self.links.show_lesson(lesson_at(slide))
        self.links.show_picture(Picture(slide, 0, 320, 180, painted("white"), Findings((), links)))


@pytest.fixture
def trainer(qapp: QApplication) -> Trainer:
    return Trainer()


def test_an_address_is_opened_only_after_it_was_told(trainer: Trainer) -> None:
    trainer.see(1, WEB)
    assert trainer.links.carry_out(Follow(WEB))
    assert (trainer.offered, trainer.opened) == ([(WEB,)], [])
    assert trainer.links.carry_out(Follow(WEB, told=True))
    assert trainer.opened == [WEB.address]


def test_an_address_that_nothing_opens_is_told(trainer: Trainer) -> None:
    trainer.opens = False
    trainer.links.carry_out(Follow(WEB, told=True))
    assert WEB.address in trainer.told[0]


def test_the_slide_s_links_are_listed(trainer: Trainer) -> None:
    onward = Link(Area(0.5, 0.1, 0.1, 0.1), Jump.NEXT)
    trainer.see(1, WEB, WEB, onward)
    assert trainer.links.carry_out(Command.LINKS)
    assert trainer.offered == [(WEB, onward)]


def test_a_slide_without_links_says_so_and_those_of_the_last_slide_are_forgotten(trainer: Trainer) -> None:
    trainer.see(1, WEB)
    trainer.links.show_lesson(lesson_at(2))
    trainer.links.carry_out(Command.LINKS)
    assert trainer.offered == []
    assert trainer.told == ["There are no links on this slide."]


def test_a_link_back_leads_to_the_slide_seen_before(trainer: Trainer) -> None:
    back = Link(HERE, Jump.CAME_FROM)
    lesson = lesson_at(1)
    for place in (lesson, lesson.next(), lesson.go_to(4)):
        trainer.links.show_lesson(place)
    trainer.links.carry_out(Follow(back))
    trainer.links.show_lesson(lesson)
    trainer.links.carry_out(Follow(back))
    assert trainer.wishes == [GoTo(1), GoTo(4)]


def test_another_deck_begins_without_a_slide_seen_before(trainer: Trainer) -> None:
    trainer.see(1)
    trainer.see(4)  # every sample is a deck of its own
    trainer.links.carry_out(Follow(Link(HERE, Jump.CAME_FROM)))
    assert trainer.wishes == []


def test_other_wishes_are_left_to_others(trainer: Trainer) -> None:
    assert not trainer.links.carry_out(Command.NEXT)
    assert not trainer.links.carry_out(GoTo(2))
