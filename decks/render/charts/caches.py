"""The texts and numbers that a chart keeps of its workbook (ECMA-376 part 1, 21.2.2.24 and following)."""

import math

from decks.pptx.ooxml import Element, attribute, child, children, local_name, parse_whole, whole
from decks.render.charts.model import Categories
from decks.render.charts.parts import Numbers

MOST_POINTS = 10_000
"""Of one chart; more could not be told apart on a projector."""
MOST_LEVELS = 5
LONGEST_TEXT = 500
_CACHES = frozenset(("numCache", "strCache", "multiLvlStrCache"))
_LARGEST, _SMALLEST = 1e100, 1e-100


class Room:
    """How many more points of a chart may be read."""

    def __init__(self, points: int = MOST_POINTS) -> None:
        self._left = points
        self.exceeded = False

    def take(self, wanted: int) -> int:
        """As many of the points as still fit."""
        granted = min(max(0, wanted), self._left)
        self.exceeded = self.exceeded or granted < wanted
        self._left -= granted
        return granted


def number(text: str) -> float | None:
    """A number of sane size, or `None`."""
    try:
        value = float(text)
    except ValueError:
        return None
    if not math.isfinite(value) or abs(value) > _LARGEST:
        return None
    return 0.0 if abs(value) < _SMALLEST else value


def optional_number(parent: Element | None, name: str) -> float | None:
    """The number in the `val` of a child, if there is one."""
    return number(attribute(child(parent, name), "val"))


def read_numbers(source: Element | None, room: Room) -> Numbers:
    """The numbers in a `c:val`, `c:xVal`, `c:bubbleSize` …"""
    cache = _cache(source)
    if cache is None:
        return Numbers()
    return _numbers(cache, _texts(cache, room))


def read_categories(source: Element | None, room: Room) -> Categories:
    """The labels in a `c:cat`."""
    cache = _cache(source)
    if cache is None:
        return Categories()
    if local_name(cache) == "multiLvlStrCache":
        count = whole(child(cache, "c:ptCount"), "val")
        levels = children(cache, "c:lvl")[:MOST_LEVELS]
        return Categories(tuple(tuple(_texts(level, room, count)) for level in levels))
    texts = _texts(cache, room)
    numbers = _numbers(cache, texts) if local_name(cache) in ("numCache", "numLit") else None
    return Categories((tuple(texts),), numbers)


def _numbers(cache: Element, texts: list[str]) -> Numbers:
    code = child(cache, "c:formatCode")
    known = code is not None and code.text
    return Numbers(
        tuple(number(text) for text in texts),
        str(known) if known else "General",
        frozenset(place for place, text in enumerate(texts) if text == "#N/A"),
    )


def read_words(source: Element | None) -> str:
    """The text in a `c:tx`: of its cache, or written as it is."""
    cache = _cache(source)
    if cache is not None:
        return " ".join(text for text in _texts(cache, Room(20)) if text)
    return plain_text(child(source, "c:v"))


def plain_text(element: Element | None) -> str:
    """An element's text in one line of sane length."""
    return "" if element is None else " ".join((element.text or "")[:LONGEST_TEXT].split())


def read_notes(cache: Element | None, room: Room) -> tuple[str, ...]:
    """The texts of a range of cells that labels show."""
    return () if cache is None else tuple(_texts(cache, room))


def _cache(source: Element | None) -> Element | None:
    for element in () if source is None else source:
        name = local_name(element)
        if name in ("numLit", "strLit"):
            return element
        if name in ("numRef", "strRef", "multiLvlStrRef"):
            return next((found for found in element if local_name(found) in _CACHES), None)
    return None


def _texts(cache: Element, room: Room, count: int = 0) -> list[str]:
    """The texts by their number; empty where a point is missing."""
    points = children(cache, "c:pt")
    highest = max((whole(point, "idx", -1) for point in points), default=-1) + 1
    wanted = max(highest, whole(child(cache, "c:ptCount"), "val"), count)
    texts = [""] * room.take(wanted)
    for point in points:
        place = parse_whole(attribute(point, "idx"), -1)
        value = child(point, "c:v")
        if 0 <= place < len(texts) and value is not None:
            texts[place] = plain_text(value)
    return texts
