"""From the badge on the console to the pictures on the wall, with the whole presenter but its server."""

import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from decks.render.export import Way
from decks.render.office.program import NAMED_BY
from presenter.app import Presenter, build
from presenter.commands import Command, GoTo
from tests.decks.render.office.fake_soffice import write_soffice
from tests.end_to_end.windows import texts
from tests.presenter.lesson_files import coloured_deck, coloured_pdf
from tests.presenter.test_turning import seen

NAVY, GOLD, TEAL = "#102040", "#c0a000", "#008080"
SLOW_MS = 30_000

if sys.platform == "win32":
    pytest.skip("only on systems where a script is a program", allow_module_level=True)


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three navy slides, which LibreOffice makes golden."""
    coloured_pdf(tmp_path / "fake.pdf", [GOLD] * 3)
    monkeypatch.setenv(NAMED_BY, str(write_soffice(tmp_path, "write_pdf()")))
    return coloured_deck(tmp_path / "lesson.pptx", [NAVY] * 3)


@pytest.fixture
def present(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], Presenter]]:
    """Starts the presenter with a deck, as the trainer left it the time before; the one before is ended."""
    made: list[Presenter] = []

    def start(path: Path) -> Presenter:
        end_all()
        presenter = build(tmp_path / "data", "en")
        made.append(presenter)
        presenter.console.show()
        presenter.opening.open(path)
        qtbot.waitUntil(lambda: presenter.showing.settled, timeout=SLOW_MS)
        return presenter

    def end_all() -> None:
        while made:
            made.pop().close()

    yield start
    end_all()


def test_libreoffice_is_chosen_from_the_badge_and_there_from_the_first_slide_the_next_time(
    qtbot: QtBot, deck: Path, present: Callable[[Path], Presenter]
):
    p = present(deck)
    p.projector.show()
    qtbot.waitUntil(lambda: p.showing.settled and seen(p.projector) == NAVY, timeout=SLOW_MS)
    p.console.bottom.badge.click()
    assert p.previews.dialog is not None
    qtbot.waitUntil(lambda: p.ways.ways.office is not None, timeout=SLOW_MS)
    p.previews.dialog.cards[Way.LIBREOFFICE].use.click()
    qtbot.waitUntil(lambda: p.showing.settled and seen(p.console.current) == GOLD, timeout=SLOW_MS)
    assert seen(p.projector) == NAVY
    p.wish(Command.NEXT)
    qtbot.waitUntil(lambda: seen(p.projector) == GOLD, timeout=SLOW_MS)
    again = present(deck)
    assert seen(again.console.current) == GOLD


def test_a_pdf_that_was_replaced_is_said_and_handsup_draws_again(
    qtbot: QtBot, deck: Path, present: Callable[[Path], Presenter], tmp_path: Path
):
    pdf = coloured_pdf(tmp_path / "mine.pdf", [TEAL] * 3)
    p = present(deck)
    p.ways.read_pdf(pdf)
    qtbot.waitUntil(lambda: p.ways.ways.pdf is not None, timeout=SLOW_MS)
    p.ways.choose(Way.PDF)
    qtbot.waitUntil(lambda: p.showing.settled and seen(p.console.current) == TEAL, timeout=SLOW_MS)
    coloured_pdf(pdf, [GOLD] * 3)
    again = present(deck)
    assert seen(again.console.current) == NAVY
    assert any("“mine.pdf” is not the PDF that was chosen" in text for text in texts(again.console))
    assert again.ways.ways.export is None


def without_slide_2(deck: Path) -> Path:
    """The same deck with a slide that can't be read."""
    with zipfile.ZipFile(deck) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(deck, "w") as new:
        for name, data in parts.items():
            new.writestr(name, b"?" if name == "ppt/slides/slide2.xml" else data)
    return deck


def test_the_badge_follows_the_slide(qtbot: QtBot, deck: Path, present: Callable[[Path], Presenter]):
    p = present(without_slide_2(deck))
    badge = p.console.bottom.badge
    assert badge.text() == ""
    p.wish(GoTo(2))
    qtbot.waitUntil(lambda: badge.text() == "1", timeout=SLOW_MS)
    assert "This slide is damaged" in badge.accessibleDescription()
    p.wish(GoTo(1))
    assert badge.text() == ""
    assert "1, on 1 of" in badge.accessibleDescription()


def test_a_conversion_that_ends_in_the_middle_of_the_lesson_waits_for_the_next_step(
    qtbot: QtBot, deck: Path, present: Callable[[Path], Presenter], tmp_path: Path
):
    write_soffice(tmp_path, "wait_for('go')\nwrite_pdf()")
    p = present(deck)
    p.ways.choose(Way.LIBREOFFICE)
    p.desk.screens.present()
    qtbot.waitUntil(lambda: p.showing.settled and seen(p.projector) == NAVY, timeout=SLOW_MS)
    assert p.ways.ways.converting
    (tmp_path / "go").touch()
    qtbot.waitUntil(lambda: p.showing.settled and seen(p.console.current) == GOLD, timeout=SLOW_MS)
    assert any("The projector shows it from the next step" in text for text in texts(p.console))
    p.wish(Command.BLACK)
    p.wish(Command.BLACK)
    assert seen(p.projector) == NAVY
    p.wish(Command.NEXT)
    qtbot.waitUntil(lambda: seen(p.projector) == GOLD, timeout=SLOW_MS)
