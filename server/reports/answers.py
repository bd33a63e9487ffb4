"""Every answer as a row: the columns of Kahoot's raw report first, then our own."""

from collections.abc import Iterator
from datetime import tzinfo

from assets.sentences import Language
from decks.questions.model import Question
from server.figures import GivenAnswer, ParticipantFigures, RoundFigures, SessionFigures
from server.reports.csv_page import Cell, csv_page
from server.reports.wording import Wording

_LEAST_OPTIONS = 6


def answers_csv(figures: SessionFigures, language: Language, *, zone: tzinfo | None = None) -> bytes:
    """The answers as CSV, one row an answer."""
    return csv_page(answer_columns(figures), answer_rows(figures, Wording(language, zone)))


def answer_columns(figures: SessionFigures) -> tuple[str, ...]:
    """The columns' names, the same in every language so that other programs find them."""
    return (
        "Question Number",
        "Question",
        *(f"Answer {number}" for number in range(1, _option_columns(figures) + 1)),
        "Correct Answers",
        "Time Allotted to Answer (seconds)",
        "Player",
        "Answer",
        "Correct / Incorrect",
        "Score",
        "Answer Time (seconds)",
        "Round",
        "Slide",
        "Participant Id",
        "Session",
        "Session Start",
        "Rehearsal",
        "Confidence (1-3)",
    )


def answer_rows(figures: SessionFigures, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    """The answers in the order of the rounds, then of joining."""
    numbers = number_questions(figures)
    width = _option_columns(figures)
    given = {
        (answer.question_id, answer.round, person.number): answer
        for person in figures.participants
        for answer in person.answers
    }
    session: tuple[Cell, ...] = (
        figures.session.session_id,
        wording.when(figures.session.opened_at_ms).strftime("%Y-%m-%d %H:%M:%S"),
        wording.say("rehearsal") if figures.session.rehearsal else "",
    )
    for asked in figures.rounds:
        question = _question_cells(asked.question, numbers[asked.question.id], width, wording)
        for person in figures.participants:
            answer = given.get((asked.question.id, asked.round, person.number))
            if answer is not None:
                cells = _answer_cells(asked, person, answer, wording.name(person, figures), wording)
                yield (*question, *cells, *session, answer.confidence)


def number_questions(figures: SessionFigures) -> dict[str, int]:
    """The questions' numbers by id, from 1 in the order in which they were first asked."""
    ids = dict.fromkeys(asked.question.id for asked in figures.rounds)
    return {question_id: number for number, question_id in enumerate(ids, start=1)}


def _option_columns(figures: SessionFigures) -> int:
    return max(_LEAST_OPTIONS, *(len(asked.question.options) for asked in figures.rounds), 0)


def _question_cells(question: Question, number: int, width: int, wording: Wording) -> tuple[Cell, ...]:
    options = wording.options(question) + ("",) * (width - len(question.options))
    correct = "" if question.solution is None else wording.said(question, question.solution)
    return (number, question.stem, *options, correct, question.time_limit_s)


def _answer_cells(
    asked: RoundFigures, person: ParticipantFigures, answer: GivenAnswer, name: str, wording: Wording
) -> tuple[Cell, ...]:
    verdict = {True: "Correct", False: "Incorrect", None: ""}[answer.right]
    return (
        name,
        wording.said(asked.question, answer.answer),
        verdict,
        answer.points,
        round(answer.response_s, 3),
        asked.round,
        asked.slide,
        person.participant,
    )
