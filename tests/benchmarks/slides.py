"""How fast and how large slides are: `dev.py bench slides [DECK …] [--json] [--width 1920] [--profile]`.

`slide_p50_ms` and `slide_p95_ms` are of drawing each slide and each of its steps once with the built-in
renderer. `first_slide_ms` goes from asking for the file to the picture on the projector of a real
presenter, its drawing process running and the file read once before; `first_slide_cold_ms` without both.
`peak_mb` is what presenter and drawing process hold together at most in 30 slides, counting twice
what they share. The floor is the same machine's time for an empty picture and for handing pixels over.
"""

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication, QImage

from decks.opening import open_deck
from decks.render.renderer import open_renderer
from decks.render.shared_pixels import SharedPixels
from tests.benchmarks._measuring import make_long_deck, percentile

ROOT = Path(__file__).parents[2]
LONG = 100
WORST = 8


@dataclass
class Drawn:
    """What drawing a deck took: milliseconds by slide and click."""

    path: Path
    times_ms: dict[tuple[int, int], float] = field(default_factory=dict)


def main(words: Sequence[str]) -> int:
    """Measure decks, or a bundled one and a long one."""
    parser = argparse.ArgumentParser(prog="dev.py bench slides")
    parser.add_argument("decks", nargs="*", type=Path, metavar="DECK")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--width", type=int, default=1920)
    parser.add_argument("--profile", action="store_true", help="what the slowest slide spends its time on")
    parser.add_argument("--drawing-only", action="store_true", help="neither first slide nor memory")
    options = parser.parse_args(words)
    application = QGuiApplication.instance() or QGuiApplication(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        decks = options.decks or [
            *sorted((ROOT / "assets" / "decks").glob("*.pptx")),
            make_long_deck(Path(folder) / f"{LONG} slides.pptx", LONG),
        ]
        draw_deck(decks[0], options.width)  # loads code and fonts, as the drawing process has by then
        drawn = [draw_deck(path, options.width) for path in decks]
        report: dict[str, object] = {"floor": floor(options.width), **drawing_figures(drawn)}
        if not options.drawing_only:
            report |= teaching_figures([taught(path, options.width) for path in decks])
        write(report, as_json=options.json)
        if options.profile:
            profile(max(drawn, key=lambda deck: max(deck.times_ms.values())), options.width)
    del application
    return 0


def draw_deck(path: Path, width: int) -> Drawn:
    """Draw each step of each slide once, as it is drawn when nothing of it is known yet."""
    deck = open_deck(path)
    renderer = open_renderer(deck)
    drawn = Drawn(path)
    height = width * 9 // 16
    for slide in deck.slides:
        for click in range(slide.steps):
            drawn.times_ms[slide.number, click] = timed_ms(
                lambda s=slide.number, c=click: renderer.draw(s, c, width, height)
            )
    renderer.close()
    return drawn


def timed_ms(act: Callable[[], object]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def floor(width: int) -> dict[str, float]:
    """Medians of an empty picture, and of its way through shared memory, in milliseconds."""
    height = width * 9 // 16
    image = QImage(width, height, QImage.Format.Format_RGB32)
    with SharedPixels.create(image.sizeInBytes()) as pixels:
        acts: dict[str, Callable[[], object]] = {
            "empty_ms": lambda: QImage(width, height, QImage.Format.Format_RGB32).fill(0xFFFFFFFF),
            "put_ms": lambda: pixels.put(image),
            "take_ms": lambda: pixels.take(width, height, image.bytesPerLine()),
        }
        return {name: percentile([timed_ms(act) for _ in range(20)], 0.5) for name, act in acts.items()}


def drawing_figures(drawn: Sequence[Drawn]) -> dict[str, object]:
    """Over all steps of all decks, with the slowest named."""
    steps = [(ms, deck.path.stem, *step) for deck in drawn for step, ms in deck.times_ms.items()]
    times = [step[0] for step in steps]
    worst = [
        {"deck": deck, "slide": slide, "click": click, "ms": ms}
        for ms, deck, slide, click in sorted(steps, reverse=True)[:WORST]
    ]
    return {
        "steps": len(times),
        "slide_p50_ms": percentile(times, 0.5),
        "slide_p95_ms": percentile(times, 0.95),
        "worst": worst,
    }


def taught(path: Path, width: int) -> dict[str, float | str]:
    """First slide and memory of one deck, in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks._teaching", str(path), str(width)]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return {"deck": path.stem, **json.loads(run.stdout)}


def teaching_figures(taught: Sequence[dict[str, float | str]]) -> dict[str, object]:
    """The worst of all decks for each figure, and the figures of each."""
    names = ("first_slide_ms", "first_slide_cold_ms", "presenter_mb", "worker_mb", "peak_mb")
    worst = {name: max(float(deck[name]) for deck in taught) for name in names}
    return {**worst, "decks": list(taught)}


def write(report: dict[str, object], *, as_json: bool) -> None:
    """Say everything, as JSON or as lines."""
    if as_json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        return
    for name, value in report.items():
        rows = value if isinstance(value, list) else [value]
        for row in rows:
            cells = row.values() if isinstance(row, dict) else [row]
            told = "  ".join(f"{cell:8.1f}" if isinstance(cell, float) else str(cell) for cell in cells)
            sys.stdout.write(f"{name:20} {told}\n")


def profile(deck: Drawn, width: int) -> None:
    """The functions that the slowest step of a deck spends its time in."""
    slide, click = max(deck.times_ms, key=lambda step: deck.times_ms[step])
    sys.stdout.write(f"\n{deck.path.name}, slide {slide}, click {click}\n")
    renderer = open_renderer(open_deck(deck.path))
    profiler = cProfile.Profile()
    profiler.runcall(renderer.draw, slide, click, width, width * 9 // 16)
    renderer.close()
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
