"""Whether edges are softened."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPainter, QPainterPath

from decks.render.slide.scene import Scene

FEW_STEPS = 50
LONGEST_PIXELS = 60_000
"""Some ten times around the slide at its usual size."""


@contextmanager
def unsoftened(painter: QPainter, wanted: bool = True) -> Iterator[None]:
    """Meanwhile, if that is wanted, each pixel is either painted or not."""
    softened = QPainter.RenderHint.Antialiasing
    was = painter.testRenderHint(softened)
    painter.setRenderHint(softened, was and not wanted)
    try:
        yield
    finally:
        painter.setRenderHint(softened, was)


def is_tangled(scene: Scene, path: QPainterPath) -> bool:
    """Whether it would take too long to soften a path's edges: the time grows with the square of the edges
    that lie in one row of pixels, and two hundred lines across the slide take two seconds."""
    return path.elementCount() > FEW_STEPS and path.length() > LONGEST_PIXELS * scene.pixel
