"""What of a slide plays: pure values."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from decks.model import Step
from decks.spots import Medium, MediumKind

MOST_MOVING = 8
"""Animated pictures that move at the same time."""


class Play(Enum):
    """What the film or sound at hand does."""

    STOPPED = auto()
    PREPARING = auto()  # it is being taken out of the deck's file
    PLAYING = auto()
    HELD = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True)
class PlayState:
    """The films and sounds of the projected slide, and how the one at hand plays. `complaint` is a
    sentence if it can't be."""

    titles: tuple[str, ...]
    chosen: int = 0
    play: Play = Play.STOPPED
    position_ms: int = 0
    duration_ms: int = 0
    volume: float = 1.0
    muted: bool = False
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """The media on the projector, by the step that shows them."""

    step: Step | None = None
    media: tuple[Medium, ...] = ()

    @property
    def played(self) -> tuple[Medium, ...]:
        """Films and sounds, which the trainer plays."""
        return tuple(medium for medium in self.media if medium.kind is not MediumKind.MOVING_PICTURE)

    @property
    def moving(self) -> tuple[Medium, ...]:
        """Animated pictures, which move by themselves; not more than a machine can bear."""
        moving = (medium for medium in self.media if medium.kind is MediumKind.MOVING_PICTURE)
        return tuple(moving)[:MOST_MOVING]

    def begins_after(self, before: "Stand") -> Medium | None:
        """The film or sound that begins by itself when this stand follows on another: not when the
        trainer has come back to it from a later click of the same slide."""
        if self.step is None or self.step == before.step:
            return None
        if before.step is not None and before.step.slide == self.step.slide and before.step > self.step:
            return None
        return next((medium for medium in self.played if medium.by_itself), None)


def same_medium(one: Medium, other: Medium) -> bool:
    """Whether they are one and the same through a slide's steps: emphasis may have moved it."""
    return (one.part, one.title, one.kind) == (other.part, other.title, other.kind)


def found_again(medium: Medium | None, media: tuple[Medium, ...]) -> Medium | None:
    """The medium as it stands now; None if it is gone."""
    return next((m for m in media if medium is not None and same_medium(m, medium)), None)


def with_volume(state: PlayState, to: float | None, by: float) -> PlayState:
    """As loud as wished, within 0 and 1; who makes it louder wants to hear it."""
    volume = max(0.0, min(1.0, (state.volume if to is None else to) + by))
    return replace(state, volume=volume, muted=state.muted and by <= 0)
