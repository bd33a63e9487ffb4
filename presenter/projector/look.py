"""The projector's colours and measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """One theme for the class: contrasts for a room that isn't dark."""

    ground: str
    surface: str
    track: str
    line: str
    text: str
    muted: str
    accent: str
    good: str
    warning: str


DARK = Look(
    ground="#0C0F13",
    surface="#1A2028",
    track="#2C343F",
    line="#3A4450",
    text="#F5F7F9",
    muted="#B4BEC9",
    accent="#6CB4F5",
    good="#5FD6A2",
    warning="#F2BE55",
)
LIGHT = Look(
    ground="#F4F5F7",
    surface="#FFFFFF",
    track="#DDE2E8",
    line="#C4CBD3",
    text="#14181D",
    muted="#4A545F",
    accent="#0B5CAD",
    good="#08724C",
    warning="#7A4F00",
)

# Shares of the projector's height.
READABLE = 1 / 24  # text is at least this high, unless there is too much of it
FLOOR = 1 / 48  # then it shrinks to this, and is shortened after that
MARGIN = 0.045
RAIL = 0.34  # the column at the right: time, answers, the way to join
