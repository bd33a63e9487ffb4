"""How our other programs are started: by the Python that runs this one."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def python_command(module: str, *words: str) -> list[str]:
    """`python -m MODULE WORDS…`, to be started with a `python_environment`."""
    return [sys.executable, "-P", "-m", module, *words]


def python_environment() -> dict[str, str]:
    """Ours, in which that Python finds our packages whatever folder it starts in."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
