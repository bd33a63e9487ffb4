"""Places on a slide that do something when they are clicked."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in fractions of the slide's width and height, from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


class Jump(StrEnum):
    """Where a link leads."""

    SLIDE = "slide"
    NEXT = "next"
    BACK = "back"
    FIRST = "first"
    LAST = "last"
    CAME_FROM = "came_from"
    END = "end"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink or action button. `slide` is the number for `Jump.SLIDE`, `address` the URL for
    `Jump.WEB` (http, https or mailto, nothing else), `words` what is to be read on it."""

    area: Area
    jump: Jump
    words: str = ""
    slide: int = 0
    address: str = ""


class MediumKind(StrEnum):
    """What plays."""

    VIDEO = "video"
    AUDIO = "audio"
    MOVING_PICTURE = "moving_picture"


@dataclass(frozen=True, slots=True)
class Medium:
    """A video, a sound or an animated GIF at its place. `part` is its name inside the deck's file,
    `title` what to call it; `by_itself` says that it begins with the slide."""

    area: Area
    kind: MediumKind
    part: str
    title: str = ""
    by_itself: bool = False
    loops: bool = False
