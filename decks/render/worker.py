"""The process that draws: requests come on stdin, pixels go into shared memory, replies to stdout.

It starts without a deck, so that it is warm when one is chosen, and ends when stdin closes, so that it
never outlives the presenter.
"""

import os
import signal
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

import msgspec
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from decks.model import DeckError
from decks.render.messages import Draw, Drawn, NotDrawn, NotOpened, Open, Ready, Reply, Request, named_path
from decks.render.renderer import Renderer, open_renderer_for
from decks.render.shared_pixels import SharedPixels


class Desk:
    """Draws what is asked for, of the deck opened last, into whatever shared memory is named."""

    def __init__(self) -> None:
        self._renderer: Renderer | None = None
        self._pixels: SharedPixels | None = None

    def answer(self, request: Request) -> Reply:
        """Do what is asked for."""
        return self.open(request) if isinstance(request, Open) else self.draw(request)

    def open(self, request: Open) -> Ready | NotOpened:
        """Turn to another deck."""
        self.close()
        export = None if request.export is None else request.export.export
        try:
            self._renderer = open_renderer_for(named_path(request.path), request.sha256, export)
        except DeckError as error:
            return NotOpened(error.code, error.values)
        return Ready()

    def close(self) -> None:
        """Let go of the deck."""
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def draw(self, request: Draw) -> Reply:
        """Draw one picture and hand it over."""
        try:
            assert self._renderer is not None, "no deck is open"
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


def main() -> int:
    """Serve requests until stdin closes, or a deck can't be opened."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the presenter, whose end closes stdin
    replies = _own_stdout()
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    _warm_up()
    desk = Desk()
    for line in sys.stdin.buffer:
        reply = desk.answer(msgspec.json.decode(line, type=Request))
        _send(replies, reply)
        if isinstance(reply, NotOpened):
            return 1
    desk.close()
    del application
    return 0


def _warm_up() -> None:
    """Load what the first slide would have to wait for: the code, and the system's list of fonts."""
    import decks.render.powerpoint  # noqa: F401

    QFontMetricsF(QFont()).horizontalAdvance("Aa 课")


def _own_stdout() -> BinaryIO:
    """The real stdout for replies alone: whatever else a library prints goes to stderr."""
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return replies


def _send(replies: BinaryIO, reply: Reply) -> None:
    replies.write(msgspec.json.encode(reply) + b"\n")


if __name__ == "__main__":
    sys.exit(main())
