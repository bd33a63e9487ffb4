"""The presenter's side: a conversion goes on by itself, can be cancelled, and outlives nobody."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from decks.model import Problem
from decks.opening import open_deck
from decks.render.export import Export
from decks.render.messages import path_word
from decks.render.office.conversion import Conversion
from decks.render.office.exports import ExportStore
from decks.render.office.program import Program
from decks.render.python_process import python_process
from tests.decks.render.office.test_soffice import is_gone

Make = Callable[..., Program]
SLOW_MS = 20_000


class Followed:
    """A conversion and what it has told."""

    def __init__(self, conversion: Conversion) -> None:
        self.conversion = conversion
        self.told: list[Export | Problem] = []
        conversion.finished.connect(self.told.append)
        conversion.failed.connect(self.told.append)


@pytest.fixture
def start(
    store: ExportStore, make_deck: Callable[..., Path], qtbot: QtBot
) -> Iterator[Callable[[Program], Followed]]:
    """Begins conversions of a deck of one slide; what still runs at the end is ended."""
    started: list[Followed] = []

    def begin(program: Program) -> Followed:
        started.append(Followed(Conversion(open_deck(make_deck()), program, store)))
        return started[-1]

    yield begin
    for one in started:
        one.conversion.close()


def test_it_ends_with_the_deck_s_pages(qtbot: QtBot, soffice: Make, start: Callable[[Program], Followed]):
    one = start(soffice("write_pdf()"))
    qtbot.waitUntil(lambda: bool(one.told), timeout=SLOW_MS)
    (export,) = one.told
    assert isinstance(export, Export)
    assert export.pages == ((1,),)
    assert export.path.is_file()


def test_a_failure_is_said_in_the_sentence_s_words(
    qtbot: QtBot, soffice: Make, start: Callable[[Program], Followed]
):
    one = start(soffice("write_pdf()", pages=2))
    qtbot.waitUntil(lambda: bool(one.told), timeout=SLOW_MS)
    (problem,) = one.told
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["pages"]) == ("office.page_count", "2")


@pytest.mark.parametrize("way", ["cancel", "close"])
def test_cancelled_it_ends_everything_and_says_nothing(
    qtbot: QtBot,
    soffice: Make,
    store: ExportStore,
    start: Callable[[Program], Followed],
    calls: Callable[[], list[list[str]]],
    tmp_path: Path,
    way: str,
):
    one = start(soffice("leave_child()\ntime.sleep(600)"))
    qtbot.waitUntil((tmp_path / "child").exists, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: bool((tmp_path / "child").read_text()), timeout=SLOW_MS)
    getattr(one.conversion, way)()
    pids = [int(calls()[0][0]), int((tmp_path / "child").read_text())]
    qtbot.waitUntil(lambda: all(map(is_gone, pids)), timeout=SLOW_MS)
    qtbot.waitUntil(lambda: not list(store.folder.glob("work-*")), timeout=SLOW_MS)
    assert one.told == []


def test_killed_by_force_it_leaves_nothing_running(
    qtbot: QtBot,
    soffice: Make,
    store: ExportStore,
    make_deck: Callable[..., Path],
    calls: Callable[[], list[list[str]]],
    tmp_path: Path,
):
    program, deck = soffice("leave_child()\n(here / 'ready').touch()\ntime.sleep(600)"), make_deck()
    words = (path_word(deck), open_deck(deck).sha256, path_word(program.path), program.version)
    process = python_process("decks.render.office.converter", *words, path_word(store.folder))
    process.start()
    qtbot.waitUntil((tmp_path / "ready").exists, timeout=SLOW_MS)
    process.kill()
    assert process.waitForFinished(SLOW_MS)
    pids = [int(calls()[0][0]), int((tmp_path / "child").read_text())]
    qtbot.waitUntil(lambda: all(map(is_gone, pids)), timeout=SLOW_MS)


def test_a_program_that_does_not_start_is_a_failure(
    qtbot: QtBot, start: Callable[[Program], Followed], tmp_path: Path
):
    one = start(Program(tmp_path / "nothing", "1"))
    qtbot.waitUntil(lambda: bool(one.told), timeout=SLOW_MS)
    (problem,) = one.told
    assert isinstance(problem, Problem)
    assert problem.code == "office.failed"
