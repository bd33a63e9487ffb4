"""What the trainer points with, and where: pure values."""

from dataclasses import dataclass
from enum import Enum, auto


class Tool(Enum):
    """What the mouse is on the slide."""

    DOT = auto()  # the laser pointer's
    SPOTLIGHT = auto()  # the rest of the slide is dimmed
    PEN = auto()
    HIGHLIGHTER = auto()

    @property
    def draws(self) -> bool:
        """Whether it leaves something behind on the slide, rather than light."""
        return self in (Tool.PEN, Tool.HIGHLIGHTER)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the slide, in fractions of its width and height: 0 to 1."""

    x: float
    y: float

    @property
    def inside(self) -> bool:
        """Whether it is on the slide, and not in the bars beside it."""
        return 0 <= self.x <= 1 and 0 <= self.y <= 1


@dataclass(frozen=True, slots=True)
class Light:
    """What is seen on the slide of a tool in use."""

    tool: Tool
    spot: Spot
