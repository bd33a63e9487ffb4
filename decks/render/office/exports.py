"""The PDFs made by LibreOffice, kept on the disk."""

import hashlib
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import msgspec
import platformdirs

from decks.pptx.stepped_copy import Pages
from decks.render.export import Export, Way
from decks.render.office.program import Program

LARGEST = 512 * 2**20
"""Bytes of all PDFs together."""
FORMAT = 2
"""Counts up when the same deck and program would give another PDF."""
_PDF, _PAGES, _WORK = "slides.pdf", "pages.json", "work-"
_ABANDONED_S = 3600


class ExportStore:
    """A folder for each deck (by its content) and version of LibreOffice. `limit` bytes are kept; what has
    not been used for the longest time goes first."""

    def __init__(self, folder: Path | None = None, limit: int = LARGEST) -> None:
        self.folder = folder or export_folder()
        self._limit = limit

    def find(self, sha256: str, program: Program) -> Export | None:
        """The deck's PDF, if it has been made."""
        place = self._place(sha256, program)
        try:
            pages = msgspec.json.decode((place / _PAGES).read_bytes(), type=Pages)
            pdf = place / _PDF
            if pdf.stat().st_size == 0:
                return None
        except (OSError, ValueError):
            return None
        with suppress(OSError):
            os.utime(place)
        return Export(Way.LIBREOFFICE, pdf, pages)

    def drop(self, export: Export) -> None:
        """Throw away a PDF that turned out to be of no use."""
        if export.path.parent.parent == self.folder:
            shutil.rmtree(export.path.parent, ignore_errors=True)

    def make_room(self) -> Path:
        """An empty folder to work in, for this user alone. Raises `OSError`."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Path(tempfile.mkdtemp(prefix=_WORK, dir=self.folder))

    def keep(self, sha256: str, program: Program, pdf: Path, pages: Pages) -> Export:
        """Take a finished PDF in, whole or not at all. Raises `OSError`."""
        place, made = self._place(sha256, program), self.make_room()
        try:
            pdf.replace(made / _PDF)
            (made / _PAGES).write_bytes(msgspec.json.encode(pages))
        except OSError:
            shutil.rmtree(made, ignore_errors=True)
            raise
        try:
            made.rename(place)
        except OSError:  # somebody else was faster, or what stands there is of no use
            if self.find(sha256, program) is None:
                shutil.rmtree(place, ignore_errors=True)
                made.rename(place)
            else:
                shutil.rmtree(made, ignore_errors=True)
        self._trim(place)
        return Export(Way.LIBREOFFICE, place / _PDF, pages)

    def _place(self, sha256: str, program: Program) -> Path:
        key = hashlib.sha256(f"{FORMAT} {sha256} {program.version}".encode()).hexdigest()
        return self.folder / key[:40]

    def _trim(self, newest: Path) -> None:
        kept = 0
        for place in sorted(self.folder.iterdir(), key=_used_at, reverse=True):
            if place.name.startswith(_WORK):
                if time.time() - _used_at(place) > _ABANDONED_S:
                    shutil.rmtree(place, ignore_errors=True)
                continue
            kept += _size(place)
            if kept > self._limit and place != newest:
                shutil.rmtree(place, ignore_errors=True)


def export_folder() -> Path:
    """Where the PDFs are kept: under `HANDSUP_DATA` if that is set, else in the platform's cache folder."""
    named = os.environ.get("HANDSUP_DATA")
    folder = Path(named) / "cache" if named else platformdirs.user_cache_path("handsup", appauthor=False)
    return folder / "exports"


def _used_at(place: Path) -> float:
    try:
        return place.stat().st_mtime
    except OSError:
        return 0.0


def _size(place: Path) -> int:
    with suppress(OSError):
        return (place / _PDF).stat().st_size
    return 0
