"""The process that draws: requests come on stdin, pixels go into shared memory, replies to stdout.

It starts without a deck, so that it is warm when one is chosen, and ends when stdin closes, so that it
never outlives the presenter.
"""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from decks.model import DeckError
from decks.render.cache import Wish
from decks.render.messages import (
    Draw,
    Drawn,
    Due,
    NotDrawn,
    NotOpened,
    Open,
    PutOff,
    Ready,
    Reply,
    Request,
    named_path,
)
from decks.render.patient_renderer import PatientRenderer
from decks.render.shared_pixels import SharedPixels

_PIECE = 2**16


class Desk(QObject):
    """Draws what is asked for, of the deck opened last, into whatever shared memory is named. `send` takes
    the replies: one to each request, and a `Due` for each picture put off.
    """

    closed = Signal(int)

    def __init__(self, send: Callable[[Reply], None]) -> None:
        super().__init__()
        self._send = send
        self._renderer: PatientRenderer | None = None
        self._pixels: SharedPixels | None = None

    @Slot(object)
    def answer(self, line: bytes) -> None:
        """Do what a line asks for; `closed`, with the process's exit code, comes when there is nothing more
        to do: the line is empty, no request, or asks for a deck that can't be opened."""
        try:
            request = msgspec.json.decode(line, type=Request) if line else None
        except ValueError:
            traceback.print_exc()
            self._end(1)
            return
        match request:
            case None:
                self._end(0)
            case Open():
                self._open(request)
            case Draw():
                self._send(self._draw(request))

    def _open(self, request: Open) -> None:
        self._close()
        export = None if request.export is None else request.export.export
        try:
            self._renderer = PatientRenderer(named_path(request.path), request.sha256, export, parent=self)
        except DeckError as error:
            self._send(NotOpened(error.code, error.values))
            self._end(1)
            return
        self._renderer.due.connect(self._tell_due)
        self._send(Ready())

    def _draw(self, request: Draw) -> Reply:
        wish = Wish(request.slide, request.click, request.width, request.height)
        try:
            pixels = self._shared(request)
            assert self._renderer is not None, "no deck is open"
            drawing = self._renderer.draw(wish, wanted=request.wanted)
            if drawing is None:
                return PutOff()
            image = drawing.image
            pixels.put(image)
        except Exception:
            return NotDrawn(traceback.format_exc(limit=-6))
        return Drawn(image.width(), image.height(), image.bytesPerLine(), drawing.findings)

    def _tell_due(self, wish: Wish) -> None:
        self._send(Due(*wish))

    def _close(self) -> None:
        if self._renderer is not None:
            self._renderer.close()
            self._renderer.deleteLater()
            self._renderer = None

    def _end(self, code: int) -> None:
        self._close()
        self.closed.emit(code)

    def _shared(self, request: Draw) -> SharedPixels:
        path = Path(request.file)
        if self._pixels is None or self._pixels.path != path:
            if self._pixels is not None:
                self._pixels.close()
            self._pixels = SharedPixels(path, request.size)
            self._pixels.hide()
        return self._pixels


class Lines(QObject):
    """What comes on stdin, read by a thread: `read` carries each line, at the end an empty one."""

    read = Signal(object)

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        rest = b""
        # Not through sys.stdin: its lock would be held when Python ends.
        while piece := os.read(0, _PIECE):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self.read.emit(line)
        self.read.emit(b"")


def main() -> int:
    """Serve requests until stdin closes, or a deck can't be opened."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the presenter, whose end closes stdin
    replies = _own_stdout()
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    _warm_up()
    desk, lines = Desk(partial(_send, replies)), Lines()
    desk.closed.connect(application.exit, Qt.ConnectionType.SingleShotConnection)
    lines.read.connect(desk.answer, Qt.ConnectionType.QueuedConnection)
    lines.start()
    code = application.exec()
    del desk, lines, application
    return code


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
