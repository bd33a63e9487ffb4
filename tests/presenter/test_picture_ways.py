"""Each deck's way to its pictures: chosen, remembered, made in the background, and given up when it must."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from decks.model import Deck, Problem
from decks.opening import open_deck
from decks.render.export import Export, Way
from decks.render.office.exports import ExportStore
from decks.render.office.program import NAMED_BY
from presenter.picture_ways import MOST_REMEMBERED, PictureWays
from presenter.settings import SettingsFile, WayChoice
from tests.decks.render.office.fake_soffice import write_soffice
from tests.presenter.lesson_files import coloured_deck, coloured_pdf

SLOW_MS = 20_000
NAVY, GOLD = "#102040", "#c0a000"

if sys.platform == "win32":
    pytest.skip("only on systems where a script is a program", allow_module_level=True)


class Followed:
    """The ways, and what they have told."""

    def __init__(self, folder: Path) -> None:
        self.settings = SettingsFile(folder)
        self.ways = PictureWays(self.settings, ExportStore(folder / "store"))
        self.exports: list[Export | None] = []
        self.problems: list[Problem] = []
        self.ways.export_changed.connect(self.exports.append)
        self.ways.failed.connect(self.problems.append)

    @property
    def now(self):
        return self.ways.ways


@pytest.fixture
def begin(qapp: QGuiApplication, tmp_path: Path) -> Iterator[Callable[[], Followed]]:
    """As at the program's start, with the settings of the time before."""
    made: list[Followed] = []

    def make() -> Followed:
        for before in made:
            before.settings.wait_until_written()
        made.append(Followed(tmp_path / "data"))
        return made[-1]

    yield make
    for one in made:
        one.ways.close()


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    return open_deck(coloured_deck(tmp_path / "lesson.pptx", [NAVY, NAVY]))


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a LibreOffice there, which makes a PDF of these pages."""

    def put(body: str = "write_pdf()", pages: int = 2) -> None:
        coloured_pdf(tmp_path / "fake.pdf", [GOLD] * pages)
        monkeypatch.setenv(NAMED_BY, str(write_soffice(tmp_path, body)))

    return put


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED_BY, str(tmp_path / "nowhere"))


def test_without_a_choice_handsup_draws(begin: Callable[[], Followed], deck: Deck):
    one = begin()
    one.ways.open(deck)
    assert (one.now.chosen, one.now.export, one.now.office_installed) == (Way.BUILT_IN, None, False)
    assert (one.exports, one.problems) == ([], [])


def test_libreoffice_is_made_when_chosen_and_there_at_once_the_next_time(
    qtbot: QtBot, begin: Callable[[], Followed], install: Callable[..., None], deck: Deck
):
    install()
    one = begin()
    one.ways.open(deck)
    one.ways.choose(Way.LIBREOFFICE)
    assert (one.now.converting, one.now.export) == (True, None)
    qtbot.waitUntil(lambda: bool(one.exports), timeout=SLOW_MS)
    assert one.now.export == one.exports[0]
    assert not one.now.converting
    again = begin()
    again.ways.open(deck)
    assert again.now.export == one.exports[0]
    assert not again.now.converting


def test_an_edited_deck_keeps_the_choice_and_is_drawn_anew(
    qtbot: QtBot, begin: Callable[[], Followed], install: Callable[..., None], deck: Deck
):
    install()
    one = begin()
    one.ways.open(deck)
    one.ways.choose(Way.LIBREOFFICE)
    qtbot.waitUntil(lambda: bool(one.exports), timeout=SLOW_MS)
    edited = open_deck(coloured_deck(deck.path, [GOLD, NAVY]))
    assert edited.sha256 != deck.sha256
    again = begin()
    again.ways.open(edited)
    assert (again.now.chosen, again.now.export, again.now.converting) == (Way.LIBREOFFICE, None, True)
    qtbot.waitUntil(lambda: bool(again.exports), timeout=SLOW_MS)
    assert again.exports != one.exports


def test_a_failure_is_said_and_handsup_goes_on(
    qtbot: QtBot, begin: Callable[[], Followed], install: Callable[..., None], deck: Deck
):
    install(pages=5)
    one = begin()
    one.ways.open(deck)
    one.ways.choose(Way.LIBREOFFICE)
    qtbot.waitUntil(lambda: bool(one.problems), timeout=SLOW_MS)
    assert [problem.code for problem in one.problems] == ["office.page_count"]
    assert one.now.problem(Way.LIBREOFFICE) == one.problems[0]
    assert (one.now.export, one.now.converting, one.exports) == (None, False, [])


def test_a_chosen_libreoffice_that_is_gone_is_said(begin: Callable[[], Followed], deck: Deck):
    one = begin()
    one.ways.open(deck)
    one.ways.choose(Way.LIBREOFFICE)
    assert one.problems == [Problem("office.not_found")]


def test_looking_alone_says_and_changes_nothing(
    qtbot: QtBot, begin: Callable[[], Followed], install: Callable[..., None], deck: Deck
):
    install()
    one = begin()
    one.ways.open(deck)
    one.ways.convert_to_look()
    qtbot.waitUntil(lambda: one.now.office is not None, timeout=SLOW_MS)
    assert (one.now.chosen, one.now.export, one.exports) == (Way.BUILT_IN, None, [])
    one.ways.choose(Way.LIBREOFFICE)
    assert one.exports == [one.now.office]
    one.ways.choose(Way.BUILT_IN)
    assert one.exports[1:] == [None]


def test_looking_no_longer_ends_what_is_not_in_use(
    qtbot: QtBot, begin: Callable[[], Followed], install: Callable[..., None], deck: Deck, tmp_path: Path
):
    install("(here / 'begun').touch()\ntime.sleep(600)")
    one = begin()
    one.ways.open(deck)
    one.ways.convert_to_look()
    qtbot.waitUntil((tmp_path / "begun").exists, timeout=SLOW_MS)
    one.ways.stop_looking()
    assert not one.now.converting
    qtbot.waitUntil(lambda: not list((tmp_path / "data" / "store").glob("work-*")), timeout=SLOW_MS)
    assert (one.exports, one.problems) == ([], [])


def test_another_deck_ends_the_work_for_the_first(
    qtbot: QtBot, begin: Callable[[], Followed], install: Callable[..., None], deck: Deck, tmp_path: Path
):
    install("wait_for('go')\nwrite_pdf()")
    one = begin()
    one.ways.open(deck)
    one.ways.choose(Way.LIBREOFFICE)
    other = open_deck(coloured_deck(tmp_path / "other.pptx", [GOLD]))
    one.ways.open(other)
    assert (one.now.deck, one.now.chosen, one.now.converting) == (other, Way.BUILT_IN, False)
    (tmp_path / "go").touch()
    qtbot.waitUntil(lambda: not list((tmp_path / "data" / "store").glob("work-*")), timeout=SLOW_MS)
    assert one.exports == []


def test_a_pdf_is_read_then_chosen_then_remembered(
    qtbot: QtBot, begin: Callable[[], Followed], deck: Deck, tmp_path: Path
):
    one = begin()
    one.ways.open(deck)
    one.ways.choose(Way.PDF)
    assert one.now.chosen is Way.BUILT_IN  # there is none yet
    pdf = coloured_pdf(tmp_path / "mine.pdf", [GOLD, GOLD])
    one.ways.read_pdf(pdf)
    qtbot.waitUntil(lambda: one.now.pdf is not None, timeout=SLOW_MS)
    assert one.exports == []
    one.ways.choose(Way.PDF)
    (export,) = one.exports
    assert export is not None
    assert (export.way, export.path, export.pages) == (Way.PDF, pdf, ((1,), (2,)))
    again = begin()
    again.ways.open(deck)
    assert again.now.export == export


def test_a_pdf_that_does_not_fit_is_said_and_not_chosen(
    qtbot: QtBot, begin: Callable[[], Followed], deck: Deck, tmp_path: Path
):
    one = begin()
    one.ways.open(deck)
    one.ways.read_pdf(coloured_pdf(tmp_path / "mine.pdf", [GOLD] * 3))
    qtbot.waitUntil(lambda: one.now.problem(Way.PDF) is not None, timeout=SLOW_MS)
    problem = one.now.problem(Way.PDF)
    assert problem is not None
    assert (problem.code, problem.values["pages"]) == ("pdf.page_count", "3")
    assert one.problems == []  # the dialog says it


def test_a_pdf_of_a_deck_that_was_edited_is_no_longer_used(
    qtbot: QtBot, begin: Callable[[], Followed], deck: Deck, tmp_path: Path
):
    one = begin()
    one.ways.open(deck)
    one.ways.read_pdf(coloured_pdf(tmp_path / "mine.pdf", [GOLD, GOLD]))
    qtbot.waitUntil(lambda: one.now.pdf is not None, timeout=SLOW_MS)
    one.ways.choose(Way.PDF)
    again = begin()
    again.ways.open(open_deck(coloured_deck(deck.path, [GOLD, NAVY])))
    assert again.now.export is None
    assert again.problems == [Problem("pdf.outdated", values={"name": "mine.pdf"})]


def test_a_pdf_has_no_ways(begin: Callable[[], Followed], install: Callable[..., None], tmp_path: Path):
    install()
    one = begin()
    one.ways.open(open_deck(coloured_pdf(tmp_path / "lesson.pdf", [GOLD])))
    one.ways.choose(Way.LIBREOFFICE)
    one.ways.convert()
    assert (one.now.chosen, one.now.converting, one.now.office_installed) == (Way.BUILT_IN, False, False)


def test_only_so_many_choices_are_remembered(begin: Callable[[], Followed], deck: Deck, tmp_path: Path):
    settings = SettingsFile(tmp_path / "data")
    old = {f"lesson {number}": WayChoice(Way.LIBREOFFICE) for number in range(MOST_REMEMBERED)}
    settings.change(ways=old)
    settings.wait_until_written()
    one = begin()
    one.ways.open(deck)
    one.ways.choose(Way.BUILT_IN)
    one.settings.wait_until_written()
    kept = SettingsFile(tmp_path / "data").settings.ways
    assert len(kept) == MOST_REMEMBERED
    assert "lesson 0" not in kept
    assert kept[deck.lesson_id] == WayChoice(Way.BUILT_IN)
