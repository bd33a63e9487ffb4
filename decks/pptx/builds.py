"""Animations (`p:timing`, ECMA-376 part 1, 19.5): what of a slide can be seen after how many clicks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from decks.motion import LONGEST_S, Effect, Side
from decks.pptx.effects import Act, Target
from decks.pptx.emphasis import Emphasis
from decks.pptx.graphic_parts import ChartPart, Part
from decks.pptx.ooxml import Element
from decks.pptx.timing import Timing


@dataclass(frozen=True, slots=True)
class Look:
    """A slide after some clicks, by shape id (`p:cNvPr` `id`): shapes that can't be seen, paragraphs
    (counted from 0) and parts of charts and diagrams that can't, `bare` shapes without fill and outline,
    and what emphasis has changed. Of `unbegun` graphics no part that comes by itself is seen but a chart's
    ground."""

    hidden: frozenset[str] = frozenset()
    hidden_paragraphs: Mapping[str, frozenset[int]] = field(default_factory=dict)
    hidden_parts: Mapping[str, frozenset[Part]] = field(default_factory=dict)
    unbegun: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    changed: Mapping[str, Emphasis] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """A shape, or one of its paragraphs, that comes or goes with a click, but not at once. `side` is
    where it comes from or flies to, or where a wipe begins. Times count from the click and end within
    `LONGEST_S`."""

    shape: str
    paragraph: int | None
    effect: Effect
    side: Side
    leaving: bool
    begins_s: float
    lasts_s: float


@dataclass(frozen=True)
class Builds:
    """A slide's looks, one for each number of clicks (at least one), and each click's moves. What
    begins by itself with the slide has come to its end in the first look, so nothing moves then.

    What waits for a click on a shape (a trigger) comes with clicks of its own after all others, so
    that nothing stays hidden for ever and nothing is given away: `triggered` says so. A click that
    only plays a film is a click, too. `lost` says that emphasis does something that isn't drawn,
    `unparted` that a graphic that should come in parts comes whole, with the first of them.
    """

    looks: tuple[Look, ...] = (Look(),)
    moves: tuple[tuple[Move, ...], ...] = ((),)
    triggered: bool = False
    lost: bool = False
    unparted: bool = False

    @cached_property
    def parts(self) -> Mapping[str, frozenset[Part]]:
        """The parts in which charts and diagrams come or go, by their ids."""
        found: dict[str, frozenset[Part]] = {}
        for look in self.looks:
            for shape, hidden in look.hidden_parts.items():
                found[shape] = found.get(shape, frozenset()) | hidden
        return found

    @property
    def steps(self) -> int:
        """How many looks there are."""
        return len(self.looks)

    def look(self, click: int) -> Look:
        """The look after `click` clicks; beyond the last nothing changes any more."""
        return self.looks[max(0, min(click, len(self.looks) - 1))]

    def moves_at(self, click: int) -> tuple[Move, ...]:
        """What moves when the click comes that makes `click` clicks."""
        return self.moves[click] if 0 <= click < len(self.moves) else ()


def read_builds(slide: Element) -> Builds:
    """The builds of a `p:sld`. Of endless timing trees only the beginning is read."""
    timing = Timing(slide)
    clicks = _carried_over(timing.clicks())
    state = _State(act for acts in clicks for act in acts)
    looks, moves = list[Look](), list[tuple[Move, ...]]()
    for number, acts in enumerate(clicks):
        before = state.visible
        state.do(acts)
        looks.append(state.look())
        moves.append(_moves(acts, before, state.visible) if number else ())
    return Builds(tuple(looks), tuple(moves), timing.triggered, timing.lost, timing.unparted)


def count_steps(slide: Element) -> int:
    """As `Builds.steps`, without making the looks."""
    return len(Timing(slide).clicks())


def _carried_over(clicks: list[list[Act]]) -> list[list[Act]]:
    """What an effect does with the next click is put there; behind the last click nothing comes."""
    carried: list[list[Act]] = []
    waiting: list[Act] = []
    for acts in clicks:
        carried.append([*waiting, *(act for act in acts if not act.with_next)])
        waiting = [act for act in acts if act.with_next]
    return carried


class _State:
    """What can be seen, and how, while click follows click."""

    def __init__(self, acts: Iterator[Act]) -> None:
        """What comes some time, without having gone before, can't be seen at the beginning."""
        self.visible: dict[Target, bool] = {}
        self._changed: dict[str, Emphasis] = {}
        for act in acts:
            if act.visible is not None:
                self.visible.setdefault(act.target, not act.visible)

    def do(self, acts: Sequence[Act]) -> None:
        """Let a click happen."""
        self.visible, self._changed = dict(self.visible), dict(self._changed)
        for act in acts:
            if act.visible is not None:
                self.visible[act.target] = act.visible
            elif act.change is not None:
                before = self._changed.get(act.target.shape, Emphasis())
                self._changed[act.target.shape] = act.change(before)

    def look(self) -> Look:
        """How the slide looks now."""
        gone = [target for target, visible in self.visible.items() if not visible]
        paragraphs: dict[str, set[int]] = {}
        parts: dict[str, set[Part]] = {}
        for target in gone:
            if target.paragraph is not None:
                paragraphs.setdefault(target.shape, set()).add(target.paragraph)
            elif target.part is not None:
                parts.setdefault(target.shape, set()).add(target.part)
        begun = {target.shape for target, visible in self.visible.items() if visible and _holds_data(target)}
        unbegun = frozenset(parts.keys() - begun)
        return Look(
            frozenset(target.shape for target in gone if _is_whole(target, unbegun)),
            {shape: frozenset(numbers) for shape, numbers in paragraphs.items()},
            {shape: frozenset(those) for shape, those in parts.items()},
            unbegun,
            frozenset(t.shape for t in gone if t.surface),
            self._changed,
        )


def _is_whole(target: Target, unbegun: frozenset[str]) -> bool:
    """Whether nothing of a shape is seen if this isn't. A chart's ground comes with its first part at the
    latest."""
    if target.part is not None:
        return not _holds_data(target) and target.shape in unbegun
    return target.paragraph is None and not target.surface


def _holds_data(target: Target) -> bool:
    """Whether it is a part of a graphic and not a chart's ground."""
    part = target.part
    return part is not None and not (isinstance(part, ChartPart) and part.ground)


def _moves(acts: Sequence[Act], before: dict[Target, bool], after: dict[Target, bool]) -> tuple[Move, ...]:
    """How the targets that a click shows or hides come and go, hurried so that the class need not wait."""
    turned = {act.target: act for act in acts if act.visible is not None}
    moving = [
        act for target, act in turned.items() if before[target] is not after[target] and _takes_time(act)
    ]
    start_s = min((act.begins_s for act in moving), default=0.0)  # a key is answered at once
    end_s = max((act.begins_s + act.lasts_s for act in moving), default=0.0)
    hurry = LONGEST_S / max(LONGEST_S, end_s - start_s)
    return tuple(
        Move(
            act.target.shape,
            act.target.paragraph,
            act.effect,
            act.side,
            not act.visible,
            (act.begins_s - start_s) * hurry,
            act.lasts_s * hurry,
        )
        for act in moving
    )


def _takes_time(act: Act) -> bool:
    return act.effect is not Effect.NONE or act.begins_s > 0


__all__ = ["Builds", "Emphasis", "Look", "Move", "count_steps", "read_builds"]
