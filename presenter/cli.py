"""The presenter's words on the command line: present a deck, or rehearse it."""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSize, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from assets import ASSETS
from assets.sentences import Language, sentence, system_language
from decks.render.pictures import Pictures
from presenter.faults import log
from presenter.one_copy import OneCopy
from presenter.settings import SettingsFile, data_folder, spoken
from presenter.widgets.icons import window_icon
from presenter.widgets.language import install
from presenter.widgets.theme import wear

BUNDLED = ASSETS / "decks" / "催收培训师试讲.pptx"
MOST_PHONES = 2000
FASTEST = 1000
FRAME = QSize(16, 48)  # what a window manager puts around a window, at most; known only once it is shown


def main(words: Sequence[str]) -> int:
    """Runs the program; the exit code is 0, or 1 when it could not do what was asked."""
    rehearse = list(words[:1]) == ["rehearse"]
    language: Language = system_language()
    options = _parser(rehearse, language).parse_args(words[1:] if rehearse else words)
    if sys.platform == "linux" and not any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    ):
        if not rehearse:
            print(sentence("display.none", language), file=sys.stderr)
            return 1
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.umask(0o077)  # names and answers are for this user's eyes
    app = QApplication(["handsup"])
    # Only as long as the program runs: what Qt says while Python ends would find half of Python gone.
    with _qt_messages_in_log():
        return _run(app, options, rehearse, language)


def _run(app: QApplication, options: argparse.Namespace, rehearse: bool, language: Language) -> int:
    settings = SettingsFile(data_folder(options.data)).settings
    language = spoken(settings, language)
    install(app, language)
    wear(settings.theme)
    app.setWindowIcon(window_icon())
    copy = OneCopy(data_folder(options.data))
    if not copy.take(None if options.deck == BUNDLED else options.deck.absolute()):
        print(sentence("copy.running", language))
        return 1 if rehearse else 0
    pictures = Pictures()
    pictures.warm_up()  # the drawing process loads its code while the rest of this one's is loaded
    if rehearse:
        return _rehearse(app, options, language, pictures)
    return _present(app, copy, options, language, pictures)


def _parser(rehearse: bool, language: Language) -> argparse.ArgumentParser:
    def say(code: str) -> str:
        return sentence(f"presenter_help.{code}", language)

    name = "handsup rehearse" if rehearse else "handsup"
    parser = argparse.ArgumentParser(prog=name, description=say("rehearse" if rehearse else "present"))
    parser.add_argument("deck", nargs="?", type=Path, default=BUNDLED, help=say("deck"))
    parser.add_argument("--data", type=Path, metavar="DIR", help=say("data"))
    if rehearse:
        parser.add_argument("--phones", type=_whole(1, MOST_PHONES), default=30, help=say("phones"))
        parser.add_argument("--speed", type=_speed, default=1.0, help=say("speed"))
        parser.add_argument("--seed", type=int, default=1, help=say("seed"))
        parser.add_argument("--out", type=Path, metavar="DIR", help=say("out"))
    return parser


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isdecimal() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"{least} … {most}")
        return int(text)

    return read


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0
    if not 0 < speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"0 … {FASTEST}")
    return speed


def _present(
    app: QApplication, copy: OneCopy, options: argparse.Namespace, language: Language, pictures: Pictures
) -> int:
    from presenter.app import build, start

    presenter = build(data_folder(options.data), language, pictures=pictures)
    app.setQuitOnLastWindowClosed(False)
    # Not `quit`: that asks every window, and the console asks the trainer.
    presenter.desk.closed.connect(lambda: app.exit(0))
    copy.called.connect(presenter.console.raise_)
    copy.called.connect(presenter.console.activateWindow)
    copy.deck_called.connect(lambda path: presenter.opening.open(Path(path)))
    _on_signals(lambda: app.exit(0))
    fit(presenter.console)
    start(presenter, options.deck.absolute())
    code = app.exec()
    presenter.close()
    return code


def _rehearse(app: QApplication, options: argparse.Namespace, language: Language, pictures: Pictures) -> int:
    from presenter.app import build, start
    from presenter.rehearsal import Plan
    from presenter.rehearsing import Rehearsing

    folder = options.out or Path(tempfile.gettempdir()) / f"handsup-{datetime.now():%Y%m%d-%H%M%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        print(sentence("rehearsal.folder", language, folder=folder), file=sys.stderr)
        return 1
    presenter = build(
        data_folder(options.data), language, speed=options.speed, rehearsal=True, pictures=pictures
    )
    app.setQuitOnLastWindowClosed(False)
    rehearsing = Rehearsing(presenter, Plan(options.phones, options.seed, folder.absolute(), language))
    rehearsing.told.connect(lambda text: print(text, flush=True))
    rehearsing.complained.connect(lambda text: print(text, file=sys.stderr))
    rehearsing.over.connect(app.exit)
    _on_signals(rehearsing.abandon)
    rehearsing.show_windows()
    start(presenter, options.deck.absolute())
    code = app.exec()
    presenter.close()
    return code


def fit(window: QWidget) -> None:
    """Have a window that its screen has no room for, title bar and frame included, fill the screen."""
    room = window.screen().availableSize()
    if window.width() + FRAME.width() > room.width() or window.height() + FRAME.height() > room.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
    window.resize(window.size().boundedTo(room))


def _on_signals(act: Callable[[], None]) -> None:
    """Let Ctrl+C and a polite kill end the program in order."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: act())
    waking = QTimer(QApplication.instance(), interval=200)  # lets Python see the signals
    waking.timeout.connect(lambda: None)
    waking.start()


@contextmanager
def _qt_messages_in_log() -> Iterator[None]:
    qInstallMessageHandler(_tell_qt_message)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


def _tell_qt_message(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    """Qt's own words go to the log; where windows can't be raised or resized nobody need know."""
    if not message.startswith("This plugin does not support"):
        log.warning("Qt: %s", message)
