"""A process that runs a program and never lets it outlive the one who asked: `python guard.py PROGRAM …`.

It stands between us and LibreOffice as the first of a group of its own. When its stdin closes, because
we wish it or have ended in whatever way, also by force, it ends the program with all that this has
started. Run as a file, with nothing but Python's own library.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread

NOT_STARTED = 127


def main(command: Sequence[str]) -> int:
    """Run the program, and end what it leaves behind (and, as one of its group, this process); 127 if it
    doesn't start."""
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return NOT_STARTED
    Thread(target=_end_with_asker, args=(process,), daemon=True).start()
    code = process.wait()
    if sys.platform != "win32" and os.getpgrp() == os.getpid():  # else the group is somebody else's
        os.killpg(0, signal.SIGKILL)
    return code


def end_tree(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever it has started: on Windows its children, else also what it has left behind
    in the group that it is the first of."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)


def _end_with_asker(process: subprocess.Popen[bytes]) -> None:
    # Not through `sys.stdin`: its lock, held while reading, would keep the process from ending.
    while os.read(0, 1024):
        pass
    if sys.platform == "win32":
        end_tree(process)
    else:
        process.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
