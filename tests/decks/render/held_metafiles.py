"""A stand-in for the program that draws metafiles, which takes its time."""

import hashlib
from pathlib import Path

HELD_PROGRAM = """
import hashlib, os, struct, sys, time
from pathlib import Path

folder = Path(__file__).parent
data = sys.stdin.buffer.read(struct.unpack("<Q", sys.stdin.buffer.read(8))[0])
name = hashlib.sha256(data).hexdigest()
with (folder / "begun").open("a") as begun:
    begun.write(f"{name} {os.getpid()}\\n")
while not (folder / f"{name}.let").exists():
    time.sleep(0.005)
print('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="red" d="M0 0H9V9H0z"/></svg>')
"""


class HeldProgram:
    """What it has begun, and what it may finish."""

    name = "held_metafiles"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def begun(self) -> list[tuple[str, int]]:
        """Digest and process id of all that were begun, in their order."""
        path = self._folder / "begun"
        lines = path.read_text().splitlines() if path.exists() else []
        return [(line.split()[0], int(line.split()[1])) for line in lines]

    def has_begun(self, *metafiles: bytes) -> bool:
        """Whether just these were begun, in this order."""
        return [name for name, _ in self.begun] == [_digest(data) for data in metafiles]

    def let(self, *metafiles: bytes) -> None:
        """These may be finished."""
        for data in metafiles:
            (self._folder / f"{_digest(data)}.let").touch()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
