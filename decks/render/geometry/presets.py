"""The outlines of preset shapes, by the names that Office gives them."""

from decks.render.geometry.arrows import ARROWS
from decks.render.geometry.boxes import BOXES
from decks.render.geometry.callouts import CALLOUTS
from decks.render.geometry.flow import FLOW
from decks.render.geometry.lines import LINES
from decks.render.geometry.outline import Box, Outline
from decks.render.geometry.symbols import SYMBOLS

PRESETS = {**BOXES, **ARROWS, **CALLOUTS, **FLOW, **LINES, **SYMBOLS}


def preset_outline(name: str, width: float, height: float, adjustments: dict[str, float]) -> Outline | None:
    """The outline within 0, 0, width, height; `None` for an unknown name."""
    maker = PRESETS.get(name)
    return None if maker is None else maker(Box(width, height, adjustments))
