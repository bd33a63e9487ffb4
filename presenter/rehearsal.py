"""A rehearsal: teaches the deck with a simulated class, as a trainer would, and keeps what it looked like."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer, Signal

from assets.sentences import Language, sentence
from decks.model import Deck, Slide
from decks.questions.model import Question
from decks.render.python_process import python_process
from presenter.class_session import ClassSession, summarise
from presenter.commands import Command, GoTo
from presenter.exporting import ExportWish
from presenter.past_sessions import FILES, PastSessions
from presenter.session_clock import SessionClock
from presenter.show import Show
from presenter.start_choices import StartChoices
from server.figures import SessionFigures
from server.protocol import NOTHING_WAITS, PHONE_SOCKET_PATH, Phase

DEFAULT_STAY_S = 60.0  # for a slide without a planned time
JOINING_S = 90.0
ANSWERING_S = 90.0
DISCUSSING_S = 12.0
LEAVING_S = 120.0  # for the class to say how it was, and to go
ENOUGH_ANSWERED = 0.9  # of those connected: then the trainer closes
DRIED_UP_S = 10.0  # or when nobody has answered for so long, and somebody has
PATIENCE_MS = 30_000  # real time for anything the server or the drawing must do
LOOK_MS = 5
LAST_STAGE = "review"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to rehearse with. `seed` makes class and pace come out the same again."""

    phones: int
    seed: int
    folder: Path
    language: Language


@dataclass(frozen=True, slots=True)
class Progress:
    """A sentence of `assets/translations` to tell, and the values for its gaps."""

    code: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Until:
    """Wait for something to be so, at most for `lesson_s` of the lesson's time, or `real_ms` of real time."""

    met: Callable[[], bool]
    lesson_s: float | None = None
    real_ms: int | None = None


class _RehearsalError(Exception):
    """The rehearsal can't go on."""


class Rehearsal(QObject):
    """Walks through the lesson, asking every question, while a child process plays the phones.

    It presses the same keys a trainer would; `stage_reached` asks for pictures of the windows.
    """

    told = Signal(object)  # Progress
    stage_reached = Signal(str)  # a name for the pictures of this moment
    finished = Signal(object)  # SessionFigures
    failed = Signal(str)

    def __init__(
        self,
        plan: Plan,
        show: Show,
        session: ClassSession,
        past: PastSessions,
        clock: SessionClock,
        settled: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._show, self._session, self._past = plan, show, session, past
        self._clock, self._settled = clock, settled
        self._random = random.Random(plan.seed)
        self._figures: SessionFigures | None = None
        self._exported: list[Path] = []
        self._ended: str | None = None
        self._last_answered = 0, 0  # how many, and when the last of them came
        self._class: QProcess | None = None
        self._class_is_there = False
        self._script: Iterator[_Until] = iter(())
        self._wait = _Until(lambda: True)
        self._since_ms = 0
        self._real = QElapsedTimer()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        session.ended.connect(self._on_ended)
        past.read.connect(self._on_figures)
        past.saved.connect(self._exported.append)
        past.failed.connect(self._fail)

    def begin(self, deck: Deck, phone_port: int) -> None:
        """Teach `deck` to phones that join at this port; ends in `finished` or `failed`."""
        self._script = self._teach(deck, phone_port)
        self._go_on()
        self._timer.start()

    def stop(self) -> None:
        """Let the simulated class go home."""
        self._timer.stop()
        if self._class is not None and self._class.state() is not QProcess.ProcessState.NotRunning:
            self._class.terminate()
            if not self._class.waitForFinished(3000):
                self._class.kill()

    # --- the lesson, as a trainer gives it

    def _teach(self, deck: Deck, phone_port: int) -> Iterator[_Until]:
        self._tell("rehearsal.deck", title=deck.title, phones=self._plan.phones, speed=self._clock.speed)
        # The class is called first: what its process takes to start is no time of the lesson.
        self._call_class(deck, phone_port)
        yield _Until(lambda: self._class_is_there, real_ms=PATIENCE_MS)
        self._session.begin(deck, StartChoices(moderation=NOTHING_WAITS))  # nobody is there to approve
        yield _Until(lambda: self._session.view is not None, real_ms=PATIENCE_MS)
        yield _Until(self._everybody_is_here, lesson_s=JOINING_S)
        yield from self._picture("joining")
        for slide in deck.slides:
            if not slide.hidden:
                yield from self._teach_slide(slide, len(deck.slides))
        self._show.carry_out(Command.END_SESSION)
        yield _Until(lambda: self._ended is not None, real_ms=PATIENCE_MS)
        yield _Until(self._class_has_left, lesson_s=LEAVING_S)
        yield from self._look_back()

    def _teach_slide(self, slide: Slide, slides: int) -> Iterator[_Until]:
        self._show.carry_out(GoTo(slide.number))
        self._tell("rehearsal.slide", slide=slide.number, slides=slides)
        planned = slide.notes.planned_s or DEFAULT_STAY_S
        leave_at = self._clock.now_ms() + planned * 1000 * self._random.lognormvariate(0, 0.25)
        yield from self._picture(f"slide-{slide.number:03}")
        for number, question in enumerate(slide.questions, 1):
            yield from self._ask(slide, question, number)
        yield _Until(lambda: self._clock.now_ms() >= leave_at)
        for _ in range(slide.steps - 1):
            self._show.carry_out(Command.NEXT)

    def _ask(self, slide: Slide, question: Question, number: int) -> Iterator[_Until]:
        name = f"slide-{slide.number:03}-question-{number}"
        yield from self._press_until(lambda: question.id in self._rounds())
        yield _Until(self._half_answered, lesson_s=ANSWERING_S)
        yield from self._picture(f"{name}-open")
        yield _Until(self._enough_answered, lesson_s=ANSWERING_S)
        self._tell_answered(slide)
        # A time limit may have closed it meanwhile.
        yield from self._press_until(lambda: self._phase() is not Phase.OPEN)
        yield from self._picture(f"{name}-closed")
        yield from self._press_until(lambda: self._phase() is not Phase.CLOSED)
        discuss_until = self._clock.now_ms() + DISCUSSING_S * 1000
        yield from self._picture(f"{name}-revealed")
        yield _Until(lambda: self._clock.now_ms() >= discuss_until)
        yield from self._press_until(lambda: self._phase() is None)

    def _look_back(self) -> Iterator[_Until]:
        session_id = self._ended or ""
        self._past.list_sessions()
        self._past.read_figures(session_id)
        yield _Until(lambda: self._figures is not None, real_ms=PATIENCE_MS)
        for kind, name in FILES.items():
            done = len(self._exported) + 1
            self._past.export(ExportWish(session_id, kind, self._plan.folder / name))
            yield _Until(lambda done=done: len(self._exported) >= done, real_ms=PATIENCE_MS)  # type: ignore[misc]
        self.stage_reached.emit(LAST_STAGE)

    def _press_until(self, reached: Callable[[], bool]) -> Iterator[_Until]:
        """Press the key for the question's next step until it has had its effect."""

        def look() -> bool:
            if not reached():
                self._show.carry_out(Command.QUESTION_STEP)
            return reached()

        yield _Until(look, real_ms=PATIENCE_MS)

    def _picture(self, stage: str) -> Iterator[_Until]:
        yield _Until(self._settled, real_ms=PATIENCE_MS)
        self.stage_reached.emit(stage)

    def _phase(self) -> Phase | None:
        view = self._session.view
        return view.round.phase if view is not None and view.round is not None else None

    def _rounds(self) -> dict[str, int]:
        view = self._session.view
        return view.rounds if view is not None else {}

    def _tell_answered(self, slide: Slide) -> None:
        view = self._session.view
        if view is not None and view.round is not None:
            counts = {"answered": view.round.answered, "joined": view.round.joined}
            self._tell("rehearsal.asked", slide=slide.number, **counts)

    def _everybody_is_here(self) -> bool:
        view = self._session.view
        return view is not None and view.joined >= self._plan.phones

    def _half_answered(self) -> bool:
        """Time for the picture of the open question, before a time limit can close it."""
        view = self._session.view
        asked = view.round if view is not None else None
        return asked is None or asked.phase is not Phase.OPEN or asked.answered * 2 >= asked.connected > 0

    def _enough_answered(self) -> bool:
        view = self._session.view
        if view is None or view.round is None or view.round.phase is not Phase.OPEN:
            return True
        answered, now_ms = view.round.answered, self._clock.now_ms()
        if answered != self._last_answered[0]:
            self._last_answered = answered, now_ms
        dried_up = answered > 0 and now_ms - self._last_answered[1] > DRIED_UP_S * 1000
        return dried_up or 0 < view.round.connected * ENOUGH_ANSWERED <= answered

    # --- the class

    def _call_class(self, deck: Deck, phone_port: int) -> None:
        words = {
            "--url": f"ws://127.0.0.1:{phone_port}{PHONE_SOCKET_PATH}",
            "--phones": str(self._plan.phones),
            "--seed": str(self._plan.seed),
            "--speed": str(self._clock.speed),
            "--language": self._plan.language,
            "--questions": "-",
        }
        process = python_process("server", "class", *chain.from_iterable(words.items()), parent=self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.start()
        process.write(msgspec.json.encode(summarise(deck).questions))
        process.closeWriteChannel()
        process.readyReadStandardOutput.connect(self._hear_class)
        self._class = process

    def _hear_class(self) -> None:
        assert self._class is not None
        self._class.readAllStandardOutput()
        self._class_is_there = True

    def _class_has_left(self) -> bool:
        return self._class is None or self._class.state() is QProcess.ProcessState.NotRunning

    # --- the driver

    def _look(self) -> None:
        try:
            if self._is_over(self._wait):
                self._go_on()
        except _RehearsalError:
            self._fail(sentence("rehearsal.stuck", self._plan.language))

    def _is_over(self, wait: _Until) -> bool:
        if wait.met():
            return True
        if wait.real_ms is not None and self._real.elapsed() > wait.real_ms:
            raise _RehearsalError
        passed_s = (self._clock.now_ms() - self._since_ms) / 1000
        return wait.lesson_s is not None and passed_s > wait.lesson_s

    def _go_on(self) -> None:
        wait = next(self._script, None)
        if wait is None:
            self._timer.stop()
            assert self._figures is not None
            self.finished.emit(self._figures)
            return
        self._wait = wait
        self._since_ms = self._clock.now_ms()
        self._real.start()

    def _tell(self, code: str, **values: object) -> None:
        self.told.emit(Progress(code, values))

    def _on_ended(self, session_id: str) -> None:
        self._ended = session_id

    def _on_figures(self, figures: SessionFigures) -> None:
        self._figures = figures

    def _fail(self, reason: str) -> None:
        if self._timer.isActive():
            self.stop()
            self.failed.emit(reason)
