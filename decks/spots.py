"""Places on a slide that do something when they are clicked."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in fractions of a width and a height (mostly the slide's), from the top left corner."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


WHOLE = Area(0.0, 0.0, 1.0, 1.0)


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


def distinct(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """One link for each target, in reading order: the first that has words for it."""
    found: dict[tuple[Jump, int, str], Link] = {}
    for link in sorted(links, key=lambda link: (round(link.area.y, 2), link.area.x)):
        key = link.jump, link.slide, link.address
        if key not in found or (link.words and not found[key].words):
            found[key] = link
    return tuple(found.values())


class MediumKind(StrEnum):
    """What plays."""

    VIDEO = "video"
    AUDIO = "audio"
    MOVING_PICTURE = "moving_picture"


@dataclass(frozen=True, slots=True)
class Medium:
    """A video, a sound or an animated GIF at its place, which may reach beyond the slide. `turn` is in
    degrees clockwise about the middle of `area`; `crop` is the part of the film that is seen, and
    `outline`, in fractions of `area`, what it is cut to if that is no rectangle.

    `part` is its name inside the deck's file, `title` what to call it; `by_itself` says that it begins
    with this very step.
    """

    area: Area
    kind: MediumKind
    part: str
    title: str = ""
    by_itself: bool = False
    loops: bool = False
    turn: float = 0.0
    crop: Area = WHOLE
    outline: tuple[tuple[float, float], ...] = ()
