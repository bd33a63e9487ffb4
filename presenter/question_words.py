"""What questions of every kind say beside their stem, in the user's language: for projector, console and
review."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from decks.questions.model import (
    Choice,
    Estimate,
    Matching,
    OpenText,
    Ordering,
    Question,
    Rating,
    ShortText,
    TrueFalse,
    WordCloud,
)
from server.protocol import Spread, WordCount

translate = QCoreApplication.translate


def option_words(question: Question) -> tuple[str, ...]:
    """The question's `options` as they are to be read."""
    if isinstance(question, TrueFalse):
        return translate("QuestionWords", "True"), translate("QuestionWords", "False")
    if isinstance(question, Rating):
        first, *between, last = question.options
        return (_joined(first, question.low), *between, _joined(last, question.high))
    return question.options


def how_to_answer(question: Question) -> str:  # noqa: C901 - one branch for each kind
    """What the class is to do, in a few words."""
    match question:
        case Choice(several=True):
            return translate("QuestionWords", "Several answers")
        case Choice():
            return translate("QuestionWords", "One answer")
        case TrueFalse():
            return translate("QuestionWords", "True or false?")
        case Estimate():
            return translate("QuestionWords", "Estimate a number")
        case Ordering():
            return translate("QuestionWords", "Put in order")
        case Matching():
            return translate("QuestionWords", "Match the pairs")
        case Rating():
            return translate("QuestionWords", "Rate it")
        case ShortText():
            return translate("QuestionWords", "A word or two")
        case WordCloud(words=1):
            return translate("QuestionWords", "One word")
        case WordCloud(words=most):
            return translate("QuestionWords", "Up to {n} words").format(n=most)
        case OpenText():
            return translate("QuestionWords", "In your own words")


def belonging(question: Question) -> tuple[str, ...]:
    """What belongs to the question and stands neither in its stem nor among its options."""
    if isinstance(question, Matching):
        return (translate("QuestionWords", "To match: {items}").format(items=_listed(question.right)),)
    if isinstance(question, Estimate) and question.unit:
        return (translate("QuestionWords", "In {unit}").format(unit=question.unit),)
    return ()


def solution_words(question: Question) -> tuple[str, ...]:
    """What is right, where no mark beside an option says so."""
    if question.solution is None or question.correct:
        return ()
    right = question.said(question.solution)
    if isinstance(question, ShortText):
        right = " / ".join(question.accepted)
    if isinstance(question, Estimate) and question.tolerance:
        right = f"{right} (± {question.tolerance:.12g})"
    return (translate("QuestionWords", "Right: {answer}").format(answer=right),)


def meaning_of_counts(question: Question) -> tuple[str, ...]:
    """What the counts beside the options count, where that isn't how many chose them."""
    if isinstance(question, Ordering) and question.graded:
        return (translate("QuestionWords", "Counted: who put the item at its own place"),)
    if isinstance(question, Ordering):
        return (translate("QuestionWords", "Counted: who put the item first"),)
    if isinstance(question, Matching) and question.graded:
        return (translate("QuestionWords", "Counted: who matched the item rightly"),)
    return ()


def counts_shown(question: Question) -> bool:
    """Whether counts beside the options mean anything: of pairs without a solution they don't."""
    return question.graded or not isinstance(question, Matching)


def words_said(words: Iterable[WordCount]) -> tuple[str, ...]:
    """Words with how many said them, in one line; those that the class may not see are marked."""
    said = [
        f"{word.text} ×{word.count}" if word.shown else _hidden(f"{word.text} ×{word.count}")
        for word in words
    ]
    return (_listed(said),) if said else ()


def texts_said(texts: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """Texts in participants' own words, a line each: with whether the class may see them."""
    return tuple(f"– {text}" if shown else f"– {_hidden(text)}" for text, shown in texts)


def spread_said(question: Question, spread: Spread | None) -> tuple[str, ...]:
    """How the estimates lie."""
    if spread is None:
        return ()
    unit = question.unit if isinstance(question, Estimate) else ""
    middle = translate("QuestionWords", "Median {median}").format(median=_number(spread.median, unit))
    rest = translate("QuestionWords", "Middle half {lower} to {upper}, all {low} to {high}, n = {n}")
    return (
        middle,
        rest.format(
            lower=_number(spread.lower),
            upper=_number(spread.upper),
            low=_number(spread.low),
            high=_number(spread.high),
            n=spread.n,
        ),
    )


def _number(number: float, unit: str = "") -> str:
    return f"{number:.6g} {unit}".rstrip()


def _joined(step: str, word: str) -> str:
    return f"{step} – {word}" if word else step


def _listed(items: Iterable[str]) -> str:
    return "  ·  ".join(items)


def _hidden(text: str) -> str:
    return translate("QuestionWords", "{text} (not shown to the class)").format(text=text)
