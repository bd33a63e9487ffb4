"""The drawings of the open session on disk, for the case that the presenter is started again."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import msgspec

from presenter.drawing import COLOURS, Decks
from presenter.settings import make_folder, replace_file


class _Kept(msgspec.Struct, frozen=True):
    session_id: str
    decks: Decks


class KeptDrawings:
    """One file in the program's data folder, for one session; with the session it goes. A thread of its own
    writes, so that no stroke waits for the disk."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "drawings.json"
        self._newest: _Kept | None = None
        self._writer = ThreadPoolExecutor(1, "drawings")
        self._last: Future[None] | None = None

    def of(self, session_id: str) -> Decks:
        """What was kept of this session; nothing if there is nothing that can be read."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except (OSError, ValueError, RecursionError):  # whatever bytes stand there
            return {}
        strokes = (s for slides in kept.decks.values() for drawn in slides.values() for s in drawn)
        whole = all(stroke.points and 0 <= stroke.colour < len(COLOURS) for stroke in strokes)
        return kept.decks if whole and kept.session_id == session_id else {}

    def keep(self, session_id: str, decks: Decks) -> None:
        """Write these drawings, soon. A disk that can't be written loses them only for the next start."""
        self._newest = _Kept(session_id, decks)
        self._last = self._writer.submit(self._write)

    def forget(self) -> None:
        """The session is over: nothing of it stays behind here."""
        self._newest = None
        self._last = self._writer.submit(self._write)

    def wait_until_written(self) -> None:
        """Return when the newest drawings are on the disk, or can't be."""
        if self._last is not None:
            self._last.result()

    def _write(self) -> None:
        newest = self._newest
        with suppress(OSError):
            if newest is None:
                self._path.unlink(missing_ok=True)
            elif make_folder(self._path.parent):
                replace_file(self._path, msgspec.json.encode(newest))
