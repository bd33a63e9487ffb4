"""What people type on their phones, made fit to be stored and shown."""

import re
import unicodedata

from decks.questions.model import LONGEST_TEXT, LONGEST_WORD, Answer, TextAnswer, WordsAnswer

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control and format characters (bidi overrides among them), surrogates, private and unassigned ones."""
_JOINERS = "\u200c\u200d"
"""Needed by Persian, Indic scripts and emoji; harmless inside a word."""
_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MOST_MARKS = 8
"""On one letter; more of them climb over the lines above."""


def clean_line(text: str, longest: int) -> str:
    """`text` in NFC, on one line, without what can't be seen, with single spaces, at most `longest`
    characters; empty if nothing visible is left."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    seen = "".join(char for char in spaced if char in _JOINERS or unicodedata.category(char) not in _UNSEEN)
    words = _thinned(unicodedata.normalize("NFC", " ".join(seen.split())))[:longest].strip(" " + _JOINERS)
    return words if any(char not in _JOINERS and not unicodedata.combining(char) for char in words) else ""


def clean_text(text: str, longest: int) -> str:
    """The same for text of several lines, with at most one empty line between two others."""
    lines: list[str] = []
    for line in map(lambda line: clean_line(line, longest), _LINE_BREAK.split(text)):
        if line or (lines and lines[-1]):
            lines.append(line)
    cleaned = "\n".join(lines).strip()
    return cleaned if len(cleaned) <= longest else clean_text(cleaned[:longest], longest)


def clean_answer(answer: Answer) -> Answer:
    """`answer` with all that was typed cleaned; words of which nothing is left are left out."""
    match answer:
        case TextAnswer():
            return TextAnswer(clean_text(answer.text, LONGEST_TEXT))
        case WordsAnswer():
            words = (clean_line(word, LONGEST_WORD) for word in answer.words)
            return WordsAnswer(tuple(word for word in words if word))
        case _:
            return answer


def _thinned(text: str) -> str:
    """`text` with at most `_MOST_MARKS` combining marks on a letter."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)
