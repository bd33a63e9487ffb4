"""What the trainer chose last time."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import platformdirs
from PySide6.QtCore import QSaveFile

from decks.render.export import Way
from server.protocol import Identity


class WayChoice(msgspec.Struct, frozen=True):
    """How a deck becomes pictures. For a PDF: its path (a `path_word`), its hash and number of pages, and
    the hash of the deck it was chosen for."""

    way: Way
    pdf: str = ""
    pdf_sha256: str = ""
    pages: int = 0
    deck_sha256: str = ""


class Settings(msgspec.Struct, frozen=True):
    """Remembered choices; every one has a default, so that an older or damaged file still reads."""

    identity: Identity = Identity.NICKNAME
    address: str | None = None
    last_folder: str | None = None
    ways: dict[str, WayChoice] = msgspec.field(default_factory=dict)  # by lesson id, the latest last


class SettingsFile:
    """The settings on disk, in the program's data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "settings.json"
        self.settings = self._read()

    def change(self, **choices: object) -> None:
        """Remember these choices. A disk that can't be written loses them only for the next time."""
        self.settings = msgspec.structs.replace(self.settings, **choices)
        make_folder(self._path.parent)
        file = QSaveFile(str(self._path))
        if file.open(QSaveFile.OpenModeFlag.WriteOnly):
            file.write(msgspec.json.encode(self.settings))
            file.commit()

    def _read(self) -> Settings:
        try:
            written = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Any])
        except (OSError, ValueError, RecursionError):  # whatever bytes stand there
            return Settings()
        known: dict[str, Any] = {}
        for field in msgspec.structs.fields(Settings):
            with suppress(KeyError, msgspec.ValidationError):  # one bad choice costs no other
                known[field.name] = msgspec.convert(written[field.name], field.type)
        return Settings(**known)


def make_folder(folder: Path) -> bool:
    """Make the data folder, for its user alone; whether it is there."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder.is_dir()


def data_folder(given: Path | None = None) -> Path:
    """Where sessions and settings are kept: `given`, else `HANDSUP_DATA`, else the platform's folder."""
    if given is not None:
        return given
    named = os.environ.get("HANDSUP_DATA")
    return Path(named) if named else platformdirs.user_data_path("handsup", appauthor=False)
