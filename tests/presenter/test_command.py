"""`handsup WORD …`: which program gets which words, and what is said of an unknown one."""

import subprocess
import sys
from pathlib import Path

import pytest

from presenter.command import PROGRAMS, list_words, main, program_words


@pytest.mark.parametrize(
    ("words", "program"),
    [
        ("", "presenter"),
        ("present", "presenter"),
        ("present lesson.pptx", "presenter lesson.pptx"),
        ("lesson.pptx", "presenter lesson.pptx"),
        ("folder/lesson", "presenter folder/lesson"),
        ("--windowed", "presenter --windowed"),
        ("rehearse --phones 5", "presenter rehearse --phones 5"),
        ("serve", "server serve"),
        ("sessions", "server sessions"),
        ("report 7 --out x", "server report 7 --out x"),
        ("render lesson.pptx --out x", "decks render lesson.pptx --out x"),
        ("check lesson.pptx", "decks check lesson.pptx"),
    ],
)
def test_each_word_goes_to_its_program(words: str, program: str) -> None:
    assert program_words(words.split()) == program.split()


def test_a_word_stays_a_word_where_a_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report").touch()
    (tmp_path / "lesson").touch()
    monkeypatch.chdir(tmp_path)
    assert program_words(["report", "7"]) == ["server", "report", "7"]
    assert program_words(["lesson"]) == ["presenter", "lesson"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "knows no word “dance”"), ("zh", "没有“dance”这个命令")]
)
def test_an_unknown_word_is_refused_in_the_users_language(
    language: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HANDSUP_LANGUAGE", language)
    assert main(["dance"]) == 2
    assert said in capsys.readouterr().err


def test_help_lists_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == list_words("en")
    assert all(f"\n  {word} " in list_words("zh") for word in PROGRAMS)


def test_the_command_becomes_the_program(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "presenter.command", "check", str(tmp_path / "nothing.pptx")]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert ended.returncode == 2
    assert "nothing.pptx" in ended.stderr
    assert "Traceback" not in ended.stderr
