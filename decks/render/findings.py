"""What a renderer finds out about a slide while drawing it."""

from dataclasses import dataclass

from decks.model import Problem
from decks.motion import Motion
from decks.spots import Link, Medium


@dataclass(frozen=True, slots=True)
class Findings:
    """About a slide after some clicks: what could not be drawn as it was made, the links and media
    that can be seen, front last, and the parts that move when the last of these clicks comes."""

    problems: tuple[Problem, ...] = ()
    links: tuple[Link, ...] = ()
    media: tuple[Medium, ...] = ()
    motions: tuple[Motion, ...] = ()
