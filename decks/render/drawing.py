"""What a renderer yields."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from decks.render.findings import Findings
from decks.render.images.metafiles import Metafile


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, format RGB32, and what was found out while drawing it. `awaited` are metafiles that are not
    drawn yet, if they are made in the background: without them the picture is not whole."""

    image: QImage
    findings: Findings = Findings()
    awaited: tuple[Metafile, ...] = ()
