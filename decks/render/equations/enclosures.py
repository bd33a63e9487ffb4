"""What goes around, over or under a part of an equation: brackets, accents, bars, frames."""

from collections.abc import Iterator

from decks.pptx.ooxml import Element, attribute, child
from decks.render.equations.atoms import Atom, joined
from decks.render.equations.boxes import Box
from decks.render.equations.letters import Kind
from decks.render.equations.runs import is_on, math_box
from decks.render.equations.setting import Setter, character_of, value_of
from decks.render.equations.structures import (
    accented,
    barred,
    bordered,
    bracket,
    fence_height,
    group_sign,
    grouped,
    limits,
)
from decks.render.equations.style import Style

_ROUND = frozenset("(){}")
"""Those look best as letters, as long as they need not grow much."""
_COMBINING = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "¯": "\u0304",
    "‾": "\u0305",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "→": "\u20d7",
    "←": "\u20d6",
    "´": "\u0301",
    "`": "\u0300",
}


def set_brackets(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:d`."""
    properties = child(element, "m:dPr")
    opening, closing, between = (
        attribute(found, "m:val", usual) if (found := child(properties, name)) is not None else usual
        for name, usual in (("m:begChr", "("), ("m:endChr", ")"), ("m:sepChr", "|"))
    )
    parts = [setter.atoms(part, style) for part in setter.parts(element, "m:e")]
    held = joined([atom for part in parts for atom in part], style)
    own = setter.controlled(element, "m:dPr", style)
    grows = child(properties, "m:grow") is None or is_on(child(properties, "m:grow"))
    height = fence_height(held, own) if grows else 0.0
    if opening:
        yield Atom(_fence(setter, opening, height, own), Kind.OPENING, Kind.OPENING)
    for number, part in enumerate(parts):
        if number and between:
            yield Atom(_fence(setter, between, height, own), Kind.ORDINARY, Kind.PUNCTUATION)
        yield from part
    if closing:
        yield Atom(_fence(setter, closing, height, own), Kind.CLOSING, Kind.CLOSING)


def _fence(setter: Setter, sign: str, height: float, style: Style) -> Box:
    usual = math_box(sign[:1], style, setter.families)
    if height <= max(1.1 * style.em, usual.height):
        return usual
    if sign in _ROUND and height <= 1.8 * usual.height:
        return _enlarged(sign, style, setter.families, height)
    return bracket(sign[:1], height, style) or _enlarged(sign, style, setter.families, height)


def set_accent(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:acc`."""
    base = setter.filled(child(element, "m:e"), style)
    sign = character_of(child(element, "m:accPr"), "\u0302")
    own = setter.controlled(element, "m:accPr", style)
    made = accented(base, _COMBINING.get(sign, sign), own)
    yield Atom(made or limits(base, math_box(sign, own.script(), setter.families), None, own))


def set_bar(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:bar`."""
    above = value_of(element, "m:barPr", "m:pos", "bot") == "top"
    own = setter.controlled(element, "m:barPr", style)
    yield Atom(barred(setter.filled(child(element, "m:e"), style), own, above=above))


def set_group(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:groupChr`: a bracket or arrow along a group; on the sign's baseline if `m:vertJc` says so."""
    base = setter.filled(child(element, "m:e"), style)
    sign = character_of(child(element, "m:groupChrPr"), "⏟")
    above = value_of(element, "m:groupChrPr", "m:pos", "bot") == "top"
    own = setter.controlled(element, "m:groupChrPr", style)
    drawn = group_sign(sign, base.width, own) or math_box(sign, own, setter.families)
    made = grouped(base, drawn, own, above=above)
    down = value_of(element, "m:groupChrPr", "m:vertJc", "bot")
    if above and down == "top":
        made = made.lowered(made.ascent - drawn.height)
    elif not above and down == "bot" and sign in "→←↔⇒⇐⇔":
        made = made.lowered(-(made.descent - drawn.descent))
    kind = Kind.RELATION if sign in "→←↔⇒⇐⇔" else Kind.ORDINARY
    yield Atom(made, kind, kind)


def set_box(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:box`: not to be broken, and an operator where it says so."""
    made = setter.box(child(element, "m:e"), style)
    kind = Kind.RELATION if is_on(child(element, "m:boxPr", "m:opEmu")) else Kind.ORDINARY
    yield Atom(made, kind, kind)


def set_frame(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:borderBox`."""
    properties = child(element, "m:borderBoxPr")
    hidden = {"top": "m:hideTop", "bottom": "m:hideBot", "left": "m:hideLeft", "right": "m:hideRight"}
    lines = {"h": "m:strikeH", "v": "m:strikeV", "up": "m:strikeBLTR", "down": "m:strikeTLBR"}
    sides = [side for side, name in hidden.items() if not is_on(child(properties, name))]
    strikes = [line for line, name in lines.items() if is_on(child(properties, name))]
    own = setter.controlled(element, "m:borderBoxPr", style)
    yield Atom(bordered(setter.filled(child(element, "m:e"), style), own, sides, strikes))


def set_phantom(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:phant`: takes room unseen, or is seen without taking it."""
    properties = child(element, "m:phantPr")
    made = setter.box(child(element, "m:e"), style)
    shown = child(properties, "m:show")
    width, ascent, descent = (
        0.0 if is_on(child(properties, name)) else size
        for name, size in (
            ("m:zeroWid", made.width),
            ("m:zeroAsc", made.ascent),
            ("m:zeroDesc", made.descent),
        )
    )
    parts = made.parts if shown is None or is_on(shown) else ()
    yield Atom(Box(width, ascent, descent, parts))


def _enlarged(sign: str, style: Style, families: tuple[str, ...], height: float) -> Box:
    """A sign that we can't draw ourselves, enlarged as a letter."""
    usual = math_box(sign[:1], style, families)
    growth = min(4.0, height / usual.height) if usual.height > 0 else 1.0
    grown = math_box(sign[:1], style, families, growth)
    return grown.lowered((grown.ascent - grown.descent) / 2 - style.axis)
