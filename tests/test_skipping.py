"""Which tests may be left out, and when: the options of conftest.py, tried on small suites of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = """
'''A suite.'''
import os
import pytest

def test_that_has_a_data_folder_of_its_own(tmp_path):
    assert os.environ["HANDSUP_DATA"].startswith(str(tmp_path))

@pytest.mark.long
def test_that_is_long():
    pass

@pytest.mark.xfail(strict=True)
def test_that_is_known_to_fail():
    raise ValueError

{more}
"""


def run_suite(folder: Path, more: str = "", *options: str, ci: bool = False) -> str:
    """The last line that pytest prints about a suite under our conftest.py."""
    shutil.copy(Path(__file__).parent / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = long: long\n")
    (folder / "test_suite.py").write_text(SUITE.replace("{more}", more))
    environment = {**os.environ, "CI": "true" if ci else "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return ended.stdout.strip().splitlines()[-1]


def test_long_tests_run_only_when_asked_for(tmp_path: Path) -> None:
    assert "1 passed, 1 deselected, 1 xfailed" in run_suite(tmp_path)
    assert "2 passed, 1 xfailed" in run_suite(tmp_path, "", "--long")


SKIPPED = "def test_that_skips():\n    pytest.skip('{reason}')"


@pytest.mark.parametrize(
    ("reason", "in_ci"),
    [
        ("chromium is not installed", "1 failed"),
        ("no decks in ../shared", "1 skipped"),
        ("only on Windows", "1 skipped"),
    ],
)
def test_ci_lets_nothing_be_skipped_that_could_be_installed(tmp_path: Path, reason: str, in_ci: str) -> None:
    more = SKIPPED.replace("{reason}", reason)
    assert "1 skipped" in run_suite(tmp_path, more)
    assert in_ci in run_suite(tmp_path, more, ci=True)


def test_ci_lets_no_file_skip_itself(tmp_path: Path) -> None:
    more = "pytest.importorskip('no_such_module_anywhere')"
    assert "1 skipped" in run_suite(tmp_path, more)
    assert "1 error" in run_suite(tmp_path, more, ci=True)
