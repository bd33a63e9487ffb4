"""One copy of the presenter for each data folder."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from presenter.one_copy import LOCK_FILE, OneCopy

ROOT = Path(__file__).parents[2]


def test_a_second_copy_finds_the_place_taken_and_calls_the_first(qtbot: QtBot, tmp_path: Path):
    first, second = OneCopy(tmp_path), OneCopy(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.called):
        assert not second.take()


def test_a_second_copy_passes_its_deck_on_to_the_first(qtbot: QtBot, tmp_path: Path):
    first, second = OneCopy(tmp_path), OneCopy(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.deck_called) as blocker:
        assert not second.take(tmp_path / "第一课.pptx")
    assert blocker.args == [str(tmp_path / "第一课.pptx")]


def test_copies_with_other_data_live_side_by_side(qtbot: QtBot, tmp_path: Path):
    first, second = OneCopy(tmp_path / "one"), OneCopy(tmp_path / "two")
    assert first.take()
    assert second.take()


def test_what_a_killed_copy_left_behind_keeps_nobody_out(qtbot: QtBot, tmp_path: Path):
    script = f"""
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from presenter.one_copy import OneCopy
app = QCoreApplication([])
copy = OneCopy(Path({str(tmp_path)!r}))
assert copy.take()
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT)
    assert killed.returncode == -9
    assert (tmp_path / LOCK_FILE).exists()
    assert OneCopy(tmp_path).take()


def test_a_place_given_up_is_free(qtbot: QtBot, tmp_path: Path):
    first = OneCopy(tmp_path)
    assert first.take()
    first.leave()
    assert OneCopy(tmp_path).take()
