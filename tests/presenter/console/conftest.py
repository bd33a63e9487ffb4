"""The console that the tests look at, what is wished from it, and the languages it speaks."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assets.sentences import Language
from presenter.commands import Wish
from presenter.console.window import ConsoleWindow
from presenter.widgets.language import install


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    """Each language once, installed before anything speaks it."""
    install(qapp, request.param)
    yield request.param
    install(qapp, "en")


@pytest.fixture
def console(qtbot: QtBot) -> Iterator[ConsoleWindow]:
    """A console that is seen, and shows nothing yet."""
    console = ConsoleWindow()
    console.show()
    qtbot.waitExposed(console)
    yield console
    console.allow_close()
    console.close()


@pytest.fixture
def wishes(console: ConsoleWindow) -> list[Wish]:
    """What is wished from the console, in turn."""
    wishes: list[Wish] = []
    console.wish.connect(wishes.append)
    return wishes
