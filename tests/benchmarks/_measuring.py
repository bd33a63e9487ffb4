"""What the benchmarks share: percentiles, memory of processes, waiting for Qt, a long deck."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path

from pptx import Presentation
from pptx.util import Inches, Pt
from PySide6.QtCore import QEventLoop, QTimer

PATIENCE_S = 60.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` (0 … 1) of all values don't exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share) - 1)] if ordered else 0.0


def resident_mb(pid: int) -> float:
    """Memory that a process holds now, in MB of 2^20 bytes, what it shares with others included; 0 where the
    system doesn't tell."""
    try:
        if sys.platform.startswith("linux"):
            status = Path(f"/proc/{pid}/status").read_text()
            line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
            return int(line.split()[1]) / 1024
        told = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
        )
        return int(told.stdout) / 1024
    except (OSError, StopIteration, ValueError, subprocess.SubprocessError):
        return 0.0


def wait_until(met: Callable[[], bool], what: str) -> None:
    """Let Qt work until something is so. Raises `TimeoutError` after a minute."""
    until = time.monotonic() + PATIENCE_S
    while not met():
        turn(5)
        if time.monotonic() > until:
            raise TimeoutError(what)


def turn(ms: int) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def make_long_deck(path: Path, slides: int) -> Path:
    """A deck of many slides of text, a table and shapes, with notes, in Chinese and English."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    for number in range(1, slides + 1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = f"第 {number} 页：课堂提问与即时反馈"
        body = slide.placeholders[1].text_frame
        body.text = "Retrieval practice beats rereading, week after week"
        for line in range(6):
            paragraph = body.add_paragraph()
            paragraph.text = f"要点 {line + 1}：先问后讲，等待五秒，再请学员解释理由"
            paragraph.level, paragraph.font.size = line % 3, Pt(20)
        for column in range(4):
            slide.shapes.add_shape(5, Inches(1 + 3 * column), Inches(6), Inches(2.5), Inches(1))
        slide.notes_slide.notes_text_frame.text = "提醒学员打开手机。\n" * 5
    presentation.save(str(path))
    return path


def cpu_ms(pid: int) -> float:
    """Processor time used by a process' threads so far, in milliseconds; 0 where the system doesn't tell."""
    try:
        threads = Path(f"/proc/{pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e6
    except (OSError, ValueError, IndexError):
        return 0.0
