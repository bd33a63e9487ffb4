"""The folder that films are taken out to: this user's alone, locked while it is in use."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

_PREFIX = "handsup-media-"
_LOCK = "in-use.lock"


class MediaFolder:
    """A new folder for temporary files in `parent`, the system's if none is given. Raises `OSError`."""

    def __init__(self, parent: Path | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        self._lock = _lock_of(self.path)
        self._lock.tryLock(0)

    def clear(self) -> None:
        """Remove what was taken out; a file that a player still has open may stay."""
        for file in self.path.iterdir():
            if file.name != _LOCK:
                with suppress(OSError):
                    file.unlink()

    def remove(self) -> None:
        """Remove it with all that is in it."""
        self._lock.unlock()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_abandoned(parent: Path | None = None) -> None:
    """Remove this user's folders whose presenter was killed."""
    with suppress(OSError):
        for path in Path(parent or tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            with suppress(OSError):
                if _is_own(path) and (path / _LOCK).is_file() and (lock := _lock_of(path)).tryLock(0):
                    lock.unlock()
                    shutil.rmtree(path, ignore_errors=True)


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path / _LOCK))
    lock.setStaleLockTime(0)  # however old it is: only a process that is gone has left it
    return lock


def _is_own(path: Path) -> bool:
    about = path.lstat()
    own = not hasattr(os, "getuid") or about.st_uid == os.getuid()
    return own and path.is_dir() and not path.is_symlink()
