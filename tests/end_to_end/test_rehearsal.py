"""A rehearsal, from the command line to the folder with pictures and report."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from presenter.app import Presenter
from presenter.commands import Command
from server.eventlog.sqlite import SqliteLog
from server.running import DATABASE_FILE
from server.statistics.session import measure
from tests.end_to_end.processes import is_alive, read_state

ROOT = Path(__file__).parents[2]
PHONES = 12


def begin(*words: str, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "HANDSUP_DATA": str(folder), "HANDSUP_LANGUAGE": "en"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "presenter", "rehearse", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)


def rehearse(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    with begin(*words, folder=folder) as process:
        stdout, stderr = process.communicate(timeout=100)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def test_a_rehearsal_ends_in_a_folder_with_pictures_and_the_report(
    folder: Path, small_deck: Path, tmp_path: Path
):
    out = tmp_path / "out"
    run = rehearse(
        str(small_deck), "--phones", str(PHONES), "--speed", "40", "--out", str(out), folder=folder
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stderr == ""
    assert str(out) in run.stdout.splitlines()[-1]

    stages = {path.stem.split("-", 1)[1] for path in out.glob("*.png")}
    for stage in ("joining", "slide-001", "slide-002-question-1-open", "slide-002-question-1-revealed"):
        assert {f"{stage}-console", f"{stage}-projector"} <= stages
    assert "review-review" in stages
    for path in out.glob("*.png"):
        assert len(Image.open(path).convert("RGB").getcolors(1 << 24) or []) > 10, path.name

    [row] = SqliteLog(folder / DATABASE_FILE, read_only=True).sessions()
    assert row.rehearsal
    assert row.ended_at_ms is not None
    assert row.joined == PHONES
    figures = measure(
        row.session_id, SqliteLog(folder / DATABASE_FILE, read_only=True).read_from(row.session_id, 1)
    )
    [asked] = figures.rounds
    assert 0 < asked.answered.count <= PHONES
    assert all(slide.png for slide in figures.slides)
    # Three slides of a minute each, give or take what a trainer gives or takes.
    assert all(20 < slide.shown_s < 180 for slide in figures.slides)

    assert "Rehearsal" in (out / "report.html").read_text(encoding="utf-8")
    assert figures.feedback is not None
    assert figures.feedback.given.count > 0  # the class has said how it was before the report was made
    page = (out / "report.html").read_text(encoding="utf-8")
    assert f"({figures.feedback.given.count} of {PHONES}; 95% interval" in page.partition("Feedback")[2]
    assert openpyxl.load_workbook(out / "report.xlsx").sheetnames[-1] == "Feedback"
    assert (out / "answers.csv").read_text(encoding="utf-8-sig").count(
        "Which is warm?"
    ) == asked.answered.count


@pytest.mark.parametrize("name", ["nowhere.pptx", "notes.pptx"])
def test_a_file_that_is_no_deck_ends_a_rehearsal_with_a_sentence(folder: Path, tmp_path: Path, name: str):
    (tmp_path / "notes.pptx").write_text("eggs, flour, milk")
    run = rehearse(str(tmp_path / name), "--out", str(tmp_path / "out"), folder=folder)
    assert run.returncode == 1
    assert name in run.stderr
    assert "Traceback" not in run.stderr


def test_a_rehearsal_that_is_interrupted_leaves_nothing_behind(
    folder: Path, small_deck: Path, tmp_path: Path
):
    words = [str(small_deck), "--phones", "3", "--speed", "5", "--out", str(tmp_path / "out")]
    with begin(*words, folder=folder) as process:
        assert process.stdout is not None
        while not process.stdout.readline().startswith("slide 1"):
            assert process.poll() is None
        server = read_state(folder)
        assert server is not None
        process.send_signal(signal.SIGINT)
        _stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "stopped" in stderr
    assert "Traceback" not in stderr
    deadline = time.monotonic() + 10
    while is_alive(server.pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    [row] = SqliteLog(folder / DATABASE_FILE, read_only=True).sessions()
    assert row.ended_at_ms is not None


def test_a_rehearsal_leaves_a_lesson_that_is_going_on_alone(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter], folder: Path, small_deck: Path, tmp_path: Path
):
    presenter = open_presenter(small_deck)
    presenter.wish(Command.PRESENT)
    qtbot.waitUntil(lambda: presenter.session.view is not None, timeout=30_000)
    server = read_state(folder)
    run = rehearse(str(small_deck), "--speed", "45", "--out", str(tmp_path / "out"), folder=folder)
    assert run.returncode == 1
    assert "A session is open" in run.stderr
    assert read_state(folder) == server
    assert server is not None
    assert is_alive(server.pid)
