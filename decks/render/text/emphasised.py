"""Text whose colour an animation has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QColor

from decks.pptx.emphasis import Emphasis
from decks.render.paint.colours import Palette


@dataclass(frozen=True, slots=True)
class Tints:
    """The colours that all letters of a text take whatever the file says: `whole` for every paragraph
    but those numbered in `single` (from 0)."""

    whole: QColor | None = None
    single: Mapping[int, QColor] = field(default_factory=dict)

    def of(self, paragraph: int) -> QColor | None:
        """The tint of a paragraph; `None` if it keeps its colours."""
        return self.single.get(paragraph, self.whole)


UNTINTED = Tints()


def tints_of(palette: Palette, emphasis: Emphasis) -> Tints:
    """The tints that emphasis gives a text."""
    whole = None if emphasis.text is None else palette.colour(emphasis.text)
    return Tints(whole, {number: palette.colour(colour) for number, colour in emphasis.texts})
