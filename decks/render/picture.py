"""A finished picture of a slide."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from decks.render.findings import Findings


@dataclass(frozen=True, slots=True)
class Picture:
    """A slide after some clicks. `width` and `height` are as wished; the image has the slide's shape
    and fits into them."""

    slide: int
    click: int
    width: int
    height: int
    image: QImage
    findings: Findings = Findings()
