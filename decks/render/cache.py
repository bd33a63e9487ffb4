"""Finished pictures, as many as fit into a number of bytes; the one unused longest goes first."""

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtGui import QImage


class Wish(NamedTuple):
    """A slide after some clicks, to fit into width × height pixels."""

    slide: int
    click: int
    width: int
    height: int


class PictureCache:
    """Pictures by wish. The newest picture stays even if it alone is larger than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pictures: OrderedDict[Wish, QImage] = OrderedDict()
        self.size = 0

    def get(self, wish: Wish) -> QImage | None:
        """The picture, now the most recently used, or `None`."""
        image = self._pictures.get(wish)
        if image is not None:
            self._pictures.move_to_end(wish)
        return image

    def __contains__(self, wish: Wish) -> bool:
        return wish in self._pictures

    def put(self, wish: Wish, image: QImage) -> None:
        """Keep a picture, letting others go."""
        old = self._pictures.pop(wish, None)
        self.size += image.sizeInBytes() - (old.sizeInBytes() if old is not None else 0)
        self._pictures[wish] = image
        while self.size > self._limit and len(self._pictures) > 1:
            _, gone = self._pictures.popitem(last=False)
            self.size -= gone.sizeInBytes()

    def clear(self) -> None:
        """Let all go."""
        self._pictures.clear()
        self.size = 0
