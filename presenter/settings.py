"""What the trainer chose last time."""

import os
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import msgspec
import platformdirs

from assets.sentences import Language
from decks.render.export import Way
from presenter.start_choices import StartChoices
from presenter.widgets.theme import Theme
from server.protocol import Identity, KeepDays, Wifi


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

    address: str | None = None
    last_folder: str | None = None
    ways: dict[str, WayChoice] = msgspec.field(default_factory=dict)  # by lesson id, the latest last
    starts: dict[str, StartChoices] = msgspec.field(default_factory=dict)  # by lesson id, the latest last
    begin_without_asking: bool = False
    wifi: Wifi = Wifi()
    language: Language | None = None  # the system's
    theme: Theme = Theme.SYSTEM
    slides_on: str = ""  # a display's name, or `screens.IN_A_WINDOW`; empty: not the console's
    new_identity: Identity | None = None  # of a lesson never taught; None: as last time
    new_keep_days: Literal[0] | KeepDays | None = None  # the same; 0: until they are erased


class SettingsFile:
    """The settings on disk, in the program's data folder. A thread of their own writes them: a disk may
    take its time, and the window doesn't wait. The program doesn't end before they are written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "settings.json"
        self.settings = self._written = self._read()
        # One thread, so that no older choice overtakes a newer one. Python waits for it before it ends.
        self._writer = ThreadPoolExecutor(1, "settings")
        self._last: Future[None] | None = None

    def change(self, **choices: object) -> None:
        """Remember these choices. A disk that can't be written loses them only for the next time."""
        self.settings = msgspec.structs.replace(self.settings, **choices)
        self._last = self._writer.submit(self._write)

    def wait_until_written(self) -> None:
        """Return when all choices made so far are on the disk, or can't be."""
        if self._last is not None:
            self._last.result()

    def _write(self) -> None:
        """Write the newest choices; of many made at once only the last need be."""
        newest = self.settings
        if newest is not self._written and make_folder(self._path.parent):
            with suppress(OSError):
                replace_file(self._path, msgspec.json.encode(newest))
                self._written = newest

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


def replace_file(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all, for its user alone. Raises `OSError`."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise


def spoken(settings: Settings, system: Language) -> Language:
    """The windows' language: the one chosen, unless `HANDSUP_LANGUAGE` names one, else the system's."""
    return system if os.environ.get("HANDSUP_LANGUAGE") else settings.language or system


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
