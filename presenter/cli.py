"""The presenter's words on the command line: present a deck, or rehearse it."""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from assets import ASSETS
from assets.sentences import Language, sentence, system_language
from decks.model import Deck, DeckError
from presenter.app import Presenter, build, start
from presenter.camera import Camera
from presenter.faults import log
from presenter.one_copy import OneCopy
from presenter.rehearsal import Plan, Progress, Rehearsal
from presenter.settings import data_folder
from presenter.widgets.icons import window_icon
from presenter.widgets.language import install
from server.figures import SessionFigures
from server.protocol import HostWelcome

BUNDLED = ASSETS / "decks" / "催收培训师试讲.pptx"
REHEARSED_CONSOLE = 1440, 900
REHEARSED_PROJECTOR = 1920, 1080
PAINTED_MS = 300


def main(words: Sequence[str]) -> int:
    """Runs the program; the exit code is 0, or 1 when it could not do what was asked."""
    rehearse = list(words[:1]) == ["rehearse"]
    options = _parser(rehearse).parse_args(words[1:] if rehearse else words)
    language: Language = system_language()
    if sys.platform == "linux" and not any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    ):
        if not rehearse:
            print(sentence("display.none", language), file=sys.stderr)
            return 1
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_tell_qt_message)
    app = QApplication(["handsup"])
    install(app, language)
    app.setWindowIcon(window_icon())
    copy = OneCopy(data_folder(options.data))
    if not copy.take():
        print(sentence("copy.running", language))
        return 1 if rehearse else 0
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    waking = QTimer(interval=200)  # lets Python see the signals
    waking.timeout.connect(lambda: None)
    waking.start()
    return _rehearse(app, options, language) if rehearse else _present(app, copy, options, language)


def _parser(rehearse: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handsup rehearse" if rehearse else "handsup")
    parser.add_argument("deck", nargs="?", type=Path, default=BUNDLED)
    parser.add_argument("--data", type=Path, metavar="DIR", help="where sessions are kept")
    if rehearse:
        parser.add_argument("--phones", type=int, default=30)
        parser.add_argument("--speed", type=float, default=1.0)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--out", type=Path, metavar="DIR", help="where pictures and report go")
    return parser


def _present(app: QApplication, copy: OneCopy, options: argparse.Namespace, language: Language) -> int:
    presenter = build(data_folder(options.data), language)
    app.setQuitOnLastWindowClosed(False)
    presenter.desk.closed.connect(app.quit)
    copy.called.connect(presenter.console.raise_)
    copy.called.connect(presenter.console.activateWindow)
    start(presenter, options.deck.absolute())
    code = app.exec()
    presenter.close()
    return code


def _rehearse(app: QApplication, options: argparse.Namespace, language: Language) -> int:
    folder = options.out or Path(tempfile.gettempdir()) / f"handsup-{datetime.now():%Y%m%d-%H%M%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        print(sentence("rehearsal.folder", language, folder=folder), file=sys.stderr)
        return 1
    presenter = build(data_folder(options.data), language, speed=options.speed, rehearsal=True)
    plan = Plan(options.phones, options.seed, folder.absolute(), language)
    rehearsal = Rehearsal(
        plan,
        presenter.show,
        presenter.session,
        presenter.past,
        presenter.clock,
        lambda: presenter.showing.settled,
        presenter.root,
    )
    _connect_rehearsal(app, presenter, rehearsal, plan)
    presenter.console.resize(*REHEARSED_CONSOLE)
    presenter.projector.resize(*REHEARSED_PROJECTOR)
    presenter.projector.show()
    start(presenter, options.deck.absolute())
    code = app.exec()
    rehearsal.stop()
    if options.speed != 1:
        presenter.server.stop_server()  # the next lesson's server must run at life's speed
    presenter.close()
    return code


def _connect_rehearsal(app: QApplication, p: Presenter, rehearsal: Rehearsal, plan: Plan) -> None:
    camera = Camera(plan.folder, p.root)
    decks: list[Deck] = []
    welcomes: list[HostWelcome] = []

    def begin() -> None:
        if not decks or not welcomes:
            return
        welcome = welcomes.pop()
        if welcome.session is not None and not welcome.session.rehearsal:
            fail(sentence("rehearsal.session_open", p.language))
        elif welcome.speed != p.server.speed:
            p.server.stop_server()  # it is idle; one of the right speed is started
        else:
            rehearsal.begin(decks[0], welcome.phone_port)

    def take(stage: str) -> None:
        camera.take(stage, console=p.console, projector=p.projector)

    def finish(figures: SessionFigures) -> None:
        p.review.show()
        QTimer.singleShot(PAINTED_MS, p.root, lambda: leave(figures))

    def leave(figures: SessionFigures) -> None:
        camera.take("review", review=p.review)
        camera.finish()
        row = figures.session
        print(sentence("rehearsal.done", p.language, phones=row.joined, answers=row.answers))
        print(sentence("rehearsal.written", p.language, folder=plan.folder))
        app.exit(0)

    def fail(reason: str) -> None:
        print(sentence("rehearsal.failed", p.language, reason=reason), file=sys.stderr)
        app.exit(1)

    def refuse(error: DeckError) -> None:
        fail(sentence(error.code, p.language, **error.values))

    p.opening.opened.connect(decks.append)
    p.opening.opened.connect(begin)
    p.link.welcomed.connect(welcomes.append)
    p.link.welcomed.connect(begin)
    p.opening.failed.connect(refuse)
    p.connection.failed.connect(fail)
    rehearsal.stage_reached.connect(take)
    rehearsal.told.connect(_tell(p.language))
    rehearsal.finished.connect(finish)
    rehearsal.failed.connect(fail)


def _tell_qt_message(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    """Qt's own words go to the log; where windows can't be raised or resized nobody need know."""
    if not message.startswith("This plugin does not support"):
        log.warning("Qt: %s", message)


def _tell(language: Language) -> Callable[[Progress], None]:
    def tell(progress: Progress) -> None:
        print(sentence(progress.code, language, **progress.values), flush=True)

    return tell
