"""Pictures packed without loss and unpacked again, in another thread.

zlib at its fastest level takes a slide of 1920 × 1080 pixels from 8 MB to some 0.2 MB in about 17 ms and back
in about 12 ms, without Python's lock; PNG as Qt writes it takes three times as long.
"""

import zlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from itertools import count

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance
from PySide6.QtGui import QImage

from decks.render.picture import Picture

_FASTEST = 1


@dataclass(frozen=True, slots=True)
class Packed:
    """A picture whose pixels are compressed; `shell` is the rest of it, with an empty image."""

    shell: Picture
    width: int
    height: int
    stride: int
    pixels: bytes

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return len(self.pixels)


def pack(picture: Picture) -> Packed:
    """The picture with its pixels compressed. It must have the format RGB32, as renderers yield it."""
    image = picture.image
    pixels = zlib.compress(image.constBits(), _FASTEST)
    shell = replace(picture, image=QImage())
    return Packed(shell, image.width(), image.height(), image.bytesPerLine(), pixels)


def unpack(packed: Packed) -> Picture:
    """The picture as it was."""
    image = QImage(packed.width, packed.height, QImage.Format.Format_RGB32)
    memoryview(image.bits())[:] = zlib.decompress(packed.pixels, bufsize=packed.stride * packed.height)
    return replace(packed.shell, image=image)


class Packing(QObject):
    """Packs and unpacks in a thread of its own. What is done comes with `packed` and `unpacked`, each with
    the word that was given with it. Pictures that wait to be packed take at most `most_bytes`, unless
    there is but one; what is more isn't packed."""

    packed = Signal(object, object)
    unpacked = Signal(object, object)
    _done = Signal(int, object)

    def __init__(self, most_bytes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._most_bytes = most_bytes
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs = count(1)
        self._packing: dict[int, tuple[Hashable, int]] = {}
        self._unpacking: dict[int, Hashable] = {}
        self._done.connect(self._tell)

    @property
    def at_rest(self) -> bool:
        """Whether nothing is being done."""
        return not self._packing and not self._unpacking

    @property
    def size(self) -> int:
        """Bytes of the pictures that wait to be packed."""
        return sum(size for _, size in self._packing.values())

    def pack(self, word: Hashable, picture: Picture) -> None:
        """Pack a picture, unless too much waits already."""
        size = picture.image.sizeInBytes()
        if not self._packing or self.size + size <= self._most_bytes:
            number = next(self._jobs)
            self._packing[number] = word, size
            self._pool.start(_Job(self._done, number, lambda: pack(picture)))

    def unpack(self, word: Hashable, packed: Packed) -> None:
        """Unpack a picture, before all that waits to be packed; once for each word."""
        if word not in self._unpacking.values():
            number = next(self._jobs)
            self._unpacking[number] = word
            self._pool.start(_Job(self._done, number, lambda: unpack(packed)), 1)

    def forget(self) -> None:
        """Tell nothing more of what was asked for, and be at rest."""
        self._pool.clear()
        self._pool.waitForDone()
        self._packing.clear()
        self._unpacking.clear()

    def _tell(self, number: int, result: Packed | Picture | None) -> None:
        if (packing := self._packing.pop(number, None)) is not None:
            if result is not None:
                self.packed.emit(packing[0], result)
        elif (word := self._unpacking.pop(number, None)) is not None:
            self.unpacked.emit(word, result)


class _Job(QRunnable):
    def __init__(self, done: SignalInstance, number: int, act: Callable[[], Packed | Picture]) -> None:
        super().__init__()
        self._done, self._number, self._act = done, number, act

    def run(self) -> None:
        try:
            result = self._act()
        except (MemoryError, zlib.error):
            result = None
        self._done.emit(self._number, result)
