"""Where LibreOffice is on this machine."""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

NAMED_BY = "HANDSUP_SOFFICE"
_NAMES = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class Program:
    """LibreOffice's `soffice`. `version` changes with every update of it."""

    path: Path
    version: str


def find_soffice(environment: Mapping[str, str] = os.environ) -> Program | None:
    """LibreOffice, if it is there: where `HANDSUP_SOFFICE` says and nowhere else, or in one of the folders
    of `PATH`, or in one of the usual places."""
    named = environment.get(NAMED_BY)
    places = iter([Path(named)]) if named else _places(environment)
    path = next((path for path in places if path.is_file() and os.access(path, os.X_OK)), None)
    return None if path is None else Program(path, _version(path))


def _places(environment: Mapping[str, str]) -> Iterator[Path]:
    # Not `shutil.which`: on Windows that begins with the folder we were started in, which may be the one
    # a deck was downloaded to.
    folders = [Path(folder) for folder in environment.get("PATH", "").split(os.pathsep) if folder]
    folders = [folder for folder in folders if folder.is_absolute()]
    for folder in [*folders, *_usual_folders(environment)]:
        for name in _NAMES:
            yield folder / name


def _usual_folders(environment: Mapping[str, str]) -> list[Path]:
    if sys.platform == "win32":
        variables = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
        named = [Path(environment[name]) for name in variables if environment.get(name)]
        return [folder / "LibreOffice" / "program" for folder in named]
    if sys.platform == "darwin":
        applications = [Path("/Applications"), Path.home() / "Applications"]
        return [folder / "LibreOffice.app" / "Contents" / "MacOS" for folder in applications]
    own = sorted(Path("/opt").glob("libreoffice*/program"), reverse=True)
    return [Path("/usr/bin"), Path("/usr/local/bin"), Path("/usr/lib/libreoffice/program"), *own]


def _version(path: Path) -> str:
    """A fingerprint of the program's file: asking itself takes seconds."""
    real = path.resolve()
    binary = real.with_name("soffice.bin")
    about = (binary if binary.is_file() else real).stat()
    return hashlib.sha256(f"{real} {about.st_size} {about.st_mtime_ns}".encode(errors="replace")).hexdigest()
