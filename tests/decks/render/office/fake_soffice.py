"""A program that stands in for LibreOffice: a small script called as it is."""

import sys
from pathlib import Path

_SCRIPT = """#!{python}
import os, shutil, subprocess, sys, time
from pathlib import Path

here = Path({folder!r})
deck, folder = Path(sys.argv[-1]), Path(sys.argv[sys.argv.index("--outdir") + 1])
with open(here / "calls", "a") as calls:
    print(os.getpid(), *sys.argv[1:], sep="\\t", file=calls)


def write_pdf():
    shutil.copy(here / "fake.pdf", folder / (deck.stem + ".pdf"))


def leave_child():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (here / "child").write_text(str(child.pid))


def wait_for(name):
    while not (here / name).exists():
        time.sleep(0.01)


{body}
"""


def write_soffice(folder: Path, body: str) -> Path:
    """The script, in `folder`. Its body may call `write_pdf()`, which takes the `fake.pdf` there,
    `leave_child()`, and `wait_for(name)` of a file there."""
    script = folder / "soffice"
    script.write_text(_SCRIPT.format(python=sys.executable, folder=str(folder), body=body))
    script.chmod(0o755)
    return script
