"""Colours that can be read, marks that can be told apart."""

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from pytestqt.qtbot import QtBot

from presenter.console.window import ConsoleWindow
from presenter.projector import look
from presenter.widgets.theme import DARK, LIGHT, Colours, current_colours, option_mark
from tests.presenter.console.sample import ASKING, lesson_at

AA_TEXT = 4.5


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    c = QColor(colour)
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in c.getRgbF()[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_of_the_console_meets_aa(colours: Colours) -> None:
    grounds = (colours.ground, colours.surface, colours.raised)
    for ink in (colours.text, colours.muted):
        assert min(contrast(ink, ground) for ground in grounds) >= AA_TEXT
    assert contrast(colours.on_accent, colours.accent) >= AA_TEXT
    assert contrast(colours.good, colours.surface) >= AA_TEXT
    assert contrast(colours.good, colours.good_ground) >= AA_TEXT
    assert contrast(colours.warning, colours.warning_ground) >= AA_TEXT
    assert contrast(colours.serious, colours.serious_ground) >= AA_TEXT
    assert contrast(colours.on_accent, colours.serious) >= AA_TEXT


@pytest.mark.parametrize("theme", [look.DARK, look.LIGHT], ids=["dark", "light"])
def test_text_of_the_projector_meets_aa(theme: look.Look) -> None:
    for ink in (theme.text, theme.muted, theme.good, theme.accent, theme.warning):
        assert min(contrast(ink, theme.ground), contrast(ink, theme.surface)) >= AA_TEXT


def test_a_letter_can_be_read_on_every_mark() -> None:
    assert min(contrast(option_mark(i).ink, option_mark(i).colour) for i in range(8)) >= AA_TEXT


def test_eight_options_differ_in_letter_shape_and_colour() -> None:
    marks = [option_mark(index) for index in range(8)]
    assert "".join(mark.letter for mark in marks) == "ABCDEFGH"
    assert len({mark.shape for mark in marks}) == len({mark.colour for mark in marks}) == 8
    assert option_mark(25).letter == "Z"


def test_the_console_follows_the_system_into_the_dark_and_back(qtbot: QtBot) -> None:
    window = ConsoleWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.show_lesson(lesson_at(ASKING))
    window.show()
    usual = QGuiApplication.palette()
    dark = QPalette(QColor("#202020"))
    light = window.grab().toImage().pixelColor(2, 300)
    try:
        QGuiApplication.setPalette(dark)
        assert current_colours() is DARK
        qtbot.waitUntil(lambda: window.grab().toImage().pixelColor(2, 300) == QColor(DARK.ground))
    finally:
        QGuiApplication.setPalette(usual)
    qtbot.waitUntil(lambda: window.grab().toImage().pixelColor(2, 300) == light)
