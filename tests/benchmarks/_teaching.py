"""A real presenter without its server, taken through a deck.

`python -m tests.benchmarks._teaching DECK WIDTH` prints as JSON how long the first slide took and how
much memory was held.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from decks.model import Deck
from decks.render.picture import Picture
from presenter.app import Presenter, build
from presenter.commands import Command
from tests.benchmarks._measuring import resident_mb, turn, wait_until

SLIDES_TAUGHT = 30
WARM_MS = 3_000
"""Longer than the drawing process takes to start."""
SAMPLE_MS = 20


@contextmanager
def presenter_for(size: QSize) -> Iterator[Presenter]:
    """A presenter whose projector has this many pixels; both windows are shown."""
    with tempfile.TemporaryDirectory() as folder:
        presenter = build(Path(folder), "en")
        sys.excepthook = sys.__excepthook__  # the presenter's own would tell nobody here
        presenter.projector.resize(size)
        presenter.projector.show()
        presenter.console.show()
        try:
            yield presenter
        finally:
            presenter.close()


def first_slide_ms(presenter: Presenter, deck: Path) -> float:
    """From asking for the file to its first slide's picture on the projector."""
    opened: list[Deck] = []
    failed: list[object] = []
    shown: list[float] = []

    def on_projected(_picture: Picture) -> None:
        if opened:  # else it is of the deck before
            shown.append(time.perf_counter())

    connections = [
        presenter.opening.opened.connect(opened.append),
        presenter.opening.failed.connect(failed.append),
        presenter.showing.projected.connect(on_projected),
    ]
    begun = time.perf_counter()
    presenter.opening.open(deck)
    wait_until(lambda: bool(shown or failed), "the first slide")
    for connection in connections:
        QObject.disconnect(connection)
    if failed:
        raise RuntimeError(f"{deck} does not open: {failed[0]}")
    return (shown[0] - begun) * 1000


def prepared(presenter: Presenter) -> bool:
    """Whether all frames and all neighbours have their pictures."""
    return presenter.showing.settled and presenter.pictures.at_rest


def teach(presenter: Presenter, steps: int) -> None:
    """Go through the deck, waiting at each step until everything is prepared."""
    wait_until(lambda: prepared(presenter), "the first slide's neighbours")
    for _ in range(steps):
        lesson = presenter.show.lesson
        if lesson is None or lesson.upcoming is None:
            return
        presenter.wish(Command.NEXT)
        wait_until(lambda: prepared(presenter), "a slide and its neighbours")


class MemoryWatch:
    """The most memory that presenter and drawing process have held at one moment, each and together."""

    def __init__(self, presenter: Presenter) -> None:
        self.presenter_mb = self.worker_mb = self.together_mb = 0.0
        self._presenter = presenter
        self._timer = QTimer(presenter.root, interval=SAMPLE_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        worker = self._presenter.pictures.process_id
        own, other = resident_mb(os.getpid()), resident_mb(worker) if worker else 0.0
        self.presenter_mb = max(self.presenter_mb, own)
        self.worker_mb = max(self.worker_mb, other)
        self.together_mb = max(self.together_mb, own + other)


def main(deck: Path, width: int) -> None:
    """Measure one deck."""
    application = QApplication(["handsup"])
    with presenter_for(QSize(width, width * 9 // 16)) as presenter:
        watch = MemoryWatch(presenter)
        cold_ms = first_slide_ms(presenter, deck)
        teach(presenter, 1)
        presenter.pictures.close()
        presenter.pictures.warm_up()
        turn(WARM_MS)
        warm_ms = first_slide_ms(presenter, deck)
        teach(presenter, SLIDES_TAUGHT)
        figures = {
            "first_slide_ms": warm_ms,
            "first_slide_cold_ms": cold_ms,
            "presenter_mb": watch.presenter_mb,
            "worker_mb": watch.worker_mb,
            "peak_mb": watch.together_mb,
        }
    sys.stdout.write(json.dumps(figures) + "\n")
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
