"""Beginning a session against the real server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from decks.model import Deck, Slide
from presenter.app import build
from presenter.class_session import ClassSession
from presenter.commands import Command
from presenter.connection import Connection
from presenter.console.window import ConsoleWindow
from presenter.link import Link
from presenter.session_clock import SessionClock
from presenter.settings import SettingsFile
from presenter.start_choices import StartChoices
from presenter.starting import Starting
from server.protocol import Identity, Moderation, Scoring

DECK = Deck(Path("/decks/lesson.pptx"), "lesson", "0" * 64, "Lesson", 16, 9, (Slide(1, "One"),))
CHOICES = StartChoices(
    Identity.ANONYMOUS,
    keep_days=30,
    moderation=Moderation(texts=False),
    scoring=Scoring(leaderboard=True),
    feedback=False,
    slides=True,
)
PATIENCE_MS = 10_000


class Here:
    """The parts that begin a session, and a console for the sheet."""

    def __init__(self, link: Link, connection: Connection, folder: Path, qtbot: QtBot) -> None:
        self.console = ConsoleWindow()
        qtbot.addWidget(self.console, before_close_func=lambda window: window.allow_close())
        self.sheet = self.console.start_sheet
        self.settings = SettingsFile(folder / "presenter")
        self.session = ClassSession(link, SessionClock())
        connection.accepted.connect(self.session.take_welcome)
        self.starting = Starting(self.sheet, self.session, link, self.settings, "en")
        self.link = link
        self.times = 0
        self.starting.begun.connect(self._count)
        self.starting.use(DECK)
        self._qtbot = qtbot

    def until(self, met: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(met, timeout=PATIENCE_MS)

    def _count(self) -> None:
        self.times += 1


@pytest.fixture
def here(connect: Callable[[], tuple[Link, Connection]], folder: Path, qtbot: QtBot) -> Iterator[Here]:
    here = Here(*connect(), folder, qtbot)
    yield here
    here.settings.wait_until_written()


def test_the_session_begins_as_it_was_chosen_and_that_is_remembered(here: Here):
    here.until(lambda: here.link.up)
    here.settings.change(starts={"another": CHOICES})
    here.starting.ask()
    assert here.sheet.choices == CHOICES  # what was chosen last, for a lesson never taught
    here.sheet.begin.click()
    here.until(lambda: here.session.view is not None)
    view = here.session.view
    assert view is not None
    assert (view.identity, view.moderation, view.scoring) == (
        CHOICES.identity,
        CHOICES.moderation,
        CHOICES.scoring,
    )
    assert (view.feedback, view.slides) == (CHOICES.feedback, CHOICES.slides)
    assert (here.times, here.starting.asking) == (1, False)
    assert here.settings.settings.starts == {"another": CHOICES, "lesson": CHOICES}


def test_a_lesson_never_taught_begins_as_the_settings_say(here: Here):
    here.settings.change(starts={"another": CHOICES}, new_identity=Identity.NICKNAME, new_keep_days=0)
    choices = here.starting.remembered(DECK)
    assert (choices.identity, choices.keep_days) == (Identity.NICKNAME, None)
    assert choices.scoring == CHOICES.scoring  # the rest is as last time
    here.settings.change(starts={"lesson": CHOICES})
    assert here.starting.remembered(DECK) == CHOICES


def test_it_begins_as_soon_as_the_server_is_there(here: Here):
    assert not here.link.up
    here.starting.ask()
    here.starting.begin()
    assert here.times == 1
    here.until(lambda: here.session.view is not None)
    assert here.session.view is not None
    assert here.session.view.feedback  # unless the trainer wants none
    assert not here.session.view.slides  # unless the trainer wants it


def test_whoever_wants_is_not_asked_again(here: Here):
    here.starting.ask()
    assert here.starting.asks_first
    here.sheet.at_once.click()
    here.starting.begin()
    assert not here.starting.asks_first


def begin_with_new_group(here: Here) -> None:
    here.starting.ask()
    here.sheet.group.setCurrentIndex(here.sheet.group.count() - 1)
    here.sheet.name.setText("Class A")
    here.starting.begin()


def test_a_new_group_is_made_before_its_session(here: Here):
    here.until(lambda: here.link.up)
    begin_with_new_group(here)
    assert here.times == 0
    here.until(lambda: here.session.view is not None)
    assert here.session.view is not None
    group = here.session.view.group
    assert len(group) == 16
    here.session.end()
    here.until(lambda: here.session.view is None)
    here.starting.ask()
    assert (here.sheet.choices.group, here.sheet.choices.group_name) == (group, "Class A")
    here.until(lambda: "(0 on the roster)" in here.sheet.group.currentText())


def test_a_name_that_another_group_has_is_refused_on_the_sheet(here: Here):
    here.until(lambda: here.link.up)
    begin_with_new_group(here)
    here.until(lambda: here.session.view is not None)
    here.session.end()
    here.until(lambda: here.session.view is None)
    begin_with_new_group(here)
    here.until(lambda: bool(here.sheet.trouble.text()))
    assert here.starting.asking
    assert (here.times, here.session.view) == (1, None)


def test_a_server_that_goes_while_a_group_is_made_leaves_the_sheet_usable(here: Here):
    here.starting.ask()
    begin_with_new_group(here)  # the server isn't there yet
    here.until(lambda: bool(here.sheet.trouble.text()))
    here.until(lambda: here.link.up)
    begin_with_new_group(here)
    here.link.lost.emit()
    assert here.starting.asking
    here.sheet.group.setCurrentIndex(0)
    here.starting.begin()
    assert here.times == 1


def test_a_group_that_is_gone_is_told_and_chosen_no_more(here: Here, qtbot: QtBot):
    here.until(lambda: here.link.up)
    gone = StartChoices(group="f" * 16, group_name="Gone")
    here.settings.change(starts={"lesson": gone}, begin_without_asking=True)
    with qtbot.waitSignal(here.session.not_begun, timeout=PATIENCE_MS):
        here.starting.begin()
    here.starting.ask()
    here.until(lambda: here.sheet.choices.group == "")
    assert here.settings.settings.starts == {"lesson": StartChoices()}  # nor is its name kept
    here.starting.begin()
    here.until(lambda: here.session.view is not None)


def test_f5_asks_on_the_console_and_f5_again_begins(folder: Path):
    presenter = build(folder, "en")
    try:
        presenter.wish(Command.PRESENT)
        assert not presenter.console.start_sheet.open  # there is no deck
        presenter.desk.use(DECK)
        presenter.wish(Command.PRESENT)
        assert presenter.console.start_sheet.open
        assert not presenter.desk.screens.presenting
        presenter.wish(Command.PRESENT)
        assert not presenter.console.start_sheet.open
        assert presenter.desk.screens.presenting
        presenter.wish(Command.CHOOSE_START)
        assert presenter.console.start_sheet.open
        assert presenter.desk.screens.presenting is presenter.desk.screens.apart  # nothing lies over it
        presenter.settings.change(begin_without_asking=True)
        presenter.console.start_sheet.close_sheet()
        presenter.wish(Command.PRESENT)
        assert presenter.desk.screens.presenting
        assert not presenter.console.start_sheet.open
    finally:
        presenter.close()
