"""Text in a box: paragraphs laid out in tenths of a point, whatever the size of the picture.

So a slide breaks its lines the same way on a phone-sized preview and on the projector.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from decks.pptx.ooxml import Element, attribute, child, children, fraction, local_name, whole
from decks.render.bullets import BulletCounter
from decks.render.fonts import unsymbolised
from decks.render.scene import Scene
from decks.render.text_style import ParagraphLook, RunLook, Spacing, TextStyle, level_of

UNITS_PER_POINT = 10
EMU_PER_UNIT = 1270
MOST_CHARACTERS = 50_000
_ENDLESS = 1e6


@dataclass(frozen=True, slots=True)
class BodyLook:
    """How text lies in its box. Lengths in EMU."""

    left: int
    top: int
    right: int
    bottom: int
    anchor: str
    centred: bool
    wrap: bool
    direction: str
    font_scale: float
    spacing_cut: float


@dataclass(frozen=True, slots=True)
class _Line:
    x: float
    baseline: float
    index: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    layout: QTextLayout
    lines: tuple[_Line, ...]
    bullet: QTextLayout | None
    bullet_x: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Laid-out text; sizes in units of a tenth of a point."""

    paragraphs: tuple[_Paragraph, ...]
    width: float
    height: float


def body_look(bodies: list[Element]) -> BodyLook:
    """The look that `a:bodyPr` elements give, nearest first."""

    def first(name: str, usual: str) -> str:
        return next((attribute(body, name) for body in bodies if body.get(name)), usual)

    def inset(name: str, usual: int) -> int:
        return next((whole(body, name) for body in bodies if body.get(name)), usual)

    fit = _fit(bodies)
    return BodyLook(
        left=inset("lIns", 91_440),
        top=inset("tIns", 45_720),
        right=inset("rIns", 91_440),
        bottom=inset("bIns", 45_720),
        anchor=first("anchor", "t"),
        centred=first("anchorCtr", "0") in ("1", "true"),
        wrap=first("wrap", "square") != "none",
        direction=first("vert", "horz"),
        font_scale=min(1.0, max(0.1, fraction(fit, "fontScale", 1.0))),
        spacing_cut=min(0.9, max(0.0, fraction(fit, "lnSpcReduction"))),
    )


def _fit(bodies: list[Element]) -> Element | None:
    for body in bodies:
        for element in body:
            if local_name(element) in ("noAutofit", "spAutoFit", "normAutofit"):
                return element if local_name(element) == "normAutofit" else None
    return None


def draw_text(
    scene: Scene,
    body: Element,
    style: TextStyle,
    look: BodyLook,
    area: QRectF,
    hidden: frozenset[int] = frozenset(),
) -> None:
    """Draw an `a:txBody` into `area` (EMU), as it lies unturned; the paragraphs numbered in `hidden`
    (from 0) take their room unseen."""
    painter = scene.painter
    painter.save()
    painter.translate(area.center())
    width, height = area.width(), area.height()
    turn = {"vert": 90, "eaVert": 90, "wordArtVert": 90, "mongolianVert": 90, "vert270": 270}.get(
        look.direction, 0
    )
    if look.direction == "eaVert" and _one_column(body, style, width):
        turn = 0
    if turn:
        painter.rotate(turn)
        width, height = height, width
    painter.translate(-width / 2, -height / 2)
    inner = QRectF(0, 0, width, height).adjusted(look.left, look.top, -look.right, -look.bottom)
    available = max(EMU_PER_UNIT * 10.0, inner.width()) if look.wrap else _ENDLESS * EMU_PER_UNIT
    block = lay_out(scene, body, style, look, available)
    painter.translate(_left(block, look, inner), _top(block, look, inner))
    painter.scale(EMU_PER_UNIT, EMU_PER_UNIT)
    draw_block(scene, block, hidden)
    painter.restore()


def _one_column(body: Element, style: TextStyle, width: float) -> bool:
    """Whether vertical text fits a box that holds one upright character a line."""
    for run in body.iter():
        if local_name(run) == "r":
            return width < 2.2 * style.run(child(run, "a:rPr"), 0).size * 12_700 + 2 * 91_440
    return False


def _left(block: TextBlock, look: BodyLook, inner: QRectF) -> float:
    if look.wrap and not look.centred:
        return inner.left()
    width = block.width * EMU_PER_UNIT
    if look.centred or not look.wrap:
        align = _alignment(block)
        if look.centred or align & Qt.AlignmentFlag.AlignHCenter:
            return inner.center().x() - width / 2
        if align & Qt.AlignmentFlag.AlignRight:
            return inner.right() - width
    return inner.left()


def _alignment(block: TextBlock) -> Qt.AlignmentFlag:
    return (
        block.paragraphs[0].layout.textOption().alignment()
        if block.paragraphs
        else Qt.AlignmentFlag.AlignLeft
    )


def _top(block: TextBlock, look: BodyLook, inner: QRectF) -> float:
    height = block.height * EMU_PER_UNIT
    if look.anchor == "ctr":
        return inner.center().y() - height / 2
    if look.anchor == "b":
        return inner.bottom() - height
    return inner.top()


def lay_out(scene: Scene, body: Element, style: TextStyle, look: BodyLook, available: float) -> TextBlock:
    """The text broken into lines that are at most `available` EMU wide."""
    counter, top, widest = BulletCounter(), 0.0, 0.0
    paragraphs: list[_Paragraph] = []
    room = MOST_CHARACTERS
    for paragraph in children(body, "a:p"):
        setter = _Setter(scene, style, look, available / EMU_PER_UNIT)
        made, top, width = setter.set(paragraph, counter, top, room, first=not paragraphs)
        paragraphs.append(made)
        widest = max(widest, width)
        room -= len(made.layout.text()) + 1
        if room <= 0:
            scene.report("render.text_too_long")
            break
    if look.wrap and not look.centred:
        return TextBlock(tuple(paragraphs), available / EMU_PER_UNIT, top)
    return TextBlock(tuple(_moved(p, widest) for p in paragraphs), widest, top)


def _moved(paragraph: _Paragraph, width: float) -> _Paragraph:
    """The paragraph of an unwrapped text, its lines aligned within the widest."""
    align = paragraph.layout.textOption().alignment()
    share = (
        0.5 if align & Qt.AlignmentFlag.AlignHCenter else 1.0 if align & Qt.AlignmentFlag.AlignRight else 0.0
    )
    lines = []
    for line in paragraph.lines:
        made = paragraph.layout.lineAt(line.index)
        natural = made.naturalTextWidth()
        made.setLineWidth(natural + 1)
        lines.append(_Line(line.x + share * (width - line.x - natural), line.baseline, line.index))
    return _Paragraph(paragraph.layout, tuple(lines), paragraph.bullet, paragraph.bullet_x)


def draw_block(scene: Scene, block: TextBlock, hidden: frozenset[int] = frozenset()) -> None:
    """Draw laid-out text at the painter's origin, which counts in text units."""
    for number, paragraph in enumerate(block.paragraphs):
        if number in hidden:
            continue
        for line in paragraph.lines:
            made = paragraph.layout.lineAt(line.index)
            made.setPosition(QPointF(line.x, line.baseline - made.ascent()))
        paragraph.layout.draw(scene.painter, QPointF(0, 0))
        if paragraph.bullet is not None and paragraph.lines:
            made = paragraph.bullet.lineAt(0)
            position = QPointF(paragraph.bullet_x, paragraph.lines[0].baseline - made.ascent())
            paragraph.bullet.draw(scene.painter, position)


class _Setter:
    """Sets one paragraph after another."""

    def __init__(self, scene: Scene, style: TextStyle, look: BodyLook, available: float) -> None:
        self._scene, self._style, self._look, self._available = scene, style, look, available

    def set(
        self, element: Element, counter: BulletCounter, top: float, room: int, *, first: bool
    ) -> tuple[_Paragraph, float, float]:
        """The paragraph, where the next begins, and the width of its widest line."""
        look, level = self._style.paragraph(element), level_of(element)
        layout, size, runs = self._layout(element, look, level, room)
        bullet_text = counter.bullet(look, level) if runs else ""
        lead = runs[0] if runs else self._style.run(None, level)
        bullet = self._bullet(bullet_text, look, lead) if bullet_text else None
        if not first:
            top += self._gap(look.before, size)
        indents = self._indents(look, bullet)
        lines, top, widest = self._break(layout, look, indents, top, first)
        top += self._gap(look.after, size)
        margin = look.margin_left / EMU_PER_UNIT
        bullet_x = max(0.0, margin + look.indent / EMU_PER_UNIT)
        if bullet is not None and lines and look.align == "ctr":
            bullet_x = max(0.0, lines[0].x + self._blank(layout, indents[0]) - (indents[0] - bullet_x))
        return _Paragraph(layout, tuple(lines), bullet, bullet_x), top, widest

    def _blank(self, layout: QTextLayout, indent: float) -> float:
        line = layout.lineAt(0)
        return max(0.0, (self._available - indent - line.naturalTextWidth()) / 2)

    def _indents(self, look: ParagraphLook, bullet: QTextLayout | None) -> tuple[float, float]:
        """Where the first line begins, and the others."""
        margin, indent = look.margin_left / EMU_PER_UNIT, look.indent / EMU_PER_UNIT
        start = max(0.0, margin + indent)
        if bullet is not None:
            end = start + bullet.lineAt(0).naturalTextWidth()
            start = max(margin, end) if indent < 0 else end + 20
        return start, max(0.0, margin)

    def _layout(
        self, element: Element, look: ParagraphLook, level: int, room: int
    ) -> tuple[QTextLayout, float, list[RunLook]]:
        text, formats, runs = "", [], []
        for run in element:
            piece, properties = self._piece(run)
            if not piece:
                continue
            piece = piece[: max(0, room - len(text))]
            run_look = self._style.run(properties, level)
            piece = piece.upper() if run_look.capitals else piece
            format_range = QTextLayout.FormatRange()
            # Qt counts in UTF-16, where rare characters and emoji take two places.
            format_range.start, format_range.length = _places(text), _places(piece)
            format_range.format = self._format(run_look)
            formats.append(format_range)
            runs.append(run_look)
            text += piece
        basis = runs[0] if runs else self._style.run(child(element, "a:endParaRPr"), level)
        layout = QTextLayout(text, self._font(basis))
        layout.setFormats(formats)
        layout.setTextOption(self._option(look))
        layout.setCacheEnabled(True)
        return layout, max((r.size for r in runs), default=basis.size) * self._look.font_scale, runs

    def _piece(self, run: Element) -> tuple[str, Element | None]:
        match local_name(run):
            case "br":
                return "\u2028", child(run, "a:rPr")
            case "r":
                properties = child(run, "a:rPr")
                return unsymbolised(_clean(child(run, "a:t"))), properties
            case "fld":
                text = _clean(child(run, "a:t"))
                if attribute(run, "type") == "slidenum":
                    text = str(self._scene.number)
                return text, child(run, "a:rPr")
        return "", None

    def _option(self, look: ParagraphLook) -> QTextOption:
        option = QTextOption(
            {
                "ctr": Qt.AlignmentFlag.AlignHCenter,
                "r": Qt.AlignmentFlag.AlignRight,
                "just": Qt.AlignmentFlag.AlignJustify,
                "dist": Qt.AlignmentFlag.AlignJustify,
            }.get(look.align, Qt.AlignmentFlag.AlignLeft)
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(look.tab / EMU_PER_UNIT)
        return option

    def _font(self, look: RunLook) -> QFont:
        font = QFont(list(look.families))
        font.setPixelSize(max(1, round(look.size * self._look.font_scale * UNITS_PER_POINT)))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setBold(look.bold)
        font.setItalic(look.italic)
        if look.spacing:
            spacing = look.spacing * UNITS_PER_POINT * self._look.font_scale
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        return font

    def _format(self, look: RunLook) -> QTextCharFormat:
        made = QTextCharFormat()
        font = self._font(look)
        font.setUnderline(look.underline)
        font.setStrikeOut(look.strike)
        made.setFont(font)
        made.setForeground(look.colour)
        if look.baseline:
            raised = look.baseline > 0
            kind = QTextCharFormat.VerticalAlignment
            made.setVerticalAlignment(kind.AlignSuperScript if raised else kind.AlignSubScript)
        return made

    def _bullet(self, text: str, look: ParagraphLook, lead: RunLook) -> QTextLayout:
        font = self._font(lead)
        font.setItalic(False)
        size = look.bullet_points or lead.size * (look.bullet_size or 1.0)
        font.setPixelSize(max(1, round(size * self._look.font_scale * UNITS_PER_POINT)))
        layout = QTextLayout(text, font)
        format_range = QTextLayout.FormatRange()
        format_range.start, format_range.length = 0, _places(text)
        format_range.format.setForeground(look.bullet_colour or QColor(lead.colour))
        layout.setFormats([format_range])
        layout.beginLayout()
        layout.createLine().setLineWidth(_ENDLESS)
        layout.endLayout()
        return layout

    def _break(
        self, layout: QTextLayout, look: ParagraphLook, indents: tuple[float, float], top: float, first: bool
    ) -> tuple[list[_Line], float, float]:
        lines: list[_Line] = []
        widest = 0.0
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            indent = indents[0 if not lines else 1]
            line.setLeadingIncluded(True)
            line.setLineWidth(max(50.0, self._available - indent))
            height, lift = self._line_height(line.height(), look.line, first and not lines)
            lines.append(_Line(indent, top + line.ascent() + lift, len(lines)))
            widest = max(widest, indent + line.naturalTextWidth())
            top += height
        layout.endLayout()
        return lines, top, widest

    def _line_height(self, natural: float, spacing: Spacing, first: bool) -> tuple[float, float]:
        """The line's height, and how far its baseline moves down from where it would be."""
        if spacing.points is not None:
            height = spacing.points * UNITS_PER_POINT * self._look.font_scale
            return height, (height - natural) * 0.8
        share = max(0.2, spacing.share - self._look.spacing_cut)
        height = natural * share
        if first and share > 1:
            return natural, 0.0
        return height, height - natural

    def _gap(self, spacing: Spacing, size: float) -> float:
        if spacing.points is not None:
            return spacing.points * UNITS_PER_POINT * self._look.font_scale
        return spacing.share * size * 1.2 * UNITS_PER_POINT * (1 - self._look.spacing_cut)


def _clean(element: Element | None) -> str:
    text = "" if element is None else element.text or ""
    return text.replace("\v", "\u2028").replace("\n", " ").replace("\r", "")


def _places(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
