"""What is in a deck and what is wrong with it, in lines for the trainer to read."""

from collections.abc import Iterator, Sequence

from assets.sentences import Language, sentence
from decks.model import Deck, Problem
from decks.opening import readable
from decks.plain_text import shortened
from decks.questions.model import Question

LONGEST_TITLE = 80
"""Characters of a title or a question's stem in its line."""


def report(deck: Deck, problems: Sequence[Problem], language: Language) -> Iterator[str]:
    """The lines about a deck: what it is, its slides and their questions, then the problems."""
    yield from _summary(deck, language)
    yield ""
    yield from _contents(deck, language)
    yield ""
    for problem in sorted(problems, key=lambda p: (p.slide or 0, p.line or 0)):
        yield _said(problem, language)
    if not problems:
        yield sentence("check.fine", language)


def _summary(deck: Deck, language: Language) -> Iterator[str]:
    hidden = sum(slide.hidden for slide in deck.slides)
    seconds = sum(slide.notes.planned_s or 0 for slide in deck.slides)
    yield sentence("check.title", language, name=readable(deck.path.name), title=_in_a_line(deck.title))
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
        title = _in_a_line(slide.title) or sentence("check.untitled", language)
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
    between = sentence("check.between", language)
    return sentence("check.asked", language, stem=_in_a_line(question.stem), marks=between.join(marks))


def _said(problem: Problem, language: Language) -> str:
    words = sentence(problem.code, language, **problem.values)
    if not problem.serious:
        words = sentence("check.note", language, words=words)
    if problem.slide is None:
        return sentence("check.problem_deck", language, words=words)
    code = "check.problem" if problem.line is None else "check.problem_line"
    return sentence(code, language, slide=problem.slide, line=problem.line, words=words)


def _in_a_line(text: str) -> str:
    return shortened(" ".join(text.split()), LONGEST_TITLE)
