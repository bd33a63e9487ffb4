"""The runs of a paragraph as one text for Qt, each piece of it with the face of its script."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate, groupby

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QRawFont,
    QTextCharFormat,
    QTextLayout,
)

from decks.plain_text import plain, shortened
from decks.pptx.ooxml import Element, attribute, child, local_name, whole
from decks.render.equations import Equation, lay_out_equation
from decks.render.paint.fills import Fill, colour_of, fill_in
from decks.render.slide.scene import Scene
from decks.render.text.body import BodyLook
from decks.render.text.dates import is_date, written_date
from decks.render.text.fonts import can_write, faces_for
from decks.render.text.scripts import (
    Script,
    pieces_of,
    with_breaks_at_quotes,
    with_unbroken_addresses,
)
from decks.render.text.style import RunLook, TextStyle
from decks.render.text.symbols import unsymbolised

UNITS_PER_POINT = 10
ENDLESS = 1e6
ASCENT = 1.0
DESCENT = 0.2
"""Of the font's size: a line is 1.2 em high, whatever the font that stands in for the deck's own.

The faces that decks name are about as high; those that stand in for them may be far higher (Noto Sans
CJK 1.45 em) and would push the text out of its box.
"""
RAISED_SIZE = 0.58
"""Size of raised and lowered characters."""
SMALL_CAPITALS = 0.8
SCRIPTS_APART = 0.24
"""Space between Latin and East Asian characters, of the font's size."""
LINE_BREAK = "\u2028"
DASH = "\u2014"
"""Chinese fonts draw it as wide as a Latin one, unless they are told that two of them are to join."""
EQUATION = "\u2600"
"""Stands in the text for an equation: lines may break before and behind it, as around a character."""
CHARACTERS_OF_EQUATION = 50
"""As many characters does an equation stand for where texts are limited."""
LONGEST_NAME = 60
MOST_FONTS = 100
"""Of more fonts that are missing in a deck nothing is said."""
_FULL_WIDTH = {0x20: 0x3000, **{code: code + 0xFEE0 for code in range(0x21, 0x7F)}}
"""Latin characters as wide as Chinese ones."""
_UNDERLINES = {
    "sng": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "dot": QTextCharFormat.UnderlineStyle.DotLine,
    "dash": QTextCharFormat.UnderlineStyle.DashUnderline,
    "dotDash": QTextCharFormat.UnderlineStyle.DashDotLine,
    "dotDotDash": QTextCharFormat.UnderlineStyle.DashDotDotLine,
    "wavy": QTextCharFormat.UnderlineStyle.WaveUnderline,
}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one look and script; `start` and `end` count as Qt does, in UTF-16.

    `ascent` and `descent` in text units from the line's baseline.
    """

    start: int
    end: int
    look: RunLook
    script: Script
    properties: Element | None
    ascent: float
    descent: float
    equation: Equation | None = None
    dashes: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's text, ready to be broken into lines. `last` is the look of its end."""

    layout: QTextLayout
    spans: tuple[Span, ...]
    last: RunLook
    size: float
    """The largest size of its characters, in points."""
    breaks: frozenset[int] = frozenset()
    """Where a line break ends."""

    @property
    def first(self) -> RunLook:
        """The look that a bullet takes after."""
        return self.spans[0].look if self.spans else self.last

    def spans_between(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that have characters from `start` on, before `end`."""
        first = bisect_right(self.spans, start, key=lambda span: span.end)
        last = bisect_left(self.spans, end, lo=first, key=lambda span: span.start)
        return self.spans[first:last]

    def ends_in_break(self, end: int) -> bool:
        """Whether the character before `end` breaks the line."""
        return end in self.breaks


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    look: RunLook
    properties: Element | None
    equation: Equation | None = None


LookOf = Callable[[Element | None], RunLook]
"""Finds the look for an `a:rPr`, or for none."""


class PassageReader:
    """Reads the paragraphs of one text, whose lines are to be about `width` units wide."""

    def __init__(self, scene: Scene, style: TextStyle, look: BodyLook, width: float) -> None:
        self._scene, self._style, self._look, self._width = scene, style, look, width
        self._formats: dict[tuple[RunLook, Script, bool, bool], QTextCharFormat] = {}
        self._tinted: dict[tuple[RunLook, int], RunLook] = {}

    def read(self, paragraph: Element, level: int, most: int, tint: QColor | None = None) -> Passage:
        """At most `most` characters of an `a:p`, all in one colour if there is a `tint`."""
        own = child(paragraph, "a:pPr", "a:defRPr")

        def look_of(properties: Element | None) -> RunLook:
            return self._tinted_look(self._style.run(properties, level, own), tint)

        runs = self._runs(paragraph, most, look_of)
        end = child(paragraph, "a:endParaRPr")
        last = runs[-1].look if runs and end is None else look_of(end)
        if not all(run.equation is not None or can_write(run.text, run.look.faces.asian) for run in runs):
            self._scene.report("render.letters_missing", serious=False)
        text = "".join(run.text for run in runs)
        layout = QTextLayout(text, font_of(last, Script.LATIN))
        spans: list[Span] = []
        ranges: list[QTextLayout.FormatRange] = []
        breaks: list[int] = []
        for first, start, stop, script, run, apart in _spans(text, runs):
            self._report_missing_font(text[first], script, run)
            span = _span(start, stop, script, run)
            if script is Script.ASIAN and run.equation is None:
                span = replace(span, dashes=text[first] == DASH)
            spans.append(span)
            ranges += self._ranges(span, apart)
            if run.text == LINE_BREAK:
                breaks.append(stop)
        layout.setFormats(ranges)
        layout.setCacheEnabled(True)
        size = max((run.look.size for run in runs), default=last.size)
        return Passage(layout, tuple(spans), last, size, frozenset(breaks))

    def _report_missing_font(self, first: str, script: Script, run: _Run) -> None:
        """Report the font that a piece of text asks for in vain: of the whole deck, which has it on most
        slides if on one."""
        faces, known = run.look.faces, self._scene.missing_fonts
        if not faces.replaced:
            return
        name = shortened(plain(faces.missing(script)), LONGEST_NAME)
        if not name or first.isspace() or run.equation is not None or len(known) >= MOST_FONTS:
            return
        instead = known.setdefault(name, faces.of(script)[0])
        self._scene.report_of_deck("render.font_missing", font=name, instead=instead)

    def _tinted_look(self, look: RunLook, tint: QColor | None) -> RunLook:
        if tint is None:
            return look
        key = look, tint.rgba()
        if key not in self._tinted:
            self._tinted[key] = replace(look, colour=tint, fill=None)
        return self._tinted[key]

    def _runs(self, paragraph: Element, most: int, look_of: LookOf) -> list[_Run]:
        runs: list[_Run] = []
        for element in paragraph:
            if most <= 0:
                break
            if local_name(element) == "m":
                runs.append(self._equation(element, look_of(None)))
                most -= CHARACTERS_OF_EQUATION
                continue
            text = _words(self._scene, element)
            if not text:
                continue
            properties = child(element, "a:rPr")
            look = look_of(properties)
            text = unsymbolised(text[:most], look.symbol_font, wholly=look.symbolic)
            most -= len(text)
            text = text.translate(_FULL_WIDTH) if self._look.stacks else text
            text = with_unbroken_addresses(with_breaks_at_quotes(text))
            if look.capitals == "small":
                runs += self._small_capitals(text, look, properties)
            else:
                runs.append(_Run(text.upper() if look.capitals else text, look, properties))
        return runs

    def _equation(self, element: Element, look: RunLook) -> _Run:
        equation = lay_out_equation(
            element,
            look.size,
            look.colour,
            look.faces.latin,
            colour_in=self._colour_in,
            available=self._width if self._width < ENDLESS else None,
        )
        if not equation.whole:
            self._scene.report("render.equation_too_large")
        return _Run(EQUATION, look, None, equation)

    def _colour_in(self, properties: Element) -> QColor | None:
        fill = fill_in(properties)
        return None if fill is None else colour_of(self._scene, Fill(fill, ""))

    def _small_capitals(self, text: str, look: RunLook, properties: Element | None) -> list[_Run]:
        small = replace(look, size=look.size * SMALL_CAPITALS)
        pieces = groupby(text, key=str.islower)
        return [
            _Run("".join(letters).upper(), small if lower else look, properties) for lower, letters in pieces
        ]

    def _ranges(self, span: Span, apart: bool) -> list[QTextLayout.FormatRange]:
        """The formats of a span; its last character keeps its distance from another script."""
        if span.equation is not None:
            room = QTextLayout.FormatRange()
            room.start, room.length = span.start, span.end - span.start
            room.format = _room(span.equation.width)
            return [room]
        if not apart:
            return [self._range(span, span.start, span.end, apart=False)]
        last = span.end - 1
        ranges = [self._range(span, span.start, last, apart=False)] if last > span.start else []
        return [*ranges, self._range(span, last, span.end, apart=True)]

    def _range(self, span: Span, start: int, end: int, *, apart: bool) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length = start, end - start
        key = span.look, span.script, apart, span.dashes
        if key not in self._formats:
            self._formats[key] = _format(span, apart, self._look.stands)
        made.format = self._formats[key]
        return made


def _span(start: int, end: int, script: Script, run: _Run) -> Span:
    if run.equation is not None:
        above, below = run.equation.ascent, run.equation.descent
    else:
        above, below = reach_of(run.look)
    return Span(start, end, run.look, script, run.properties, above, below, run.equation)


def reach_of(look: RunLook) -> tuple[float, float]:
    """How far characters reach above and below the baseline of their line, in text units."""
    size, raised = look.size * UNITS_PER_POINT, look.baseline * look.size * UNITS_PER_POINT
    if look.baseline:
        size *= RAISED_SIZE
    return ASCENT * size + raised, DESCENT * size - raised


def font_of(look: RunLook, script: Script, extra: float = 0.0) -> QFont:
    """The font for characters of a script; `extra` points stand between them beyond what the look says."""
    size = look.size * (RAISED_SIZE if look.baseline else 1.0)
    spacing = (look.spacing + extra) * UNITS_PER_POINT
    pixels = max(1, round(size * UNITS_PER_POINT))
    return _font(look.faces.of(script), pixels, look.bold, look.italic, spacing)


@lru_cache(maxsize=512)
def _font(families: tuple[str, ...], pixels: int, bold: bool, italic: bool, spacing: float) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setBold(bold)
    font.setItalic(italic)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return font


def _format(span: Span, apart: bool, stands: bool) -> QTextCharFormat:
    look, script = span.look, span.script
    font = font_of(look, script, SCRIPTS_APART * look.size if apart else 0.0)
    if stands and script is Script.ASIAN:
        font = QFont(font)
        font.setFeature(QFont.Tag("vert"), 1)
    if span.dashes:
        font = QFont(font)
        font.setFeature(QFont.Tag("fwid"), 1)
    made = QTextCharFormat()
    made.setFont(font)
    if look.strikes == 1:
        made.setFontStrikeOut(True)
    underline = _UNDERLINES.get(_underline_kind(look))
    if underline is not None:
        made.setUnderlineStyle(underline)
        made.setUnderlineColor(look.underline_colour or look.colour)
    by_glyphs = look.fill or look.outline is not None or (stands and script is Script.ASIAN)
    made.setForeground(QColor(0, 0, 0, 0) if by_glyphs else _ink(look, look.faces.of(script)))
    if look.highlight is not None:
        made.setBackground(look.highlight)
    if look.baseline:
        height = QFontMetricsF(font).height() or 1.0
        made.setBaselineOffset(100 * look.baseline * look.size * UNITS_PER_POINT / height)
    return made


def _room(width: float) -> QTextCharFormat:
    """The format of an unseen character that takes this width."""
    made = QTextCharFormat()
    made.setFont(_font(faces_for("", "", "").asian, 1, False, False, width - 1))
    made.setForeground(QColor(0, 0, 0, 0))
    return made


def _ink(look: RunLook, families: tuple[str, ...]) -> QBrush:
    """What letters are drawn with.

    Qt mixes plain colours for fonts with PostScript outlines (as those of Noto CJK are on Linux) so that
    dark letters come out a seventh too thin; a picture of one pixel it mixes as it should.
    """
    if look.colour.lightnessF() > 0.5 or not _has_postscript_outlines(families[0] if families else ""):
        return QBrush(look.colour)
    pixel = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    pixel.fill(look.colour)
    return QBrush(pixel)


@cache
def _has_postscript_outlines(family: str) -> bool:
    return QRawFont.fromFont(QFont([family])).fontTable("loca").isEmpty()


def _underline_kind(look: RunLook) -> str:
    """The kind of `_UNDERLINES` that an underline is nearest to; the heavy ones are as the others."""
    if look.underline in ("", "dbl", "heavy"):
        return ""
    for kind in ("dotDotDash", "dotDash", "dash", "dot", "wavy"):
        if look.underline.startswith(kind):
            return kind
    return "sng"


def _spans(text: str, runs: list[_Run]) -> Iterator[tuple[int, int, int, Script, _Run, bool]]:
    """Where runs and scripts change: the first character, start and end in UTF-16, and whether the next
    is to stand apart."""
    pieces = pieces_of(text, _usual_script(runs))
    narrow = not text or max(text) <= "\uffff"
    places = None if narrow else list(accumulate((1 + (c > "\uffff") for c in text), initial=0))
    start, piece = 0, 0
    for run in runs:
        end = start + len(run.text)
        while start < end:
            stop = min(end, pieces[piece][1])
            script = pieces[piece][2]
            if script is Script.ASIAN:
                stop = _end_of_dashes(text, start, stop)
            at_end = stop == pieces[piece][1]
            piece += at_end
            following = pieces[piece][2] if at_end and piece < len(pieces) else script
            apart = following is not script and _may_stand_apart(script, following, text[stop - 1])
            begin, close = (places[start], places[stop]) if places else (start, stop)
            yield start, begin, close, script, run, apart
            start = stop


def _end_of_dashes(text: str, start: int, stop: int) -> int:
    """Where the dashes at `start` end, or where the first begin; `stop` if that is not before it."""
    if text[start] != DASH:
        found = text.find(DASH, start, stop)
        return stop if found < 0 else found
    return next((place for place in range(start, stop) if text[place] != DASH), stop)


def _may_stand_apart(script: Script, following: Script, last: str) -> bool:
    return Script.COMPLEX not in (script, following) and last not in (LINE_BREAK, "\t") and last <= "\uffff"


def _usual_script(runs: list[_Run]) -> Script:
    """The script of a text that holds nothing but signs: that of its language."""
    language = attribute(runs[0].properties, "lang") if runs else ""
    return Script.ASIAN if language.startswith(("zh", "ja", "ko")) else Script.LATIN


def _words(scene: Scene, element: Element) -> str:
    match local_name(element):
        case "br":
            return LINE_BREAK
        case "r":
            return _clean(child(element, "a:t"))
        case "fld":
            return _field(scene, element)
    return ""


def _field(scene: Scene, element: Element) -> str:
    """What an `a:fld` shows now: what it showed when the file was written, unless that has changed."""
    kind = attribute(element, "type")
    if kind == "slidenum":
        return str(_shown_number(scene))
    if is_date(kind):
        return written_date(kind, scene.now, attribute(child(element, "a:rPr"), "lang"))
    return _clean(child(element, "a:t"))


def _shown_number(scene: Scene) -> int:
    """The slide's number as the deck counts: its first slide needn't be number 1."""
    return scene.number + whole(scene.package.xml(scene.package.main), "firstSlideNum", 1) - 1


def _clean(element: Element | None) -> str:
    text = "" if element is None else element.text or ""
    return text.replace("\v", LINE_BREAK).replace("\n", " ").replace("\r", "")
