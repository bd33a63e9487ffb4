"""The place in the deck: pure values, every move gives a new one."""

from dataclasses import dataclass, field, replace

from decks.model import Deck, Slide, Step
from server.protocol import Place, Screen


@dataclass(frozen=True, slots=True)
class Lesson:
    """A deck and where the trainer is in it.

    `screen` is what covers the projector's slide, if anything. While `frozen` is set the projector
    keeps showing that step and the trainer looks around alone. Hidden slides are skipped by `next`
    and `back` and reached by `go_to`. `stepped` says that `next` has led here, rather than a jump.
    """

    deck: Deck
    step: Step
    screen: Screen = Screen.SLIDE
    frozen: Step | None = None
    stepped: bool = field(default=False, compare=False)

    @staticmethod
    def begin(deck: Deck) -> "Lesson":
        """The lesson at its first slide that is not hidden."""
        first = next((slide.number for slide in deck.slides if not slide.hidden), 1)
        return Lesson(deck, Step(first))

    @property
    def slide(self) -> Slide:
        """The slide the trainer is at."""
        return self.deck.slide(self.step.slide)

    @property
    def projected(self) -> Step:
        """The step on the projector (behind a black or white screen, if there is one)."""
        return self.frozen or self.step

    @property
    def place(self) -> Place:
        """What the projector shows, in the protocol's terms."""
        return Place(self.projected.slide, self.projected.click, self.screen)

    @property
    def upcoming(self) -> Step | None:
        """The step that `next` leads to; None at the end."""
        if self.step.click + 1 < self.slide.steps:
            return Step(self.step.slide, self.step.click + 1)
        return next((Step(s.number) for s in self.deck.slides[self.step.slide :] if not s.hidden), None)

    @property
    def previous(self) -> Step | None:
        """The step that `back` leads to: the last click of the slide before; None at the beginning."""
        if self.step.click > 0:
            return Step(self.step.slide, self.step.click - 1)
        before = reversed(self.deck.slides[: self.step.slide - 1])
        return next((Step(s.number, s.steps - 1) for s in before if not s.hidden), None)

    def follows(self, before: "Lesson") -> bool:
        """Whether the class, which saw `before`, now sees one step on: nothing covered, nothing frozen,
        and no jump, even if it leads there."""
        in_sight = not (before.covered or self.covered or before.frozen or self.frozen)
        return in_sight and self.stepped and self.deck is before.deck and self.step == before.upcoming

    def next(self) -> "Lesson":
        """One step on. A covered screen is only uncovered, so that nothing is skipped unseen."""
        if self.covered:
            return self._uncovered()
        return replace(self, step=self.upcoming or self.step, stepped=True)

    def back(self) -> "Lesson":
        """One step back. A covered screen is only uncovered."""
        if self.covered:
            return self._uncovered()
        return replace(self, step=self.previous or self.step, stepped=False)

    def go_to(self, slide: int) -> "Lesson":
        """The beginning of a slide, hidden or not; a number outside the deck is the nearest inside."""
        number = max(1, min(slide, len(self.deck.slides)))
        return replace(self, step=Step(number), screen=Screen.SLIDE, stepped=False)

    def first(self) -> "Lesson":
        """The first slide that is not hidden."""
        return self.go_to(Lesson.begin(self.deck).step.slide)

    def last(self) -> "Lesson":
        """The last slide that is not hidden."""
        shown = [slide.number for slide in self.deck.slides if not slide.hidden]
        return self.go_to(shown[-1] if shown else len(self.deck.slides))

    def toggle(self, screen: Screen) -> "Lesson":
        """Cover the projector with black or white, or uncover it when it is covered so already."""
        return replace(self, screen=Screen.SLIDE if self.screen is screen else screen)

    def toggle_freeze(self) -> "Lesson":
        """Hold the projector's picture while looking ahead, or let it follow again."""
        return replace(self, frozen=None if self.frozen else self.step)

    def at(self, place: Place) -> "Lesson":
        """The lesson taken up again at `place`, as far as the deck still has it."""
        moved = self.go_to(place.slide)
        click = min(place.click, moved.slide.steps - 1)
        return replace(moved, step=Step(moved.step.slide, click), screen=place.screen)

    @property
    def covered(self) -> bool:
        """Whether the projector shows black or white instead of the slide."""
        return self.screen is not Screen.SLIDE

    def _uncovered(self) -> "Lesson":
        return replace(self, screen=Screen.SLIDE)
