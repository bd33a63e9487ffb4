"""What every deck must survive, whatever has happened to it: being read, drawn, copied and played from."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from decks.model import Deck, DeckError
from decks.opening import open_deck
from decks.pptx.media import MediumError, take_out
from decks.pptx.package import Package
from decks.pptx.stepped_copy import write_stepped_copy
from decks.render.renderer import open_renderer
from decks.source import read_source

LONGEST_S = 5.0
BUSY = 4
"""How much longer everything may take by the clock on the wall: other programs use the computer, too."""
SIDE = 160


class Watch(logging.Handler):
    """Notes what takes too long, and exceptions of ours that were caught and logged."""

    def __init__(self) -> None:
        super().__init__()
        self.slow: list[str] = []
        self.failures: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.failures.append(logging.Formatter().format(record))

    @contextmanager
    def within(self, what: str, longest_s: float = LONGEST_S) -> Iterator[None]:
        """What other processes compute that are waited for, as those for metafiles, counts."""
        begun, computed = time.monotonic(), _computed_s()
        try:
            yield
        finally:
            took_s, computed_s = time.monotonic() - begun, _computed_s() - computed
            if computed_s > longest_s or took_s > BUSY * longest_s:
                self.slow.append(f"{what}: {computed_s:.1f} s in {took_s:.1f} s")


def survives(path: Path, slides: int = 1_000) -> None:
    """The deck opens or is refused, its first slides are drawn, a copy for another program is written and
    what plays on them is taken out, with no exception but those foreseen, and each in time."""
    watch = Watch()
    log = logging.getLogger("decks")
    log.addHandler(watch)
    try:
        with suppress(DeckError):
            with watch.within("opening"):
                deck = open_deck(path)
            media = _draw(deck, slides, watch)
            if not deck.is_pdf:
                _copy(path, watch)
                _take_out(deck, media, watch)
    finally:
        log.removeHandler(watch)
    assert not watch.slow, watch.slow
    assert not watch.failures, watch.failures[0]


def _computed_s() -> float:
    """What this process has computed, and those it has started that have ended; on Windows only the first."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _draw(deck: Deck, slides: int, watch: Watch) -> set[str]:
    """Draw slides before the first click and after the last; the parts that play on them."""
    media: set[str] = set()
    renderer = open_renderer(deck)
    try:
        for slide in deck.slides[:slides]:
            for click in sorted({0, slide.steps - 1}):
                # After the time that a slide has it finishes its last shape.
                with watch.within(f"slide {slide.number}", LONGEST_S + 1):
                    drawing = renderer.draw(slide.number, click, SIDE, SIDE)
                assert 1 <= drawing.image.width() <= SIDE
                assert 1 <= drawing.image.height() <= SIDE
                assert "render.shape_failed" not in [problem.code for problem in drawing.findings.problems]
                media |= {medium.part for medium in drawing.findings.media}
    finally:
        renderer.close()
    return media


def _copy(path: Path, watch: Watch) -> None:
    copied = path.with_name("copied.pptx")
    with watch.within("copying"), Package(read_source(path), plainest=True) as package:
        write_stepped_copy(package, copied)
    with watch.within("opening the copy"):
        open_deck(copied)


def _take_out(deck: Deck, media: set[str], watch: Watch) -> None:
    folder = deck.path.with_name("media")
    folder.mkdir(exist_ok=True)
    for part in media:
        with watch.within(f"taking out {part}"), suppress(MediumError):
            file = take_out(deck.path, deck.sha256, part, folder, lambda: True)
            assert file is not None
            file.unlink()
