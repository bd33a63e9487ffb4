"""The drawing process as the presenter sees it: started, watched, ended."""

import logging

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QImage

from decks.model import Deck
from decks.render.cache import Wish
from decks.render.export import Export
from decks.render.findings import Findings
from decks.render.messages import (
    Draw,
    Drawn,
    Due,
    ExportFile,
    NotDrawn,
    NotOpened,
    Open,
    PutOff,
    Ready,
    Reply,
    Request,
    path_word,
)
from decks.render.python_process import python_process
from decks.render.shared_pixels import SharedPixels

START_MS = 30_000
STALE_MS = 1_000
"""How long a deck waits for the picture of the deck before that is still being drawn."""
WORKER = "decks.render.worker"

log = logging.getLogger(__name__)


class DrawingProcess(QObject):
    """One child process, which starts at once. `open` a deck when `free`, then `draw` one picture at a
    time when `idle`.

    `drawn` carries a `Finished`. `put_off` carries a `Wish` whose picture has to wait for something, and
    whether it was wanted; when it may be drawn, `due` carries it again. `ended` carries an `End`: the
    process is gone, and so is this object's use; make another. A reply that can't be read ends the
    process. `program` is the module that draws.
    """

    became_ready = Signal()
    drawn = Signal(object)
    put_off = Signal(object, bool)
    due = Signal(object)
    ended = Signal(object)

    def __init__(self, slowest_ms: int, parent: QObject | None = None, *, program: str = WORKER) -> None:
        super().__init__(parent)
        self._slowest_ms = slowest_ms
        self._pixels: SharedPixels | None = None
        self._leftovers: list[SharedPixels] = []
        self._opening = self._ready = False
        self._drawing = self._stale = False
        self._wish: Wish | None = None
        self._wanted = True
        self._no_room = ""
        self._refusal: NotOpened | None = None
        self._watchdog = QTimer(self, singleShot=True, interval=START_MS)
        self._process = python_process(program, parent=self)
        self._watchdog.timeout.connect(self._process.kill)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail_to_start)
        self._process.start()

    @property
    def idle(self) -> bool:
        """Whether it can draw now."""
        return self._ready and self._wish is None

    @property
    def free(self) -> bool:
        """Whether it can turn to a deck now."""
        return not self._opening

    @property
    def at_rest(self) -> bool:
        """Whether it has nothing to do."""
        return not self._opening and self._wish is None

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.processId()

    def open(self, deck: Deck, export: Export | None = None) -> None:
        """Turn to this deck, drawn from `export` if there is one; in the end `became_ready`, or the
        process ends with a refusal."""
        self._opening, self._ready = True, False
        self._wish, self._stale = None, self._drawing
        self._watchdog.start(STALE_MS if self._stale else START_MS)
        file = None if export is None else ExportFile.of(export)
        self._send(Open(path_word(deck.path), deck.sha256, file))

    def draw(self, wish: Wish, *, wanted: bool = True) -> None:
        """Ask for a picture that somebody waits for, or that is prepared; it comes with `drawn`, is
        `put_off`, or the process ends in trying."""
        self._wish, self._wanted = wish, wanted
        try:
            pixels = self._room_for(max(1, wish.width) * max(1, wish.height) * 4)
        except OSError as error:
            # Later, as always: whoever asks for many pictures must not be answered while asking.
            self._no_room = str(error)
            QTimer.singleShot(0, self, self._refuse)
            return
        request = Draw(*wish, file=str(pixels.path), size=pixels.size, wanted=wanted)
        self._drawing = True
        self._watchdog.start(self._slowest_ms)
        self._send(request)

    def close(self) -> None:
        """End the process now, without `ended`."""
        self._process.blockSignals(True)
        self._watchdog.stop()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(2_000)
        self._remove_files()

    def _send(self, request: Request) -> None:
        self._process.write(msgspec.json.encode(request) + b"\n")

    def _room_for(self, size: int) -> SharedPixels:
        if self._pixels is not None and self._pixels.size >= size:
            return self._pixels
        if self._pixels is not None and not self._pixels.remove():
            self._leftovers.append(self._pixels)
        self._pixels = None
        self._pixels = SharedPixels.create(size)
        return self._pixels

    def _refuse(self) -> None:
        if self._wish is not None:  # else the process has ended meanwhile, and has said so
            self._hand_over(Finished(self._taken_wish(), None, why=self._no_room))

    def _read(self) -> None:
        while self._process.canReadLine():
            line = self._process.readLine().data()
            try:
                reply = msgspec.json.decode(line, type=Reply)
            except ValueError as error:  # no JSON, no UTF-8, or none of the replies
                log.error("The drawing process said something else than was agreed: %s: %.300r", error, line)
                self._process.kill()
                return
            self._take(reply)

    def _take(self, reply: Reply) -> None:
        match reply:
            case Ready():
                self._watchdog.stop()
                self._opening, self._ready = False, True
                self.became_ready.emit()
            case NotOpened():
                self._refusal = reply
            case NotDrawn() | Drawn() | PutOff() if self._stale:
                self._drawing = self._stale = False
                self._watchdog.start(START_MS)
            case NotDrawn(why):
                self._hand_over(Finished(self._taken_wish(), None, why=why))
            case PutOff():
                self.put_off.emit(self._taken_wish(), self._wanted)
            case Due(slide, click, width, height):
                if self._ready:  # else it is about the deck before
                    self.due.emit(Wish(slide, click, width, height))
            case Drawn():
                self._hand_over(self._finished(self._taken_wish(), reply))

    def _finished(self, wish: Wish, reply: Drawn) -> "Finished":
        assert self._pixels is not None
        try:
            image = self._pixels.take(reply.width, reply.height, reply.stride)
        except ValueError as error:
            return Finished(wish, None, why=str(error))
        return Finished(wish, image, reply.findings)

    def _taken_wish(self) -> Wish:
        wish = self._wish
        assert wish is not None
        self._wish, self._drawing = None, False
        self._watchdog.stop()
        return wish

    def _hand_over(self, finished: "Finished") -> None:
        self.drawn.emit(finished)

    def _fail_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finish()

    def _finish(self) -> None:
        self._watchdog.stop()
        self._remove_files()
        wish, self._wish = self._wish, None
        self.ended.emit(End(wish, self._refusal))

    def _remove_files(self) -> None:
        for pixels in [*self._leftovers, *([self._pixels] if self._pixels else [])]:
            pixels.remove()
        self._leftovers, self._pixels = [], None


class Finished(msgspec.Struct, frozen=True):
    """A picture, or `None` and why there is none."""

    wish: Wish
    image: QImage | None
    findings: Findings = Findings()
    why: str = ""


class End(msgspec.Struct, frozen=True):
    """The end of a process: what it was drawing, and why it refused the deck if it did."""

    wish: Wish | None
    refusal: NotOpened | None
