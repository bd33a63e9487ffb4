"""A deck's metafiles as SVG drawings: each made once, in the background or while somebody waits."""

from PySide6.QtCore import QObject, QTimer, Signal

from decks.render.images.kept_drawings import KeptDrawings
from decks.render.images.metafile_job import MetafileJob
from decks.render.images.metafile_queue import MetafileQueue, Urgency
from decks.render.images.metafiles import Metafile, MetafileAwaitedError, MetafileError, SlowMetafileError
from decks.render.images.svg import SvgDrawing

PROGRAM = "decks.render.images.metafile_process"
LONGEST_MS = 10_000
"""The process itself may compute for less; this is for a busy computer, on which the slides come first."""
COURTESY = 10
"""Niceness of the process while nobody waits for its drawing."""
KEPT_BYTES = 32 * 2**20
MOST_SLOW = 5
"""After so many that took too long no other is tried: a minute is enough for a bad deck."""


class MetafileDrawings(QObject):
    """Turns metafiles into cleaned SVG, one at a time, and keeps the drawings.

    `settled` carries the key of one that is there now or can't be drawn. With `waits`, `svg` fetches what
    isn't there and waits for it; else somebody has to `fetch` it. `program` is the module that draws,
    `longest_ms` the time it has for one.
    """

    settled = Signal(object)

    def __init__(self, *, waits: bool, program: str = PROGRAM, longest_ms: int = LONGEST_MS) -> None:
        super().__init__()
        self._waits = waits
        self._program, self._longest_ms = program, longest_ms
        self._kept = KeptDrawings(KEPT_BYTES)
        self._queue = MetafileQueue()
        self._fetched: Metafile | None = None
        self._job: MetafileJob | None = None
        self._urgency = Urgency.AHEAD
        self._slow: set[bytes] = set()
        self._slow_count = 0
        self._starter = QTimer(self, singleShot=True, interval=0)
        self._starter.timeout.connect(self._start_next)

    @property
    def idle(self) -> bool:
        """Whether nothing is being fetched."""
        return self._fetched is None and not len(self._queue)

    @property
    def full(self) -> bool:
        """Whether more drawings than are needed would only make others go."""
        return self._kept.full

    def is_settled(self, metafile: Metafile) -> bool:
        """Whether nobody has to wait to learn what becomes of this one."""
        return metafile.key in self._kept

    def svg(self, metafile: Metafile) -> SvgDrawing:
        """The drawing. Raises `MetafileError`, which is a `MetafileAwaitedError` if it isn't there yet."""
        key = metafile.key
        if self._waits and key not in self._kept:
            self.fetch(metafile, Urgency.WANTED)
            self._start_next()
            while self._job is not None:
                self._job.wait()
            if key not in self._kept:
                raise SlowMetafileError("takes too long")
        if key not in self._kept:
            raise MetafileAwaitedError("not there yet")
        drawing = self._kept.get(key)
        if drawing is None:
            raise MetafileError("not drawable")
        return drawing

    def fetch(self, metafile: Metafile, urgency: Urgency) -> None:
        """Have this one drawn, if it isn't; `settled` comes later, never from within. One that is wanted need
        not wait for one that is not, which has to begin again."""
        if metafile.key in self._kept:
            return
        if metafile == self._fetched:
            self._urgency = min(self._urgency, urgency)
            return
        self._queue.add(metafile, urgency)
        if self._fetched is not None and urgency is Urgency.WANTED and self._urgency is not Urgency.WANTED:
            self._queue.add(self._fetched, self._urgency)
            self._end_job()
        self._starter.start()

    def close(self) -> None:
        """End the process under way and forget what was to be fetched."""
        self._queue.clear()
        self._end_job()

    def _start_next(self) -> None:
        while self._fetched is None and (taken := self._queue.take()) is not None:
            self._fetched, self._urgency = taken
            try:
                if self._slow_count >= MOST_SLOW:
                    raise MetafileError("not tried any more")
                data = self._fetched.read()
            except MetafileError as error:
                self._settle(error)
                continue
            self._job = MetafileJob(
                data,
                self,
                program=self._program,
                longest_ms=self._longest_ms,
                niceness=COURTESY if self._urgency is Urgency.AHEAD else 0,
            )
            self._job.ended.connect(self._take)
            self._job.start()

    def _take(self, outcome: SvgDrawing | MetafileError) -> None:
        self._settle(outcome)
        self._start_next()

    def _settle(self, outcome: SvgDrawing | MetafileError) -> None:
        assert self._fetched is not None
        key = self._fetched.key
        self._end_job()
        self._keep(key, outcome)
        self.settled.emit(key)

    def _keep(self, key: bytes, outcome: SvgDrawing | MetafileError) -> None:
        if isinstance(outcome, SvgDrawing):
            self._kept.put(key, outcome)
            return
        if isinstance(outcome, SlowMetafileError):
            self._slow_count += 1
            if key not in self._slow:
                # It gets a second chance, when the computer may be less busy.
                self._slow.add(key)
                return
        self._kept.put(key, None)

    def _end_job(self) -> None:
        self._fetched = None
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None
