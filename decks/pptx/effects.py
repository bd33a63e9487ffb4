"""One effect of an animation (ECMA-376 part 1, 19.5): what it does to which part of the slide, and how.

PowerPoint writes an effect as a `p:cTn` with a class (`presetClass`: entrance, exit, emphasis, path …)
around behaviours (`p:set`, `p:animEffect`, `p:animScale` …) that would do the same without it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from decks.motion import Effect, Side
from decks.pptx.emphasis import Change, change_of, names_of, value_of
from decks.pptx.graphic_parts import Part
from decks.pptx.ooxml import Element, attribute, child, children, local_name, parse_whole, truth

MOST_BEHAVIOURS = 200
LONGEST_MS = 3_600_000

_BEHAVIOURS = frozenset(("set", "anim", "animClr", "animEffect", "animMotion", "animRot", "animScale", "cmd"))
_FLIES = frozenset(("2", "7"))  # fly in, crawl in
_SIDE_BITS = ((4, Side.BOTTOM), (1, Side.TOP), (8, Side.LEFT), (2, Side.RIGHT))
_SIDE_WORDS = (
    ("bottom", Side.BOTTOM),
    ("down", Side.BOTTOM),
    ("top", Side.TOP),
    ("up", Side.TOP),
    ("left", Side.LEFT),
    ("right", Side.RIGHT),
)
_PASSING = frozenset(("ppt_x", "ppt_y", "r", "style.rotation", "ppt_r", "fill.type", "fill.on", "stroke.on"))
"""What emphasis changes only in passing (teeter, wave …), or what goes with a colour that is read."""


@dataclass(frozen=True, slots=True)
class Target:
    """A shape by its id, one of its paragraphs (from 0), its fill and outline alone, or a part of a chart
    or diagram. Where that can't be shown by itself the whole shape is `meant_in_part`."""

    shape: str
    paragraph: int | None = None
    surface: bool = False
    part: Part | None = None
    meant_in_part: bool = False

    @property
    def partial(self) -> bool:
        """Whether a part of a graphic is meant, shown by itself or not."""
        return self.part is not None or self.meant_in_part


Targets = Callable[[Element], tuple[Target, ...]]
"""The parts of the slide that a `p:spTgt` means; none if they don't exist."""


@dataclass(frozen=True, slots=True)
class Act:
    """What happens to one target: it is seen from now on, or no longer (`visible`), or it is changed.
    Times in seconds from the click. An act that comes `with_next` is done with the click after."""

    target: Target
    begins_s: float
    lasts_s: float = 0.0
    visible: bool | None = None
    effect: Effect = Effect.NONE
    side: Side = Side.BOTTOM
    change: Change | None = None
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Acts:
    """All that one effect does. `lost` says that some of it would last but can't be drawn."""

    acts: tuple[Act, ...] = ()
    lost: bool = False


def read_effect(timed: Element, begins_ms: int, targets: Targets) -> Acts:
    """What the effect of a `p:cTn` does, `begins_ms` after the click."""
    effect = _Effect(timed, begins_ms, targets)
    kind = attribute(timed, "presetClass")
    shown = effect.visibility(kind)
    changed = effect.changes() if kind not in ("entr", "exit") else Acts()
    after = effect.aftermath()
    return Acts((*shown, *changed.acts, *after.acts), changed.lost or after.lost)


def delay_of(timed: Element) -> int:
    """Milliseconds that a `p:cTn` waits; those that wait for something else wait 0."""
    delays = (attribute(cond, "delay") for cond in children(child(timed, "p:stCondLst"), "p:cond"))
    return max([0, *(min(parse_whole(delay), LONGEST_MS) for delay in islice(delays, 20))])


class _Effect:
    """One effect being read."""

    def __init__(self, timed: Element, begins_ms: int, targets: Targets) -> None:
        self._timed, self._begins_ms, self._targets = timed, begins_ms, targets
        self._behaviours = list(_behaviours(child(timed, "p:childTnLst")))

    def visibility(self, kind: str) -> Iterator[Act]:
        """The acts of an entrance or exit, one for each target."""
        seen: set[Target] = set()
        effect, side = self._manner()
        begins_s, ends_s = self._begins_ms / 1000, self._end_ms() / 1000
        for behaviour in self._behaviours:
            visible = _visibility(behaviour)
            visible = {"entr": True, "exit": False}.get(kind, visible)
            if visible is None:
                continue
            for target in self._targets_of(behaviour):
                if target not in seen:
                    seen.add(target)
                    lasts_s = 0.0 if effect is Effect.NONE else max(0.0, ends_s - begins_s)
                    yield Act(target, begins_s, lasts_s, visible, effect, side)

    def changes(self) -> Acts:
        """The acts of emphasis and paths, as far as they last."""
        if attribute(self._timed, "fill") == "remove" or truth(self._timed, "autoRev"):
            return Acts()
        acts, lost = list[Act](), False
        for behaviour in self._behaviours:
            if _lasts(behaviour):
                made = self._change_acts(behaviour)
                acts += made.acts
                lost = lost or made.lost
        return Acts(tuple(acts), lost)

    def aftermath(self) -> Acts:
        """What `p:subTnLst` adds: hidden or dimmed when the effect is over, or with the next click."""
        acts, lost = list[Act](), False
        for behaviour in _behaviours(child(self._timed, "p:subTnLst")):
            timed = _timed(behaviour)
            if not truth(timed, "afterEffect") and attribute(timed, "masterRel") != "nextClick":
                continue
            with_next = attribute(timed, "masterRel") == "nextClick"
            if _visibility(behaviour) is False:
                made = Acts(tuple(Act(t, 0.0, visible=False) for t in self._targets_of(behaviour)))
            else:
                made = self._change_acts(behaviour)
            begins_s = 0.0 if with_next else self._end_ms() / 1000
            acts += [replace(act, begins_s=begins_s, with_next=with_next) for act in made.acts]
            lost = lost or made.lost
        return Acts(tuple(acts), lost)

    def _change_acts(self, behaviour: Element) -> Acts:
        acts, lost = list[Act](), False
        begins_s = (self._begins_ms + delay_of(_timed(behaviour))) / 1000
        for target in self._targets_of(behaviour):
            change = None if target.partial else change_of(behaviour, target.paragraph)
            if change is not None:
                acts.append(Act(target, begins_s, change=change))
            else:
                lost = lost or not _passes(behaviour)
        return Acts(tuple(acts), lost)

    def _targets_of(self, behaviour: Element) -> tuple[Target, ...]:
        element = child(behaviour, "p:cBhvr", "p:tgtEl", "p:spTgt")
        return () if element is None else self._targets(element)

    def _manner(self) -> tuple[Effect, Side]:
        """How something comes or goes. What draws itself through a filter fades where it doesn't wipe;
        what is neither that nor flies comes at once."""
        if attribute(self._timed, "presetID") in _FLIES:
            bits = parse_whole(attribute(self._timed, "presetSubtype"))
            return Effect.FLY, next((side for bit, side in _SIDE_BITS if bits & bit), Side.BOTTOM)
        for behaviour in self._behaviours:
            words = attribute(behaviour, "filter") if local_name(behaviour) == "animEffect" else ""
            if words.startswith(("wipe", "slide")):
                side = next((side for word, side in _SIDE_WORDS if word in words.lower()), Side.LEFT)
                return Effect.WIPE, side
            if words:
                return Effect.FADE, Side.BOTTOM
        return Effect.NONE, Side.BOTTOM

    def _end_ms(self) -> int:
        ends = (delay_of(timed) + _duration(timed) for b in self._behaviours for timed in [_timed(b)])
        return self._begins_ms + max(ends, default=0)


def _behaviours(parent: Element | None) -> Iterator[Element]:
    elements = () if parent is None else parent
    return islice((e for e in elements if local_name(e) in _BEHAVIOURS), MOST_BEHAVIOURS)


def _timed(behaviour: Element) -> Element:
    timed = child(behaviour, "p:cBhvr", "p:cTn")
    return behaviour if timed is None else timed


def _duration(timed: Element) -> int:
    return max(0, min(parse_whole(attribute(timed, "dur")), LONGEST_MS))


def _lasts(behaviour: Element) -> bool:
    timed = _timed(behaviour)
    filtered = local_name(behaviour) == "animEffect"  # written without `fill`, yet its picture stays
    return (attribute(timed, "fill") in ("hold", "freeze") or filtered) and not truth(timed, "autoRev")


def _visibility(behaviour: Element) -> bool | None:
    """What a `p:set` of `style.visibility` says."""
    if local_name(behaviour) != "set" or "style.visibility" not in names_of(behaviour):
        return None
    return {"visible": True, "hidden": False}.get(value_of(behaviour))


def _passes(behaviour: Element) -> bool:
    """Whether nothing that lasts is lost with a behaviour that isn't drawn."""
    names = names_of(behaviour)
    known = local_name(behaviour) in ("cmd", "animEffect") or all(name in _PASSING for name in names)
    return known or _visibility(behaviour) is not None
