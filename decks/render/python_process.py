"""Our other programs, started by the Python that runs this one."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

_ROOT = Path(__file__).resolve().parents[2]


def python_command(module: str, *words: str) -> list[str]:
    """`python -m MODULE WORDS…`, to be started with a `python_environment`."""
    return [sys.executable, "-P", "-m", module, *words]


def python_environment() -> dict[str, str]:
    """Ours, in which that Python finds our packages whatever folder it starts in."""
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def python_process(module: str, *words: str, parent: QObject | None = None) -> QProcess:
    """`python -m MODULE WORDS…`, not started yet; it finds our packages whatever folder it starts in, and
    nothing of ours or Python's in that folder: it may be the one a deck was downloaded to."""
    environment = QProcessEnvironment.systemEnvironment()
    paths = [str(_ROOT), *filter(None, [environment.value("PYTHONPATH")])]
    environment.insert("PYTHONPATH", os.pathsep.join(paths))
    environment.insert("PYTHONUTF8", "1")
    process = QProcess(parent)
    process.setProcessEnvironment(environment)
    program, *arguments = python_command(module, *words)
    process.setProgram(program)
    process.setArguments(arguments)
    return process
