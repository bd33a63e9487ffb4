"""A slide's notes as a trainer types them: questions and the plan taken out, the rest left to be read.

The grammar is described in `docs/questions.md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from decks.model import Notes, Problem
from decks.questions.draft import Draft, Findings, NumberedLine, read_draft
from decks.questions.folding import split_lines
from decks.questions.keywords import Keyword, Setting, end_rest, header_rest, read_setting
from decks.questions.marking import distinguish, make_question
from decks.questions.model import Question
from decks.questions.settings import read_duration_s

MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class NotesRead:
    """What a slide's notes hold: the trainer's text and plan, the questions in their order, and
    what could not be understood. A question left out for a problem stays in `notes.text`."""

    notes: Notes
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]


def read_notes(text: str, slide: int) -> NotesRead:
    """Read the notes of the slide with this number, counted from 1. Takes any text and never raises."""
    reader = _NotesReader(slide)
    for block in _blocks(split_lines(text)):
        reader.read_block(block)
    return reader.result()


def _blocks(lines: list[str]) -> Iterator[list[NumberedLine]]:
    """The lines cut into questions, each with its `[question]` line first, and single other lines."""
    block: list[NumberedLine] = []
    for number, line in enumerate(lines, start=1):
        rest = end_rest(line)
        starts = header_rest(line) is not None
        if block and (starts or rest is not None or not line.strip()):
            yield block
            block = []
            if rest is not None:
                if rest:
                    yield [(number, rest)]
                continue
        if block or starts:
            block.append((number, line))
        else:
            yield [(number, line)]
    if block:
        yield block


class _NotesReader:
    """Gathers what the blocks of one slide's notes yield."""

    def __init__(self, slide: int) -> None:
        self.slide = slide
        self.kept: list[str] = []
        self.questions: list[Question] = []
        self.problems: list[Problem] = []
        self.ids: set[str] = set()
        self.planned_s: float | None = None

    def read_block(self, block: list[NumberedLine]) -> None:
        number, line = block[0]
        if header_rest(line) is not None:
            self._read_question(block)
        elif (setting := read_setting(line)) and setting.keyword is Keyword.MINUTES:
            if not self._read_plan(number, setting):
                self.kept.append(line)
        else:
            self.kept.append(line)

    def result(self) -> NotesRead:
        text = re.sub(r"\n\s*\n\s*\n", "\n\n", "\n".join(self.kept)).strip()
        problems = sorted(self.problems, key=lambda problem: problem.line or 0)
        return NotesRead(Notes(text, self.planned_s), tuple(self.questions), tuple(problems))

    def _read_question(self, block: list[NumberedLine]) -> None:
        findings = Findings(self.slide)
        draft = read_draft(block, findings)
        question = make_question(draft, findings)
        self.problems += findings.problems
        for number, setting in draft.plans:
            self._read_plan(number, setting)
        if question is None:
            self.kept += [line for _, line in block]
            return
        self.kept += [text for _, text in draft.stray]
        self._keep(question, draft)

    def _keep(self, question: Question, draft: Draft) -> None:
        if question.id in self.ids:
            found = Findings(self.slide)
            found.doubtful("same_id", draft.line, id=question.id)
            self.problems += found.problems
        self.questions.append(distinguish(question, self.ids))

    def _read_plan(self, number: int, setting: Setting) -> bool:
        findings = Findings(self.slide)
        seconds = read_duration_s(setting.value, unit_s=60)
        if seconds is None or not 0 < seconds <= MOST_MINUTES * 60:
            findings.doubtful("minutes", number, value=setting.value.strip()[:40], most=str(MOST_MINUTES))
        elif self.planned_s is not None:
            findings.doubtful("minutes_twice", number)
        else:
            self.planned_s = seconds
        self.problems += findings.problems
        return not findings.problems
