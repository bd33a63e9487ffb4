"""The ways to draw a deck, side by side."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from assets.sentences import Language
from decks.model import Problem
from decks.render.export import Export, Way
from presenter.console.ways_dialog import WaysDialog
from presenter.drawn_problems import Shortcoming, Shortcomings
from presenter.picture_ways import Ways
from tests.presenter.console.sample import PLAIN, lesson_at, painted
from tests.presenter.console.test_words_fit import clipped, settle

DECK = lesson_at(PLAIN).deck
OFFICE = Export(Way.LIBREOFFICE, Path("/kept/slides.pdf"), ((1,),))
PDF = Export(Way.PDF, Path("/lessons/a rather long name of a lesson, exported twice.pdf"), ((1,),), "ab")
START = Ways(DECK, office_installed=True)
LONG = "LibreOffice was not done after 60 seconds and was stopped. Handsup goes on drawing the slides itself."
MANY = tuple(
    Shortcoming(number, f"A thing of the kind {number} is not drawn.", True) for number in range(1, 300)
)


@pytest.fixture
def dialog(qtbot: QtBot) -> WaysDialog:
    made = WaysDialog()
    qtbot.addWidget(made)
    made.show_deck(DECK, 1)
    made.show_ways(START, {})
    made.show()
    return made


def states(dialog: WaysDialog) -> dict[Way, tuple[bool, bool]]:
    """Of each way whether it is in use, and whether it can be chosen."""
    return {
        way: (card.in_use.isVisible(), card.use.isVisible() and card.use.isEnabled())
        for way, card in dialog.cards.items()
    }


def test_a_way_can_be_chosen_when_it_is_ready_and_not_in_use(dialog: WaysDialog):
    no, in_use, ready = (False, False), (True, False), (False, True)
    assert states(dialog) == {Way.BUILT_IN: in_use, Way.LIBREOFFICE: no, Way.PDF: no}
    dialog.show_ways(replace(START, office=OFFICE, pdf=PDF), {})
    assert states(dialog) == {Way.BUILT_IN: in_use, Way.LIBREOFFICE: ready, Way.PDF: ready}
    dialog.show_ways(replace(START, office=OFFICE, chosen=Way.LIBREOFFICE), {})
    assert states(dialog) == {Way.BUILT_IN: ready, Way.LIBREOFFICE: in_use, Way.PDF: no}


def test_libreoffice_can_be_wished_for_while_it_is_at_work_and_stopped(qtbot: QtBot, dialog: WaysDialog):
    dialog.show_ways(replace(START, converting=True), {}, elapsed_s=17)
    card = dialog.cards[Way.LIBREOFFICE]
    assert "17 s" in card.words.text()
    assert card.progress.isVisible()
    with qtbot.waitSignal(dialog.way_chosen) as chosen:
        qtbot.keyClick(card.use, Qt.Key.Key_Return)
    assert chosen.args == [Way.LIBREOFFICE]
    with qtbot.waitSignal(dialog.cancel_wanted):
        card.other.click()
    dialog.show_ways(replace(START, converting=True, chosen=Way.LIBREOFFICE), {})
    assert not card.use.isEnabled()


def test_after_a_failure_it_says_why_and_can_be_tried_again(qtbot: QtBot, dialog: WaysDialog):
    dialog.show_ways(START.troubled(Way.LIBREOFFICE, Problem("office.failed")), {Way.LIBREOFFICE: LONG})
    card = dialog.cards[Way.LIBREOFFICE]
    assert card.words.text() == LONG
    assert not card.progress.isVisible()
    with qtbot.waitSignal(dialog.conversion_wanted):
        card.other.click()


def test_without_libreoffice_it_says_so(dialog: WaysDialog):
    dialog.show_ways(replace(START, office_installed=False), {})
    card = dialog.cards[Way.LIBREOFFICE]
    assert "not on this computer" in card.words.text()
    assert not card.other.isVisible()


def test_a_pdf_s_name_is_told_and_that_steps_are_lost(dialog: WaysDialog):
    dialog.show_ways(replace(START, pdf=PDF), {})
    assert any(slide.steps > 1 for slide in DECK.slides)
    words = dialog.cards[Way.PDF].words.text().replace("\u200b", "")
    assert PDF.path.name in words
    assert "without its steps" in words


def test_pictures_stand_side_by_side(dialog: WaysDialog):
    dialog.show_ways(replace(START, office=OFFICE, pdf=PDF), {})
    colours = dict(zip(Way, ("#FF0000", "#00FF00", "#0000FF"), strict=True))
    for way, colour in colours.items():
        dialog.show_picture(way, painted(colour))
    picture = dialog.grab().toImage()
    for way, colour in colours.items():
        view = dialog.cards[way].view
        middle = view.mapTo(dialog, QPoint(view.width() // 2, view.height() // 2))
        assert picture.pixelColor(middle) == QColor(colour)
    sizes = {(size.width(), size.height()) for size in map(dialog.picture_size, Way)}
    assert max(width for width, _ in sizes) - min(width for width, _ in sizes) <= 1


def test_what_is_missing_is_listed_for_the_slide_and_for_the_deck(dialog: WaysDialog):
    slight = Shortcoming(4, "A cloud is a box.", False)
    dialog.show_shortcomings(Shortcomings((slight,), (MANY[0], slight), 5), slides=9)
    assert dialog.here.text() == "• A cloud is a box."
    assert dialog.everywhere.text().split("\n") == [
        "Slide 1: A thing of the kind 1 is not drawn.",
        "Slide 4: A cloud is a box. (slight)",
        "5 of 9 slides looked at",
    ]
    dialog.show_shortcomings(Shortcomings(drawn=9), slides=9)
    assert dialog.everywhere.text() == dialog.here.text() == "Nothing known."


def test_a_list_of_hundreds_ends_with_how_many_more(dialog: WaysDialog):
    dialog.show_shortcomings(Shortcomings(MANY, MANY, 9), slides=9)
    assert dialog.everywhere.text().endswith("… and 99 more")


def test_arrows_turn_the_slides_and_esc_closes(qtbot: QtBot, dialog: WaysDialog):
    turned: list[int] = []
    dialog.turned.connect(turned.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Right)
    qtbot.keyClick(dialog, Qt.Key.Key_PageUp)
    dialog.on.click()
    assert turned == [1, -1, 1]
    assert not dialog.back.isEnabled()
    with qtbot.waitSignal(dialog.closed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_stops_nothing_behind_it(dialog: WaysDialog):
    assert not dialog.isModal()


@pytest.mark.parametrize("size", [(900, 560), (1080, 640)], ids=str)
def test_nothing_is_clipped(qtbot: QtBot, language: Language, size: tuple[int, int]):
    dialog = WaysDialog()
    qtbot.addWidget(dialog)
    dialog.resize(*size)
    dialog.show_deck(DECK, len(DECK.slides))
    dialog.show_shortcomings(Shortcomings(MANY, MANY, 7), slides=9)
    dialog.show()
    trouble = {
        Way.LIBREOFFICE: LONG,
        Way.PDF: "“a rather long name.pdf” has 17 pages, the deck 15 slides. " * 2,
    }
    for ways, troubles in (
        (START, trouble),
        (replace(START, converting=True), {}),
        (replace(START, office=OFFICE, pdf=PDF, chosen=Way.PDF), {}),
        (replace(START, office_installed=False), {}),
    ):
        dialog.show_ways(ways, troubles, elapsed_s=59)
        settle()
        assert clipped(dialog) == []
        assert (dialog.width(), dialog.height()) == size
