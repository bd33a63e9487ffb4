"""A deck as the rest of the program knows it: frozen values, whatever file they came from."""

from dataclasses import dataclass, field
from pathlib import Path

from decks.motion import Transition
from decks.questions.model import Question


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a deck that could not be understood or shown.

    `code` names a sentence in `assets/translations`, which says what is wrong and how to mend it;
    `values` fill its gaps. `slide` counts from 1, `line` is the line of the slide's notes from 1.
    `serious` problems lose something the class should have seen or been asked.
    """

    code: str
    slide: int | None = None
    line: int | None = None
    serious: bool = True
    values: dict[str, str] = field(default_factory=dict)


class DeckError(Exception):
    """A file that can't be opened as a deck at all. `code` and `values` are as in `Problem`."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Notes:
    """What the trainer reads while a slide is shown: questions and plan have been taken out."""

    text: str = ""
    planned_s: float | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `number` counts from 1 in the order of the file; `steps` is how many clicks
    it takes to show all of it, at least 1; `transition` is how it comes; `text` is everything
    readable on it, for searching."""

    number: int
    title: str = ""
    text: str = ""
    notes: Notes = Notes()
    questions: tuple[Question, ...] = ()
    hidden: bool = False
    steps: int = 1
    transition: Transition = Transition()


@dataclass(frozen=True, slots=True)
class Deck:
    """A lesson's slides in order. `width` and `height` give the slide's shape in EMU (for a PDF,
    points times 12,700, of its first page); `sha256` is of the file; `lesson_id` stays the same
    while a deck is edited (its own property if the file has one, else the file's name)."""

    path: Path
    lesson_id: str
    sha256: str
    title: str
    width: int
    height: int
    slides: tuple[Slide, ...]
    problems: tuple[Problem, ...] = ()
    is_pdf: bool = False

    def slide(self, number: int) -> Slide:
        """The slide with this number, counted from 1."""
        return self.slides[number - 1]


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A click's worth of a slide: both count from 1 and 0 (`click` 0 is the slide as it appears)."""

    slide: int
    click: int = 0
