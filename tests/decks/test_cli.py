"""`render` and `check` on the command line, as a user starts them."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.util import Inches

from tests.decks.animations import animate, appear, click, disappear


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


def test_render_draws_each_slide_after_its_last_click(make_deck: Callable[..., Path], tmp_path: Path) -> None:
    def build(presentation: Any) -> None:
        for number, slide in enumerate(presentation.slides):
            left, right = (
                slide.shapes.add_shape(1, Inches(6 * at), 0, Inches(6), Inches(7)) for at in (0, 1)
            )
            for shape, colour in ((left, RGBColor(255, 0, 0)), (right, RGBColor(0, 0, 255))):
                shape.fill.solid()
                shape.fill.fore_color.rgb = colour
            clicks = [click(appear(left.shape_id)), click(disappear(right.shape_id))]
            animate(slide, *clicks[: number + 1])

    assert decks("render", make_deck(build, slides=2), "--out", tmp_path / "out").returncode == 0
    seen = []
    for name in ("0001.png", "0002.png"):
        with Image.open(tmp_path / "out" / name) as picture:
            seen.append([picture.getpixel((x, 300)) for x in (200, 640)])
    red, blue, white = (255, 0, 0), (0, 0, 255), (255, 255, 255)
    assert seen == [[red, blue], [red, white]]


def test_render_draws_a_pdf_s_pages_as_wide_as_asked_for(
    make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    run = decks(
        "render", make_pdf(["One", "Two"], size=(400, 900)), "--out", tmp_path / "out", "--width", 200
    )
    assert (run.returncode, run.stderr.split()) == (0, ["1/2", "2/2"])
    for name in ("0001.png", "0002.png"):
        with Image.open(tmp_path / "out" / name) as picture:
            assert picture.size == (200, 450)
            assert picture.getpixel((10, 10)) == (255, 0, 0)


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


def test_check_shortens_long_titles_and_stems(make_deck: Callable[..., Path]) -> None:
    def build(presentation: Any) -> None:
        presentation.slides[0].shapes.title.text = "标题" * 100
        notes = presentation.slides[0].notes_slide.notes_text_frame
        notes.text = f"[question]\n{'Which? ' * 40}\nA. One\nB. Two\nANSWER: B"

    lines = decks("check", make_deck(build)).stdout.splitlines()
    long = "标题" * 39 + "标…"
    assert lines[0] == f"lesson.pptx: {long}"
    assert f"   1  {long}" in lines
    assert any(line.endswith("? Wh… (one answer, right: B)") for line in lines)


def test_a_folder_and_a_wrong_width_are_said_clearly(make_deck: Callable[..., Path], tmp_path: Path) -> None:
    run = decks("check", tmp_path)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "is a folder" in run.stderr
    assert "“.” is a folder" in decks("check", ".").stderr
    assert decks("render", make_deck(), "--out", "").returncode == 2
    for width in ("3", "wide", "9" * 5000):
        run = decks("render", make_deck(), "--out", tmp_path / "out", "--width", width)
        assert run.returncode == 2
        assert "16 … 8192" in run.stderr
    assert "写法请看：handsup check --help" in decks("check", language="zh").stderr


def test_check_ends_quietly_when_nobody_listens_any_more(make_deck: Callable[..., Path]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "decks", "check", str(make_deck())]
    run = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (run.returncode, run.stderr) == (1, b"")


def test_words_that_a_terminal_does_not_know_cost_no_line(make_deck: Callable[..., Path]) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "HANDSUP_LANGUAGE": "zh"}
    command = [sys.executable, "-m", "decks", "check", str(make_deck())]
    run = subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60)
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"   1  Slide 1" in run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is another thing there")
def test_ctrl_c_ends_without_a_word(make_deck: Callable[..., Path], tmp_path: Path) -> None:
    words = ["render", str(make_deck(slides=200)), "--out", str(tmp_path / "out")]
    with subprocess.Popen([sys.executable, "-m", "decks", *words], stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"1/200\n"
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert b"Traceback" not in rest
