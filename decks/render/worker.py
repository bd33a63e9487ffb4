"""The process that draws: requests come on stdin, pixels go into shared memory, replies to stdout.

It ends when stdin closes, so it never outlives the presenter.
"""

import os
import signal
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

import msgspec
from PySide6.QtGui import QGuiApplication

from decks.model import DeckError
from decks.render.messages import Draw, Drawn, NotDrawn, NotOpened, Ready, Reply, named_path
from decks.render.renderer import Renderer, open_renderer_for
from decks.render.shared_pixels import SharedPixels


class Desk:
    """Draws what is asked for into whatever shared memory is named."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._pixels: SharedPixels | None = None

    def draw(self, request: Draw) -> Reply:
        """Draw one picture and hand it over."""
        try:
            drawing = self._renderer.draw(request.slide, request.click, request.width, request.height)
            image = drawing.image
            self._shared(request).put(image)
        except Exception:
            return NotDrawn(traceback.format_exc(limit=-6))
        return Drawn(image.width(), image.height(), image.bytesPerLine(), drawing.findings)

    def _shared(self, request: Draw) -> SharedPixels:
        path = Path(request.file)
        if self._pixels is None or self._pixels.path != path:
            if self._pixels is not None:
                self._pixels.close()
            self._pixels = SharedPixels(path, request.size)
            self._pixels.hide()
        return self._pixels


def main(path: Path, sha256: str) -> int:
    """Serve requests for the deck at `path`, if it has this hash, until stdin closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the presenter, whose end closes stdin
    replies = _own_stdout()
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    try:
        renderer = open_renderer_for(path, sha256)
    except DeckError as error:
        _send(replies, NotOpened(error.code, error.values))
        return 1
    _send(replies, Ready())
    desk = Desk(renderer)
    for line in sys.stdin.buffer:
        _send(replies, desk.draw(msgspec.json.decode(line, type=Draw)))
    renderer.close()
    del application
    return 0


def _own_stdout() -> BinaryIO:
    """The real stdout for replies alone: whatever else a library prints goes to stderr."""
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return replies


def _send(replies: BinaryIO, reply: Reply) -> None:
    replies.write(msgspec.json.encode(reply) + b"\n")


if __name__ == "__main__":
    sys.exit(main(named_path(sys.argv[1]), sys.argv[2]))
