"""Pixels that two processes see: a private temporary file mapped into the memory of both."""

import errno
import mmap
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtGui import QImage


class SharedPixels:
    """A mapped file of fixed size. Windows can't resize a mapped file: for more, make another."""

    def __init__(self, path: Path, size: int) -> None:
        """Map an existing file of at least `size` bytes."""
        self.path, self.size = path, size
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), size)

    @classmethod
    def create(cls, size: int, folders: Sequence[Path] | None = None) -> Self:
        """A new file that only this user can read, in the first of `folders` with room for it: usually
        in memory where the system offers that, else where temporary files are. Raises `OSError`."""
        *better, last = _folders() if folders is None else folders
        for folder in better:
            with suppress(OSError):
                return cls._create_in(folder, size)
        return cls._create_in(last, size)

    @classmethod
    def _create_in(cls, folder: Path, size: int) -> Self:
        handle, name = tempfile.mkstemp(prefix="handsup-", suffix=".pixels", dir=folder)
        try:
            _reserve(handle, size)
            return cls(Path(name), size)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        finally:
            os.close(handle)

    def put(self, image: QImage) -> None:
        """Copy the picture's pixels to the beginning. It must fit."""
        count = image.sizeInBytes()
        self._map[:count] = image.constBits()[:count]

    def take(self, width: int, height: int, stride: int) -> QImage:
        """A copy of the picture at the beginning. Raises `ValueError` for one that can't be there."""
        if min(width, height) < 1 or width * 4 > stride or stride * height > self.size:
            raise ValueError("no such picture")
        view = memoryview(self._map)[: stride * height]
        return QImage(view, width, height, stride, QImage.Format.Format_RGB32).copy()

    def hide(self) -> None:
        """Take the file's name away, now that both have mapped it, so that nothing is left behind even
        if both are killed. Windows doesn't allow it: there the name goes with `remove`."""
        if os.name == "posix":
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Unmap."""
        self._map.close()

    def remove(self) -> bool:
        """Unmap and delete the file. Whether it is gone: Windows keeps it while another maps it."""
        self.close()
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.remove()


def _folders() -> list[Path]:
    memory, usual = Path("/dev/shm"), Path(tempfile.gettempdir())
    return [memory, usual] if memory.is_dir() and os.access(memory, os.W_OK) else [usual]


def _reserve(handle: int, size: int) -> None:
    """Make the file `size` bytes long, with room for all of them: who writes into a mapped file when the
    disk is full is killed by the system."""
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(handle, 0, size)
            return
        except OSError as error:
            if error.errno not in (errno.EOPNOTSUPP, errno.EINVAL):
                raise
    os.truncate(handle, size)
