"""How text looks: properties found along the chain from a run up to the presentation's defaults."""

from dataclasses import dataclass

from lxml import etree
from PySide6.QtGui import QColor

from decks.pptx.ooxml import Element, attribute, child, fraction, local_name, parse_whole, whole
from decks.render.fills import Fill, colour_of, fill_in
from decks.render.fonts import families_for
from decks.render.scene import Scene

USUAL_SIZE = 18.0
DEEPEST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Spacing:
    """`share` of the line's own height, or `points` if that is not `None`."""

    share: float = 1.0
    points: float | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Lengths in EMU. `bullet` is the element that says which bullet, or `None`."""

    align: str
    margin_left: int
    indent: int
    before: Spacing
    after: Spacing
    line: Spacing
    bullet: Element | None
    bullet_font: str
    bullet_colour: QColor | None
    bullet_size: float | None
    bullet_points: float | None
    tab: int


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run's characters look; `size` in points before any shrinking, `baseline` as a share."""

    size: float
    bold: bool
    italic: bool
    underline: bool
    strike: bool
    capitals: bool
    baseline: float
    spacing: float
    colour: QColor
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextDefaults:
    """What a shape's text inherits: list styles nearest first, the colour and face of the shape's
    style, and what a table's style says."""

    styles: tuple[Element, ...]
    colour: QColor | None = None
    font: str = ""
    bold: bool | None = None


class TextStyle:
    """Looks up properties for one shape's text."""

    def __init__(self, scene: Scene, defaults: TextDefaults) -> None:
        self._scene = scene
        self._defaults = defaults
        self._levels: dict[int, tuple[Element, ...]] = {}
        self._looks: dict[tuple[int, bytes], RunLook] = {}

    def paragraph(self, paragraph: Element) -> ParagraphLook:
        """The look of an `a:p`."""
        own = child(paragraph, "a:pPr")
        chain = _with_own(own, self._level(level_of(paragraph)))
        size = _first_child(chain, "buSzPct")
        size_points = _first_child(chain, "buSzPts")
        colour = _first_child(chain, "buClr")
        font = _first_child(chain, "buFont")
        return ParagraphLook(
            align=_first(chain, "algn") or "l",
            margin_left=parse_whole(_first(chain, "marL")),
            indent=parse_whole(_first(chain, "indent")),
            before=_spacing(_first_child(chain, "spcBef"), Spacing(points=0.0)),
            after=_spacing(_first_child(chain, "spcAft"), Spacing(points=0.0)),
            line=_spacing(_first_child(chain, "lnSpc"), Spacing()),
            bullet=_first_child(chain, "buNone", "buChar", "buAutoNum", "buBlip"),
            bullet_font=attribute(font, "typeface"),
            bullet_colour=self._scene.palette.colour_in(colour),
            bullet_size=None if size is None else fraction(size, "val", 1.0),
            bullet_points=None if size_points is None else whole(size_points, "val") / 100,
            tab=max(100_000, parse_whole(_first(chain, "defTabSz"), 914_400)),
        )

    def run(self, properties: Element | None, level: int) -> RunLook:
        """The look of a run with these `a:rPr` (or `a:endParaRPr`, or none) at a level."""
        # Runs of a paragraph often repeat their properties word for word.
        key = level, b"" if properties is None else _fingerprint(properties)
        if key not in self._looks:
            self._looks[key] = self._run(properties, level)
        return self._looks[key]

    def _run(self, properties: Element | None, level: int) -> RunLook:
        inherited = (child(style, "a:defRPr") for style in self._level(level))
        chain = _with_own(properties, tuple(style for style in inherited if style is not None))
        bold = _first(chain, "b")
        return RunLook(
            size=min(4000.0, max(1.0, parse_whole(_first(chain, "sz"), round(USUAL_SIZE * 100)) / 100)),
            bold=_yes(bold) if bold or self._defaults.bold is None else self._defaults.bold,
            italic=_yes(_first(chain, "i")),
            underline=_first(chain, "u") not in ("", "none") or _is_link(properties),
            strike=_first(chain, "strike") not in ("", "noStrike"),
            capitals=_first(chain, "cap") == "all",
            baseline=parse_whole(_first(chain, "baseline").rstrip("%")) / 100_000,
            spacing=parse_whole(_first(chain, "spc")) / 100,
            colour=self._colour(properties, chain),
            families=families_for(self._face(chain, "latin"), self._face(chain, "ea")),
        )

    def _colour(self, properties: Element | None, chain: tuple[Element, ...]) -> QColor:
        own_count = self._own_styles(properties)
        colour = self._fill_colour(chain[:own_count])
        if colour is None and _is_link(properties):
            return self._scene.palette.named("hlink")
        return (
            colour
            or self._defaults.colour
            or self._fill_colour(chain[own_count:])
            or self._scene.palette.named("tx1")
        )

    def _own_styles(self, properties: Element | None) -> int:
        """How much of a run's chain is nearer than the shape's style: the run itself."""
        return 0 if properties is None else 1

    def _fill_colour(self, chain: tuple[Element, ...]) -> QColor | None:
        for element in chain:
            fill = fill_in(element)
            if fill is not None:
                if local_name(fill) == "noFill":
                    return QColor(0, 0, 0, 0)
                return colour_of(self._scene, Fill(fill, ""))
        return None

    def _face(self, chain: tuple[Element, ...], name: str) -> str:
        face = attribute(_first_child(chain, name), "typeface") or self._defaults.font
        short = "lt" if name == "latin" else name
        if not face:
            face = f"+mn-{short}"
        if face.startswith("+"):
            return self._scene.palette.theme.fonts.get(f"{face[:3]}-{short}", "")
        return face

    def _level(self, level: int) -> tuple[Element, ...]:
        if level not in self._levels:
            found = []
            for style in self._defaults.styles:
                for name in (f"a:lvl{level + 1}pPr", "a:defPPr"):
                    element = child(style, name)
                    if element is not None:
                        found.append(element)
            self._levels[level] = tuple(found)
        return self._levels[level]


def level_of(paragraph: Element) -> int:
    """The paragraph's level, from 0 to 8."""
    return min(DEEPEST_LEVEL, max(0, whole(child(paragraph, "a:pPr"), "lvl")))


def _with_own(own: Element | None, inherited: tuple[Element, ...]) -> tuple[Element, ...]:
    return inherited if own is None else (own, *inherited)


def _first(chain: tuple[Element, ...], name: str) -> str:
    for element in chain:
        value = element.get(name)
        if value:
            return str(value)
    return ""


def _first_child(chain: tuple[Element, ...], *names: str) -> Element | None:
    for element in chain:
        for found in element:
            if local_name(found) in names:
                return found
    return None


def _spacing(element: Element | None, usual: Spacing) -> Spacing:
    for value in () if element is None else element:
        if local_name(value) == "spcPts":
            return Spacing(points=min(1584.0, max(0.0, whole(value, "val") / 100)))
        if local_name(value) == "spcPct":
            return Spacing(share=min(20.0, max(0.0, fraction(value, "val", 1.0))))
    return usual


def _is_link(properties: Element | None) -> bool:
    link = child(properties, "a:hlinkClick")
    return link is not None and bool(attribute(link, "r:id"))


def _yes(text: str) -> bool:
    return text in ("1", "true", "on")


def _fingerprint(properties: Element) -> bytes:
    return etree.tostring(properties)
