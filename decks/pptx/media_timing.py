"""When films and sounds of a slide begin (`p:timing`; ECMA-376 Part 1, 19.5.17 cmd, 19.5.14 cMediaNode)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from decks.pptx.ooxml import Element, attribute, child, children, descendants, whole
from decks.pptx.timing import waits_for_click

MOST_NODES = 5_000


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
    for node in _some(descendants(timing, "p:cMediaNode")):
        shape, times = _target(node), child(node, "p:cTn")
        if attribute(times, "repeatCount") == "indefinite":
            loops.add(shape)
        if whole(node, "numSld", 1) > 1:
            goes_on.add(shape)
        if any(attribute(cond, "delay") == "0" for cond in children(child(times, "p:stCondLst"), "p:cond")):
            begins.setdefault(shape, set()).add(0)
    for click, group in _click_groups(timing):
        for command in _some(descendants(group, "p:cmd")):
            if attribute(command, "cmd").startswith("play"):
                begins.setdefault(_target(command), set()).add(click)
    clicks = {shape: frozenset(numbers) for shape, numbers in begins.items()}
    return MediaTiming(clicks, frozenset(loops), frozenset(goes_on))


def _click_groups(timing: Element | None) -> Iterator[tuple[int, Element]]:
    """The groups of the main sequence, each with the number of its click, counted as in `Builds`."""
    main = (c for c in _some(descendants(timing, "p:cTn")) if attribute(c, "nodeType") == "mainSeq")
    click = 0
    for number, group in enumerate(children(child(next(main, None), "p:childTnLst"), "p:par")):
        click += number > 0 or waits_for_click(group)
        yield click, group


def _target(node: Element) -> str:
    """The shape that a node of the timing is about."""
    target = next(descendants(node, "p:spTgt"), None)
    return attribute(target, "spid")


def _some(nodes: Iterator[Element]) -> Iterator[Element]:
    """As many of the nodes as a sane slide has."""
    for _, node in zip(range(MOST_NODES), nodes, strict=False):
        yield node
