"""A PDF's pages drawn by another process, which is ended when it takes too long over one of them."""

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread

import msgspec
from PySide6.QtGui import QImage

from assets.sentences import sentence, system_language
from decks.model import Deck, DeckError, Problem
from decks.python_command import python_command, python_environment
from decks.render.apology import draw_apology
from decks.render.drawing import Drawing
from decks.render.findings import Findings
from decks.render.images.metafiles import Metafile
from decks.render.messages import Draw, Drawn, NotOpened, Open, Ready, Reply, Request, path_word
from decks.render.shared_pixels import SharedPixels

LONGEST_S = 5.0
OPENING_S = 30.0
TALLEST = 4
"""A page that is taller than so many times its width comes narrower than asked for."""
WORKER = "decks.render.worker"


class WatchedRenderer:
    """A `Renderer` for whoever waits for each picture and could not end PDFium otherwise, which is asked for
    a whole page at a time. A page that takes longer than `longest_s` is a grey one with a sentence.

    Raises `DeckError` if the deck can't be opened any more. `program` is the module that draws.
    """

    def __init__(self, deck: Deck, *, longest_s: float = LONGEST_S, program: str = WORKER) -> None:
        self._deck, self._longest_s, self._program = deck, longest_s, program
        self._problems: dict[int, tuple[Problem, ...]] = {}
        self._pixels: SharedPixels | None = None
        self._worker: _Worker | None = None
        self._ready_worker()

    def draw(self, slide: int, click: int, width: int, height: int) -> Drawing:
        """As in `Renderer.draw`."""
        height = min(height, width * TALLEST)
        image, findings = self._drawn(slide, click, width, height) or self._apology(slide, width, height)
        self._problems[slide] = findings.problems
        return Drawing(image, findings)

    def problems(self, slide: int) -> tuple[Problem, ...]:
        """As in `Renderer.problems`."""
        if slide not in self._problems:
            self.draw(slide, 0, 160, 160)
        return self._problems[slide]

    def metafiles_near(self, slide: int) -> Iterator[Metafile | None]:
        """A PDF has none."""
        return iter(())

    def close(self) -> None:
        """End the process."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None
        if self._pixels is not None:
            self._pixels.remove()
            self._pixels = None

    def _drawn(self, slide: int, click: int, width: int, height: int) -> tuple[QImage, Findings] | None:
        """The picture; `None`, and another process next time, if there is none."""
        worker, pixels = self._ready_worker(), self._room_for(width * height * 4)
        request = Draw(slide, click, width, height, str(pixels.path), pixels.size)
        reply = worker.ask(request, self._longest_s)
        if not isinstance(reply, Drawn):
            self.close()
            return None
        return pixels.take(reply.width, reply.height, reply.stride), reply.findings

    def _apology(self, slide: int, width: int, height: int) -> tuple[QImage, Findings]:
        problem = Problem("render.page_unreadable", slide)
        words = sentence(problem.code, system_language())
        image = draw_apology(words, self._deck.width / self._deck.height, width, height)
        return image, Findings((problem,))

    def _ready_worker(self) -> "_Worker":
        if self._worker is None:
            self._worker = _Worker(self._program)
            reply = self._worker.ask(Open(path_word(self._deck.path), self._deck.sha256), OPENING_S)
            if not isinstance(reply, Ready):
                self.close()
                if isinstance(reply, NotOpened):
                    raise DeckError(reply.code, **reply.values)
                raise DeckError("render.no_process")
        return self._worker

    def _room_for(self, size: int) -> SharedPixels:
        if self._pixels is None or self._pixels.size < size:
            if self._pixels is not None:
                self._pixels.remove()
            self._pixels = SharedPixels.create(size)
        return self._pixels


class _Worker:
    """The process, and a thread that hears what it says."""

    def __init__(self, program: str) -> None:
        self._process = subprocess.Popen(
            python_command(program),
            env=python_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._lines: Queue[bytes] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def ask(self, request: Request, longest_s: float) -> Reply | None:
        """The reply; `None` if none comes in time, or none that can be understood."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(msgspec.json.encode(request) + b"\n")
            self._process.stdin.flush()
            reply: Reply = msgspec.json.decode(self._lines.get(timeout=longest_s), type=Reply)
        except (OSError, Empty, ValueError):
            return None
        return reply

    def end(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        with suppress(OSError):  # what it was still to be told
            self._process.stdin.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as replies:
            for line in replies:
                self._lines.put(line)
        self._lines.put(b"")
