"""One copy of the presenter for each data folder."""

from pathlib import Path

from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from presenter.one_copy import OneCopy


def test_a_second_copy_finds_the_place_taken_and_calls_the_first(qtbot: QtBot, tmp_path: Path):
    first, second = OneCopy(tmp_path), OneCopy(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.called):
        assert not second.take()


def test_copies_with_other_data_live_side_by_side(qtbot: QtBot, tmp_path: Path):
    first, second = OneCopy(tmp_path / "one"), OneCopy(tmp_path / "two")
    assert first.take()
    assert second.take()


def test_what_a_killed_copy_left_behind_keeps_nobody_out(qtbot: QtBot, tmp_path: Path):
    first = OneCopy(tmp_path)
    assert first.take()
    # A kill leaves the socket's file and nobody behind it.
    leftover = Path(first.findChildren(QLocalServer)[0].fullServerName())
    first.findChildren(QLocalServer)[0].close()
    leftover.touch()
    assert OneCopy(tmp_path).take()
