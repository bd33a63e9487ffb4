"""Takes pictures of every window and of the phone's page, in both languages: `dev.py shots`.

They go to build/shots/LANGUAGE; the one of console, projector and phone together, which the README
shows, to docs/screenshots/handsup.png.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from itertools import chain
from math import cos, sin
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEventLoop, QProcess, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication, QWidget

from assets.sentences import LANGUAGES, Language
from decks.render.python_process import python_process
from presenter.app import Presenter, build, start
from presenter.class_session import summarise
from presenter.cli import BUNDLED
from presenter.commands import Command, GoTo, Improvise, Wish
from presenter.improvised import Improvised
from presenter.joining import JoinDisplay
from presenter.light import Spot
from presenter.widgets.language import install
from server.protocol import Phase
from tests.end_to_end.browser_phone import BrowserPhone, BrowserPhones
from tests.phone_shots import take_phone_shots

ROOT = Path(__file__).parents[1]
TOGETHER = ROOT / "docs" / "screenshots" / "handsup.png"
PATIENCE_MS = 60_000
PHONES, CLASS_SPEED = 30, 6
LOCALES: dict[Language, str] = {"en": "en-GB", "zh": "zh-CN"}


def main() -> int:
    """Every language in a process of its own, since windows speak the one they were built in."""
    for language in LANGUAGES:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HANDSUP_LANGUAGE": language}
        words = [sys.executable, "-m", "tests.shots", language]
        subprocess.run(words, cwd=ROOT, env=environment, check=True)
    join_pictures(ROOT / "build" / "shots" / "en", TOGETHER)
    take_phone_shots(ROOT / "build" / "shots")
    return 0


class Photographer:
    """Drives the presenter through a lesson and takes pictures on the way."""

    def __init__(self, language: Language, data: Path, phones: BrowserPhones) -> None:
        self._folder = ROOT / "build" / "shots" / language
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob("*.png"):
            old.unlink()
        self._language = language
        self._presenter: Presenter = build(data, language)
        self._phones = phones
        self._taken = 0

    def take_all(self) -> None:
        """The whole round; the server is ended afterwards."""
        p = self._presenter
        p.console.resize(1440, 900)
        p.projector.resize(1600, 900)
        start(p, BUNDLED)
        self._until(lambda: p.showing.settled and p.link.up)
        p.projector.show()
        self._take("no-session", console=p.console, projector=p.projector)
        self._do(Command.KEY_SHEET)
        self._take("keys", console=p.console)
        self._do(Command.KEY_SHEET)
        self._do(Command.SETTINGS)
        self._take("settings", console=p.console)
        self._do(Command.SETTINGS)
        phone = self._wait(self._phones.take_out(locale=LOCALES[self._language]))
        school = self._join(phone)
        self._hear(phone)
        self._ask(phone)
        self._improvise(phone)
        self._look_back(phone, school)
        p.server.stop_server()
        p.close()

    def _join(self, phone: BrowserPhone) -> QProcess:
        p = self._presenter
        self._do(Command.PRESENT)
        self._take("start", console=p.console)
        self._do(Command.PRESENT)
        self._until(lambda: p.session.view is not None and p.show.join_display is JoinDisplay.LARGE)
        self._take("nobody-yet", console=p.console, projector=p.projector)
        joining = p.join_point.joining
        assert joining is not None
        url = f"http://127.0.0.1:{joining.port}"
        self._wait(phone.do(lambda page: page.goto(url)))
        self._wait(phone.do(lambda page: page.locator("#name").wait_for()))
        self._shoot("lobby", phone)
        school = self._call_class(joining.port)
        self._wait(phone.do(lambda page: page.locator("#name").fill("Ada")))
        self._wait(phone.do(lambda page: page.locator("button.main").click()))
        self._until(lambda: p.session.view is not None and p.session.view.joined == PHONES + 1)
        self._take("joined", console=p.console, projector=p.projector)
        self._shoot("waiting", phone)
        self._do(Command.SHOW_JOIN)
        self._take("corner", projector=p.projector)
        self._do(Command.SHOW_JOIN)
        return school

    def _hear(self, phone: BrowserPhone) -> None:
        """A trainee asks; the trainer finds it and shows it to the class."""
        p = self._presenter
        self._do(Command.INBOX)
        self._take("nobody-asked", console=p.console)
        words = {"en": "What if nobody answers?", "zh": "没有人回答怎么办？"}[self._language]
        self._wait(phone.do(lambda page: page.locator("nav button").first.click()))
        self._wait(phone.do(lambda page: page.locator("#sheet textarea").fill(words)))
        self._wait(phone.do(lambda page: page.locator("#sheet form button").first.click()))
        self._until(lambda: bool(p.inbox.state.entries))
        self._take("inbox", console=p.console)
        p.console.inbox_sheet.project.click()
        self._until(lambda: p.inbox.state.projected is not None)
        self._take("trainees-question", console=p.console, projector=p.projector)
        self._do(Command.NEXT)
        self._do(Command.INBOX)
        self._wait(phone.do(lambda page: page.keyboard.press("Escape")))

    def _ask(self, phone: BrowserPhone) -> None:
        p = self._presenter
        assert p.show.lesson is not None
        slides = p.show.lesson.deck.slides
        slide = next(s for s in slides if s.questions and s.questions[0].graded)
        self._do(GoTo(slide.number))
        self._until(lambda: p.showing.settled)
        self._take("slide", console=p.console, projector=p.projector)
        self._do(Command.BLACK)
        self._take("black", console=p.console, projector=p.projector)
        self._do(Command.BLACK)
        self._point()
        self._step(Phase.OPEN)
        self._wait(phone.do(lambda page: page.locator("label").first.wait_for()))
        self._shoot("asking", phone)
        right = slide.questions[0].correct[0]
        self._wait(phone.do(lambda page: page.locator("label").nth(right).click()))
        self._wait(phone.do(lambda page: page.locator(".standing.saved").wait_for()))
        self._shoot("saved", phone)
        self._until(lambda: _answered(p) >= PHONES // 2)
        self._take("asking", console=p.console, projector=p.projector)
        self._until(lambda: _answered(p) >= PHONES - 3)
        for phase in (Phase.CLOSED, Phase.REVEALED):
            self._step(phase)
            self._take(phase.value, console=p.console, projector=p.projector)
            self._shoot(phase.value, phone)
        self._step(None)

    def _improvise(self, phone: BrowserPhone) -> None:
        p = self._presenter
        self._do(Command.ASK_NOW)
        self._take("thinking-of-one", console=p.console)
        self._do(Command.ASK_NOW)
        self._pause(700)  # a double press is one press
        self._do(Improvise(Improvised.LETTERS))
        self._until(lambda: _answered(p) >= PHONES // 2)
        self._shoot("thought-of-now", phone)
        self._step(Phase.CLOSED)
        self._step(Phase.REVEALED)
        self._take("thought-of-now", console=p.console, projector=p.projector)
        self._step(None)

    def _point(self) -> None:
        """A circle and a mark on the slide, then laser pointer and spotlight."""
        p = self._presenter
        circle = [Spot(0.3 + 0.1 * cos(turn / 8), 0.5 + 0.1 * sin(turn / 8)) for turn in range(51)]
        for tool, spots in ((Command.PEN, circle), (Command.HIGHLIGHTER, [Spot(0.1, 0.15), Spot(0.5, 0.15)])):
            self._do(tool)
            p.pen.begin(spots[0])
            for spot in spots[1:]:
                p.pen.go_on(spot)
            p.pen.end()
        self._take("drawing", console=p.console, projector=p.projector)
        for tool, name in ((Command.POINTER, "pointer"), (Command.SPOTLIGHT, "spotlight")):
            self._do(tool)
            p.pointing.point_on_projector(Spot(0.6, 0.4))
            self._take(name, console=p.console, projector=p.projector)
        self._do(Command.PUT_AWAY)
        self._do(Command.CLEAR_DRAWING)

    def _look_back(self, phone: BrowserPhone, school: QProcess) -> None:
        p = self._presenter
        read: list[object] = []
        p.past.read.connect(read.append)
        p.review.resize(1280, 860)
        self._do(Command.END_SESSION)
        self._until(lambda: bool(read))
        self._wait(phone.do(lambda page: page.locator("h1").wait_for()))
        self._pause(500)
        self._take("review", review=p.review)
        self._shoot("ended", phone)
        school.waitForFinished(5000)

    def _call_class(self, port: int) -> QProcess:
        words = {
            "--url": f"ws://127.0.0.1:{port}/phone",
            "--phones": str(PHONES),
            "--speed": str(CLASS_SPEED),
            "--language": self._language,
            "--questions": "-",
        }
        process = python_process(
            "server", "class", *chain.from_iterable(words.items()), parent=self._presenter.root
        )
        process.start()
        assert self._presenter.show.lesson is not None
        process.write(msgspec.json.encode(summarise(self._presenter.show.lesson.deck).questions))
        process.closeWriteChannel()
        return process

    def _step(self, leading_to: Phase | None) -> None:
        view = self._presenter.session

        def phase() -> Phase | None:
            return view.view.round.phase if view.view is not None and view.view.round is not None else None

        self._pause(700)  # a double press is one press
        self._do(Command.QUESTION_STEP)
        self._until(lambda: phase() is leading_to)
        self._pause(400)

    def _do(self, wish: Wish) -> None:
        self._presenter.wish(wish)

    def _take(self, name: str, **windows: QWidget) -> None:
        self._pause(400)  # what is animated comes to rest
        self._taken += 1
        for window_name, window in windows.items():
            window.grab().save(str(self._folder / f"{self._taken:02}-{name}-{window_name}.png"))

    def _shoot(self, name: str, phone: BrowserPhone) -> None:
        path = self._folder / f"{self._taken:02}-{name}-phone.png"
        self._wait(phone.do(lambda page: page.screenshot(path=str(path))))

    def _wait(self, future: "Future[Any]") -> Any:
        self._until(future.done)
        return future.result()

    def _pause(self, ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def _until(self, met: Callable[[], bool]) -> None:
        for _ in range(PATIENCE_MS // 20):
            if met():
                return
            self._pause(20)
        raise TimeoutError(f"nothing to photograph after picture {self._taken}")


def join_pictures(folder: Path, target: Path) -> None:
    """Console, projector and phone in one picture."""
    console, projector, phone = (
        QImage(str(next(folder.glob(pattern))))
        for pattern in ("*-asking-console.png", "*-asking-projector.png", "*-saved-phone.png")
    )
    picture = QImage(1940, 940, QImage.Format.Format_RGB32)
    picture.fill(QColor("#dfe4ea"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    _put(painter, projector, QRectF(1330, 40, 570, 321))
    _put(painter, console, QRectF(40, 82, 1240, 775))
    _put(painter, phone, QRectF(1495, 410, 240, 493))
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(target))


def _put(painter: QPainter, picture: QImage, place: QRectF) -> None:
    frame = QPainterPath()
    frame.addRoundedRect(place.adjusted(-8, -8, 8, 8), 16, 16)
    painter.fillPath(frame, QColor("#1a1f26"))
    size = (place.size() * 2).toSize()
    smooth = Qt.TransformationMode.SmoothTransformation
    painter.drawImage(place, picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))


def _answered(presenter: Presenter) -> int:
    view = presenter.session.view
    return view.round.answered if view is not None and view.round is not None else 0


def take_shots(language: Language) -> None:
    """One language's pictures."""
    app = QApplication(["handsup"])
    install(app, language)
    phones = BrowserPhones()
    with tempfile.TemporaryDirectory() as data:
        try:
            Photographer(language, Path(data), phones).take_all()
        finally:
            phones.close()


if __name__ == "__main__":
    chosen = next((language for language in LANGUAGES if language in sys.argv[1:]), None)
    if chosen is None:
        sys.exit(main())
    take_shots(chosen)
