"""A row of an equation: atoms, and the spaces between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from decks.render.equations.boxes import Box, row
from decks.render.equations.letters import Kind, resolved, space_between
from decks.render.equations.style import Style


@dataclass(frozen=True, slots=True)
class Atom:
    """A box, and what it is to its neighbours. `breaks` where a line ends behind it, `aligns` where the
    lines of an array stand under each other."""

    box: Box
    left: Kind = Kind.ORDINARY
    right: Kind = Kind.ORDINARY
    breaks: bool = False
    aligns: bool = False


def joined(atoms: Sequence[Atom], style: Style) -> Box:
    """The atoms beside each other with their spaces."""
    kinds = resolved([(atom.left, atom.right) for atom in atoms])
    boxes: list[Box] = []
    for number, atom in enumerate(atoms):
        if number:
            before, now = kinds[number - 1][1], kinds[number][0]
            lean = atoms[number - 1].box.slant if atom.box.slant == 0 else 0.0
            boxes.append(Box(space_between(before, now, script=style.is_script) * style.em + lean))
        boxes.append(atom.box)
    return row(boxes)


def split_at(atoms: Sequence[Atom], mark: str) -> list[list[Atom]]:
    """The atoms between those that are marked as `breaks` or `aligns`."""
    parts: list[list[Atom]] = [[]]
    for atom in atoms:
        if getattr(atom, mark):
            parts.append([])
        else:
            parts[-1].append(atom)
    return parts


def broken(atoms: Sequence[Atom], available: float, style: Style) -> list[list[Atom]]:
    """Lines that are at most `available` wide where they can be broken: before a relation or a sign such
    as plus, within as few brackets as can be."""
    lines: list[list[Atom]] = []
    rest = list(atoms)
    while rest:
        place = _break_place(rest, available, style)
        lines.append(rest[:place])
        rest = rest[place:]
    return lines


def _break_place(atoms: list[Atom], available: float, style: Style) -> int:
    """The best place that still fits; of places equally good the last, and where none fits the first."""
    kinds = resolved([(atom.left, atom.right) for atom in atoms])
    ranks = _break_ranks(kinds)
    width, best = 0.0, 0
    for number, atom in enumerate(atoms):
        if number:
            space = space_between(kinds[number - 1][1], kinds[number][0], script=style.is_script)
            width += space * style.em
        width += atom.box.width
        if width > available:
            return best or next((place for place in sorted(ranks) if place >= number), len(atoms))
        if number in ranks and (not best or ranks[number] <= ranks[best]):
            best = number
    return len(atoms)


def _break_ranks(kinds: list[tuple[Kind, Kind]]) -> dict[int, tuple[int, bool]]:
    """How good the places are before which a line may end, the best the lowest."""
    ranks, depth = {}, 0
    for number, (left, right) in enumerate(kinds):
        if number and left in (Kind.RELATION, Kind.BINARY):
            ranks[number] = depth, left is Kind.BINARY
        depth += (right is Kind.OPENING) - (left is Kind.CLOSING)
    return ranks
