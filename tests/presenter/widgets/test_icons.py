"""Every icon that a window names is there and draws something in its colour."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from assets import ASSETS
from presenter.widgets.icons import icon_image

PACKAGE = Path(__file__).parents[3] / "presenter"
ICONS = sorted(path.stem for path in (ASSETS / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_in_the_colour_that_is_wanted(qtbot: QtBot, name: str) -> None:
    image = icon_image(name, 24, QColor("#FF0000"))
    inked = [
        image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 200
    ]
    assert len(inked) > 8
    assert all(colour.red() > 200 and colour.green() < 40 for colour in inked)


def test_every_icon_named_in_the_console_exists() -> None:
    named = set()
    for path in (PACKAGE / "console").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                named |= {
                    k.value.value
                    for k in call.keywords
                    if k.arg == "icon" and isinstance(k.value, ast.Constant)
                }
                function = call.func.id if isinstance(call.func, ast.Name) else ""
                if function == "Icon" and isinstance(call.args[0], ast.Constant):
                    named.add(call.args[0].value)
    assert len(named) > 6
    assert named <= set(ICONS)
