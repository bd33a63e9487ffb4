"""Paragraphs broken into lines, in tenths of a point, whatever the size of the picture.

So a slide breaks its lines the same way on a phone-sized preview and on the projector.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from decks.pptx.ooxml import Element, child, children, local_name
from decks.render.images.store import ImageError
from decks.render.slide.scene import Scene
from decks.render.text.body import BodyLook
from decks.render.text.bullets import BulletCounter, scheme_of
from decks.render.text.emphasised import UNTINTED, Tints
from decks.render.text.fonts import faces_for
from decks.render.text.numerals import knows
from decks.render.text.runs import (
    ASCENT,
    DESCENT,
    ENDLESS,
    UNITS_PER_POINT,
    Passage,
    PassageReader,
    font_of,
)
from decks.render.text.scripts import Script, pieces_of
from decks.render.text.style import ParagraphLook, RunLook, Spacing, TextStyle, level_of
from decks.render.text.symbols import is_symbol_font

EMU_PER_UNIT = 1270
MOST_CHARACTERS = 50_000
MOST_PARAGRAPHS = 2_000
_NARROWEST = 50.0
_DEEP = 0.3
_LESS_BELOW = 0.8
"""Where lines are closer than single, the share of their height that lies above the baseline."""
_CLOSEST = 0.8
"""Nearer than this shrinking brings no lines, in shares of their height: where the fonts are stand-ins with
longer letters, lines at the 70 % that PowerPoint goes down to would touch."""
_TALL = 1.5
"""Lines so much higher than one of characters have no air between them and the next to give up."""
_HAIR = 0.002
"""By so much of its width a line may be too long: less than can be seen, and more than fonts of equal
widths differ."""
_HANGING = frozenset("，。、；：！？．")
_SIGN_SIZES = {"▪": 0.67, "●": 0.76, "■": 0.76, "❖": 0.78, "◆": 0.76}
"""Signs of symbol fonts are smaller than those of the text fonts that stand in for them."""
_TAB_KINDS = {
    "ctr": QTextOption.TabType.CenterTab,
    "r": QTextOption.TabType.RightTab,
    "dec": QTextOption.TabType.DelimiterTab,
}


@dataclass(frozen=True, slots=True)
class Bullet:
    """What stands before a paragraph, `lift` above its baseline: a piece of text, or a picture as large
    as `width` and `height`."""

    width: float
    lift: float = 0.0
    layout: QTextLayout | None = None
    image: QImage | None = None
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that can be broken into lines of any width."""

    passage: Passage
    look: ParagraphLook
    bullet: Bullet | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a layout: where it begins, its baseline, the room it takes up and down, and its own tab
    stops if the paragraph has any."""

    x: float
    baseline: float
    top: float
    height: float
    index: int
    tabs: tuple[QTextOption.Tab, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenParagraph:
    """A paragraph's lines in their places, and where its bullet stands."""

    paragraph: Paragraph
    lines: tuple[Line, ...]
    bullet_x: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Laid-out text; sizes in units of a tenth of a point, to be drawn `scale` as large."""

    paragraphs: tuple[BrokenParagraph, ...]
    width: float
    height: float
    reach: float
    """Where the last line with characters ends: empty paragraphs behind it need no room."""
    scale: float = 1.0


def read_paragraphs(
    scene: Scene,
    body: Element,
    style: TextStyle,
    body_look: BodyLook,
    width: float,
    tints: Tints = UNTINTED,
) -> list[Paragraph]:
    """The paragraphs of an `a:txBody` for lines about `width` units wide; a text that is too long ends
    somewhere and is reported."""
    counter, reader = BulletCounter(), PassageReader(scene, style, body_look, width)
    paragraphs: list[Paragraph] = []
    room = MOST_CHARACTERS
    for element in children(body, "a:p"):
        look, level = style.paragraph(element), level_of(element)
        passage = reader.read(element, level, room, tints.of(len(paragraphs)))
        bullet = None
        if passage.spans:
            sign = counter.bullet(look, level)
            bullet = _bullet(scene, look, passage.first, sign)
        paragraphs.append(Paragraph(passage, _aligned(look, passage), bullet))
        room -= sum(span.end - span.start for span in passage.spans) + 1
        if room <= 0 or len(paragraphs) >= MOST_PARAGRAPHS:
            scene.report("render.text_too_long")
            break
    return paragraphs


def _aligned(look: ParagraphLook, passage: Passage) -> ParagraphLook:
    """An equation that is a paragraph of its own lies where it says itself."""
    equation = passage.spans[0].equation if len(passage.spans) == 1 else None
    if equation is None or not equation.align:
        return look
    return replace(look, align={"center": "ctr", "right": "r"}.get(equation.align, "l"))


def break_lines(
    paragraphs: Sequence[Paragraph], look: BodyLook, width: float, scale: float = 1.0
) -> TextBlock:
    """The paragraphs in lines at most `width` units wide, as they are before the text is drawn `scale`
    as large. Indents that the file's own shrinking took into account stay as they are."""
    indent_scale = scale if look.font_scale < 1 else 1.0
    top, widest, reach = 0.0, 0.0, 0.0
    broken: list[BrokenParagraph] = []
    for paragraph in paragraphs:
        breaker = _Breaker(paragraph, width, indent_scale, look.line_reduction)
        if broken:
            top += _gap(paragraph.look.before, paragraph.passage.size)
        lines, top = breaker.break_from(top)
        reach = top if paragraph.passage.spans else reach
        top += _gap(paragraph.look.after, paragraph.passage.size)
        broken.append(BrokenParagraph(paragraph, lines, breaker.bullet_x))
        widest = max(widest, breaker.widest)
    return TextBlock(tuple(broken), widest, top, reach, scale)


def aligned_within(block: TextBlock, width: float) -> TextBlock:
    """A text of unbroken lines, each aligned between 0 and `width`."""
    moved = (_moved(paragraph, width) for paragraph in block.paragraphs)
    return replace(block, paragraphs=tuple(moved), width=width)


def from_left_to_right(block: TextBlock) -> TextBlock:
    """A text whose lines run downward, the last of them where the first was."""
    paragraphs = []
    for paragraph in block.paragraphs:
        tops = [(line, block.height - line.top - line.height) for line in paragraph.lines]
        lines = [replace(line, top=top, baseline=line.baseline + top - line.top) for line, top in tops]
        paragraphs.append(replace(paragraph, lines=tuple(lines)))
    return replace(block, paragraphs=tuple(paragraphs))


def _moved(broken: BrokenParagraph, width: float) -> BrokenParagraph:
    share = {"ctr": 0.5, "r": 1.0}.get(broken.paragraph.look.align, 0.0)
    layout, shift = broken.paragraph.passage.layout, 0.0
    lines: list[Line] = []
    for line in broken.lines:
        made = layout.lineAt(line.index)
        natural = made.naturalTextWidth()
        made.setLineWidth(natural + 1)
        moved = share * (width - line.x - natural)
        shift = shift if lines else moved
        lines.append(replace(line, x=line.x + moved))
    return replace(broken, lines=tuple(lines), bullet_x=broken.bullet_x + shift)


def _gap(spacing: Spacing, size: float) -> float:
    points = spacing.points if spacing.points is not None else spacing.share * size
    return points * UNITS_PER_POINT


class _Breaker:
    """Breaks one paragraph."""

    def __init__(
        self, paragraph: Paragraph, width: float, indent_scale: float, line_reduction: float
    ) -> None:
        self._passage, self._look = paragraph.passage, paragraph.look
        self._spacing = _reduced(paragraph.look.line, line_reduction)
        self._width, self.widest = width, 0.0
        unit = EMU_PER_UNIT * indent_scale
        self._tab_unit = unit
        margin, indent = self._look.margin_left / unit, self._look.indent / unit
        first = self.bullet_x = max(0.0, margin + indent)
        self._bullet_width = 0.0 if paragraph.bullet is None else paragraph.bullet.width
        if paragraph.bullet is not None:
            end = first + self._bullet_width
            first = max(margin, end) if indent < 0 else end
        self._indents = first, max(0.0, margin)
        self._tabbed = "\t" in self._passage.layout.text()

    def break_from(self, top: float) -> tuple[tuple[Line, ...], float]:
        """The lines from `top` on, and where the next paragraph begins."""
        layout = self._passage.layout
        lines: list[Line] = []
        option = self._option()
        layout.setTextOption(option)
        hanging_text, em = self._hanging_text(), self._passage.size * UNITS_PER_POINT
        layout.beginLayout()
        while (made := layout.createLine()).isValid():
            indent = self._indents[1 if lines else 0]
            if self._tabbed:
                option.setTabs(self._tabs(indent))
                layout.setTextOption(option)
            room = max(_NARROWEST, self._width - indent) * (1 + _HAIR)
            made.setLineWidth(room)
            if hanging_text:
                _let_stop_hang(made, hanging_text, room, em)
            ascent, descent = self._reach(made)
            height, ascent = _spaced(ascent, descent, self._spacing, (ASCENT + DESCENT) * em)
            x = indent if self._look.rightward else 0.0
            tabs = tuple(option.tabs()) if self._tabbed else ()
            lines.append(Line(x, top + ascent, top, height, len(lines), tabs))
            self.widest = max(self.widest, indent + made.naturalTextWidth())
            top += height
        layout.endLayout()
        self._place_bullet(lines)
        return tuple(lines), top

    def _hanging_text(self) -> str:
        """The text, if stops in it may hang. Qt counts in UTF-16: where that differs, none does."""
        text = self._passage.layout.text() if self._look.hangs else ""
        return "" if max(text, default="") > "\uffff" or _HANGING.isdisjoint(text) else text

    def _place_bullet(self, lines: list[Line]) -> None:
        """The bullet goes with the first line where that isn't aligned to the left, and stands at the other
        side of text that runs leftward."""
        if not self._look.rightward:
            self.bullet_x = self._width - self.bullet_x - self._bullet_width
            return
        share = {"ctr": 0.5, "r": 1.0}.get(self._look.align, 0.0)
        if share and lines and self._width < ENDLESS:
            line = self._passage.layout.lineAt(0)
            self.bullet_x += share * max(0.0, self._width - self._indents[0] - line.naturalTextWidth())

    def _option(self) -> QTextOption:
        align = {
            "ctr": Qt.AlignmentFlag.AlignHCenter,
            "r": Qt.AlignmentFlag.AlignRight,
            "just": Qt.AlignmentFlag.AlignJustify,
            "justLow": Qt.AlignmentFlag.AlignJustify,
            "dist": Qt.AlignmentFlag.AlignJustify,
            "thaiDist": Qt.AlignmentFlag.AlignJustify,
        }.get(self._look.align, Qt.AlignmentFlag.AlignLeft)
        if not self._look.rightward:
            align |= Qt.AlignmentFlag.AlignAbsolute
        option = QTextOption(align)
        if not self._look.rightward:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option

    def _tabs(self, start: float) -> list[QTextOption.Tab]:
        """Tab stops as Qt counts them, from the beginning of the line."""
        own = [(stop.position / self._tab_unit, stop.align) for stop in self._look.tabs]
        if self._indents[1] > start:
            own = sorted([(self._indents[1], "l"), *own])
        distance = self._look.tab / self._tab_unit
        reached = max((position for position, _ in own), default=0.0)
        step = int(max(reached, start) / distance) + 1
        usual = [((step + number) * distance, "l") for number in range(40)]
        return [
            QTextOption.Tab(position - start, _TAB_KINDS.get(align, QTextOption.TabType.LeftTab), ".")
            for position, align in (*own, *usual)
            if position > start
        ]

    def _reach(self, line: QTextLine) -> tuple[float, float]:
        """How far a line's characters reach up and down. A break counts only in a line of its own."""
        start = line.textStart()
        end = start + line.textLength()
        if line.textLength() > 1 and self._passage.ends_in_break(end):
            end -= 1
        spans = self._passage.spans_between(start, end)
        if not spans:
            size = self._passage.last.size * UNITS_PER_POINT
            return ASCENT * size, DESCENT * size
        return max(span.ascent for span in spans), max(span.descent for span in spans)


def _let_stop_hang(line: QTextLine, text: str, room: float, sign: float) -> None:
    """Keep a stop `sign` wide that has no room in the line, and the character before it, in the line
    nevertheless (ECMA-376 part 1, 21.1.2.2.7: `hangingPunct`)."""
    end = line.textStart() + line.textLength()
    if text[end + 1 : end + 2] not in _HANGING:
        return
    line.setLineWidth(room + sign)
    if line.textStart() + line.textLength() != end + 2:
        line.setLineWidth(room)


def _reduced(spacing: Spacing, reduction: float) -> Spacing:
    """The spacing without what shrinking takes from it; one in points stays."""
    if spacing.points is not None or not reduction:
        return spacing
    return Spacing(share=max(min(spacing.share, _CLOSEST), spacing.share - reduction))


def _spaced(ascent: float, descent: float, spacing: Spacing, row: float) -> tuple[float, float]:
    """A line's height, and how far its baseline lies below its top. `row` is the height of a line of the
    paragraph's characters: what is far higher, as equations of several rows are, keeps its height."""
    if spacing.points is not None:
        height = spacing.points * UNITS_PER_POINT
        return height, height - descent
    if spacing.share < 1:
        natural = ascent + descent
        height = natural * spacing.share if natural < _TALL * row else natural
        # What reaches far down, as fractions do, isn't to stand on the next line.
        return height, height - descent if descent > _DEEP * natural else height * _LESS_BELOW
    height = (ascent + descent) * spacing.share
    return height, height - descent


def _bullet(scene: Scene, look: ParagraphLook, lead: RunLook, sign: str) -> Bullet | None:
    if not sign or look.bullet is None:
        return None
    if local_name(look.bullet) == "buAutoNum" and not knows(scheme_of(look.bullet)):
        scene.report("render.numbering", serious=False)
    size = look.bullet_points or lead.size * (look.bullet_size or 1.0)
    if local_name(look.bullet) == "buBlip":
        picture = _picture_bullet(scene, look.bullet, size)
        if picture is not None:
            return picture
    if is_symbol_font(look.bullet_font):
        size *= _SIGN_SIZES.get(sign, 1.0)
    plain = replace(lead, size=size, italic=False, baseline=0.0, spacing=0.0)
    font = font_of(_with_face(scene, plain, look.bullet_font), _script_of(sign))
    layout = QTextLayout(sign, font)
    made = QTextLayout.FormatRange()
    made.start, made.length = 0, 2 * len(sign)
    made.format = QTextCharFormat()
    made.format.setForeground(look.bullet_colour or lead.colour)
    layout.setFormats([made])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(ENDLESS)
    layout.endLayout()
    lift = 0.0
    if local_name(look.bullet) == "buChar":
        # In the middle of the line's height, so that a small sign doesn't lie at the feet of large letters.
        middle = (ASCENT - DESCENT) * lead.size * UNITS_PER_POINT / 2
        lift = middle - (line.ascent() - line.descent()) / 2
    return Bullet(line.naturalTextWidth(), lift, layout)


def _with_face(scene: Scene, look: RunLook, face: str) -> RunLook:
    """The look with the bullet's own face, unless that is a symbol font, whose signs others draw."""
    if face.startswith("+"):
        face = scene.palette.theme.font(face)
    if not face or is_symbol_font(face):
        return look
    return replace(look, faces=faces_for(face, face, face))


def _picture_bullet(scene: Scene, element: Element, size: float) -> Bullet | None:
    try:
        part, height = scene.sheets.part_of(element), size * UNITS_PER_POINT
        pixels = height * EMU_PER_UNIT / scene.pixel
        image = scene.images.image(part, child(element, "a:blip"), pixels, pixels)
    except ImageError as error:
        scene.report_image(error)
        return None
    width = height * image.width() / max(1, image.height())
    return Bullet(width, image=image, height=height)


def _script_of(sign: str) -> Script:
    return pieces_of(sign)[-1][2]
