"""The comparison of the ways, with real pictures."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from decks.opening import open_deck
from decks.render.export import Way
from decks.render.office.exports import ExportStore
from decks.render.office.program import NAMED_BY
from presenter.console.ways_dialog import WaysDialog
from presenter.picture_ways import PictureWays
from presenter.settings import SettingsFile
from presenter.way_previews import WayPreviews
from tests.decks.render.office.fake_soffice import write_soffice
from tests.presenter.lesson_files import coloured_deck, coloured_pdf

NAVY, GOLD, TEAL = "#102040", "#c0a000", "#008080"
SLOW_MS = 20_000

if sys.platform == "win32":
    pytest.skip("only on systems where a script is a program", allow_module_level=True)


class Bench:
    """The comparison of a deck's ways: navy by ourselves, golden by LibreOffice, teal from a PDF."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ways = PictureWays(SettingsFile(folder / "data"), ExportStore(folder / "store"))
        self.window = QWidget()
        self.previews = WayPreviews(self.ways, self.window, "en")
        self.deck = open_deck(coloured_deck(folder / "lesson.pptx", [NAVY, GOLD, NAVY]))
        self.ways.open(self.deck)

    def compare(self, slide: int = 1) -> WaysDialog:
        self.previews.open(self.deck, slide)
        assert self.previews.dialog is not None
        return self.previews.dialog

    def seen(self, way: Way) -> str:
        """The colour of the slide drawn this way; nothing while there is none."""
        assert self.previews.dialog is not None
        view = self.previews.dialog.cards[way].view
        if view.picture is None or view.waiting or view.message:
            return ""
        return view.picture.pixelColor(view.picture.width() // 2, view.picture.height() * 4 // 5).name()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    coloured_pdf(tmp_path / "fake.pdf", [GOLD] * 3)
    monkeypatch.setenv(NAMED_BY, str(write_soffice(tmp_path, "wait_for('go')\nwrite_pdf()")))
    made = Bench(tmp_path)
    yield made
    made.previews.close()
    made.ways.close()


def test_all_ways_are_drawn_side_by_side_as_they_get_ready(qtbot: QtBot, bench: Bench, tmp_path: Path):
    dialog = bench.compare()
    qtbot.waitUntil(lambda: bench.seen(Way.BUILT_IN) == NAVY, timeout=SLOW_MS)
    assert dialog.cards[Way.LIBREOFFICE].progress.isVisible()
    assert bench.seen(Way.LIBREOFFICE) == ""
    (tmp_path / "go").touch()
    qtbot.waitUntil(lambda: bench.seen(Way.LIBREOFFICE) == GOLD, timeout=SLOW_MS)
    dialog.pdf_picked.emit(coloured_pdf(tmp_path / "mine.pdf", [TEAL] * 3))
    qtbot.waitUntil(lambda: bench.seen(Way.PDF) == TEAL, timeout=SLOW_MS)
    assert (bench.seen(Way.BUILT_IN), bench.seen(Way.LIBREOFFICE)) == (NAVY, GOLD)
    qtbot.keyClick(dialog, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bench.seen(Way.BUILT_IN) == GOLD, timeout=SLOW_MS)
    assert dialog.place.text() == "Slide 2 of 3"


def test_a_way_is_taken_from_there(qtbot: QtBot, bench: Bench, tmp_path: Path):
    (tmp_path / "go").touch()
    dialog = bench.compare()
    qtbot.waitUntil(lambda: bench.ways.ways.office is not None, timeout=SLOW_MS)
    with qtbot.waitSignal(bench.ways.export_changed) as changed:
        dialog.cards[Way.LIBREOFFICE].use.click()
    assert changed.args == [bench.ways.ways.office]
    assert dialog.cards[Way.LIBREOFFICE].in_use.isVisible()


def test_a_pdf_that_does_not_fit_is_said_on_its_card(qtbot: QtBot, bench: Bench, tmp_path: Path):
    dialog = bench.compare()
    dialog.pdf_picked.emit(coloured_pdf(tmp_path / "mine.pdf", [TEAL]))
    words = dialog.cards[Way.PDF].words
    qtbot.waitUntil(lambda: "has 1 pages, the deck 3 slides" in words.text(), timeout=SLOW_MS)
    assert not dialog.cards[Way.PDF].use.isEnabled()


def test_the_whole_deck_is_looked_at_for_what_can_not_be_drawn(qtbot: QtBot, bench: Bench):
    dialog = bench.compare()
    qtbot.waitUntil(lambda: dialog.everywhere.text() == "Nothing known.", timeout=SLOW_MS)
    assert dialog.here.text() == "Nothing known."


def test_closing_it_ends_all_work_for_it(qtbot: QtBot, bench: Bench, tmp_path: Path):
    bench.compare()
    qtbot.waitUntil(lambda: bench.seen(Way.BUILT_IN) == NAVY, timeout=SLOW_MS)
    assert bench.ways.ways.converting
    bench.previews.close()
    assert bench.previews.dialog is None
    assert not bench.ways.ways.converting
    qtbot.waitUntil(lambda: not list((tmp_path / "store").glob("work-*")), timeout=SLOW_MS)


def test_another_deck_takes_it_away(qtbot: QtBot, bench: Bench, tmp_path: Path):
    bench.compare()
    bench.ways.open(open_deck(coloured_deck(tmp_path / "other.pptx", [TEAL])))
    assert bench.previews.dialog is None


def test_a_pdf_lesson_has_nothing_to_compare(bench: Bench, tmp_path: Path):
    bench.previews.open(open_deck(coloured_pdf(tmp_path / "lesson.pdf", [TEAL])), 1)
    assert bench.previews.dialog is None
