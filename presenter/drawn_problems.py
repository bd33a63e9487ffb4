"""What of a deck could not be drawn as it was made, gathered as its pictures come."""

from dataclasses import dataclass

from assets.sentences import Language, sentence
from decks.model import Problem
from decks.render.picture import Picture


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """Something on a slide, or in the whole deck (None), in words; `serious` if the class loses something
    by it."""

    slide: int | None
    words: str
    serious: bool


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """Of the current slide, and of all slides drawn so far, serious ones first; `drawn` says how many
    slides that is."""

    here: tuple[Shortcoming, ...] = ()
    all: tuple[Shortcoming, ...] = ()
    drawn: int = 0

    @property
    def serious(self) -> bool:
        """Whether the current slide loses something."""
        return any(found.serious for found in self.here)


class DrawnProblems:
    """Problems by slide. The steps of a slide each show a part of it, so they are put together."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._slides: dict[int, dict[tuple[str, str], Problem]] = {}
        self._deck: dict[tuple[str, str], Problem] = {}

    def take(self, picture: Picture) -> bool:
        """Learn from a picture; whether it said anything new."""
        known = self._slides.get(picture.slide)
        found = {(p.code, ",".join(p.values.values())): p for p in picture.findings.problems}
        of_deck = {key: problem for key, problem in found.items() if problem.slide is None}
        news = not of_deck.keys() <= self._deck.keys()
        self._deck |= of_deck
        here = {key: problem for key, problem in found.items() if problem.slide is not None}
        self._slides[picture.slide] = {**(known or {}), **here}
        return news or self._slides[picture.slide] != known

    def knows(self, slide: int) -> bool:
        """Whether the slide has been drawn."""
        return slide in self._slides

    def forget(self) -> None:
        """Another deck, or another way to its pictures."""
        self._slides.clear()
        self._deck.clear()

    def seen_from(self, slide: int) -> Shortcomings:
        """All of it, with this as the current slide."""
        told = [one for number in sorted(self._slides) for one in self._told(number)]
        return Shortcomings(self._told(slide), (*self._told(None), *told), len(self._slides))

    def _told(self, slide: int | None) -> tuple[Shortcoming, ...]:
        known = self._deck if slide is None else self._slides.get(slide, {})
        problems = sorted(known.values(), key=lambda problem: not problem.serious)
        return tuple(
            Shortcoming(slide, sentence(p.code, self._language, **p.values), p.serious) for p in problems
        )
