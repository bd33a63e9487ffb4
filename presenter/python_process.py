"""Our other programs, started by the Python that runs this one."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

_ROOT = Path(__file__).resolve().parents[1]


def python_process(module: str, *words: str, parent: QObject | None = None) -> QProcess:
    """`python -m MODULE WORDS…`, not started yet; it finds our packages whatever folder it starts in."""
    environment = QProcessEnvironment.systemEnvironment()
    paths = [str(_ROOT), *filter(None, [environment.value("PYTHONPATH")])]
    environment.insert("PYTHONPATH", os.pathsep.join(paths))
    environment.insert("PYTHONUTF8", "1")
    process = QProcess(parent)
    process.setProcessEnvironment(environment)
    process.setProgram(sys.executable)
    process.setArguments(["-P", "-m", module, *words])  # never what lies beside a deck
    return process
