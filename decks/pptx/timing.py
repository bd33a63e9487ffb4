"""The order of a slide's animations (`p:timing`, ECMA-376 part 1, 19.5): which acts come with which click."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from decks.pptx.effects import Act, Target, Targets, delay_of, read_effect
from decks.pptx.graphic_parts import graphic_kinds, part_in
from decks.pptx.ooxml import Element, attribute, child, children, descendants, local_name, whole

MOST_CLICKS = 500
MOST_ACTS = 2_000
MOST_NODES = 20_000
MOST_PARAGRAPHS = 1_000
MOST_TARGETS = 20_000
DEEPEST = 40

_EFFECTS = ("clickEffect", "withEffect", "afterEffect")


class Timing:
    """The timing tree of a `p:sld`; of an endless one only the beginning is read. These hold once the clicks
    have been read: something waits for a click on a shape (`triggered`), some emphasis can't be drawn
    (`lost`), a graphic that should come in parts comes whole (`unparted`). `clicks_left_out` are the
    clicks of the file, counted from 1, that would only bring what has come already with such a graphic."""

    def __init__(self, slide: Element) -> None:
        self._timing = child(slide, "p:timing")
        self._targets: Targets = _Targets(slide)
        self._nodes, self._acts = MOST_NODES, MOST_ACTS
        self._come: dict[Target, bool] = {}
        self.triggered = self.lost = self.unparted = False
        self.clicks_left_out: set[int] = set()

    def clicks(self) -> list[list[Act]]:
        """The acts of each click, the first those that wait for none."""
        sequences = list(islice(_sequences(self._timing), MOST_CLICKS))
        clicks: list[list[Act]] = [[]]
        for click, group in main_groups(self._timing):
            if click > MOST_CLICKS:
                return clicks
            acts = self._group(group)
            if click and acts is None:
                self.clicks_left_out.add(click)
            elif click:
                clicks.append(acts or [])
            else:
                clicks[0] += acts or []
        for sequence in sequences:
            if attribute(sequence, "nodeType") == "interactiveSeq":
                clicks += self._triggered(sequence)
        return clicks[: MOST_CLICKS + 1]

    def _triggered(self, sequence: Element) -> list[list[Act]]:
        clicks = [acts for group in islice(_content(sequence), MOST_CLICKS) if (acts := self._group(group))]
        self.triggered = self.triggered or bool(clicks)
        return clicks

    def _group(self, group: Element) -> list[Act] | None:
        """The acts of what one click starts, in the order of time; `None` where all that it does has been
        done by others for a graphic that comes whole."""
        acts: list[Act] = []
        repeats = True
        for timed, begins_ms in self._effects(group, 0, DEEPEST):
            done = read_effect(timed, begins_ms, self._targets)
            self.lost = self.lost or done.lost
            repeats = self._repeats(done.acts) and repeats
            acts += done.acts[: max(0, self._acts - len(acts))]
        self._acts -= len(acts)
        return None if acts and repeats else sorted(acts, key=lambda act: act.begins_s)

    def _repeats(self, acts: Sequence[Act]) -> bool:
        """Whether an effect shows or hides nothing but wholes in place of parts, as others did before."""
        repeats = bool(acts)
        for act in acts:
            known = act.target.meant_in_part and act.visible is not None
            repeats = repeats and known and self._come.get(act.target) is act.visible
            if known and act.visible is not None:
                self._come[act.target] = act.visible
                self.unparted = True
        return repeats

    def _effects(self, node: Element, begins_ms: int, depth: int) -> Iterator[tuple[Element, int]]:
        """The effects in a node of the tree, each with the time it begins."""
        timed = child(node, "p:cTn")
        self._nodes -= 1
        if timed is None or depth == 0 or self._nodes < 0:
            return
        begins_ms += delay_of(timed)
        if attribute(timed, "presetClass") or attribute(timed, "nodeType") in _EFFECTS:
            self._nodes -= sum(len(part) for part in timed)
            yield timed, begins_ms
            return
        for part in _content(timed):
            yield from self._effects(part, begins_ms, depth - 1)


def main_groups(timing: Element | None) -> Iterator[tuple[int, Element]]:
    """The groups of effects in the main sequence of a `p:timing`, each with the number of the click that
    starts it: 0 if it begins with the slide."""
    sequences = islice(_sequences(timing), MOST_CLICKS)
    main = next((s for s in sequences if attribute(s, "nodeType") == "mainSeq"), None)
    click = 0
    for number, group in enumerate(_content(main) if main is not None else ()):
        click += number > 0 or _waits_for_click(group)
        yield click, group


def _sequences(timing: Element | None) -> Iterator[Element]:
    """The `p:cTn` of each `p:seq`."""
    for sequence in descendants(timing, "p:seq"):
        timed = child(sequence, "p:cTn")
        if timed is not None:
            yield timed


def _content(timed: Element) -> Iterator[Element]:
    parts = child(timed, "p:childTnLst")
    return (part for part in (() if parts is None else parts) if local_name(part) in ("par", "seq", "excl"))


def _waits_for_click(group: Element) -> bool:
    """Whether a group of effects waits for a click: one that begins with the slide says so."""
    conditions = children(child(group, "p:cTn", "p:stCondLst"), "p:cond")
    waiting = any(attribute(condition, "delay") == "indefinite" for condition in conditions)
    return waiting and not any(attribute(condition, "evt") == "onBegin" for condition in conditions)


class _Targets:
    """Finds the parts of a slide that targets name, as far as they exist."""

    def __init__(self, slide: Element) -> None:
        self._slide = slide
        self._ends: dict[str, list[int]] | None = None
        self._kinds: dict[str, str] | None = None
        self._left = MOST_TARGETS

    def __call__(self, element: Element) -> tuple[Target, ...]:
        """The targets that a `p:spTgt` means."""
        shape, text = attribute(element, "spid"), child(element, "p:txEl")
        if not shape or self._left <= 0:
            return ()
        if text is None or len(text) == 0:
            found: tuple[Target, ...] = (self._whole_or_part(shape, element),)
        else:
            found = tuple(Target(shape, number) for number in self._paragraphs(shape, text[0]))
        self._left -= 1 + len(found)
        return found

    def _whole_or_part(self, shape: str, element: Element) -> Target:
        graphic = child(element, "p:graphicEl")
        if graphic is None:
            in_part = child(element, "p:oleChartEl") is not None
            return Target(shape, surface=child(element, "p:bg") is not None, meant_in_part=in_part)
        if self._kinds is None:
            self._kinds = graphic_kinds(self._slide)
        part = part_in(graphic, self._kinds.get(shape, ""))
        return Target(shape, part=part, meant_in_part=part is None)

    def _paragraphs(self, shape: str, chosen: Element) -> range:
        """What a `p:pRg` chooses, or a `p:charRg`: characters, the end of a paragraph being one."""
        if self._ends is None:
            self._ends = dict(_paragraph_ends(self._slide))
        ends = self._ends.get(shape, [])
        first, last = whole(chosen, "st", -1), whole(chosen, "end", -1)
        if local_name(chosen) == "charRg":
            first, last = bisect_right(ends, first), bisect_left(ends, last)
        return range(max(0, first), min(last + 1, len(ends)))


def _paragraph_ends(slide: Element) -> Iterator[tuple[str, list[int]]]:
    """For each shape with text how many characters it has up to the end of each paragraph."""
    for shape in descendants(child(slide, "p:cSld", "p:spTree"), "p:sp"):
        ends, place = list[int](), 0
        for paragraph in islice(children(child(shape, "p:txBody"), "a:p"), MOST_PARAGRAPHS):
            place += 1 + sum(len(t.text or "") or 1 for t in descendants(paragraph, "a:t", "a:br"))
            ends.append(place)
        yield attribute(child(shape, "p:nvSpPr", "p:cNvPr"), "id"), ends
