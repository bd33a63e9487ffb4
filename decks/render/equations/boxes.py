"""Boxes of a laid-out equation, as TeX has them: width, ascent and descent around a baseline, and what
lies inside. Lengths in tenths of a point; x goes right, y goes down, 0 is the left end of the baseline."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Face:
    """With which letters to write: `families` to try in turn, `size` in tenths of a point."""

    families: tuple[str, ...]
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """What colour a piece has; `None` is the equation's own."""

    rgba: int | None = None


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Text that begins at its baseline."""

    text: str
    face: Face
    ink: Ink = Ink()


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle that begins at its upper left corner."""

    width: float
    height: float
    ink: Ink = Ink()


Segment = tuple[float, ...]
"""A point to begin at or to draw a line to (2 numbers), or a cubic Bézier curve to draw on (6)."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Closed figures of segments that are filled, or with a `thickness` open lines that are drawn."""

    figures: tuple[tuple[Segment, ...], ...]
    thickness: float | None = None
    ink: Ink = Ink()


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a box, its baseline's left end at `x`, `y`."""

    x: float
    y: float
    item: "Box | Glyphs | Rule | Outline"


@dataclass(frozen=True, slots=True)
class Box:
    """`slant` is how far a slanting last letter leans out over `width` at its top."""

    width: float = 0.0
    ascent: float = 0.0
    descent: float = 0.0
    parts: tuple[Placed, ...] = field(default=(), repr=False)
    slant: float = 0.0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.ascent + self.descent

    def lowered(self, by: float) -> "Box":
        """The same, further down."""
        return Box(self.width, self.ascent - by, self.descent + by, (Placed(0.0, by, self),), self.slant)

    def padded(self, left: float, right: float) -> "Box":
        """With room beside it."""
        width = left + self.width + right
        return Box(width, self.ascent, self.descent, (Placed(left, 0.0, self),), 0.0)


def rule(width: float, height: float, bottom: float, ink: Ink) -> Box:
    """A line whose lower edge lies `bottom` above the baseline."""
    return Box(width, bottom + height, -bottom, (Placed(0.0, -bottom - height, Rule(width, height, ink)),))


def row(boxes: Iterable[Box]) -> Box:
    """Boxes beside each other on one baseline."""
    parts, x, ascent, descent, slant = [], 0.0, 0.0, 0.0, 0.0
    for box in boxes:
        parts.append(Placed(x, 0.0, box))
        x += box.width
        ascent, descent, slant = max(ascent, box.ascent), max(descent, box.descent), box.slant
    return Box(x, ascent, descent, tuple(parts), slant)


def overlaid(width: float, *placed: tuple[float, float, Box]) -> Box:
    """Boxes at (x, y), all within one of this width."""
    return Box(
        width,
        max((box.ascent - y for _, y, box in placed), default=0.0),
        max((box.descent + y for _, y, box in placed), default=0.0),
        tuple(Placed(x, y, box) for x, y, box in placed),
    )
