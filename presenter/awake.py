"""Keeping the machine awake while slides are on the projector."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import Enum, auto
from threading import Event, Thread

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from presenter.faults import log

PATIENCE_MS = 3000  # what is asked of a desktop's bus may never be answered


class Wakefulness(Enum):
    """Whether the machine stays awake by itself."""

    UNASKED = auto()  # nothing is presented, or the system has not answered yet
    HELD = auto()
    NOT_HELD = auto()  # it may dim, lock or sleep in mid-lesson


@contextmanager
def by_the_system() -> Iterator[bool]:
    """Ask the system to leave screen and machine on, until the block is left; gives whether it will."""
    from wakepy import keep  # here: it takes its time, and the first slide does not wait for it

    with keep.presenting(on_fail="pass") as mode:
        yield bool(mode.active)


class Awake(QObject):
    """Holds the machine awake while asked to, and tells whether that holds. The system is asked in a thread
    of its own: no window ever waits for it, and what goes wrong there is only "not held"."""

    changed = Signal(object)  # Wakefulness
    _told = Signal(object, bool)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        way: Callable[[], AbstractContextManager[bool]] = by_the_system,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        super().__init__(parent)
        self.state = Wakefulness.UNASKED
        self._way = way
        self._release: Event | None = None  # of the hold asked for last
        self._thread: Thread | None = None
        self._patience = QTimer(self, interval=patience_ms, singleShot=True)
        self._patience.timeout.connect(lambda: self._take(Wakefulness.NOT_HELD))
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def hold(self, on: bool) -> None:
        """Keep the machine awake from now on, or no longer."""
        if on is (self._release is not None):
            return
        if self._release is not None:
            self._release.set()
            self._release = None
            self._patience.stop()
            self._take(Wakefulness.UNASKED)
            return
        self._release = Event()
        self._patience.start()
        # A daemon: a bus that never answers does not keep the program from ending.
        self._thread = Thread(target=self._ask, args=(self._release,), name="awake", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let the machine sleep again; returns when the system knows it, or does not answer in time."""
        self.hold(False)
        if self._thread is not None:
            self._thread.join(self._patience.interval() / 1000)

    def _ask(self, release: Event) -> None:
        try:
            with self._way() as held:
                self._tell(release, held)
                if held:
                    release.wait()
        except Exception:  # whatever a desktop's bus thinks of: the lesson goes on
            log.warning("the machine could not be kept awake", exc_info=True)
            self._tell(release, False)

    def _tell(self, release: Event, held: bool) -> None:
        if not release.is_set():
            self._told.emit(release, held)

    def _on_told(self, release: Event, held: bool) -> None:
        if release is self._release:
            self._patience.stop()
            self._take(Wakefulness.HELD if held else Wakefulness.NOT_HELD)

    def _take(self, state: Wakefulness) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit(state)
