"""Metafiles drawn by another process: waited for, or in the background."""

import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from decks.render.images.completeness import Completeness
from decks.render.images.metafile_drawings import LONGEST_MS, MOST_SLOW, PROGRAM, MetafileDrawings
from decks.render.images.metafile_queue import Urgency
from decks.render.images.metafiles import Metafile, MetafileAwaitedError, MetafileError, SlowMetafileError
from decks.render.images.svg import draw_svg
from tests.decks.render.emf_file import PATTERN, UNKNOWN, emf
from tests.decks.render.held_metafiles import HeldProgram


def metafile(data: bytes) -> Metafile:
    return Metafile.of(data, lambda: data)


ONE, TWO, THREE = (metafile(emf(colour=colour)) for colour in (1, 2, 3))
Make = Callable[..., MetafileDrawings]


@pytest.fixture
def drawings(qapp: QGuiApplication) -> Iterator[Make]:
    made: list[MetafileDrawings] = []

    def make(
        *, waits: bool = False, program: str = PROGRAM, longest_ms: int = LONGEST_MS
    ) -> MetafileDrawings:
        made.append(MetafileDrawings(waits=waits, program=program, longest_ms=longest_ms))
        return made[-1]

    yield make
    for one in made:
        one.close()


def settled_by(drawings: MetafileDrawings) -> list[bytes]:
    keys: list[bytes] = []
    drawings.settled.connect(keys.append)
    return keys


def test_a_metafile_becomes_a_drawing(drawings: Make) -> None:
    image = draw_svg(drawings(waits=True).svg(metafile(emf())).data, 100, 100)
    assert image.pixelColor(50, 50) == QColor("red")


@pytest.mark.parametrize(
    ("more", "completeness"),
    [(None, Completeness.WHOLE), (PATTERN, Completeness.PLAINER), (UNKNOWN, Completeness.IN_PART)],
)
def test_a_drawing_says_how_much_of_the_metafile_it_is(
    drawings: Make, more: int | None, completeness: Completeness
) -> None:
    assert drawings(waits=True).svg(metafile(emf(more=more))).completeness is completeness


def test_a_damaged_one_is_refused(drawings: Make) -> None:
    with pytest.raises(MetafileError):
        drawings(waits=True).svg(metafile(emf()[:100]))


def test_one_that_can_not_be_read_any_more_is_refused(drawings: Make) -> None:
    def read() -> bytes:
        raise MetafileError("gone")

    with pytest.raises(MetafileError):
        drawings(waits=True).svg(Metafile(b"gone", read))


def test_without_the_program_it_is_refused(drawings: Make) -> None:
    with pytest.raises(MetafileError):
        drawings(waits=True, program="no.such.module").svg(ONE)


def test_in_the_background_it_is_awaited_until_it_is_settled(drawings: Make, qtbot: QtBot) -> None:
    one = drawings()
    with pytest.raises(MetafileAwaitedError):
        one.svg(ONE)
    with qtbot.waitSignal(one.settled, timeout=20_000) as settled:
        one.fetch(ONE, Urgency.PREPARED)
    assert settled.args == [ONE.key]
    assert one.svg(ONE).data.startswith(b"<")
    assert one.idle


def test_what_can_not_be_drawn_is_settled_too_and_not_tried_again(drawings: Make, qtbot: QtBot) -> None:
    one, broken = drawings(), metafile(emf()[:100])
    with qtbot.waitSignal(one.settled, timeout=20_000):
        one.fetch(broken, Urgency.WANTED)
    one.fetch(broken, Urgency.WANTED)
    assert one.idle
    with pytest.raises(MetafileError) as refused:
        one.svg(broken)
    assert not isinstance(refused.value, MetafileAwaitedError)


def test_one_is_drawn_at_a_time_and_those_wanted_need_not_wait_for_others(
    drawings: Make, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = drawings(program=held_program.name)
    keys = settled_by(one)
    one.fetch(ONE, Urgency.AHEAD)
    one.fetch(TWO, Urgency.PREPARED)
    qtbot.waitUntil(lambda: held_program.has_begun(TWO.read()), timeout=20_000)
    one.fetch(THREE, Urgency.WANTED)
    qtbot.waitUntil(lambda: held_program.has_begun(TWO.read(), THREE.read()), timeout=20_000)
    assert not alive(held_program.begun[0][1])
    held_program.let(ONE.read(), TWO.read(), THREE.read())
    qtbot.waitUntil(lambda: one.idle, timeout=20_000)
    assert keys == [THREE.key, TWO.key, ONE.key]


def test_closing_ends_the_process_and_nothing_comes_late(
    drawings: Make, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = drawings(program=held_program.name)
    keys = settled_by(one)
    one.fetch(ONE, Urgency.WANTED)
    one.fetch(TWO, Urgency.WANTED)
    qtbot.waitUntil(lambda: len(held_program.begun) == 1, timeout=20_000)
    one.close()
    assert not alive(held_program.begun[0][1])
    held_program.let(ONE.read(), TWO.read())
    other = drawings(program=held_program.name)
    with qtbot.waitSignal(other.settled, timeout=20_000):
        other.fetch(TWO, Urgency.WANTED)
    assert (keys, one.idle, len(held_program.begun)) == ([], True, 2)


def test_one_that_takes_too_long_gets_a_second_chance_and_no_third(
    drawings: Make, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = drawings(program=held_program.name, longest_ms=10)
    for expected in (MetafileAwaitedError, MetafileError):
        with qtbot.waitSignal(one.settled, timeout=20_000):
            one.fetch(ONE, Urgency.WANTED)
        with pytest.raises(MetafileError) as refused:
            one.svg(ONE)
        assert type(refused.value) is expected
    one.fetch(ONE, Urgency.WANTED)
    assert one.idle


def test_somebody_who_waits_is_told_that_it_took_too_long(drawings: Make, held_program: HeldProgram) -> None:
    with pytest.raises(SlowMetafileError):
        drawings(waits=True, program=held_program.name, longest_ms=10).svg(ONE)


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems that limit the time of a process")
def test_one_that_is_ended_for_the_time_it_takes_is_a_slow_one(
    drawings: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (signal.SIGXCPU, signal.SIGKILL):
        (tmp_path / f"ended_{number}.py").write_text(f"import os; os.kill(os.getpid(), {number})")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        with pytest.raises(SlowMetafileError):
            drawings(waits=True, program=f"ended_{number}").svg(ONE)


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems that limit the time of a process")
def test_the_program_is_ended_by_the_signal_for_its_time() -> None:
    data = emf(rectangles=99_000)
    hurried = f"import sys, {PROGRAM} as program; program.LONGEST_S = 1; sys.exit(program.main())"
    with subprocess.Popen([sys.executable, "-c", hurried, "0"], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(struct.pack("<Q", len(data)) + data)
        process.stdin.flush()
        assert process.wait(60) == -signal.SIGXCPU


def test_after_many_slow_ones_no_more_are_tried(
    drawings: Make, held_program: HeldProgram, qtbot: QtBot
) -> None:
    one = drawings(program=held_program.name, longest_ms=1)
    keys = settled_by(one)
    for number in range(MOST_SLOW + 1):
        one.fetch(metafile(b"%d" % number), Urgency.AHEAD)
    qtbot.waitUntil(lambda: len(keys) == MOST_SLOW + 1, timeout=20_000)
    with pytest.raises(MetafileError) as refused:
        one.svg(metafile(b"%d" % MOST_SLOW))
    assert type(refused.value) is MetafileError


def test_the_program_ends_with_the_one_that_waits_for_it() -> None:
    data = emf(rectangles=300_000)
    command = [sys.executable, "-m", PROGRAM, "0"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        output, _ = process.communicate(struct.pack("<Q", len(data)) + data, timeout=20)
    assert (process.returncode, output) == (1, b"")


def alive(pid: int) -> bool:
    """Whether a process of this id is there."""
    if sys.platform == "win32":
        listed = subprocess.run(
            ["tasklist", "/FI", f"PID eq {pid}"], capture_output=True, text=True, check=True
        )
        return str(pid) in listed.stdout
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
