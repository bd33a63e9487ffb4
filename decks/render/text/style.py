"""How text looks: properties found along the chain from a run up to the presentation's defaults."""

from dataclasses import dataclass

from lxml import etree
from PySide6.QtGui import QColor

from decks.pptx.ooxml import (
    Element,
    attribute,
    child,
    children,
    fraction,
    local_name,
    parse_whole,
    whole,
)
from decks.render.paint.effects import NONE as NO_EFFECTS
from decks.render.paint.effects import Effects, effects_of
from decks.render.paint.fills import Fill, colour_of, fill_in
from decks.render.slide.scene import Scene
from decks.render.text.fonts import Faces, faces_for
from decks.render.text.symbols import is_symbol_font
from decks.render.text.writings import Writing, writing_of_language

USUAL_SIZE = 18.0
DEEPEST_LEVEL = 8
MOST_TABS = 40
WIDEST_INDENT = 51_206_400


@dataclass(frozen=True, slots=True)
class Spacing:
    """`share` of the line's own height, or `points` if that is not `None`."""

    share: float = 1.0
    points: float | None = None


@dataclass(frozen=True, slots=True)
class TabStop:
    """`position` in EMU from the left of the text; `align` as in `ST_TextTabAlignType`."""

    position: int
    align: str


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
    tabs: tuple[TabStop, ...] = ()
    rightward: bool = True
    """Whether the text runs from left to right."""
    hangs: bool = False
    """Whether a stop at the end of a line may stand beyond its edge."""


@dataclass(frozen=True, slots=True, eq=False)
class RunLook:
    """How a run's characters look; `size` in points before any shrinking, `baseline` as a share of it.

    `underline` and `capitals` as the file says it (`dbl`, `wavy`; `small`, `all`), empty for none.
    `fill` and `outline` are there only where one colour isn't enough.
    """

    size: float
    bold: bool
    italic: bool
    underline: str
    underline_colour: QColor | None
    strikes: int
    capitals: str
    baseline: float
    spacing: float
    colour: QColor
    highlight: QColor | None
    fill: Fill | None
    outline: Element | None
    faces: Faces
    symbol_font: str
    symbolic: bool
    """Whether the letters too are characters of the symbol font."""
    linked: bool
    effects: Effects = NO_EFFECTS


@dataclass(frozen=True, slots=True)
class TextDefaults:
    """What a shape's text inherits: list styles nearest first, the colour and face of the shape's
    style, and what a table's style says; last of all comes the presentation's own list style."""

    styles: tuple[Element, ...]
    colour: QColor | None = None
    font: str = ""
    bold: bool | None = None
    presentation: Element | None = None


class TextStyle:
    """Looks up properties for one shape's text."""

    def __init__(self, scene: Scene, defaults: TextDefaults) -> None:
        self._scene = scene
        self._defaults = defaults
        self._near: dict[int, tuple[Element, ...]] = {}
        self._far: dict[int, tuple[Element, ...]] = {}
        self._looks: dict[tuple[int, bytes, bytes], RunLook] = {}

    def paragraph(self, paragraph: Element) -> ParagraphLook:
        """The look of an `a:p`."""
        own = child(paragraph, "a:pPr")
        level = level_of(paragraph)
        inherited = (*self._near_level(level), *self._far_level(level))
        chain = inherited if own is None else (own, *inherited)
        size = _first_child(chain, "buSzPct")
        size_points = _first_child(chain, "buSzPts")
        colour = _first_child(chain, "buClr")
        font = _first_child(chain, "buFont")
        return ParagraphLook(
            align=_first(chain, "algn") or "l",
            margin_left=_indent(_first(chain, "marL")),
            indent=_indent(_first(chain, "indent")),
            before=_spacing(_first_child(chain, "spcBef"), Spacing(points=0.0)),
            after=_spacing(_first_child(chain, "spcAft"), Spacing(points=0.0)),
            line=_spacing(_first_child(chain, "lnSpc"), Spacing()),
            bullet=_first_child(chain, "buNone", "buChar", "buAutoNum", "buBlip"),
            bullet_font=attribute(font, "typeface"),
            bullet_colour=self._scene.palette.colour_in(colour),
            bullet_size=None if size is None else min(4.0, max(0.25, fraction(size, "val", 1.0))),
            bullet_points=None if size_points is None else _points(whole(size_points, "val")),
            tab=max(100_000, parse_whole(_first(chain, "defTabSz"), 914_400)),
            tabs=_tab_stops(_first_child(chain, "tabLst")),
            rightward=not _yes(_first(chain, "rtl")),
            hangs=_yes(_first(chain, "hangingPunct")),
        )

    def run(self, properties: Element | None, level: int, own: Element | None = None) -> RunLook:
        """The look of a run with these `a:rPr` (or `a:endParaRPr`, or none) at a level, in a paragraph
        whose `a:pPr` holds `own` as its `a:defRPr`."""
        # Runs of a paragraph often repeat their properties word for word.
        key = level, _fingerprint(properties), _fingerprint(own)
        if key not in self._looks:
            self._looks[key] = self._run(properties, level, own)
        return self._looks[key]

    def _run(self, properties: Element | None, level: int, own: Element | None) -> RunLook:
        nearest = tuple(found for found in (properties, own) if found is not None)
        near = (*nearest, *_letters_of(self._near_level(level)))
        chain = (*near, *_letters_of(self._far_level(level)))
        # The face of the shape's style is nearer than the presentation's own list style.
        faces = near if self._defaults.font else chain
        bold, linked = _first(chain, "b"), _is_link(properties)
        latin, sign = self._face(faces, "latin"), attribute(_first_child(chain, "sym"), "typeface")
        writing = _writing(chain)
        underline, capitals = _first(chain, "u"), _first(chain, "cap")
        return RunLook(
            size=_points(parse_whole(_first(chain, "sz"), round(USUAL_SIZE * 100))),
            bold=_yes(bold) if bold or self._defaults.bold is None else self._defaults.bold,
            italic=_yes(_first(chain, "i")),
            underline=underline if underline not in ("", "none") else "sng" if linked else "",
            underline_colour=self._palette_colour(chain, "uFill"),
            strikes={"sngStrike": 1, "dblStrike": 2}.get(_first(chain, "strike"), 0),
            capitals=capitals if capitals in ("small", "all") else "",
            baseline=min(1.0, max(-1.0, parse_whole(_first(chain, "baseline").rstrip("%")) / 100_000)),
            spacing=min(400.0, max(-400.0, parse_whole(_first(chain, "spc")) / 100)),
            colour=self._colour(properties, chain, len(nearest)),
            highlight=self._scene.palette.colour_in(child(properties, "a:highlight")),
            fill=self._rich_fill(chain),
            outline=_visible_line(_first_child(chain, "ln")),
            faces=faces_for(
                "" if is_symbol_font(latin) else latin,
                self._face(faces, "ea", writing),
                self._face(faces, "cs"),
                writing,
            ),
            symbol_font=latin if is_symbol_font(latin) else sign,
            symbolic=is_symbol_font(latin),
            linked=linked or child(properties, "a:hlinkMouseOver") is not None,
            effects=effects_of(self._scene, list(chain)),
        )

    def _palette_colour(self, chain: tuple[Element, ...], name: str) -> QColor | None:
        fill = fill_in(_first_child(chain, name))
        return None if fill is None else colour_of(self._scene, Fill(fill, ""))

    def _rich_fill(self, chain: tuple[Element, ...]) -> Fill | None:
        """The run's fill where it is more than a colour."""
        fill = next((found for element in chain if (found := fill_in(element)) is not None), None)
        if fill is None or local_name(fill) not in ("gradFill", "pattFill", "blipFill"):
            return None
        return Fill(fill, self._scene.sheets.part_of(fill))

    def _colour(self, properties: Element | None, chain: tuple[Element, ...], own_count: int) -> QColor:
        """The first `own_count` of the chain are nearer than the shape's style."""
        if _is_link(properties) and not _keeps_colour(properties):
            return self._scene.palette.named("hlink")
        return (
            self._fill_colour(chain[:own_count])
            or self._defaults.colour
            or self._fill_colour(chain[own_count:])
            or self._scene.palette.named("tx1")
        )

    def _fill_colour(self, chain: tuple[Element, ...]) -> QColor | None:
        for element in chain:
            fill = fill_in(element)
            if fill is not None:
                if local_name(fill) == "noFill":
                    return QColor(0, 0, 0, 0)
                return colour_of(self._scene, Fill(fill, ""))
        return None

    def _face(self, chain: tuple[Element, ...], name: str, writing: Writing | None = None) -> str:
        face = attribute(_first_child(chain, name), "typeface") or self._defaults.font
        short = "lt" if name == "latin" else name
        if not face:
            face = f"+mn-{short}"
        if face.startswith("+"):
            script = (writing or Writing.SIMPLIFIED).script
            return self._scene.palette.theme.font(f"{face[:3]}-{short}", script)
        return face

    def _near_level(self, level: int) -> tuple[Element, ...]:
        """What the list styles say of a level that are nearer than the presentation's own."""
        if level not in self._near:
            self._near[level] = _levels(self._defaults.styles, level)
        return self._near[level]

    def _far_level(self, level: int) -> tuple[Element, ...]:
        """What the presentation's own list style says of a level."""
        if level not in self._far:
            own = self._defaults.presentation
            self._far[level] = _levels(() if own is None else (own,), level)
        return self._far[level]


def _writing(chain: tuple[Element, ...]) -> Writing | None:
    """How East Asian characters are to be written: as in the nearest such language that is named."""
    languages = (element.get(name) for element in chain for name in ("lang", "altLang"))
    found = (writing_of_language(str(language)) for language in languages if language)
    return next((writing for writing in found if writing is not None), None)


def level_of(paragraph: Element) -> int:
    """The paragraph's level, from 0 to 8."""
    return min(DEEPEST_LEVEL, max(0, whole(child(paragraph, "a:pPr"), "lvl")))


def _levels(styles: tuple[Element, ...], level: int) -> tuple[Element, ...]:
    """What list styles say of a level, and for all levels."""
    names = f"a:lvl{level + 1}pPr", "a:defPPr"
    return tuple(found for style in styles for name in names if (found := child(style, name)) is not None)


def _letters_of(levels: tuple[Element, ...]) -> tuple[Element, ...]:
    return tuple(found for level in levels if (found := child(level, "a:defRPr")) is not None)


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


def _points(hundredths: int) -> float:
    """A size of letters in points, within what `ST_TextFontSize` allows."""
    return min(4000.0, max(1.0, hundredths / 100))


def _indent(text: str) -> int:
    """A distance within what `ST_TextIndent` allows."""
    return min(WIDEST_INDENT, max(-WIDEST_INDENT, parse_whole(text)))


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


def _keeps_colour(properties: Element | None) -> bool:
    """Whether a link says in its extension that it is to look like the text around it."""
    link = child(properties, "a:hlinkClick")
    extensions = () if link is None else link.iter("{*}hlinkClr")
    return any(attribute(extension, "val") == "tx" for extension in extensions)


def _visible_line(line: Element | None) -> Element | None:
    fill = fill_in(line)
    return line if fill is not None and local_name(fill) != "noFill" else None


def _tab_stops(element: Element | None) -> tuple[TabStop, ...]:
    stops = (TabStop(whole(tab, "pos"), attribute(tab, "algn", "l")) for tab in children(element, "a:tab"))
    return tuple(sorted(stops, key=lambda stop: stop.position))[:MOST_TABS]


def _yes(text: str) -> bool:
    return text in ("1", "true", "on")


def _fingerprint(properties: Element | None) -> bytes:
    return b"" if properties is None else etree.tostring(properties, with_tail=False)
