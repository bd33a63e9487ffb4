"""Drawings as SVG that were made once and are kept for the next slide."""

from collections import OrderedDict

from decks.render.images.svg import SvgDrawing


class KeptDrawings:
    """SVG by a digest of what it was made from, `None` for what can't be drawn. Those used last stay, up to
    `limit` bytes in all; the last one stays whatever its size."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[bytes, SvgDrawing | None] = OrderedDict()
        self._size = 0

    @property
    def full(self) -> bool:
        """Whether so much is kept, half of the limit, that others may soon have to go."""
        return self._size > self._limit // 2

    def __contains__(self, key: bytes) -> bool:
        return key in self._kept

    def get(self, key: bytes) -> SvgDrawing | None:
        """One of those kept, now the most recently used. Raises `KeyError` for one that isn't."""
        self._kept.move_to_end(key)
        return self._kept[key]

    def put(self, key: bytes, drawing: SvgDrawing | None) -> None:
        """Keep one more."""
        self._size += _size(drawing) - _size(self._kept.pop(key, None))
        self._kept[key] = drawing
        while len(self._kept) > 1 and self._size > self._limit:
            _, gone = self._kept.popitem(last=False)
            self._size -= _size(gone)


def _size(drawing: SvgDrawing | None) -> int:
    return 0 if drawing is None else len(drawing.data)
