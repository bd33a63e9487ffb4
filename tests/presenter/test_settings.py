"""What the trainer chose last time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assets.sentences import Language
from presenter.settings import Settings, SettingsFile, data_folder, spoken
from presenter.start_choices import StartChoices
from server import running
from server.protocol import Identity

ANONYMOUS = StartChoices(Identity.ANONYMOUS)


def change(file: SettingsFile, **choices: object) -> None:
    """Change something and wait until it is written."""
    file.change(**choices)
    file.wait_until_written()


def test_choices_are_there_the_next_time(tmp_path: Path):
    change(SettingsFile(tmp_path / "new"), starts={"lesson": ANONYMOUS}, address="10.0.0.5")
    again = SettingsFile(tmp_path / "new").settings
    assert (again.starts, again.address) == ({"lesson": ANONYMOUS}, "10.0.0.5")


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b'{"starts": {"lesson": {"identity": "emperor"}}}',
        b"\xff\xfe",
        b"[]",
        b'{"address": "\xff"}',
        b"[" * 9999,
    ],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damaged: bytes):
    (tmp_path / "settings.json").write_bytes(damaged)
    file = SettingsFile(tmp_path)
    assert file.settings == Settings()
    change(file, address="10.0.0.5")
    assert SettingsFile(tmp_path).settings.address == "10.0.0.5"


def test_one_bad_choice_costs_no_other(tmp_path: Path):
    (tmp_path / "settings.json").write_text(
        '{"starts": {"lesson": {"identity": "emperor"}}, "address": "10.0.0.5", "mood": 7}'
    )
    assert SettingsFile(tmp_path).settings == Settings(address="10.0.0.5")


def test_the_folder_is_made_for_its_user_alone(tmp_path: Path):
    change(SettingsFile(tmp_path / "new"), address="10.0.0.5")
    if os.name == "posix":
        assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "new" / "settings.json").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_loses_nothing_now(tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    file = SettingsFile(tmp_path / "data")
    change(file, address="10.0.0.5")
    assert file.settings.address == "10.0.0.5"


def test_of_many_choices_in_a_row_the_last_ones_are_kept(tmp_path: Path):
    file = SettingsFile(tmp_path)
    for number in range(200):
        file.change(address=f"10.0.0.{number}", last_folder=str(number))
    file.wait_until_written()
    again = SettingsFile(tmp_path).settings
    assert (again.address, again.last_folder) == ("10.0.0.199", "199")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_a_choice_that_could_not_be_written_is_written_with_the_next_one(tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    file = SettingsFile(tmp_path / "data")
    change(file, address="10.0.0.5")
    (tmp_path / "data").unlink()
    change(file, last_folder="lessons")
    assert SettingsFile(tmp_path / "data").settings == Settings(address="10.0.0.5", last_folder="lessons")


def test_the_program_does_not_end_before_all_is_written(tmp_path: Path):
    program = "import sys; from pathlib import Path; from presenter.settings import SettingsFile\n"
    program += "file = SettingsFile(Path(sys.argv[1]))\n"
    program += "for number in range(300): file.change(address=str(number))\n"
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, timeout=60)
    assert SettingsFile(tmp_path).settings.address == "299"


def test_the_data_folder_is_the_one_given_before_the_one_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HANDSUP_DATA", str(tmp_path / "named"))
    assert data_folder(tmp_path / "given") == tmp_path / "given"
    assert data_folder() == tmp_path / "named"
    monkeypatch.delenv("HANDSUP_DATA")
    assert data_folder().name == "handsup"


def test_presenter_and_server_look_for_the_sessions_in_the_same_folder(monkeypatch: pytest.MonkeyPatch):
    assert data_folder() == running.data_folder()
    monkeypatch.delenv("HANDSUP_DATA")
    assert data_folder() == running.data_folder()


@pytest.mark.parametrize(
    ("named", "chosen", "spoken_then"), [("", "zh", "zh"), ("", None, "en"), ("en", "zh", "en")]
)
def test_the_language_chosen_is_spoken_unless_the_environment_names_one(
    monkeypatch: pytest.MonkeyPatch, named: str, chosen: Language | None, spoken_then: Language
):
    monkeypatch.setenv("HANDSUP_LANGUAGE", named)
    assert spoken(Settings(language=chosen), "en") == spoken_then
