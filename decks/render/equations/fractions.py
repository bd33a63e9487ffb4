"""Fractions, scripts, roots, operators with limits, functions (ECMA-376 part 1, 22.1.2)."""

from collections.abc import Iterator

from decks.pptx.ooxml import Element, child, local_name
from decks.render.equations.atoms import Atom, joined
from decks.render.equations.boxes import Box
from decks.render.equations.letters import INTEGRALS, Kind
from decks.render.equations.runs import is_on, math_box, operator_box
from decks.render.equations.setting import Setter, character_of, value_of
from decks.render.equations.structures import (
    fraction,
    limits,
    missing,
    radical,
    scripts,
    scripts_before,
    skewed,
)
from decks.render.equations.style import SCRIPT_SCRIPT, Style


def set_fraction(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:f`."""
    kind = value_of(element, "m:fPr", "m:type", "bar")
    own = setter.controlled(element, "m:fPr", style)
    if kind == "lin":
        slash = math_box("/", own, setter.families)
        yield from setter.atoms(child(element, "m:num"), style)
        yield Atom(slash)
        yield from setter.atoms(child(element, "m:den"), style)
        return
    part = style.script() if kind == "skw" else style.part()
    above, below = (setter.filled(child(element, name), part) for name in ("m:num", "m:den"))
    made = skewed(above, below, own) if kind == "skw" else fraction(above, below, own, bar=kind != "noBar")
    yield Atom(made)


def set_scripts(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:sSub`, `m:sSup`, `m:sSubSup`."""
    atoms = setter.atoms(child(element, "m:e"), style) or [Atom(missing(style))]
    base = joined(atoms, style)
    upper, lower = (_script(setter, element, name, style) for name in ("m:sup", "m:sub"))
    letter = len(atoms) == 1 and base.ascent < 0.85 * style.em and base.descent < 0.3 * style.em
    yield Atom(scripts(base, upper, lower, style, letter=letter), atoms[0].left, atoms[-1].right)


def _script(setter: Setter, element: Element, name: str, style: Style) -> Box | None:
    script = child(element, name)
    return None if script is None else setter.box(script, style.script())


def set_scripts_before(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:sPre`."""
    upper, lower = (_script(setter, element, name, style) or Box() for name in ("m:sup", "m:sub"))
    yield Atom(scripts_before(setter.filled(child(element, "m:e"), style), upper, lower, style))


def set_radical(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:rad`."""
    degree = None
    if not is_on(child(element, "m:radPr", "m:degHide")):
        degree = setter.box(child(element, "m:deg"), style.at(SCRIPT_SCRIPT))
    own = setter.controlled(element, "m:radPr", style)
    yield Atom(radical(setter.filled(child(element, "m:e"), style), degree, own))


def set_operator(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:nary`: its scripts beside it where space is short, as in a line of text."""
    properties = child(element, "m:naryPr")
    sign = character_of(properties, "∫")
    upper, lower = (
        None if is_on(child(properties, hide)) else _script(setter, element, name, style)
        for name, hide in (("m:sup", "m:supHide"), ("m:sub", "m:subHide"))
    )
    upper, lower = (b if b is not None and b.width > 0 else None for b in (upper, lower))
    integrand = setter.atoms(child(element, "m:e"), style)
    least = 0.0
    if is_on(child(properties, "m:grow")):
        least = min(4.0 * style.em, joined(integrand, style).height)
    own = setter.controlled(element, "m:naryPr", style)
    base = operator_box(sign, own, setter.families, least if style.is_display else 0.0)
    usual = "subSup" if sign in INTEGRALS else "undOvr"
    above = value_of(element, "m:naryPr", "m:limLoc", usual) == "undOvr"
    if above and style.is_display:
        made = limits(base, upper, lower, style)
    else:
        tuck = min(0.4 * base.width, 0.25 * style.em) if sign in INTEGRALS else 0.0
        made = scripts(base, upper, lower, style, letter=False, tuck=tuck)
    yield Atom(made, Kind.OPERATOR, Kind.OPERATOR)
    yield from integrand


def set_function(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:func`."""
    name = setter.box(child(element, "m:fName"), style)
    argument = setter.atoms(child(element, "m:e"), style)
    yield Atom(name, Kind.OPERATOR, Kind.OPERATOR)
    yield from argument


def set_limit(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:limLow` and `m:limUpp`."""
    base = setter.filled(child(element, "m:e"), style)
    held = setter.box(child(element, "m:lim"), style.script())
    above = local_name(element) == "limUpp"
    made = limits(base, held if above else None, None if above else held, style)
    yield Atom(made, Kind.OPERATOR, Kind.OPERATOR)
