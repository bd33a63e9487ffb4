"""The outlines of preset shapes, by the names that Office gives them."""

from decks.render.outline import Box, Outline
from decks.render.preset_arrows import ARROWS
from decks.render.preset_boxes import BOXES
from decks.render.preset_callouts import CALLOUTS
from decks.render.preset_flow import FLOW
from decks.render.preset_lines import LINES
from decks.render.preset_symbols import SYMBOLS

PRESETS = {**BOXES, **ARROWS, **CALLOUTS, **FLOW, **LINES, **SYMBOLS}


def preset_outline(name: str, width: float, height: float, adjustments: dict[str, float]) -> Outline | None:
    """The outline within 0, 0, width, height; `None` for an unknown name."""
    maker = PRESETS.get(name)
    return None if maker is None else maker(Box(width, height, adjustments))
