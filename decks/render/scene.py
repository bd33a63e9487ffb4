"""What drawing one slide needs at hand: the painter, the sheets, the colours, and a list of problems."""

from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from decks.model import Problem
from decks.pptx.ooxml import Element
from decks.pptx.package import Package
from decks.render.colours import Palette
from decks.render.images import ImageError, ImageStore
from decks.render.sheet import Sheets

MOST_SHAPES = 4_000
LONGEST_S = 5.0
"""A slide that takes longer than this is shown as far as it has come."""
MOST_PROBLEMS = 50


@dataclass
class Scene:
    """`painter` counts in EMU; `pixel` is the size of a pixel in EMU; `number` is the slide's."""

    painter: QPainter
    package: Package
    images: ImageStore
    sheets: Sheets
    palette: Palette
    page: QRectF
    pixel: float
    number: int
    default_text_style: Element | None
    table_styles: Element | None
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)
    shapes_left: int = MOST_SHAPES
    started_s: float = field(default_factory=monotonic)

    def has_room(self) -> bool:
        """Whether one more shape may be drawn; counts it."""
        self.shapes_left -= 1
        return self.shapes_left >= 0 and monotonic() - self.started_s < LONGEST_S

    def report_image(self, error: ImageError) -> None:
        """Note a picture that can't be shown."""
        self._note(Problem(error.code, self.number, values=error.values))

    def report(self, code: str, *, serious: bool = True, **values: str) -> None:
        """Note what can't be drawn as it was made; the same thing once a slide."""
        self._note(Problem(code, self.number, serious=serious, values=values))

    def _note(self, problem: Problem) -> None:
        key = problem.code, ",".join(problem.values.values())
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.setdefault(key, problem)
