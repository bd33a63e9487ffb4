"""Text in a box: fitted, placed and drawn (ECMA-376 part 1, 21.1.2)."""

import math
from dataclasses import replace

from PySide6.QtCore import QRectF

from decks.pptx.ooxml import Element, child
from decks.render.slide.scene import Scene
from decks.render.text.body import TURNS, BodyLook, body_look
from decks.render.text.drawing import draw_block
from decks.render.text.emphasised import UNTINTED, Tints
from decks.render.text.lines import (
    EMU_PER_UNIT,
    BrokenParagraph,
    Line,
    Paragraph,
    TextBlock,
    aligned_within,
    break_lines,
    from_left_to_right,
    read_paragraphs,
)
from decks.render.text.overflow import report_overflow
from decks.render.text.runs import ENDLESS
from decks.render.text.style import TextStyle

__all__ = ["EMU_PER_UNIT", "BodyLook", "TextBlock", "body_look", "draw_block", "draw_text", "lay_out"]

_SMALLEST = 0.1
_MOST_TRIES = 10


def draw_text(
    scene: Scene,
    body: Element,
    style: TextStyle,
    look: BodyLook,
    area: QRectF,
    hidden: frozenset[int] = frozenset(),
    tints: Tints = UNTINTED,
) -> None:
    """Draw an `a:txBody` into `area` (EMU), as it lies unturned; the paragraphs numbered in `hidden`
    (from 0) take their room unseen, and all letters take their tint, if there is one."""
    painter = scene.painter
    box = painter.transform().mapRect(area)
    painter.save()
    painter.translate(area.center())
    width, height = area.width(), area.height()
    if look.upright:
        transform = painter.transform()
        painter.rotate(-math.degrees(math.atan2(transform.m12(), transform.m11())))
    turn = TURNS.get(look.direction, 0)
    painter.rotate(turn + look.turn)
    insets = (look.left, look.top, -look.right, -look.bottom)
    if turn:
        width, height = height, width
        insets = (look.top, look.right, -look.bottom, -look.left)
        if turn == 270:
            insets = (look.bottom, look.left, -look.top, -look.right)
    painter.translate(-width / 2, -height / 2)
    inner = QRectF(0, 0, width, height).adjusted(*insets)
    _report_warp(scene, body)
    block = _fitted(scene, body, style, look, inner, tints)
    if look.rightward_lines:
        block = from_left_to_right(block)
    painter.translate(_left(block, look, inner), _top(block, look, inner))
    painter.scale(EMU_PER_UNIT * block.scale, EMU_PER_UNIT * block.scale)
    draw_block(scene, block, hidden, stands=look.stands)
    report_overflow(scene, block, box)
    painter.restore()


def lay_out(scene: Scene, body: Element, style: TextStyle, look: BodyLook, available: float) -> TextBlock:
    """The text broken into lines that are at most `available` EMU wide, unshrunk and in one column."""
    width = available / EMU_PER_UNIT
    paragraphs = read_paragraphs(scene, body, style, look, width)
    return _within(break_lines(paragraphs, look, width if look.wrap else ENDLESS), look, width)


def _report_warp(scene: Scene, body: Element) -> None:
    warp = child(body, "a:bodyPr", "a:prstTxWarp")
    if warp is not None and warp.get("prst") not in (None, "textNoShape", "textPlain"):
        scene.report("render.warped_text", serious=False)


def _fitted(
    scene: Scene, body: Element, style: TextStyle, look: BodyLook, inner: QRectF, tints: Tints
) -> TextBlock:
    """The text in lines, shrunk if it is to fit into its box, in its columns."""
    width, height = max(10.0, inner.width() / EMU_PER_UNIT), inner.height() / EMU_PER_UNIT
    column = max(10.0, (width - (look.columns - 1) * look.column_gap / EMU_PER_UNIT) / look.columns)
    reading_width = column if look.wrap else ENDLESS
    paragraphs = read_paragraphs(scene, body, style, look, reading_width, tints)

    def broken(scale: float) -> TextBlock:
        return break_lines(paragraphs, look, column / scale if look.wrap else ENDLESS, scale)

    block = broken(1.0)
    if look.shrinks and height > 0:
        block = _shrunk(paragraphs, look, block, column, height * look.columns)
    if look.columns > 1:
        return _in_columns(block, column / block.scale, look, height / block.scale)
    return _within(block, look, width / block.scale)


def _shrunk(
    paragraphs: list[Paragraph], look: BodyLook, block: TextBlock, width: float, height: float
) -> TextBlock:
    """The text at the largest size, in whole percents, at which it is found to fit, but no larger than
    PowerPoint has made it.

    Smaller letters make lines lower and fewer, so each try goes by the square root of what is too much.
    """
    most = round(100 * look.font_scale)
    percent, best, tried = 100, None, set[int]()
    for _ in range(_MOST_TRIES):
        tried.add(percent)
        share = math.sqrt(height / max(1.0, block.reach * block.scale))
        if share >= 1 and percent <= most and (best is None or best.scale < block.scale):
            best = block
        percent = min(most, max(round(100 * _SMALLEST), int(percent * share)))
        if percent in tried:
            break
        scale = percent / 100
        block = break_lines(paragraphs, look, width / scale if look.wrap else ENDLESS, scale)
    if best is not None and best is not block:
        width = width / best.scale if look.wrap else ENDLESS
        return break_lines(paragraphs, look, width, best.scale)
    return block


def _within(block: TextBlock, look: BodyLook, width: float) -> TextBlock:
    """The text as wide as its box, or as its widest line where it isn't wrapped or is centred whole."""
    if look.wrap and not look.centred:
        return replace(block, width=width)
    if look.wrap:
        return aligned_within(block, block.width)
    return aligned_within(block, max(block.width, width))


def _in_columns(block: TextBlock, width: float, look: BodyLook, height: float) -> TextBlock:
    """The lines in columns `width` units wide: a new column begins where one is full."""
    step = width + look.column_gap / (EMU_PER_UNIT * block.scale)
    column, above, tallest = 0, 0.0, 0.0
    paragraphs: list[BrokenParagraph] = []
    for paragraph in block.paragraphs:
        lines: list[Line] = []
        start = column
        for line in paragraph.lines:
            if line.top + line.height - above > height + 1 and column + 1 < look.columns and line.top > above:
                column, above = column + 1, line.top
            start = start if lines else column
            lines.append(
                replace(line, x=line.x + column * step, top=line.top - above, baseline=line.baseline - above)
            )
            tallest = max(tallest, line.top + line.height - above)
        moved = replace(paragraph, lines=tuple(lines), bullet_x=paragraph.bullet_x + start * step)
        paragraphs.append(moved)
    return replace(block, paragraphs=tuple(paragraphs), width=look.columns * step, height=tallest)


def _left(block: TextBlock, look: BodyLook, inner: QRectF) -> float:
    width = block.width * block.scale * EMU_PER_UNIT
    if look.centred and look.wrap:
        return inner.center().x() - width / 2
    if look.wrap or not block.paragraphs:
        return inner.left()
    share = {"ctr": 0.5, "r": 1.0}.get(block.paragraphs[0].paragraph.look.align, 0.5 if look.centred else 0.0)
    return inner.left() + share * (inner.width() - width)


def _top(block: TextBlock, look: BodyLook, inner: QRectF) -> float:
    height = block.height * block.scale * EMU_PER_UNIT
    if look.anchor == "ctr":
        return inner.center().y() - height / 2
    if (look.anchor == "b") != look.rightward_lines:
        return inner.bottom() - height
    return inner.top()
