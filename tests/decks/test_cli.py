"""`render` and `check` on the command line, as a user starts them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image


def decks(*arguments: object, language: str = "en") -> subprocess.CompletedProcess[str]:
    """`python -m decks …`, without a display."""
    environment = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    environment |= {"HANDSUP_LANGUAGE": language, "PYTHONUTF8": "1"}
    environment.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "decks", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False, timeout=60
    )


def test_render_draws_every_slide_hidden_ones_too(make_deck: Callable[..., Path], tmp_path: Path) -> None:
    def build(presentation: Any) -> None:
        presentation.slides[1]._element.set("show", "0")

    run = decks("render", make_deck(build, slides=3), "--out", tmp_path / "new" / "out", "--width", 320)
    assert (run.returncode, run.stderr.split()) == (0, ["1/3", "2/3", "3/3"])
    names = sorted(path.name for path in (tmp_path / "new" / "out").iterdir())
    assert names == ["0001.png", "0002.png", "0003.png"]
    with Image.open(tmp_path / "new" / "out" / "0002.png") as picture:
        assert picture.size == (320, 180)


def test_render_into_a_file_is_one_sentence(make_deck: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = decks("render", make_deck(), "--out", tmp_path / "file")
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "can't be written" in run.stderr


def test_check_says_what_is_in_a_deck(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        notes = presentation.slides[0].notes_slide.notes_text_frame
        notes.text = "[question]\nWhich?\nA. One\nB. Two\nANSWER: B"

    run = decks("check", make_deck(build, slides=2))
    assert (run.returncode, run.stderr) == (0, "")
    assert "2 slides, 0 of them hidden" in run.stdout
    assert "1 questions" in run.stdout
    assert "Nothing is wrong" in run.stdout


def test_check_names_slide_and_line_of_what_is_wrong(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        notes = presentation.slides[1].notes_slide.notes_text_frame
        notes.text = "[question]\nWhich?\nA. One\nB. Two\nANSWER: F"

    run = decks("check", make_deck(build, slides=2))
    assert run.returncode == 1
    assert "Slide 2, line 5 of the notes" in run.stdout


def test_check_speaks_chinese(make_deck: Callable[..., Path], tmp_path: Path) -> None:
    assert "共 1 页" in decks("check", make_deck(), language="zh").stdout
    assert "找不到文件" in decks("check", tmp_path / "nothing.pptx", language="zh").stderr


def test_no_deck_is_one_sentence_and_exit_code_two(tmp_path: Path) -> None:
    (tmp_path / "lesson.pptx").write_text("hello")
    for command in (("check",), ("render", "--out", tmp_path / "out")):
        run = decks(command[0], tmp_path / "lesson.pptx", *command[1:])
        assert run.returncode == 2
        assert run.stderr.count("\n") == 1
        assert "Traceback" not in run.stderr
        assert "lesson.pptx" in run.stderr


def test_check_lists_slides_and_questions(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        notes = presentation.slides[1].notes_slide.notes_text_frame
        notes.text = "MINUTES: 2\n[question]\nWhich is warm?\nA. Red\nB. Blue\nANSWER: A\nTIME: 30\n"

    run = decks("check", make_deck(build, slides=2))
    lines = run.stdout.splitlines()
    assert "   1  Slide 1" in lines
    assert "   2  Slide 2  2 min" in lines
    assert "      ? Which is warm? (one answer, right: A, 30 s)" in lines
