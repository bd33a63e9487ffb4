"""Text made to fit."""

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from presenter.widgets.fitting import Block, block, fit, wrap
from presenter.widgets.fonts import ui_font


@pytest.mark.parametrize(
    "text", ["one two three four five six seven", "催收电话中下列哪一种做法符合规定", "a👍b " * 9]
)
@pytest.mark.parametrize("size", [11.0, 37.0, 90.0])
def test_wrapped_lines_fit_the_width_and_lose_nothing(qtbot: QtBot, text: str, size: float) -> None:
    width = size * 6
    lines = wrap(text, size, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    metrics = QFontMetricsF(ui_font(size))
    assert all(metrics.horizontalAdvance(line) <= width for line in lines)


def test_line_breaks_are_kept(qtbot: QtBot) -> None:
    assert wrap("first\nsecond", 20, 1000) == ("first", "second")


def test_fitted_text_is_as_large_as_there_is_room(qtbot: QtBot) -> None:
    roomy = fit("Join in", 1000, 200, largest=80, smallest=10)
    assert roomy.size == 80
    tight = fit("Join in", 100, 200, largest=80, smallest=10)
    assert 10 < tight.size < 80
    assert tight.height <= 200


def test_an_address_is_made_smaller_rather_than_broken(qtbot: QtBot) -> None:
    assert fit("http://192.168.100.105:8080", 300, 400, largest=60, smallest=8).lines == (
        "http://192.168.100.105:8080",
    )


def test_a_block_is_cut_to_whole_lines_with_an_ellipsis(qtbot: QtBot) -> None:
    long = block("word " * 100, 20, 200)
    cut = long.cut(3 * 20 * 1.3, 200)
    assert len(cut.lines) == 3
    assert cut.lines[:2] == long.lines[:2]
    assert cut.lines[2].endswith("…")
    assert cut.cut(1, 200) != cut
    short = Block(("one",), 20)
    assert short.cut(26, 200) is short
