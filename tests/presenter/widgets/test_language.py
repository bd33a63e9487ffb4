"""The windows' language, and Qt's own dialogs with it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from presenter.console.window import ConsoleWindow
from presenter.widgets.language import install


@pytest.fixture(autouse=True)
def _english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    install(qapp, "en")


def test_windows_and_qts_dialogs_speak_chinese(qtbot: QtBot, qapp: QApplication) -> None:
    install(qapp, "zh")
    window = ConsoleWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    assert window.top.sessions.text() == "历史课堂"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().language() == QLocale.Language.Chinese


def test_another_language_takes_the_first_ones_place(qtbot: QtBot, qapp: QApplication) -> None:
    install(qapp, "zh")
    install(qapp, "en")
    window = ConsoleWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    assert window.top.sessions.text() == "Past sessions"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
