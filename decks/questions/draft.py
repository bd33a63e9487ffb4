"""A question's lines in a slide's notes, sorted into stem, options and settings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from decks.model import Problem
from decks.questions.keywords import (
    Keyword,
    Setting,
    header_rest,
    looks_like_setting,
    read_option,
    read_setting,
)

NumberedLine = tuple[int, str]
"""A line of the notes with its number, counted from 1."""


@dataclass(slots=True)
class Findings:
    """What was found wrong on one slide. A problem that a question can't be asked with is `fatal`."""

    slide: int
    problems: list[Problem] = field(default_factory=list)
    fatal: bool = False

    def lost(self, code: str, line: int, **values: str) -> None:
        """Note a problem because of which the question is left out."""
        self.fatal = True
        self.problems.append(Problem(f"question.{code}", self.slide, line, True, values))

    def doubtful(self, code: str, line: int, serious: bool = False, **values: str) -> None:
        """Note a problem with which the question can still be asked."""
        self.problems.append(Problem(f"question.{code}", self.slide, line, serious, values))


@dataclass(slots=True)
class Draft:
    """A question as written. Texts are lists of lines; `stray` belongs to no part of the question."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    settings: dict[Keyword, tuple[int, Setting]] = field(default_factory=dict)
    plans: list[tuple[int, Setting]] = field(default_factory=list)
    stray: list[NumberedLine] = field(default_factory=list)


def read_draft(lines: Sequence[NumberedLine], findings: Findings) -> Draft:
    """Sort the lines of one question; the first is its `[question]` line."""
    number, head = lines[0]
    reader = _DraftReader(Draft(number), findings)
    first = header_rest(head)
    if first:
        reader.read_text(number, _verbatim(first))
    for number, line in lines[1:]:
        reader.read_line(number, line)
    return reader.draft


class _DraftReader:
    """Reads line by line; `target` is what a line without a mark of its own continues."""

    def __init__(self, draft: Draft, findings: Findings) -> None:
        self.draft = draft
        self.findings = findings
        self.target: list[str] | None = draft.stem

    def read_line(self, number: int, line: str) -> None:
        if line.startswith("\\"):
            self.read_text(number, line[1:])
        elif setting := read_setting(line):
            self._read_setting(number, setting)
        elif not self._read_option(number, line):
            self._read_loose(number, line.strip())

    def read_text(self, number: int, text: str) -> None:
        """A line that continues what came before it."""
        if self.target is None and not self.draft.stem:
            self.target = self.draft.stem
        if self.target is None:
            self._stray(number, text)
        else:
            self.target.append(text)

    def _read_option(self, number: int, line: str) -> bool:
        draft = self.draft
        option = read_option(line)
        explaining = self.target is draft.explanation and len(draft.options) > 0
        if option is None or explaining:
            return False
        expected = chr(ord("A") + len(draft.options))
        if option.letter != expected and not draft.options:
            return False
        if option.letter != expected:
            self.findings.lost("option_order", number, letter=option.letter, expected=expected)
        self.target = [_verbatim(option.text)]
        draft.options.append(self.target)
        return True

    def _read_setting(self, number: int, setting: Setting) -> None:
        draft = self.draft
        if setting.keyword is Keyword.MINUTES:
            draft.plans.append((number, setting))
            return
        self.target = None
        if setting.keyword is Keyword.EXPLAIN:
            self.target = draft.explanation
            if setting.value.strip():
                self.target.append(_verbatim(setting.value))
        elif setting.keyword in draft.settings:
            serious = setting.keyword is Keyword.ANSWER
            self.findings.doubtful("twice", number, serious=serious, word=setting.word)
        else:
            draft.settings[setting.keyword] = (number, setting)

    def _read_loose(self, number: int, text: str) -> None:
        after_options = len(self.draft.options) > 0 and self.target is not self.draft.explanation
        if after_options and looks_like_setting(text):
            self._stray(number, text)
        else:
            self.read_text(number, text)

    def _stray(self, number: int, text: str) -> None:
        self.draft.stray.append((number, text))
        shown = text if len(text) <= 40 else text[:39] + "…"
        self.findings.doubtful("stray", number, serious=looks_like_setting(text), text=shown)


def _verbatim(text: str) -> str:
    """A text that begins with a backslash stands as it is; any other loses the spaces around it."""
    return text[1:] if text.startswith("\\") else text.strip()
