"""Finished pictures, as many as fit into a number of bytes; the one unused longest goes first."""

from collections import OrderedDict
from typing import NamedTuple

from decks.render.picture import Picture


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
        self._pictures: OrderedDict[Wish, Picture] = OrderedDict()
        self.size = 0

    def get(self, wish: Wish) -> Picture | None:
        """The picture, now the most recently used, or `None`."""
        picture = self._pictures.get(wish)
        if picture is not None:
            self._pictures.move_to_end(wish)
        return picture

    def __contains__(self, wish: Wish) -> bool:
        return wish in self._pictures

    def put(self, wish: Wish, picture: Picture) -> None:
        """Keep a picture, letting others go."""
        old = self._pictures.pop(wish, None)
        self.size += _bytes(picture) - (0 if old is None else _bytes(old))
        self._pictures[wish] = picture
        while self.size > self._limit and len(self._pictures) > 1:
            _, gone = self._pictures.popitem(last=False)
            self.size -= _bytes(gone)

    def clear(self) -> None:
        """Let all go."""
        self._pictures.clear()
        self.size = 0


def _bytes(picture: Picture) -> int:
    return picture.image.sizeInBytes()
