"""What the trainer chose last time."""

import os
from pathlib import Path

import pytest

from presenter.settings import Settings, SettingsFile, data_folder
from server import running
from server.protocol import Identity


def test_choices_are_there_the_next_time(tmp_path: Path):
    SettingsFile(tmp_path / "new").change(identity=Identity.ANONYMOUS, address="10.0.0.5")
    again = SettingsFile(tmp_path / "new").settings
    assert (again.identity, again.address) == (Identity.ANONYMOUS, "10.0.0.5")


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b'{"identity": "emperor"}', b"\xff\xfe", b"[]", b'{"address": "\xff"}', b"[" * 9999],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damaged: bytes):
    (tmp_path / "settings.json").write_bytes(damaged)
    file = SettingsFile(tmp_path)
    assert file.settings == Settings()
    file.change(address="10.0.0.5")
    assert SettingsFile(tmp_path).settings.address == "10.0.0.5"


def test_one_bad_choice_costs_no_other(tmp_path: Path):
    (tmp_path / "settings.json").write_text('{"identity": "emperor", "address": "10.0.0.5", "mood": 7}')
    assert SettingsFile(tmp_path).settings == Settings(address="10.0.0.5")


def test_the_folder_is_made_for_its_user_alone(tmp_path: Path):
    SettingsFile(tmp_path / "new").change(address="10.0.0.5")
    if os.name == "posix":
        assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_loses_nothing_now(tmp_path: Path):
    (tmp_path / "data").write_text("a file where the folder should be")
    file = SettingsFile(tmp_path / "data")
    file.change(address="10.0.0.5")
    assert file.settings.address == "10.0.0.5"


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
