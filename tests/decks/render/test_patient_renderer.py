"""Slides are drawn while the metafiles of others are still being drawn."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from decks.render.cache import Wish
from decks.render.drawing import Drawing
from decks.render.export import Export, Way
from decks.render.images.metafile_drawings import LONGEST_MS, MetafileDrawings
from decks.render.patient_renderer import PatientRenderer
from tests.decks.render.emf_file import EmfDecks, emf
from tests.decks.render.held_metafiles import HeldProgram

RED, BLUE = emf(), emf(colour=0xFF0000)
ONE, TWO, THREE = (Wish(slide, 0, 320, 180) for slide in (1, 2, 3))


class Followed:
    """A renderer whose metafiles are drawn by the program of the test, and what it has told."""

    def __init__(self, path: Path, program: HeldProgram, longest_ms: int, export: Export | None) -> None:
        metafiles = MetafileDrawings(waits=False, program=program.name, longest_ms=longest_ms)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self.renderer = PatientRenderer(path, digest, export, metafiles)
        self.due: list[Wish] = []
        self.renderer.due.connect(self.due.append)


Follow = Callable[..., Followed]


@pytest.fixture
def follow(qapp: QGuiApplication, held_program: HeldProgram) -> Iterator[Follow]:
    followed: list[Followed] = []

    def one(path: Path, *, longest_ms: int = LONGEST_MS, export: Export | None = None) -> Followed:
        followed.append(Followed(path, held_program, longest_ms, export))
        return followed[-1]

    yield one
    for one_more in followed:
        one_more.renderer.close()


def shows_red(drawing: Drawing | None) -> bool:
    assert drawing is not None
    return drawing.image.pixelColor(160, 90) == QColor("red")


def codes(drawing: Drawing | None) -> list[str]:
    assert drawing is not None
    return [problem.code for problem in drawing.findings.problems]


def test_a_slow_metafile_does_not_hold_up_another_slide(
    emf_decks: EmfDecks, follow: Follow, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = follow(emf_decks.make({1: RED}))
    assert one.renderer.draw(ONE) is None
    qtbot.waitUntil(lambda: held_program.has_begun(RED), timeout=20_000)
    other = one.renderer.draw(TWO)
    assert codes(other) == []
    assert not shows_red(other)
    assert one.due == []
    held_program.let(RED)
    qtbot.waitUntil(lambda: one.due == [ONE], timeout=20_000)
    assert shows_red(one.renderer.draw(ONE))


def test_one_that_takes_too_long_ends_with_a_box_and_its_problem_and_has_a_second_chance(
    emf_decks: EmfDecks, follow: Follow, qtbot: QtBot
) -> None:
    one = follow(emf_decks.make({1: RED}), longest_ms=50)
    assert one.renderer.draw(ONE) is None
    qtbot.waitUntil(lambda: one.due == [ONE], timeout=20_000)
    box = one.renderer.draw(ONE)
    assert codes(box) == ["render.picture_format"]
    assert not shows_red(box)
    assert one.renderer.draw(ONE) is None


def test_all_steps_and_sizes_that_wait_are_due_together(
    emf_decks: EmfDecks, follow: Follow, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = follow(emf_decks.make({1: RED}))
    small = Wish(1, 0, 160, 90)
    assert one.renderer.draw(ONE) is None
    assert one.renderer.draw(small, wanted=False) is None
    held_program.let(RED)
    qtbot.waitUntil(lambda: one.due == [ONE, small], timeout=20_000)


def test_the_metafiles_of_other_slides_are_there_before_they_are_asked_for(
    emf_decks: EmfDecks, follow: Follow, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = follow(emf_decks.make({1: RED, 3: BLUE}, slides=6))
    held_program.let(RED, BLUE)
    assert one.renderer.draw(Wish(5, 0, 320, 180)) is not None
    qtbot.waitUntil(lambda: held_program.has_begun(BLUE, RED), timeout=20_000)
    qtbot.waitUntil(lambda: shows_red(one.renderer.draw(ONE)), timeout=20_000)
    assert shows_red(one.renderer.draw(THREE))
    assert len(held_program.begun) == 2


def test_a_slide_that_is_wanted_goes_before_those_prepared(
    emf_decks: EmfDecks, follow: Follow, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = follow(emf_decks.make({1: RED, 2: BLUE}))
    assert one.renderer.draw(TWO, wanted=False) is None
    qtbot.waitUntil(lambda: held_program.has_begun(BLUE), timeout=20_000)
    assert one.renderer.draw(ONE) is None
    held_program.let(RED)
    qtbot.waitUntil(lambda: one.due == [ONE], timeout=20_000)
    held_program.let(BLUE)
    qtbot.waitUntil(lambda: one.due == [ONE, TWO], timeout=20_000)


def test_a_slide_with_a_page_of_its_own_waits_for_no_metafile(
    emf_decks: EmfDecks, follow: Follow, make_pdf: Callable[[list[str]], Path]
) -> None:
    export = Export(Way.PDF, make_pdf(["one"]), ((1,), (0,)))
    one = follow(emf_decks.make({1: RED, 2: BLUE}), export=export)
    assert one.renderer.draw(ONE) is not None
    assert one.renderer.draw(TWO) is None


def test_nothing_comes_from_a_deck_that_was_closed(
    emf_decks: EmfDecks, follow: Follow, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = follow(emf_decks.make({1: RED}))
    assert one.renderer.draw(ONE) is None
    qtbot.waitUntil(lambda: held_program.has_begun(RED), timeout=20_000)
    one.renderer.close()
    held_program.let(RED)
    two = follow(emf_decks.make({1: RED}, name="other.pptx"))
    assert two.renderer.draw(ONE) is None
    qtbot.waitUntil(lambda: two.due == [ONE], timeout=20_000)
    assert one.due == []
