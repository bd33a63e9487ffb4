"""A question's stem, options, other lines and explanation, laid out as large as they fit, and painted."""

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from presenter.projector.look import FLOOR, READABLE, Look
from presenter.projector.shown_question import ShownQuestion
from presenter.widgets.fitting import LEADING, STEP, Block, block, draw_block
from presenter.widgets.marks import draw_bar, draw_mark
from presenter.widgets.theme import option_mark

LARGEST = 1 / 17  # option text; the stem is a quarter larger
_SIZES = [LARGEST * STEP**n for n in range(40) if LARGEST * STEP**n > FLOOR] + [FLOOR]
STEM = 1.25
STEM_SHARE = 0.42  # of the height, at most
EXPLANATION_SHARE = 0.24
LINES_SHARE = 0.3  # where there are options besides


@dataclass(frozen=True, slots=True)
class Tile:
    """One option's place."""

    index: int
    rect: QRectF
    text: Block
    pad: float  # room to spare above and below
    wide: bool  # in a single column


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything of a question goes, in logical pixels. `size` is the options' font size."""

    size: float
    stem: Block
    stem_rect: QRectF
    tiles: tuple[Tile, ...]
    explanation: Block | None
    explanation_rect: QRectF
    lines: Block | None = None  # of `ShownQuestion`
    lines_rect: QRectF = field(default_factory=QRectF)


def lay_out(shown: ShownQuestion, rect: QRectF, height: float) -> Layout:
    """The layout with the largest text that fits into `rect`: one column of options while that can
    be read from the back row, else two if that is larger.

    `height` is the projector's: no text is smaller than `FLOOR` of it. What doesn't fit even so is
    cut: first stem, other lines and explanation to their shares, then the options' lines.
    """
    single = _largest(shown, rect, height, 1)
    if len(shown.options) < 4 or (single is not None and single.size >= READABLE * height):
        return single or _squeeze(shown, rect, FLOOR * height, 1)
    double = _largest(shown, rect, height, 2)
    found = [layout for layout in (single, double) if layout is not None]
    return max(found, key=lambda layout: layout.size, default=None) or _squeeze(
        shown, rect, FLOOR * height, 2
    )


def _largest(shown: ShownQuestion, rect: QRectF, height: float, columns: int) -> Layout | None:
    """The layout in so many columns with the largest text that fits; None if the smallest doesn't."""
    found, low, high = None, 0, len(_SIZES)  # sizes from `high` on are known to be small enough
    while low < high:
        middle = (low + high) // 2
        if (tried := _try(shown, rect, _SIZES[middle] * height, columns)) is not None:
            found, high = tried, middle
        else:
            low = middle + 1
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """What is no option, wrapped at one size."""

    size: float
    stem: Block
    lines: Block | None
    explanation: Block | None

    @property
    def height(self) -> float:
        """With what parts it from the options."""
        return (
            self.stem.height
            + self.size * 0.8
            + self.lines_height
            + _explanation_height(self.explanation, self.size)
        )

    @property
    def lines_height(self) -> float:
        """Of the other lines with the room under them."""
        return self.lines.height + self.size * 0.8 if self.lines is not None else 0.0


def _try(shown: ShownQuestion, rect: QRectF, size: float, columns: int) -> Layout | None:
    words = _words(shown, rect, size)
    rows = _rows(shown, rect, size, columns)
    used = words.height + sum(h for h, _ in rows) + size * 0.4 * max(0, len(rows) - 1)
    if used > rect.height():
        return None
    spare = min(size * 0.7, (rect.height() - used) / max(1, len(rows)))
    return _place(rect, columns, words, rows, spare)


def _squeeze(shown: ShownQuestion, rect: QRectF, size: float, columns: int) -> Layout:
    words = _cut(_words(shown, rect, size), rect, alone=not shown.options)
    rows = _rows(shown, rect, size, columns)
    each = (rect.height() - words.height) / max(1, len(rows)) - size * 0.4
    frame = _frame_height(shown, size, columns)
    text_width = _text_width(shown, rect, size, columns)
    cut = [(min(h, each), [text.cut(each - frame, text_width) for text in texts]) for h, texts in rows]
    return _place(rect, columns, words, cut)


def _words(shown: ShownQuestion, rect: QRectF, size: float) -> _Words:
    stem = block(shown.stem, size * STEM, rect.width(), bold=True)
    lines = block("\n".join(shown.lines), size, rect.width()) if shown.lines else None
    inner = rect.width() - size * 1.6
    return _Words(size, stem, lines, block(shown.explanation, size, inner) if shown.explanation else None)


def _cut(words: _Words, rect: QRectF, *, alone: bool) -> _Words:
    """Each cut to its share of the height; the other lines to all the rest where there are no options."""
    height, width, size = rect.height(), rect.width(), words.size
    stem, lines, explanation = words.stem.cut(height * STEM_SHARE, width), words.lines, words.explanation
    if explanation is not None:
        explanation = explanation.cut(height * EXPLANATION_SHARE, width - size * 1.6)
    if lines is not None:
        rest = height - stem.height - size * 1.6 - _explanation_height(explanation, size)
        lines = lines.cut(rest if alone else height * LINES_SHARE, width)
    return _Words(size, stem, lines, explanation)


def _explanation_height(explanation: Block | None, size: float) -> float:
    return explanation.height + size * 1.8 if explanation is not None else 0.0


def _frame_height(shown: ShownQuestion, size: float, columns: int) -> float:
    """What a tile has besides its lines of text."""
    if not shown.tallied:
        return size * 0.6
    return size * (1.25 if columns == 1 else 1.8)


def _text_width(shown: ShownQuestion, rect: QRectF, size: float, columns: int) -> float:
    tile = (rect.width() - size * 0.4 * (columns - 1)) / columns
    if not shown.tallied:
        return tile - size * 3.6
    return tile - size * (3.6 + 5.4 + (5.0 if columns == 1 and shown.correct else 0.0))


def _rows(shown: ShownQuestion, rect: QRectF, size: float, columns: int) -> list[tuple[float, list[Block]]]:
    width = _text_width(shown, rect, size, columns)
    texts = [block(option, size, width) for option in shown.options]
    rows = [texts[start : start + columns] for start in range(0, len(texts), columns)]
    frame = _frame_height(shown, size, columns)
    return [(max(text.height for text in row) + frame, row) for row in rows]


def _place(
    rect: QRectF,
    columns: int,
    words: _Words,
    rows: list[tuple[float, list[Block]]],
    spare: float = 0.0,
) -> Layout:
    size, stem = words.size, words.stem
    gap = size * 0.4
    width = (rect.width() - gap * (columns - 1)) / columns
    y = rect.top() + stem.height + size * 0.8
    lines = QRectF(rect.left(), y, rect.width(), words.lines_height)
    y += words.lines_height
    tiles: list[Tile] = []
    for row_height, texts in rows:
        for column, text in enumerate(texts):
            place = QRectF(rect.left() + column * (width + gap), y, width, row_height + spare)
            tiles.append(Tile(len(tiles), place, text, spare / 2, columns == 1))
        y += row_height + spare + gap
    below = QRectF(rect.left(), y + size * 0.2, rect.width(), _explanation_height(words.explanation, size))
    below.setHeight(max(0.0, below.height() - size * 0.8))
    top = QRectF(rect.left(), rect.top(), rect.width(), stem.height)
    return Layout(size, stem, top, tuple(tiles), words.explanation, below, words.lines, lines)


def paint(painter: QPainter, layout: Layout, shown: ShownQuestion, look: Look, right: str) -> None:
    """Paint the question; `right` is the word that marks a right option."""
    draw_block(painter, layout.stem, layout.stem_rect, look.text)
    if layout.lines is not None:
        draw_block(painter, layout.lines, layout.lines_rect, look.text)
    for tile in layout.tiles:
        _paint_tile(painter, tile, layout.size, shown, look, right)
    if layout.explanation is not None:
        _paint_explanation(painter, layout, look)


def _paint_tile(
    painter: QPainter, tile: Tile, size: float, shown: ShownQuestion, look: Look, right: str
) -> None:
    is_right = tile.index in shown.correct
    edge = QPen(QColor(look.good), size * 0.12) if is_right else QPen(QColor(look.line), 1)
    painter.setPen(edge)
    painter.setBrush(QColor(look.surface))
    inset = edge.widthF() / 2
    painter.drawRoundedRect(tile.rect.adjusted(inset, inset, -inset, -inset), size * 0.3, size * 0.3)
    mark = option_mark(tile.index)
    top = tile.rect.top() + tile.pad + size * 0.3
    badge = QRectF(tile.rect.left() + size * 0.4, top + size * 0.05, size * 2.3, size * 1.2)
    draw_mark(painter, mark, badge, radius=size * 0.2)
    left = badge.right() + size * 0.5
    text = QRectF(left, top, tile.rect.right() - left - size * 0.4, tile.text.height)
    draw_block(painter, tile.text, text, look.text)
    if shown.tallied:
        _paint_result(painter, tile, size, shown, look, right if is_right else "")


def _paint_result(
    painter: QPainter, tile: Tile, size: float, shown: ShownQuestion, look: Look, right: str
) -> None:
    """Count and share at the right, the bar beneath. What is right is said in words beside the
    figures, or under them where two columns leave no room."""
    end = Qt.AlignmentFlag.AlignRight
    count = shown.counts[tile.index] if tile.index < len(shown.counts) else 0
    edge, top = tile.rect.right() - size * 0.4, tile.rect.top() + tile.pad + size * 0.3
    line = size * LEADING
    share = Block((f"{shown.share(tile.index):.0%}",), size, bold=True)
    draw_block(painter, share, QRectF(edge - size * 3.0, top, size * 3.0, line), look.text, align=end)
    number = Block((str(count),), size)
    draw_block(painter, number, QRectF(edge - size * 5.4, top, size * 2.2, line), look.muted, align=end)
    left, bottom = tile.rect.left() + size * 0.4, tile.rect.bottom() - tile.pad
    bar = QRectF(left, bottom - size * 0.75, edge - left, size * 0.4)
    tag = QRectF(edge - size * 10.4, top, size * 4.9, line)
    if not tile.wide:
        bar = QRectF(left, bottom - size * 1.05, edge - left - size * 4.6, size * 0.4)
        tag = QRectF(edge - size * 4.6, bottom - size * 1.4, size * 4.6, size * 1.1)
    if right:
        words = Block((f"✓ {right}",), size * 0.9, bold=True)
        draw_block(painter, words, tag, look.good, align=end, middle=True)
    draw_bar(painter, bar, shown.share(tile.index), option_mark(tile.index).colour, QColor(look.track))


def _paint_explanation(painter: QPainter, layout: Layout, look: Look) -> None:
    rect, size = layout.explanation_rect, layout.size
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.good))
    painter.drawRoundedRect(QRectF(rect.left(), rect.top(), size * 0.18, rect.height()), 2, 2)
    inner = rect.adjusted(size * 0.8, 0, 0, 0)
    if layout.explanation is not None:
        draw_block(painter, layout.explanation, inner, look.text, middle=True)
