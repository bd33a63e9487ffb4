"""The guard lets a program live no longer than the one who asked for it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from decks.render.office import guard
from tests.decks.render.office.test_soffice import is_gone, wait_until

SLEEPS = (
    "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(600)"
)

if sys.platform == "win32":
    pytest.skip("only on systems with groups of processes", allow_module_level=True)


@contextmanager
def guarded(*command: str, alone: bool = True) -> Iterator[subprocess.Popen[bytes]]:
    """A program with its guard; whatever is left of both is ended."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", guard.__file__, *command],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=alone,
    )
    with process:
        yield process
        process.kill()


def started(written: Path) -> int:
    """The program's process id, once it runs."""
    assert wait_until(lambda: written.exists() and written.read_text() != "")
    return int(written.read_text())


@pytest.mark.parametrize("alone", [True, False])
def test_the_program_ends_when_its_asker_is_gone(tmp_path: Path, alone: bool):
    with guarded(sys.executable, "-c", SLEEPS, str(tmp_path / "pid"), alone=alone) as process:
        pid = started(tmp_path / "pid")
        assert not is_gone(pid)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(10)
        assert is_gone(pid)


def test_what_the_program_leaves_behind_ends_with_it(tmp_path: Path):
    leaves = (
        "import pathlib, subprocess, sys, time; subprocess.Popen([sys.executable, '-c', *sys.argv[1:]])\n"
        "while not (path := pathlib.Path(sys.argv[2])).exists() or not path.read_text(): time.sleep(0.01)"
    )
    with guarded(sys.executable, "-c", leaves, SLEEPS, str(tmp_path / "pid")) as process:
        process.wait(10)
    assert wait_until(lambda: is_gone(started(tmp_path / "pid")))


def test_a_program_that_is_not_there_is_said(tmp_path: Path):
    with guarded(str(tmp_path / "nothing")) as process:
        assert process.wait(10) == guard.NOT_STARTED
        assert process.stderr is not None
        assert b"nothing" in process.stderr.read()
