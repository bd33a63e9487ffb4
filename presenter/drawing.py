"""What the trainer has drawn on the slides: pure values and the rules of drawing."""

from enum import Enum

import msgspec

from presenter.light import Spot

MOST_POINTS = 4000  # of one stroke, so that what is kept stays small; it goes on as another one
MOST_STROKES = 400  # on one slide
PLACES = 4  # decimals of a point: finer than a pixel of any projector

# Okabe & Ito's, for colour-blind eyes: vermilion, blue, green, orange, and yellow for marking.
COLOURS = ("#D55E00", "#0072B2", "#009E73", "#E69F00", "#F0E442")
PEN_COLOUR, HIGHLIGHTER_COLOUR = 0, 4


class Ink(Enum):
    """What a stroke was made with."""

    PEN = "pen"
    HIGHLIGHTER = "highlighter"


class Stroke(msgspec.Struct, frozen=True):
    """One line; its points in fractions of the slide's width and height. `colour` counts in `COLOURS`."""

    ink: Ink
    colour: int
    points: tuple[tuple[float, float], ...]

    def on_to(self, spot: Spot) -> "Stroke":
        """The stroke drawn on to there."""
        return msgspec.structs.replace(self, points=(*self.points, _point(spot)))


Strokes = tuple[Stroke, ...]


Decks = dict[str, dict[int, Strokes]]  # by lesson id and slide number


class Drawings:
    """The strokes on every slide of every deck shown. They belong to the slide, whatever its step."""

    def __init__(self, decks: Decks | None = None) -> None:
        self.decks: Decks = decks or {}
        self._before: dict[tuple[str, int], list[Strokes]] = {}

    def on(self, deck: str, slide: int) -> Strokes:
        """What is drawn on this slide, oldest first."""
        return self.decks.get(deck, {}).get(slide, ())

    def begin(self, deck: str, slide: int, ink: Ink, colour: int, spot: Spot) -> bool:
        """A new stroke; False when the slide is full."""
        strokes = self.on(deck, slide)
        if len(strokes) >= MOST_STROKES:
            return False
        self._remember(deck, slide)
        self._put(deck, slide, (*strokes, Stroke(ink, colour, (_point(spot),))))
        return True

    def go_on(self, deck: str, slide: int, spot: Spot) -> None:
        """The newest stroke goes on to there, if there is one."""
        if not (strokes := self.on(deck, slide)):
            return
        newest = strokes[-1]
        if len(newest.points) >= MOST_POINTS:
            self.begin(deck, slide, newest.ink, newest.colour, spot)
        else:
            self._put(deck, slide, (*strokes[:-1], newest.on_to(spot)))

    def undo(self, deck: str, slide: int) -> None:
        """Take the newest stroke back, or the clearing of the slide."""
        earlier = self._before.get((deck, slide))
        self._put(deck, slide, earlier.pop() if earlier else self.on(deck, slide)[:-1])

    def clear(self, deck: str, slide: int) -> None:
        """Wipe the slide."""
        if self.on(deck, slide):
            self._remember(deck, slide)
            self._put(deck, slide, ())

    def _remember(self, deck: str, slide: int) -> None:
        self._before.setdefault((deck, slide), []).append(self.on(deck, slide))

    def _put(self, deck: str, slide: int, strokes: Strokes) -> None:
        # New dictionaries: a thread may be writing the ones before.
        self.decks = {**self.decks, deck: {**self.decks.get(deck, {}), slide: strokes}}


def _point(spot: Spot) -> tuple[float, float]:
    """Rounded, and on the slide: a line that leaves it runs along its edge."""
    return round(min(1.0, max(0.0, spot.x)), PLACES), round(min(1.0, max(0.0, spot.y)), PLACES)
