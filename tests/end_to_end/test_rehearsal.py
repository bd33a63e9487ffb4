"""A rehearsal, from the command line to the folder with pictures and report."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from server.eventlog.sqlite import SqliteLog
from server.running import DATABASE_FILE
from server.statistics.session import measure

ROOT = Path(__file__).parents[2]
PHONES = 12


def rehearse(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HANDSUP_DATA": str(folder), "HANDSUP_LANGUAGE": "en"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "presenter", "rehearse", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100)


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
    assert openpyxl.load_workbook(out / "report.xlsx").sheetnames
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
