"""Emphasis and motion paths (ECMA-376 part 1, 19.5): what they leave behind when they are over."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from decks.pptx.ooxml import Element, attribute, child, children, descendants, local_name

LARGEST_SCALE = 20.0
_STEP = re.compile(r"([MLCZEmlcze])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_LARGEST_PATH = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What emphasis has made of a shape. `opacity` and `scale` are factors, `turn` is in degrees
    clockwise, `shift` in widths and heights of the slide to the right and down; `fill`, `line` and
    `text` are colour elements (`a:srgbClr` …), and so are `texts`, for single paragraphs (from 0)."""

    opacity: float = 1.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    turn: float = 0.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    fill: Element | None = None
    line: Element | None = None
    text: Element | None = None
    texts: tuple[tuple[int, Element], ...] = ()

    @property
    def colours(self) -> "Emphasis":
        """Its colours alone."""
        return Emphasis(fill=self.fill, line=self.line, text=self.text, texts=self.texts)


Change = Callable[[Emphasis], Emphasis]


def change_of(behaviour: Element, paragraph: int | None) -> Change | None:
    """What a behaviour makes of a shape for good, or of one of its paragraphs (from 0); `None` if we can't
    draw that."""
    name = local_name(behaviour)
    if name == "animClr":
        return _colour_change(behaviour, paragraph)
    if paragraph is not None:
        return None
    if name in ("set", "animEffect"):
        return _opacity_change(behaviour)
    reader = {"animScale": _scale_change, "animRot": _turn_change, "animMotion": _shift_change}.get(name)
    return None if reader is None else reader(behaviour)


def _colour_change(behaviour: Element, paragraph: int | None) -> Change | None:
    to = child(behaviour, "p:to")
    if to is None or len(to) == 0:
        return None
    colour = to[0]
    names = names_of(behaviour)
    if paragraph is not None:
        return _paragraph_change(paragraph, colour) if {"style.color", "ppt_c"} & {*names} else None
    if "fillcolor" in names:
        return lambda before: replace(before, fill=colour)
    if "stroke.color" in names:
        return lambda before: replace(before, line=colour)
    if "style.color" in names:  # whatever colours single paragraphs had
        return lambda before: replace(before, text=colour, texts=())
    return (lambda before: replace(before, fill=colour, text=colour, texts=())) if "ppt_c" in names else None


def _paragraph_change(paragraph: int, colour: Element) -> Change:
    def change(before: Emphasis) -> Emphasis:
        return replace(before, texts=tuple({**dict(before.texts), paragraph: colour}.items()))

    return change


def _opacity_change(behaviour: Element) -> Change | None:
    if local_name(behaviour) == "animEffect":
        found = re.search(r"opacity:\s*([\d.]+)", attribute(behaviour, "prLst")[:200])
        text = found[1] if found else ""
    else:
        text = value_of(behaviour) if "style.opacity" in names_of(behaviour) else ""
    opacity = _number(text)
    return None if opacity is None else lambda before: replace(before, opacity=max(0.0, min(1.0, opacity)))


def _scale_change(behaviour: Element) -> Change | None:
    by, to = child(behaviour, "p:by"), child(behaviour, "p:to")
    share = by if by is not None else to
    across, down = (_number(attribute(share, name)) for name in ("x", "y"))
    if across is None or down is None:
        return None
    across, down = across / 100_000, down / 100_000  # 19.5.13, in thousandths of a percent

    def change(before: Emphasis) -> Emphasis:
        x, y = (before.scale_x, before.scale_y) if by is not None else (1.0, 1.0)
        return replace(before, scale_x=_scaled(x * across), scale_y=_scaled(y * down))

    return change


def _scaled(scale: float) -> float:
    return max(0.0, min(LARGEST_SCALE, scale))


def _turn_change(behaviour: Element) -> Change | None:
    turn = _number(attribute(behaviour, "by"))
    if turn is None:
        return None
    return lambda before: replace(before, turn=(before.turn + turn / 60_000) % 360)


def _shift_change(behaviour: Element) -> Change | None:
    end = _end_of_path(attribute(behaviour, "path"))
    if end is None:
        return None
    return lambda before: replace(before, shift_x=end[0], shift_y=end[1])


def _end_of_path(path: str) -> tuple[float, float] | None:
    """Where a motion path (19.5.7: SVG's M, L, C, Z and E in shares of the slide) comes to rest."""
    x = y = start_x = start_y = 0.0
    command, numbers, reached = "", list[float](), False
    for letter, number in _STEP.findall(path[:_LARGEST_PATH]):
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                x, y = start_x, start_y
            continue
        numbers.append(float(number))
        if len(numbers) == (6 if command in "Cc" else 2) and command in "MLCmlc":
            base_x, base_y = (x, y) if command.islower() else (0.0, 0.0)
            x, y = base_x + numbers[-2], base_y + numbers[-1]
            numbers, reached = [], True
            if command in "Mm":
                start_x, start_y = x, y
    return (x, y) if reached and math.isfinite(x + y) and max(abs(x), abs(y)) < 1000 else None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < 1e12 else None


def names_of(behaviour: Element) -> list[str]:
    """The attributes that a behaviour changes."""
    names = children(child(behaviour, "p:cBhvr", "p:attrNameLst"), "p:attrName")
    return [(name.text or "").strip() for name in islice(names, 10)]


def value_of(behaviour: Element) -> str:
    """What a `p:set` sets its attributes to."""
    values = descendants(child(behaviour, "p:to"), "p:strVal", "p:fltVal", "p:boolVal")
    return attribute(next(values, None), "val")
