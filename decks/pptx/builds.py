"""Animations (`p:timing`): what of a slide can be seen after how many clicks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from decks.motion import Effect, Side
from decks.pptx.ooxml import Element


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What emphasis has made of a shape. `opacity` and `scale` are factors, `turn` is in degrees
    clockwise; `fill`, `line` and `text` are colour elements (`a:srgbClr` …)."""

    opacity: float = 1.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    turn: float = 0.0
    fill: Element | None = None
    line: Element | None = None
    text: Element | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A slide after some clicks, by shape id (`p:cNvPr` `id`): shapes that can't be seen, paragraphs
    (counted from 0) that can't, and what emphasis has changed."""

    hidden: frozenset[str] = frozenset()
    hidden_paragraphs: Mapping[str, frozenset[int]] = field(default_factory=dict)
    changed: Mapping[str, Emphasis] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """A shape, or one of its paragraphs, that comes or goes with a click."""

    shape: str
    paragraph: int | None
    effect: Effect
    side: Side
    leaving: bool
    begins_s: float
    lasts_s: float


@dataclass(frozen=True, slots=True)
class Builds:
    """A slide's looks, one for each number of clicks (at least one), and each click's moves; the
    first moves are those that begin by themselves with the slide."""

    looks: tuple[Look, ...] = (Look(),)
    moves: tuple[tuple[Move, ...], ...] = ((),)

    @property
    def steps(self) -> int:
        """How many looks there are."""
        return len(self.looks)

    def look(self, click: int) -> Look:
        """The look after `click` clicks; beyond the last nothing changes any more."""
        return self.looks[max(0, min(click, len(self.looks) - 1))]


def read_builds(_slide: Element) -> Builds:
    """The builds of a `p:sld`."""
    return Builds()
