"""The settings on the console: each change holds at once, and the next time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from presenter.app import Presenter, build
from presenter.screens import IN_A_WINDOW
from presenter.settings import SettingsFile
from presenter.widgets.theme import Theme, current_colours, wear
from server.protocol import Identity

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def presenter(folder: Path, qtbot: QtBot) -> Iterator[Presenter]:
    """The console is up, without a server."""
    presenter = build(folder, "en")
    presenter.console.show()
    yield presenter
    presenter.close()
    wear(Theme.SYSTEM)


def choose(chooser: QComboBox, value: object) -> None:
    """As by hand."""
    place = chooser.findData(value)
    assert place >= 0
    chooser.setCurrentIndex(place)
    chooser.activated.emit(place)


def test_a_key_opens_the_settings_and_esc_puts_them_away(presenter: Presenter, qtbot: QtBot):
    sheet = presenter.console.settings_sheet
    for key in (Qt.Key.Key_Comma, Qt.Key.Key_Comma):
        shown = sheet.isVisible()
        qtbot.keyClick(presenter.console, key, CONTROL)
        assert sheet.isVisible() is not shown
    presenter.console.top.settings.click()
    assert sheet.isVisible()
    qtbot.keyClick(presenter.console, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_dark_is_dark_at_once_and_light_is_light(presenter: Presenter, qtbot: QtBot):
    sheet = presenter.console.settings_sheet
    for theme, dark in ((Theme.DARK, True), (Theme.LIGHT, False), (Theme.DARK, True)):
        choose(sheet.theme, theme.value)
        assert current_colours().dark is dark
        surface = current_colours().surface
        qtbot.waitUntil(lambda surface=surface: surface in presenter.console.styleSheet())


def test_what_was_chosen_is_shown_and_known_the_next_time(presenter: Presenter, folder: Path, qtbot: QtBot):
    sheet = presenter.console.settings_sheet
    qtbot.keyClick(presenter.console, Qt.Key.Key_Comma, CONTROL)
    for chooser, value in (
        (sheet.language, "zh"),
        (sheet.theme, "light"),
        (sheet.display, IN_A_WINDOW),
        (sheet.identity, "anonymous"),
        (sheet.keep, 30),
    ):
        choose(chooser, value)
    presenter.settings.wait_until_written()
    kept = SettingsFile(folder).settings
    assert (kept.language, kept.theme, kept.slides_on) == ("zh", Theme.LIGHT, IN_A_WINDOW)
    assert (kept.new_identity, kept.new_keep_days) == (Identity.ANONYMOUS, 30)
    sheet.open_sheet(kept, ("laptop",))
    shown = (sheet.language, sheet.theme, sheet.display, sheet.identity, sheet.keep)
    assert [box.currentData() for box in shown] == ["zh", "light", IN_A_WINDOW, "anonymous", 30]
    choose(sheet.keep, None)
    assert presenter.settings.settings.new_keep_days is None


def test_a_display_that_is_not_connected_stays_chosen(presenter: Presenter):
    sheet = presenter.console.settings_sheet
    presenter.settings.change(slides_on="HDMI-1")
    sheet.open_sheet(presenter.settings.settings, ("laptop", "hall"))
    assert "HDMI-1" in sheet.display.currentText()
    assert sheet.display.count() == 5


def test_displays_that_show_the_same_are_warned_of_as_long_as_they_do(presenter: Presenter):
    presenter.desk.screens.copied.emit(True)
    assert "sees this console" in presenter.console.notice.label.text()
    presenter.desk.screens.copied.emit(False)
    assert not presenter.console.notice.isVisible()
