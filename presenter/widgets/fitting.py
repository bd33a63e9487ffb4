"""Text made to fit: wrapped, as large as there is room, shortened only at the last."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextLayout, QTextOption

from presenter.widgets.fonts import ui_font

LEADING = 1.3  # line height, as a multiple of the font's size
STEP = 0.94  # how much smaller each try is
# Lines are found at one size and scaled: a font opened at every size tried would take far longer.
_MEASURED = 64.0
_SAFETY = 0.985  # for what hinting adds at the size painted


@lru_cache(maxsize=512)
def wrap(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of `text` at a font size and width in pixels; words are broken only if they must."""
    layout = QTextLayout(text.replace("\n", "\u2028"), ui_font(_MEASURED, bold=bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")  # Qt counts in these
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width * _MEASURED / size * _SAFETY, 1.0))
        start, end = line.textStart(), line.textStart() + line.textLength()
        lines.append(units[2 * start : 2 * end].decode("utf-16-le").strip())
    layout.endLayout()
    return tuple(lines) or ("",)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text at one size."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        """In the same pixels as the size."""
        return len(self.lines) * self.size * LEADING

    def cut(self, height: float, width: float) -> "Block":
        """At most as many lines as fit the height (at least one), the last one ending in …"""
        count = max(1, int(height / (self.size * LEADING) + 0.01))
        if count >= len(self.lines):
            return self
        rest = " ".join(self.lines[count - 1 :])
        metrics = QFontMetricsF(ui_font(self.size, bold=self.bold))
        last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        if not last.endswith("…"):
            last = metrics.elidedText(rest + "……", Qt.TextElideMode.ElideRight, width)
        return Block((*self.lines[: count - 1], last), self.size, self.bold)


def block(text: str, size: float, width: float, *, bold: bool = False) -> Block:
    """`text` wrapped at a size."""
    return Block(wrap(text, size, width, bold=bold), size, bold)


def fit(
    text: str, width: float, height: float, *, largest: float, smallest: float, bold: bool = False
) -> Block:
    """The largest block of `text` in width × height; at the smallest size it is cut."""
    size = largest
    while size > smallest:
        tried = block(text, size, width, bold=bold)
        if tried.height <= height and _widest(tried) <= width and not _broken(text, tried):
            return tried
        size *= STEP
    return block(text, smallest, width, bold=bold).cut(height, width)


def draw_block(
    painter: QPainter,
    shown: Block,
    rect: QRectF,
    colour: str,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    middle: bool = False,
) -> float:
    """Draw the lines from the rectangle's top (or in its middle); returns where they end."""
    painter.setFont(ui_font(shown.size, bold=shown.bold))
    painter.setPen(QColor(colour))
    step = shown.size * LEADING
    y = rect.top() + ((rect.height() - shown.height) / 2 if middle else 0.0)
    for line in shown.lines:
        box = QRectF(rect.left(), y, rect.width(), step)
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, line)
        y += step
    return y


def _widest(shown: Block) -> float:
    metrics = QFontMetricsF(ui_font(_MEASURED, bold=shown.bold))
    widest = max(metrics.horizontalAdvance(line) for line in shown.lines)
    return widest * shown.size / _MEASURED / _SAFETY


def _broken(text: str, shown: Block) -> bool:
    """Whether a word (an address, say) had to be broken; Chinese may break anywhere."""
    words = text.split()
    return any(word.isascii() and not any(word in line for line in shown.lines) for word in words)
