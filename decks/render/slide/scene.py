"""What drawing one slide needs at hand: the painter, the sheets, the colours, and a list of problems."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from math import isnan
from time import monotonic

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from decks.model import Problem
from decks.pptx.builds import Look
from decks.pptx.graphic_parts import Part
from decks.pptx.media_timing import MediaTiming
from decks.pptx.ooxml import Element
from decks.pptx.package import Package
from decks.render.findings import Findings
from decks.render.images.store import ImageError, ImageStore
from decks.render.paint.colours import Palette
from decks.render.slide.movers import Movers
from decks.render.slide.sheet import Sheets
from decks.spots import Area, Link, Medium

MOST_SHAPES = 4_000
LONGEST_S = 5.0
"""A slide that takes longer than this is shown as far as it has come."""
MOST_PROBLEMS = 50


class Gif(Enum):
    """What a GIF does on the projector."""

    STILL = auto()
    MOVES = auto()
    SEEN_THROUGH = auto()  # it would move, but its first frame would be seen through others


@dataclass
class Scene:
    """`painter` counts in EMU; `pixel` is the size of a pixel in EMU; `number` is the slide's, `now` what its
    fields show as date and time, `look` what its animations have made of it after `click` clicks.
    `slide_numbers` says which slide lies in a part; `moving` keeps what is known of the package's GIFs,
    `missing_fonts` what stands in for a font that the deck asks for in vain, `media_timing` when the slide's
    films begin, once it is read; `parts` are those that the slide's charts and diagrams come or go in, by
    their ids; `movers` are the shapes that move with the last click; `text_of` is the id of the slide's
    shape whose own text is being drawn; `layer_bytes` is what the layers take that are being drawn now, one
    within the other."""

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
    now: datetime = field(default_factory=datetime.now)
    look: Look = field(default_factory=Look)
    parts: Mapping[str, frozenset[Part]] = field(default_factory=dict)
    click: int = 0
    slide_numbers: Mapping[str, int] = field(default_factory=dict)
    moving: dict[str, Gif] = field(default_factory=dict)
    missing_fonts: dict[str, str] = field(default_factory=dict)
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    media_timing: MediaTiming | None = None
    movers: Movers = field(default_factory=Movers)
    text_of: str = ""
    layer_bytes: int = 0
    shapes_left: int = MOST_SHAPES
    started_s: float = field(default_factory=monotonic)

    @property
    def findings(self) -> Findings:
        """What has been found out so far."""
        return Findings(
            tuple(self.problems.values()), tuple(self.links), tuple(self.media), self.movers.motions()
        )

    @property
    def theme_part(self) -> str:
        """The part through which the theme's fills find their pictures; empty without a theme."""
        master = self.sheets.master
        return (self.package.related(master.part, "theme") or "") if master else ""

    def area_of(self, rect: QRectF) -> Area:
        """Where a rectangle in the painter's present coordinates lies on the slide, as far as it can
        be seen; nowhere for one that groups have blown up beyond all numbers."""
        pixels = self.painter.transform().mapRect(rect)
        if isnan(pixels.left() + pixels.top() + pixels.right() + pixels.bottom()):
            return Area(0.0, 0.0, 0.0, 0.0)
        width, height = self.page.width() / self.pixel, self.page.height() / self.pixel
        left, top = max(0.0, pixels.left() / width), max(0.0, pixels.top() / height)
        right, bottom = min(1.0, pixels.right() / width), min(1.0, pixels.bottom() / height)
        return Area(left, top, max(0.0, right - left), max(0.0, bottom - top))

    def note_paragraph(self, number: int, rect: QRectF) -> None:
        """A paragraph of the present shape's own text, counted from 0, stands in this rectangle of the
        painter's present coordinates."""
        if self.text_of and self.movers.involve(self.text_of):
            self.movers.place_paragraph(self.text_of, number, self.area_of(rect))

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Meanwhile nothing is seen of what is drawn, nor reported: only where it stands is found out."""
        painter, kept = self.painter, (self.problems, self.links, self.media)
        self.problems, self.links, self.media = dict(self.problems), list(self.links), list(self.media)
        speck = QImage(1, 1, QImage.Format.Format_RGB32)
        self.painter = QPainter(speck)
        self.painter.setTransform(painter.transform())
        try:
            yield
        finally:
            self.painter.end()
            self.painter = painter
            self.problems, self.links, self.media = kept

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

    def report_of_deck(self, code: str, **values: str) -> None:
        """Note what is a little different in the whole deck, not on this slide alone."""
        self._note(Problem(code, serious=False, values=values))

    def _note(self, problem: Problem) -> None:
        key = problem.code, ",".join(problem.values.values())
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.setdefault(key, problem)
