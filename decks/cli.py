"""The command line for decks: `render DECK --out DIR --width N --with WAY` and `check DECK`."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assets.sentences import Language, sentence, system_language
from decks.model import Deck, DeckError, Problem
from decks.opening import open_deck, readable
from decks.questions.model import Question
from decks.render.export import Export

FINE, PROBLEMS, NO_DECK = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code: 0 fine, 1 something serious is wrong, 2 it is no deck."""
    options = _parser().parse_args(arguments)
    language = system_language()
    try:
        deck = open_deck(options.deck)
        if options.command == "render":
            export = _libreoffice(deck) if options.way == "libreoffice" else None
            return _render(deck, options.out, options.width, export)
        return _check(deck, language)
    except DeckError as error:
        print(sentence(error.code, language, **error.values), file=sys.stderr)
        return PROBLEMS if error.code.startswith("office.") else NO_DECK
    except BrokenPipeError:
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handsup", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    render = commands.add_parser("render", help="draw each slide, hidden ones too, as a PNG")
    render.add_argument("deck", type=Path)
    render.add_argument("--out", type=Path, required=True, help="the folder for 0001.png, 0002.png …")
    render.add_argument("--width", type=_width, default=960, help="of the pictures, in pixels")
    ways = ("builtin", "libreoffice")
    render.add_argument("--with", dest="way", choices=ways, default="builtin", help="what draws them")
    check = commands.add_parser("check", help="say what is in a deck and what is wrong with it")
    check.add_argument("deck", type=Path)
    return parser


def _width(text: str) -> int:
    width = int(text)
    if not 16 <= width <= 8192:
        raise ValueError(text)
    return width


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


def _render(deck: Deck, folder: Path, width: int, export: Export | None) -> int:
    from decks.render.renderer import open_renderer

    _start_qt()
    renderer = open_renderer(deck, export)
    count = len(deck.slides)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for slide in deck.slides:
            # No shape is taller than twenty times its width, so the width alone decides.
            picture = renderer.draw(slide.number, slide.steps - 1, width, width * 20).image
            path = folder / f"{slide.number:04}.png"
            if not picture.save(str(path)):
                raise OSError(path)
            print(f"{slide.number}/{count}", file=sys.stderr)
    except OSError:
        print(sentence("render.folder", system_language(), name=folder), file=sys.stderr)
        return PROBLEMS
    finally:
        renderer.close()
    return FINE


def _check(deck: Deck, language: Language) -> int:
    problems = sorted([*deck.problems, *_drawing_problems(deck)], key=lambda p: (p.slide or 0, p.line or 0))
    for line in (*_summary(deck, language), "", *_contents(deck, language), ""):
        print(line)
    for problem in problems:
        print(_said(problem, language))
    if not problems:
        print(sentence("check.fine", language))
    return PROBLEMS if any(problem.serious for problem in problems) else FINE


def _summary(deck: Deck, language: Language) -> Iterator[str]:
    hidden = sum(slide.hidden for slide in deck.slides)
    seconds = sum(slide.notes.planned_s or 0 for slide in deck.slides)
    yield sentence("check.title", language, name=readable(deck.path.name), title=deck.title)
    yield sentence("check.slides", language, count=len(deck.slides), hidden=hidden)
    yield sentence("check.questions", language, count=sum(len(slide.questions) for slide in deck.slides))
    planned = sentence("check.planned", language, minutes=f"{seconds / 60:g}")
    yield planned if seconds else sentence("check.unplanned", language)


def _contents(deck: Deck, language: Language) -> Iterator[str]:
    """A line for each slide and each of its questions."""
    for slide in deck.slides:
        marks = [sentence("check.hidden", language)] if slide.hidden else []
        if slide.notes.planned_s is not None:
            marks.append(sentence("check.minutes", language, minutes=f"{slide.notes.planned_s / 60:g}"))
        title = " ".join(slide.title.split()) or sentence("check.untitled", language)
        yield "  ".join([f"{slide.number:>4}", title, *marks])
        for question in slide.questions:
            yield f"      ? {_asked(question, language)}"


def _asked(question: Question, language: Language) -> str:
    """A question in one line: stem, what kind of answer, which is right, how long."""
    kind = "check.several" if question.several else "check.single" if question.graded else "check.poll"
    marks = [sentence(kind, language)]
    if question.graded:
        letters = ", ".join(chr(ord("A") + option) for option in question.correct)
        marks.append(sentence("check.right", language, letters=letters))
    if question.time_limit_s is not None:
        marks.append(sentence("check.limit", language, seconds=question.time_limit_s))
    stem = " ".join(question.stem.split())
    return sentence("check.asked", language, stem=stem, marks=sentence("check.between", language).join(marks))


def _said(problem: Problem, language: Language) -> str:
    words = sentence(problem.code, language, **problem.values)
    if not problem.serious:
        words = sentence("check.note", language, words=words)
    if problem.slide is None:
        return sentence("check.problem_deck", language, words=words)
    code = "check.problem" if problem.line is None else "check.problem_line"
    return sentence(code, language, slide=problem.slide, line=problem.line, words=words)


def _drawing_problems(deck: Deck) -> list[Problem]:
    from decks.render.renderer import open_renderer

    _start_qt()
    renderer = open_renderer(deck)
    try:
        return [problem for slide in deck.slides for problem in renderer.problems(slide.number)]
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
