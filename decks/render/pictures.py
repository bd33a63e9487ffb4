"""Pictures of slides for the windows: at once if they are there, else drawn by another process."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from assets.sentences import sentence, system_language
from decks.model import Deck, Problem
from decks.render.apology import draw_apology
from decks.render.cache import PictureCache, Wish
from decks.render.drawing_process import DrawingProcess, End, Finished
from decks.render.export import Export
from decks.render.findings import Findings
from decks.render.packing import Packed, Packing, unpack
from decks.render.picture import Picture

MOST_WISHES = 256
MOST_DEATHS = 2
"""How often a slide may end the drawing process before it isn't tried again."""
MOST_IDLE_DEATHS = 5
LARGEST_SIDE = 8_192
PACKING_SHARE = 4
"""While pictures are being packed they may take a quarter more, for a moment."""
SMALL_BYTES = 2**20
"""A picture of this many bytes is unpacked in less than a millisecond or two."""

log = logging.getLogger(__name__)


class Pictures(QObject):
    """Pictures of one deck's slides, kept in at most `cache_bytes`: those wanted and prepared whole as far
    as they fit, the others packed.

    `picture_ready` carries a `Picture` for everything wished for and prepared. `failed` carries a
    `Problem` when a slide or the whole deck (`slide` is `None`) can't be drawn; the picture is then
    a grey one with a sentence. `slowest_ms` is how long one picture may take.
    """

    picture_ready = Signal(object)
    failed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, cache_bytes: int = 64 * 2**20, slowest_ms: int = 10_000
    ) -> None:
        super().__init__(parent)
        self._slowest_ms = slowest_ms
        self._cache = PictureCache(cache_bytes)
        self._packing = Packing(cache_bytes // PACKING_SHARE, self)
        self._packing.packed.connect(self._take_packed)
        self._packing.unpacked.connect(self._take_unpacked)
        self._wanted: list[Wish] = []
        self._deck: Deck | None = None
        self._export: Export | None = None
        self._process: DrawingProcess | None = None
        self._wishes: list[Wish] = []
        self._preparations: list[Wish] = []
        self._put_off: dict[Wish, bool] = {}  # and whether it was wished for
        self._deaths: Counter[int] = Counter()
        self._idle_deaths = 0
        self._hopeless: Problem | None = None

    @property
    def process_id(self) -> int:
        """The drawing process's id; 0 if there is none."""
        return 0 if self._process is None else self._process.pid

    @property
    def at_rest(self) -> bool:
        """Whether nothing is being drawn, packed or unpacked, or waits for it."""
        waiting = self._wishes or self._preparations or self._put_off or not self._packing.at_rest
        return not waiting and (self._process is None or self._process.at_rest)

    @property
    def kept_bytes(self) -> int:
        """What all pictures kept take, and those on their way to be packed."""
        return self._cache.size + self._packing.size

    @property
    def export(self) -> Export | None:
        """What the deck is drawn from, if it isn't its own file."""
        return self._export

    def open(self, deck: Deck, export: Export | None = None) -> None:
        """Turn to this deck, drawn from `export` if there is one; everything wished for before is forgotten.
        An export that can't be used is reported with `failed`, and the deck drawn by ourselves."""
        self._forget_deck()
        self._deck, self._export = deck, export
        if self._process is not None and not self._process.free:
            self._end_process()
        self._start()

    def warm_up(self) -> None:
        """Start the drawing process before there is a deck, so that the first slide need not wait for it."""
        if self._process is None:
            self._start()

    def want(self, slide: int, click: int, width: int, height: int) -> Picture | None:
        """The picture, fitting into width × height pixels, if it is there; else `None`, and
        `picture_ready` comes later. The newest wish is drawn first; of many the oldest are dropped."""
        wish = Wish(slide, click, min(width, LARGEST_SIDE), min(height, LARGEST_SIDE))
        if self._deck is None or not self._possible(wish):
            return None
        self._wanted = [*self._wanted, wish][-MOST_WISHES:]
        picture = self._cache.get(wish)
        if picture is None and (packed := self._cache.packed(wish)) is not None:
            self._packing.unpack(wish, packed)
        elif picture is None and not self._put_off.get(wish):
            self._put_off.pop(wish, None)
            self._wishes = [*(w for w in self._wishes if w != wish), wish][-MOST_WISHES:]
            self._draw_next()
            picture = self._cache.get(wish)
        return picture

    def stand_in(self, slide: int, click: int) -> QImage | None:
        """What is at hand at once of a slide's picture, in whatever size, and without anything that comes
        with a later click; `None` if there is nothing."""
        whole = [picture for picture in self._cache.alike(slide) if picture.click <= click]
        if whole:
            return max(whole, key=lambda picture: (picture.click, picture.image.width())).image
        packed = [p for p in self._cache.packed_alike(slide) if p.shell.click <= click]
        small = [p for p in packed if p.stride * p.height <= SMALL_BYTES]
        return unpack(max(small, key=lambda p: (p.shell.click, p.width))).image if small else None

    def prepare(self, requests: Iterable[tuple[int, int, int, int]]) -> None:
        """Draw or unpack these (slide, click, width, height) in this order when no wish is open. Replaces
        what was to be prepared before; the first of them stay longest."""
        wished = (Wish(s, c, min(w, LARGEST_SIDE), min(h, LARGEST_SIDE)) for s, c, w, h in requests)
        wishes = [wish for wish in wished if self._possible(wish)]
        self._pack(self._cache.need([*reversed(self._wanted), *wishes]))
        room = self._cache.room - sum(wish.most_bytes for wish in self._wanted)
        self._preparations = []
        for wish in wishes:
            room -= wish.most_bytes
            if self._cache.get(wish) is not None or wish in self._put_off:
                continue
            if (packed := self._cache.packed(wish)) is None:
                self._preparations.append(wish)
            elif room >= 0:
                self._packing.unpack(wish, packed)
        self._draw_next()

    def forget_wishes(self) -> None:
        """Draw nothing more of what was wished for or to be prepared, but for the picture under way."""
        self._wishes, self._preparations, self._wanted = [], [], []
        self._put_off = {}

    def close(self) -> None:
        """End the drawing process and let all pictures go."""
        self._end_process()
        self._forget_deck()

    def _end_process(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process.deleteLater()
            self._process = None

    def _forget_deck(self) -> None:
        self._deck = self._export = None
        self.forget_wishes()
        self._packing.forget()
        self._cache.clear()
        self._deaths.clear()
        self._idle_deaths = 0
        self._hopeless = None

    def _possible(self, wish: Wish) -> bool:
        count = len(self._deck.slides) if self._deck is not None else 0
        return 1 <= wish.slide <= count and wish.click >= 0 and wish.width > 0 and wish.height > 0

    def _start(self) -> None:
        if self._process is None:
            self._process = DrawingProcess(self._slowest_ms, self)
            self._process.became_ready.connect(self._draw_next)
            self._process.drawn.connect(self._take)
            self._process.put_off.connect(self._put_wish_off)
            self._process.due.connect(self._take_up)
            self._process.ended.connect(self._mourn)
        if self._deck is not None:
            self._process.open(self._deck, self._export)

    def _draw_next(self) -> None:
        while self._hopeless is None and self._process is not None and self._process.idle:
            wish, wished = self._next_wish()
            if wish is None:
                return
            if self._deaths[wish.slide] >= MOST_DEATHS:
                self._apologise(wish, Problem("render.slide_failed", wish.slide))
            else:
                self._process.draw(wish, wanted=wished)
        if self._hopeless is not None:
            while (wish := self._next_wish()[0]) is not None:
                self._apologise(wish, self._hopeless)

    def _next_wish(self) -> tuple[Wish | None, bool]:
        """What to draw next, and whether it was wished for."""
        while (wished := bool(self._wishes)) or self._preparations:
            wish = self._wishes.pop() if wished else self._preparations.pop(0)
            if self._cache.get(wish) is None:
                return wish, wished
        return None, False

    def _put_wish_off(self, wish: Wish, wished: bool) -> None:
        self._put_off[wish] = wished
        self._draw_next()

    def _take_up(self, wish: Wish) -> None:
        """Draw what was put off, unless it has been forgotten."""
        wished = self._put_off.pop(wish, None)
        if wished:
            self._wishes.append(wish)
        elif wished is not None:
            self._preparations.insert(0, wish)
        self._draw_next()

    def _take(self, finished: Finished) -> None:
        wish = finished.wish
        if finished.image is None:
            log.error("Slide %d could not be drawn: %s", wish.slide, finished.why)
            self._deaths[wish.slide] = MOST_DEATHS
            self._report(Problem("render.slide_failed", wish.slide))
            self._apologise(wish, Problem("render.slide_failed", wish.slide))
        else:
            self._keep(wish, finished.image, finished.findings)
        self._draw_next()

    def _mourn(self, end: End) -> None:
        """The process has ended by itself: go on with another, but don't die of the same slide for ever."""
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        for wish in list(self._put_off):
            self._take_up(wish)
        if self._deck is None:
            return
        if end.refusal is not None and self._export is not None:
            self._export = None
            self._report(Problem(end.refusal.code, values=end.refusal.values))
            self._start()
        elif end.refusal is not None:
            self._give_up(Problem(end.refusal.code, values=end.refusal.values))
        elif end.wish is not None:
            log.warning("The drawing process ended while drawing slide %d", end.wish.slide)
            self._deaths[end.wish.slide] += 1
            if self._deaths[end.wish.slide] == MOST_DEATHS:
                self._report(Problem("render.slide_failed", end.wish.slide))
            self._wishes.append(end.wish)
            self._start()
        elif self._idle_deaths < MOST_IDLE_DEATHS:
            self._idle_deaths += 1
            self._start()
        else:
            self._give_up(Problem("render.no_process"))

    def _give_up(self, problem: Problem) -> None:
        self._hopeless = problem
        self._report(problem)
        self._draw_next()

    def _report(self, problem: Problem) -> None:
        self.failed.emit(problem)

    def _apologise(self, wish: Wish, problem: Problem) -> None:
        assert self._deck is not None
        words = sentence(problem.code, system_language(), **problem.values)
        image = draw_apology(words, self._deck.width / self._deck.height, wish.width, wish.height)
        self._keep(wish, image, Findings((problem,)))

    def _keep(self, wish: Wish, image: QImage, findings: Findings) -> None:
        self._keep_whole(wish, Picture(*wish, image=image, findings=findings))

    def _keep_whole(self, wish: Wish, picture: Picture) -> None:
        self._pack(self._cache.put(wish, picture))
        self.picture_ready.emit(picture)

    def _pack(self, pictures: Sequence[tuple[Wish, Picture]]) -> None:
        for wish, picture in pictures:
            self._packing.pack(wish, picture)

    def _take_packed(self, wish: Wish, packed: Packed) -> None:
        self._pack(self._cache.put_packed(wish, packed))

    def _take_unpacked(self, wish: Wish, picture: Picture | None) -> None:
        if picture is None:
            self._wishes.append(wish)
            self._draw_next()
        else:
            self._keep_whole(wish, picture)
