"""When films and sounds of a slide begin (`p:timing`; ECMA-376 Part 1, 19.5.17 cmd, 19.5.14 cMediaNode)."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice

from decks.pptx.ooxml import Element, attribute, child, children, descendants, whole
from decks.pptx.timing import Timing, main_groups

MOST_NODES = 5_000
"""Of each kind: more than a sane slide has."""


@dataclass(frozen=True, slots=True)
class MediaTiming:
    """By shape id: the clicks with which a medium begins (0: with the slide), those that loop, and those
    that would go on over the next slides."""

    begins: dict[str, frozenset[int]] = field(default_factory=dict)
    loops: frozenset[str] = frozenset()
    goes_on: frozenset[str] = frozenset()


def read_media_timing(slide: Element) -> MediaTiming:
    """The media's timing of a `p:sld`."""
    timing = child(slide, "p:timing")
    begins: dict[str, set[int]] = {}
    loops, goes_on = set[str](), set[str]()
    for node in islice(descendants(timing, "p:cMediaNode"), MOST_NODES):
        shape, times = _target(node), child(node, "p:cTn")
        if attribute(times, "repeatCount") == "indefinite":
            loops.add(shape)
        if whole(node, "numSld", 1) > 1:
            goes_on.add(shape)
        if any(attribute(cond, "delay") == "0" for cond in children(child(times, "p:stCondLst"), "p:cond")):
            begins.setdefault(shape, set()).add(0)
    left_out = _left_out(slide)
    for click, group in islice(main_groups(timing), MOST_NODES):
        for command in islice(descendants(group, "p:cmd"), MOST_NODES):
            if attribute(command, "cmd").startswith("play"):
                number = click - bisect_left(left_out, click)
                begins.setdefault(_target(command), set()).add(number)
    clicks = {shape: frozenset(numbers) for shape, numbers in begins.items()}
    return MediaTiming(clicks, frozenset(loops), frozenset(goes_on))


def _left_out(slide: Element) -> list[int]:
    """The clicks of the file that are none here, in their order."""
    timing = Timing(slide)
    timing.clicks()
    return sorted(timing.clicks_left_out)


def _target(node: Element) -> str:
    """The shape that a node of the timing is about."""
    target = next(descendants(node, "p:spTgt"), None)
    return attribute(target, "spid")
