"""LibreOffice is found where it is, and nothing else is taken for it."""

import os
import sys
from pathlib import Path

import pytest

from decks.render.office.program import find_soffice

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="only on systems where a script is a program")


def program_in(folder: Path, name: str = "soffice") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_one_named_by_the_environment_is_taken_before_all_others(tmp_path: Path):
    named, other = program_in(tmp_path / "a", "office"), program_in(tmp_path / "b")
    found = find_soffice({"HANDSUP_SOFFICE": str(named), "PATH": str(other.parent)})
    assert found is not None
    assert found.path == named


def test_one_that_is_named_but_not_there_is_none(tmp_path: Path):
    other = program_in(tmp_path / "b")
    assert find_soffice({"HANDSUP_SOFFICE": str(tmp_path / "nowhere"), "PATH": str(other.parent)}) is None
    other.chmod(0o644)
    assert find_soffice({"HANDSUP_SOFFICE": str(other)}) is None or os.access(other, os.X_OK)


def test_it_is_found_in_the_path(tmp_path: Path):
    there = program_in(tmp_path / "bin", "libreoffice")
    found = find_soffice({"PATH": os.pathsep.join([str(tmp_path / "empty"), str(there.parent)])})
    assert found is not None
    assert found.path == there


def test_the_folder_we_are_started_in_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    trap = program_in(tmp_path / "downloads")
    monkeypatch.chdir(trap.parent)
    found = find_soffice({"PATH": os.pathsep.join([".", ""])})
    assert found is None or found.path.resolve() != trap.resolve()


def test_an_update_is_another_version(tmp_path: Path):
    path = program_in(tmp_path)
    before = find_soffice({"HANDSUP_SOFFICE": str(path)})
    assert before == find_soffice({"HANDSUP_SOFFICE": str(path)})
    path.write_text("#!/bin/sh\n# newer\n")
    assert before != find_soffice({"HANDSUP_SOFFICE": str(path)})
