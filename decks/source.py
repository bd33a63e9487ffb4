"""A deck's file as what is drawn from it is read: once, and let go of where that is cheap."""

import hashlib
from pathlib import Path

from decks.model import DeckError

LARGEST_IN_MEMORY = 100 * 2**20

Source = Path | bytes
"""A file, or all that stands in it."""


def read_source(path: Path, sha256: str | None = None) -> Source:
    """The file's bytes, so that nothing keeps it open: on Windows PowerPoint couldn't save it. A file over
    `LARGEST_IN_MEMORY` is given as its path.

    With `sha256`, raises `DeckError` if the file isn't the one that had this hash. Raises `OSError`.
    """
    with path.open("rb") as file:
        source: Source = path
        if path.stat().st_size <= LARGEST_IN_MEMORY:
            source = file.read()
            found = hashlib.sha256(source).hexdigest()
        else:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 is not None and found != sha256:
        raise DeckError("deck.changed")
    return source
