"""Finished pictures, as many as fit into a number of bytes: those needed whole, the others packed."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from decks.render.packing import Packed
from decks.render.picture import Picture

_PACKED_SHARE, _IDLE_SHARE = 4, 8
"""Packed pictures get at most a quarter of all bytes, whole ones that nobody needs an eighth: a packed
one is there again faster than it could be drawn."""


class Wish(NamedTuple):
    """A slide after some clicks, to fit into width × height pixels."""

    slide: int
    click: int
    width: int
    height: int

    @property
    def most_bytes(self) -> int:
        """What its picture takes at most, unpacked."""
        return self.width * self.height * 4


class PictureCache:
    """Pictures by wish, in at most `limit` bytes; whole ones that nobody needs in at most `idle_limit`.
    A single picture stays whole even if it is larger."""

    def __init__(self, limit: int, idle_limit: int | None = None) -> None:
        self._limit = limit
        self._idle_limit = limit // _IDLE_SHARE if idle_limit is None else idle_limit
        self._pictures: OrderedDict[Wish, Picture] = OrderedDict()
        self._packed: OrderedDict[Wish, Packed] = OrderedDict()
        self._needed: dict[Wish, int] = {}
        self._whole_size = self._packed_size = 0

    @property
    def size(self) -> int:
        """Bytes of all that is kept."""
        return self._whole_size + self._packed_size

    @property
    def room(self) -> int:
        """Bytes that whole pictures may take now."""
        return self._limit - self._packed_size

    def need(self, wishes: Iterable[Wish]) -> Sequence[tuple[Wish, Picture]]:
        """From now on these go last, the first of them last of all; returns as `put` does."""
        self._needed = {wish: rank for rank, wish in enumerate(dict.fromkeys(wishes))}
        return self._make_room()

    def get(self, wish: Wish) -> Picture | None:
        """The picture if it is there whole, now the most recently used."""
        picture = self._pictures.get(wish)
        if picture is not None:
            self._pictures.move_to_end(wish)
        return picture

    def packed(self, wish: Wish) -> Packed | None:
        """The picture if it is there packed, now the most recently used of these."""
        packed = self._packed.get(wish)
        if packed is not None:
            self._packed.move_to_end(wish)
        return packed

    def __contains__(self, wish: Wish) -> bool:
        return wish in self._pictures or wish in self._packed

    def alike(self, slide: int) -> list[Picture]:
        """All whole pictures of a slide, the one used longest ago first."""
        return [picture for picture in self._pictures.values() if picture.slide == slide]

    def packed_alike(self, slide: int) -> list[Packed]:
        """All packed pictures of a slide."""
        return [packed for wish, packed in self._packed.items() if wish.slide == slide]

    def put(self, wish: Wish, picture: Picture) -> Sequence[tuple[Wish, Picture]]:
        """Keep a picture whole. Those that had to go for it and are not there packed are returned."""
        old = self._pictures.pop(wish, None)
        self._whole_size += picture.image.sizeInBytes() - (0 if old is None else old.image.sizeInBytes())
        self._pictures[wish] = picture
        return self._make_room()

    def put_packed(self, wish: Wish, packed: Packed) -> Sequence[tuple[Wish, Picture]]:
        """Keep a packed picture; returns as `put` does."""
        old = self._packed.pop(wish, None)
        self._packed_size += packed.size - (0 if old is None else old.size)
        self._packed[wish] = packed
        while self._packed_size > self._limit // _PACKED_SHARE:
            _, gone = self._packed.popitem(last=False)
            self._packed_size -= gone.size
        return self._make_room()

    def clear(self) -> None:
        """Let all go."""
        self._pictures.clear()
        self._packed.clear()
        self._needed.clear()
        self._whole_size = self._packed_size = 0

    def _make_room(self) -> list[tuple[Wish, Picture]]:
        gone = []
        while len(self._pictures) > 1 and (self._whole_size > self.room or self._too_many_idle()):
            wish = self._least_needed()
            picture = self._pictures.pop(wish)
            self._whole_size -= picture.image.sizeInBytes()
            if wish not in self._packed:
                gone.append((wish, picture))
        return gone

    def _too_many_idle(self) -> bool:
        idle = (picture for wish, picture in self._pictures.items() if wish not in self._needed)
        return sum(picture.image.sizeInBytes() for picture in idle) > self._idle_limit

    def _least_needed(self) -> Wish:
        """The one unused longest of those that nobody needs, else the last of those needed."""
        idle = next((wish for wish in self._pictures if wish not in self._needed), None)
        return idle or max(self._pictures, key=lambda wish: self._needed[wish])
