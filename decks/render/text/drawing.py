"""Laid-out text drawn: bullets, letters, their fills and outlines, lines under and through them."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QGlyphRun, QPainterPath, QPen, QTextLayout, QTextLine, QTransform

from decks.render.paint.effects import NONE as NO_EFFECTS
from decks.render.paint.effects import Effects, draw_with
from decks.render.paint.fills import paint_fill, turn_of
from decks.render.paint.lines import pen_for
from decks.render.slide.linking import note_run_link
from decks.render.slide.scene import Scene
from decks.render.text.lines import EMU_PER_UNIT, BrokenParagraph, Bullet, Line, TextBlock
from decks.render.text.runs import UNITS_PER_POINT, Span
from decks.render.text.scripts import Script

_MIDDLE = 0.38
"""The middle of East Asian characters above the baseline, of the font's size."""
_UNDER, _THROUGH, _APART = 0.11, 0.28, 0.07
"""Where lines under and through letters lie, and how far double ones are apart, of the font's size."""
_THIN, _HEAVY = 0.045, 0.1


def draw_block(
    scene: Scene, block: TextBlock, hidden: frozenset[int] = frozenset(), *, stands: bool = False
) -> None:
    """Draw laid-out text at the painter's origin, which counts in text units; `stands` if East Asian
    characters stand upright in lines that run downward."""
    seen: list[tuple[BrokenParagraph, QRectF]] = []
    for number, paragraph in enumerate(block.paragraphs):
        extent = _put_in_place(paragraph)
        scene.note_paragraph(number, extent)
        if number not in hidden:
            seen.append((paragraph, extent))
    for effects, group in groupby(seen, key=lambda one: _effects_of(scene, one[0])):
        paragraphs, extents = zip(*group, strict=True)
        _draw_paragraphs(scene, paragraphs, extents, effects, stands)


def _draw_paragraphs(
    scene: Scene,
    paragraphs: Sequence[BrokenParagraph],
    extents: Sequence[QRectF],
    effects: Effects,
    stands: bool,
) -> None:
    """Draw paragraphs that follow each other, with the effects that they share."""

    def draw() -> None:
        for paragraph in paragraphs:
            _draw_paragraph(scene, paragraph, stands)

    bounds = QRectF()
    for extent in extents:
        bounds = bounds.united(extent)
    # Links are noted while letters are drawn, so these are drawn once.
    draw_with(scene, effects, bounds, draw, turn_of(scene) if effects.any else 0.0, once=True)


def _effects_of(scene: Scene, broken: BrokenParagraph) -> Effects:
    """The effects that all characters of a paragraph share; those of single characters are reported."""
    found = [span.look.effects for span in broken.paragraph.passage.spans]
    if all(effects == found[0] for effects in found[1:]):
        return found[0] if found else NO_EFFECTS
    scene.report("render.text_effect", serious=False)
    return NO_EFFECTS


def _put_in_place(broken: BrokenParagraph) -> QRectF:
    """Put the lines where they belong; the rectangle that they take with their bullet."""
    extent = QRectF()
    for line in broken.lines:
        made = broken.paragraph.passage.layout.lineAt(line.index)
        made.setPosition(QPointF(line.x, line.baseline - made.ascent()))
        extent = extent.united(made.naturalTextRect())
    if broken.paragraph.bullet is not None:
        extent.setLeft(min(extent.left(), broken.bullet_x))
    return extent


def _draw_paragraph(scene: Scene, broken: BrokenParagraph, stands: bool) -> None:
    passage = broken.paragraph.passage
    if any(line.tabs for line in broken.lines):
        for line in broken.lines:
            _set_tabs(passage.layout, line)
            passage.layout.lineAt(line.index).draw(scene.painter, QPointF(0, 0))
    else:
        passage.layout.draw(scene.painter, QPointF(0, 0))
    if broken.paragraph.bullet is not None and broken.lines:
        _draw_bullet(scene, broken.paragraph.bullet, QPointF(broken.bullet_x, broken.lines[0].baseline))
    if not any(_is_special(span, stands) for span in passage.spans):
        return
    for line in broken.lines:
        _set_tabs(passage.layout, line)
        made = passage.layout.lineAt(line.index)
        start, end = made.textStart(), made.textStart() + made.textLength()
        for span in passage.spans_between(start, end):
            if _is_special(span, stands):
                _SpanDrawer(scene, broken, line, span).draw(stands)


def _set_tabs(layout: QTextLayout, line: Line) -> None:
    """Give the layout the tab stops of one of its lines: Qt goes by them whenever it draws or measures."""
    if line.tabs:
        option = layout.textOption()
        option.setTabs(list(line.tabs))
        layout.setTextOption(option)


def _draw_bullet(scene: Scene, bullet: Bullet, place: QPointF) -> None:
    if bullet.layout is not None:
        ascent = bullet.layout.lineAt(0).ascent()
        bullet.layout.draw(scene.painter, QPointF(place.x(), place.y() - bullet.lift - ascent))
    elif bullet.image is not None:
        area = QRectF(place.x(), place.y() - 0.85 * bullet.height, bullet.width, bullet.height)
        scene.painter.drawImage(area, bullet.image)


def _is_special(span: Span, stands: bool) -> bool:
    """Whether a span needs more than Qt's own drawing of a layout."""
    look = span.look
    return (
        look.linked
        or span.equation is not None
        or look.fill is not None
        or look.outline is not None
        or look.underline in ("dbl", "heavy")
        or look.strikes > 1
        or (stands and span.script is Script.ASIAN)
    )


class _SpanDrawer:
    """Draws what Qt doesn't of one span in one line."""

    def __init__(self, scene: Scene, broken: BrokenParagraph, line: Line, span: Span) -> None:
        self._scene, self._line, self._span, self._look = scene, line, span, span.look
        self._layout = broken.paragraph.passage.layout
        self._made: QTextLine = self._layout.lineAt(line.index)
        start = self._made.textStart()
        self._first = max(start, span.start)
        self._last = min(start + self._made.textLength(), span.end)
        self._size = span.look.size * UNITS_PER_POINT
        ends = self._x(self._first), self._x(self._last)
        self._area = QRectF(min(ends), line.top, abs(ends[1] - ends[0]), line.height)

    def draw(self, stands: bool) -> None:
        """Draw the letters that Qt left out, the lines, and note the link."""
        if self._span.equation is not None:
            self._span.equation.draw(self._scene.painter, self._area.left(), self._line.baseline)
            return
        upright = stands and self._span.script is Script.ASIAN
        if upright or self._look.fill is not None or self._look.outline is not None:
            self._draw_letters(upright)
            if self._look.strikes == 1:
                self._rule(self._line.baseline - _THROUGH * self._size, self._look.colour, _THIN)
        if self._look.underline in ("dbl", "heavy"):
            colour = self._look.underline_colour or self._look.colour
            width = _HEAVY if self._look.underline == "heavy" else _THIN
            self._rule(self._line.baseline + _UNDER * self._size, colour, width)
            if self._look.underline == "dbl":
                self._rule(self._line.baseline + (_UNDER + _APART) * self._size, colour, width)
        if self._look.strikes > 1:
            middle = self._line.baseline - _THROUGH * self._size
            for shift in (-_APART / 2, _APART / 2):
                self._rule(middle + shift * self._size, self._look.colour, _THIN)
        if self._look.linked:
            self._note_link()

    def _x(self, place: int) -> float:
        return float(self._made.cursorToX(place)[0])  # type: ignore[index]

    def _rule(self, y: float, colour: QColor, width: float) -> None:
        pen = QPen(colour)
        pen.setWidthF(width * self._size)
        self._scene.painter.setPen(pen)
        self._scene.painter.drawLine(QLineF(self._area.left(), y, self._area.right(), y))

    def _draw_letters(self, upright: bool) -> None:
        path = QPainterPath()
        raised = self._look.baseline * self._size
        for run in self._made.glyphRuns(self._first, self._last - self._first):
            path.addPath(_upright_outline(run, self._size) if upright else _outline(run, raised))
        painter = self._scene.painter
        if self._look.fill is not None:
            paint_fill(self._scene, self._look.fill, path, self._area)
        else:
            painter.fillPath(path, self._look.colour)
        if self._look.outline is not None:
            pen = pen_for(self._scene, [self._look.outline], (None, None))
            if pen is not None:
                pen.setWidthF(pen.widthF() / EMU_PER_UNIT)
                painter.strokePath(path, pen)

    def _note_link(self) -> None:
        properties = self._span.properties
        part = "" if properties is None else self._scene.sheets.part_of(properties)
        if part:
            words = self._layout.text()[self._span.start : self._span.end]
            note_run_link(self._scene, part, properties, self._area, words)


def _outline(run: QGlyphRun, raised: float) -> QPainterPath:
    path, font = QPainterPath(), run.rawFont()
    for index, position in zip(run.glyphIndexes(), run.positions(), strict=True):
        path.addPath(font.pathForGlyph(index).translated(position.x(), position.y() - raised))
    return path


def _upright_outline(run: QGlyphRun, size: float) -> QPainterPath:
    """The letters, each turned back about its middle in a line that is turned by 90°."""
    path, font = QPainterPath(), run.rawFont()
    for index, position in zip(run.glyphIndexes(), run.positions(), strict=True):
        middle = QPointF(size / 2, -_MIDDLE * size)
        turn = QTransform().translate(position.x() + middle.x(), position.y() + middle.y()).rotate(-90)
        path.addPath(turn.translate(-middle.x(), -middle.y()).map(font.pathForGlyph(index)))
    return path
