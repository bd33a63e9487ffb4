"""The command line for decks: `render DECK --out DIR --width N --with WAY` and `check DECK`."""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from assets.sentences import Language, sentence, system_language
from decks.checking import report
from decks.model import Deck, DeckError, Problem
from decks.opening import open_deck
from decks.render.export import Export

if TYPE_CHECKING:
    from decks.render.renderer import Renderer

FINE, PROBLEMS, NO_DECK, INTERRUPTED = 0, 1, 2, 130
NARROWEST, WIDEST = 16, 8192


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code: 0 fine, 1 something serious is wrong, 2 it is no deck or no such
    command, 130 interrupted."""
    language = system_language()
    _speak_everywhere()
    options = _parser(language).parse_args(arguments)
    try:
        code = _carry_out(options, language)
        if sys.stdout is not None:
            sys.stdout.flush()  # while what goes wrong with it can still be said
        return code
    except DeckError as error:
        _complain(sentence(error.code, language, **error.values))
        return PROBLEMS if error.code.startswith("office.") else NO_DECK
    except BrokenPipeError:  # `check | head`: whoever listened has heard enough
        _fall_silent()
        return PROBLEMS
    except OSError:
        _fall_silent()
        _complain(sentence("check.unwritable", language))
        return PROBLEMS
    except KeyboardInterrupt:
        _fall_silent()
        return INTERRUPTED


def _speak_everywhere() -> None:
    """What a terminal or a file of another encoding can't hold becomes `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _fall_silent() -> None:
    """Python's end writes what is still to be written: not to somebody who no longer listens."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - kept to the end, which flushes it


def _complain(words: str) -> None:
    print(words, file=sys.stderr)


def _carry_out(options: argparse.Namespace, language: Language) -> int:
    deck = open_deck(options.deck)
    if options.command == "check":
        return _check(deck, language)
    export = _libreoffice(deck) if options.way == "libreoffice" else None
    return _render(deck, options.out, options.width, export, language)


class _Parser(argparse.ArgumentParser):
    """What it says about words it doesn't understand is in argparse's English; so it says it in ours, too."""

    def error(self, message: str) -> NoReturn:
        _complain(f"{self.format_usage()}{message}")
        self.exit(NO_DECK, sentence("check.misused", system_language(), program=self.prog) + "\n")


def _parser(language: Language) -> argparse.ArgumentParser:
    program, deck = sentence("check.help", language), sentence("check.help_deck", language)
    parser = _Parser(prog="handsup", description=program)
    commands = parser.add_subparsers(dest="command", required=True, metavar="WORD")
    about = sentence("check.help_render", language)
    render = commands.add_parser("render", help=about, description=about)
    render.add_argument("deck", type=_path, metavar="DECK", help=deck)
    out = sentence("check.help_out", language)
    render.add_argument("--out", type=_path, required=True, metavar="DIR", help=out)
    width = sentence("check.help_width", language)
    render.add_argument("--width", type=_width, default=960, metavar="N", help=width)
    ways, way = ("builtin", "libreoffice"), sentence("check.help_with", language)
    render.add_argument("--with", dest="way", choices=ways, default="builtin", help=way)
    about = sentence("check.help_check", language)
    check = commands.add_parser("check", help=about, description=about)
    check.add_argument("deck", type=_path, metavar="DECK", help=deck)
    return parser


def _path(text: str) -> Path:
    """Not an empty one: that would be the folder we are in."""
    if not text:
        raise argparse.ArgumentTypeError("''")
    return Path(text)


def _width(text: str) -> int:
    if not (text.isdecimal() and len(text) < 9 and NARROWEST <= int(text) <= WIDEST):
        raise argparse.ArgumentTypeError(f"{NARROWEST} … {WIDEST}")
    return int(text)


def _libreoffice(deck: Deck) -> Export | None:
    """The deck as LibreOffice draws it; a PDF has only one way. Raises `DeckError`."""
    from decks.render.office.converting import convert
    from decks.render.office.exports import ExportStore
    from decks.render.office.program import find_soffice

    if deck.is_pdf:
        return None
    program = find_soffice()
    if program is None:
        raise DeckError("office.not_found")
    return convert(deck.path, deck.sha256, program, ExportStore())


def _render(deck: Deck, folder: Path, width: int, export: Export | None, language: Language) -> int:
    _start_qt()
    renderer = _renderer(deck, export)
    try:
        for slide in deck.slides:
            # No shape is taller than twenty times its width, so the width alone decides.
            picture = renderer.draw(slide.number, slide.steps - 1, width, width * 20).image
            try:
                folder.mkdir(parents=True, exist_ok=True)
                saved = picture.save(str(folder / f"{slide.number:04}.png"))
            except OSError:
                saved = False
            if not saved:
                _complain(sentence("render.folder", language, name=folder))
                return PROBLEMS
            print(f"{slide.number}/{len(deck.slides)}", file=sys.stderr)
    finally:
        renderer.close()
    return FINE


def _renderer(deck: Deck, export: Export | None = None) -> "Renderer":
    """What draws the deck and comes to an end with each slide."""
    from decks.render.renderer import open_renderer
    from decks.render.watched_renderer import WatchedRenderer

    return WatchedRenderer(deck) if deck.is_pdf else open_renderer(deck, export)


def _check(deck: Deck, language: Language) -> int:
    problems = [*deck.problems, *_drawing_problems(deck)]
    for line in report(deck, problems, language):
        print(line)
    return PROBLEMS if any(problem.serious for problem in problems) else FINE


def _drawing_problems(deck: Deck) -> list[Problem]:
    _start_qt()
    renderer = _renderer(deck)
    try:
        found = [problem for slide in deck.slides for problem in renderer.problems(slide.number)]
        # What is so in the whole deck is found on each slide.
        return [problem for place, problem in enumerate(found) if problem not in found[:place]]
    finally:
        renderer.close()


def _start_qt() -> None:
    """Qt for drawing alone, without a display where there is none."""
    from PySide6.QtGui import QGuiApplication

    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if QGuiApplication.instance() is None:
        # Kept by Qt's own global pointer only while Python holds it: it lives as long as the process.
        _started.append(QGuiApplication([]))


_started: list[object] = []
