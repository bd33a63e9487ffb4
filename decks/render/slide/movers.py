"""Where the parts of a slide stand that move with a click: found out while they are drawn."""

from collections.abc import Sequence

from decks.motion import Motion
from decks.pptx.builds import Move
from decks.spots import Area

MARGIN = 0.006
"""Of the slide's size: glyphs, outlines and shadows reach a little beyond a shape's own rectangle."""


class Movers:
    """The moves of one click, and the areas of their shapes and paragraphs as far as they are known."""

    def __init__(self, moves: Sequence[Move] = ()) -> None:
        self._moves = {(move.shape, move.paragraph): move for move in moves}
        self._shapes = {move.shape for move in moves}
        self._areas: dict[tuple[str, int | None], Area] = {}

    def involve(self, shape: str) -> bool:
        """Whether the shape, or some of its text, comes or goes."""
        return shape in self._shapes

    def leaves(self, shape: str) -> bool:
        """Whether the whole shape goes: it isn't drawn any more, but its place matters."""
        move = self._moves.get((shape, None))
        return move is not None and move.leaving

    def place(self, shape: str, area: Area) -> None:
        """A shape of this id stands here."""
        self._add(shape, None, area)

    def place_paragraph(self, shape: str, paragraph: int, area: Area) -> None:
        """A paragraph of a shape stands here; text may reach beyond its shape."""
        self._add(shape, paragraph, area)
        if (shape, None) in self._areas:
            self._add(shape, None, area)

    def motions(self) -> tuple[Motion, ...]:
        """What moves in sight, in the order of the moves."""
        return tuple(
            Motion(area, move.effect, move.side, move.leaving, move.begins_s, move.lasts_s)
            for part, move in self._moves.items()
            if (area := _wider(self._areas.get(part))) is not None
        )

    def _add(self, shape: str, paragraph: int | None, area: Area) -> None:
        part = shape, paragraph
        if part in self._moves:
            self._areas[part] = _united(self._areas.get(part), area)


def _united(one: Area | None, other: Area) -> Area:
    if one is None:
        return other
    x, y = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.width, other.x + other.width)
    bottom = max(one.y + one.height, other.y + other.height)
    return Area(x, y, right - x, bottom - y)


def _wider(area: Area | None) -> Area | None:
    """The area with its margin, within the slide; `None` if nothing of it can be seen."""
    if area is None:
        return None
    x, y = max(0.0, area.x - MARGIN), max(0.0, area.y - MARGIN)
    right, bottom = min(1.0, area.x + area.width + MARGIN), min(1.0, area.y + area.height + MARGIN)
    return Area(x, y, right - x, bottom - y) if right > x and bottom > y else None
