"""Our other programs, started by the Python that runs this one."""

import os

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from decks.python_command import ROOT, python_command


def python_process(module: str, *words: str, parent: QObject | None = None) -> QProcess:
    """`python -m MODULE WORDS…`, not started yet; it finds our packages whatever folder it starts in, and
    nothing of ours or Python's in that folder: it may be the one a deck was downloaded to."""
    environment = QProcessEnvironment.systemEnvironment()
    paths = [str(ROOT), *filter(None, [environment.value("PYTHONPATH")])]
    environment.insert("PYTHONPATH", os.pathsep.join(paths))
    environment.insert("PYTHONUTF8", "1")
    process = QProcess(parent)
    process.setProcessEnvironment(environment)
    program, *arguments = python_command(module, *words)
    process.setProgram(program)
    process.setArguments(arguments)
    return process
