"""Text that has no room in its box and runs off the slide."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from decks.render.slide.scene import Scene
from decks.render.text.lines import TextBlock

_LOST = 0.5
"""A line is missed if so much of its height lies beyond the slide's edge."""


def report_overflow(scene: Scene, block: TextBlock, box: QRectF) -> None:
    """Report text, put in place at the painter's origin, that leaves both the slide and its `box`, which
    is in pixels of the page. What a box shows beyond the slide's edge was put there."""
    page = QRectF(0, 0, scene.page.width() / scene.pixel, scene.page.height() / scene.pixel)
    if not page.contains(box.center()):
        return
    room, transform = page.united(box), scene.painter.transform()
    if any(_is_lost(transform.mapRect(line), room) for line in _lines(block)):
        scene.report("render.text_off_slide", serious=False)


def _lines(block: TextBlock) -> Iterator[QRectF]:
    """Where the letters of each line stand; blanks at its end are no letters."""
    for broken in block.paragraphs:
        layout = broken.paragraph.passage.layout
        for line in broken.lines:
            made = layout.lineAt(line.index)
            letters = made.naturalTextRect()
            if letters.width() > 0:
                yield QRectF(letters.left(), line.top, letters.width(), line.height)


def _is_lost(line: QRectF, room: QRectF) -> bool:
    seen, least = line.intersected(room), _LOST * min(line.width(), line.height())
    return line.width() - seen.width() > least or line.height() - seen.height() > least
