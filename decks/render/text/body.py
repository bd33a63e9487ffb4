"""How text lies in its box: insets, anchor, columns, direction (ECMA-376 part 1, 21.1.2.1.1)."""

from dataclasses import dataclass

from decks.pptx.ooxml import Element, attribute, child, fraction, whole

MOST_COLUMNS = 16
TURNS = {
    "vert": 90,
    "eaVert": 90,
    "wordArtVert": 90,
    "wordArtVertRtl": 90,
    "mongolianVert": 90,
    "vert270": 270,
}
"""How far text of a direction is turned, in degrees clockwise."""
_UPRIGHT = frozenset(("eaVert", "wordArtVert", "wordArtVertRtl", "mongolianVert"))


@dataclass(frozen=True, slots=True)
class BodyLook:
    """How text lies in its box. Lengths in EMU, `turn` in degrees clockwise.

    Where the text `shrinks`, `font_scale` is what PowerPoint last shrank it to, and `line_reduction`
    what it then took from the spacing of the lines, as a share of their own height (21.1.2.1.3).
    """

    left: int
    top: int
    right: int
    bottom: int
    anchor: str
    centred: bool
    wrap: bool
    direction: str
    font_scale: float
    shrinks: bool = False
    line_reduction: float = 0.0
    columns: int = 1
    column_gap: int = 0
    upright: bool = False
    turn: float = 0.0

    @property
    def stands(self) -> bool:
        """Whether East Asian characters stand upright in lines that run downward."""
        return self.direction in _UPRIGHT

    @property
    def stacks(self) -> bool:
        """Whether all characters stand upright, one below the other."""
        return self.direction in ("wordArtVert", "wordArtVertRtl")

    @property
    def rightward_lines(self) -> bool:
        """Whether lines that run downward follow each other from left to right."""
        return self.direction in ("wordArtVert", "mongolianVert")


def body_look(bodies: list[Element]) -> BodyLook:
    """The look that `a:bodyPr` elements give, nearest first."""

    def first(name: str, usual: str) -> str:
        return next((attribute(body, name) for body in bodies if body.get(name)), usual)

    def number(name: str, usual: int) -> int:
        return next((whole(body, name) for body in bodies if body.get(name)), usual)

    fit = _fit(bodies)
    return BodyLook(
        left=number("lIns", 91_440),
        top=number("tIns", 45_720),
        right=number("rIns", 91_440),
        bottom=number("bIns", 45_720),
        anchor=first("anchor", "t"),
        centred=first("anchorCtr", "0") in ("1", "true"),
        wrap=first("wrap", "square") != "none",
        direction=first("vert", "horz"),
        font_scale=min(1.0, max(0.1, fraction(fit, "fontScale", 1.0))),
        shrinks=fit is not None,
        line_reduction=min(0.9, max(0.0, fraction(fit, "lnSpcReduction"))),
        columns=min(MOST_COLUMNS, max(1, number("numCol", 1))),
        column_gap=max(0, number("spcCol", 0)),
        upright=first("upright", "0") in ("1", "true"),
        turn=number("rot", 0) / 60_000,
    )


def _fit(bodies: list[Element]) -> Element | None:
    """The shrinking that a text asks for itself: what it would inherit is for new text, and PowerPoint
    writes down where it has shrunk one.

    Nothing is done for `a:spAutoFit`: PowerPoint makes the shape as high as its text while that is written,
    and shows it as high as the file says.
    """
    return child(bodies[0], "a:normAutofit") if bodies else None
