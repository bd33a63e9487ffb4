"""What moves on the projector: from slide to slide, and from click to click."""

from dataclasses import dataclass
from enum import StrEnum

from decks.spots import Area

LONGEST_S = 0.3
"""No movement keeps the class waiting longer."""


class Side(StrEnum):
    """The side of the slide, or of a shape, that a movement comes from."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


class Effect(StrEnum):
    """How a picture, or a part of it, gives way to the next."""

    NONE = "none"
    FADE = "fade"
    PUSH = "push"
    WIPE = "wipe"
    COVER = "cover"
    FLY = "fly"


@dataclass(frozen=True, slots=True)
class Transition:
    """How a slide takes the place of the one before, within `LONGEST_S`."""

    effect: Effect = Effect.NONE
    side: Side = Side.RIGHT
    seconds: float = LONGEST_S


@dataclass(frozen=True, slots=True)
class Motion:
    """A part of the slide that comes or goes with a click: `area` is where it stands at rest, `side`
    where it comes from, or flies to if it is `leaving`; a wipe begins there in both cases.

    `begins_s` and `lasts_s` count from the click; all motions of a click end within `LONGEST_S`.
    """

    area: Area
    effect: Effect
    side: Side = Side.BOTTOM
    leaving: bool = False
    begins_s: float = 0.0
    lasts_s: float = LONGEST_S
