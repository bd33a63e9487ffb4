"""What a renderer yields."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from decks.render.findings import Findings


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, format RGB32, and what was found out while drawing it."""

    image: QImage
    findings: Findings = Findings()
