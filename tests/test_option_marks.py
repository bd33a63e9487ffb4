"""An option looks the same in the hand, on the wall and in the report."""

import re
from pathlib import Path

from PySide6.QtGui import QColor

import assets
import server.reports
from presenter.widgets.theme import Shape, option_mark

PHONE = Path(assets.__file__).parent / "phone"
REPORT = Path(server.reports.__file__).parent
# How many corners each outline has in the phone's and the report's drawings.
CORNERS = {"circle": 0, "square": 4, "triangle": 3, "diamond": 4, "hexagon": 6, "pentagon": 5, "cross": 12}


def colours(style_sheet: Path, rule: str) -> list[str]:
    found = re.findall(rule, style_sheet.read_text(encoding="utf-8"))
    return [QColor(colour).name() for _, colour in sorted(found)]


def test_phone_report_and_windows_give_an_option_the_same_colour():
    windows = [QColor(option_mark(index).colour).name() for index in range(8)]
    assert colours(PHONE / "phone.css", r"\.k(\d) \{ --paint: (#\w+)") == windows
    assert colours(REPORT / "page.css", r"\.o(\d) \{ fill: (#\w+)") == windows


def test_phone_report_and_windows_give_an_option_the_same_shape():
    order = [shape.name.lower() for shape in Shape]
    phone = re.search(
        r"const SHAPES = \[(.*?)\];", (PHONE / "questions.js").read_text(encoding="utf-8"), re.S
    )
    report = re.search(r"_SHAPES = \((.*?)\n\)", (REPORT / "charts.py").read_text(encoding="utf-8"), re.S)
    assert phone is not None
    assert report is not None
    for drawings in (phone[1], report[1]):
        paths = re.findall(r'"(M[^"]+)"', drawings)
        assert len(paths) == len(order)
        for name, path in zip(order, paths, strict=True):
            if name in CORNERS:
                assert corners(path) == CORNERS[name], (name, path)


def corners(path: str) -> int:
    """How many corners a closed outline has: 0 for one that is round."""
    if "a" in path:
        return 0
    numbers = re.findall(r"[hHvV]\s*-?[\d.]+|-?\d*\.?\d+[\s,]*-?\d*\.?\d+", path)
    return len(numbers)
