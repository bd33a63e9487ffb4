"""From a key press to changed pixels on the projector, in process: `dev.py bench keys [DECK] [--json]`.

A real presenter in a process of its own is taken through a deck by keys sent to the projector's window.
*Prepared*: each key comes when all neighbours are there; the time ends when the projector has painted the new
step. *Held*: keys come as fast as a held clicker sends them; every one must count, and at the end the right
step is on the projector. `gui_gap_ms` is the longest time in which the windows' thread did nothing else:
a frame of 60 a second takes 16.7 ms. The floor is the same window painting a picture it already has.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from presenter.app import Presenter
from tests.benchmarks._measuring import make_long_deck, percentile, turn, wait_until
from tests.benchmarks._teaching import WARM_MS, first_slide_ms, prepared, presenter_for

STEPS = 40
HELD_EVERY_MS = 33
AFTERWARDS_MS = 50  # the console is painted after the projector
FRAME_MS = 1000 / 60


class Paints(QObject):
    """When a window was last painted, to the end of its painting."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count, self.last_s = 0, 0.0
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Paints by itself, so that the end is known."""
        if watched is self._window and event.type() == QEvent.Type.Paint:
            self._window.event(event)
            self.count, self.last_s = self.count + 1, time.perf_counter()
            return True
        return False


class Gaps(QObject):
    """The longest time between two turns of the event loop that should come each millisecond."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms, self._last_s = 0.0, 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin anew."""
        self.longest_ms, self._last_s = 0.0, time.perf_counter()
        self._timer.start()

    def _look(self) -> None:
        now_s = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000)
        self._last_s = now_s


def press(window: QWidget) -> None:
    """The clicker's key, down and up."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, key)


def place(presenter: Presenter) -> tuple[int, int]:
    """Slide and click that the projector should show."""
    assert presenter.show.lesson is not None
    step = presenter.show.lesson.projected
    return step.slide, step.click


def measure_floor(presenter: Presenter, paints: Paints) -> float:
    """Median of painting the picture that is there, in milliseconds."""
    times = []
    for _ in range(STEPS):
        begun, count = time.perf_counter(), paints.count
        presenter.projector.update()
        wait_until(lambda count=count: paints.count > count, "a paint")
        times.append((paints.last_s - begun) * 1000)
    return percentile(times, 0.5)


def measure_prepared(presenter: Presenter, paints: Paints, gaps: Gaps) -> dict[str, float]:
    """A key at a time."""
    times: list[float] = []
    shown: list[object] = []
    presenter.showing.projected.connect(shown.append)
    longest_gap_ms = 0.0
    for _ in range(STEPS):
        wait_until(lambda: prepared(presenter), "the neighbours")
        gaps.start()
        count, pictures, begun = paints.count, len(shown), time.perf_counter()
        press(presenter.projector)
        if len(shown) == pictures:
            raise RuntimeError("a prepared step was not there at once")
        wait_until(lambda count=count: paints.count > count, "a paint")
        times.append((paints.last_s - begun) * 1000)
        turn(AFTERWARDS_MS)
        longest_gap_ms = max(longest_gap_ms, gaps.longest_ms)
    return {
        "prepared_p50_ms": percentile(times, 0.5),
        "prepared_max_ms": max(times),
        "prepared_max_frames": max(times) / FRAME_MS,
        "prepared_gui_gap_ms": longest_gap_ms,
    }


def measure_held(presenter: Presenter, gaps: Gaps) -> dict[str, float]:
    """A held key: how many steps got lost, and how long the last picture took."""
    wait_until(lambda: prepared(presenter), "the neighbours")
    before = place(presenter)[0]
    gaps.start()
    for _ in range(STEPS):
        press(presenter.projector)
        turn(HELD_EVERY_MS)
    lost = STEPS - (place(presenter)[0] - before)
    begun = time.perf_counter()
    wait_until(lambda: presenter.showing.settled, "the last step")
    return {
        "held_lost": float(lost),
        "held_catch_up_ms": (time.perf_counter() - begun) * 1000,
        "held_gui_gap_ms": gaps.longest_ms,
    }


def main(words: Sequence[str]) -> int:
    """Measure a deck of at least 81 slides without clicks, or one made for it."""
    parser = argparse.ArgumentParser(prog="dev.py bench keys")
    parser.add_argument("deck", nargs="?", type=Path, metavar="DECK")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--width", type=int, default=1920)
    options = parser.parse_args(words)
    application = QApplication(["bench"])
    size = QSize(options.width, options.width * 9 // 16)
    with tempfile.TemporaryDirectory() as folder, presenter_for(size) as presenter:
        deck = options.deck or make_long_deck(Path(folder) / "long.pptx", 2 * STEPS + 1)
        presenter.pictures.warm_up()
        turn(WARM_MS)
        first_slide_ms(presenter, deck)
        wait_until(lambda: prepared(presenter), "the first slide's neighbours")
        paints, gaps = Paints(presenter.projector), Gaps()
        figures = {"floor_ms": measure_floor(presenter, paints)}
        figures |= measure_prepared(presenter, paints, gaps) | measure_held(presenter, gaps)
    lines = "".join(f"{name:22} {value:8.2f}\n" for name, value in figures.items())
    sys.stdout.write(json.dumps(figures, indent=1) + "\n" if options.json else lines)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
