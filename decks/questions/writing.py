"""A question written down in the syntax of the notes, so that reading gives the same question again."""

from assets.sentences import Language
from decks.questions.keywords import Keyword, is_plain
from decks.questions.model import Question

_HEADER: dict[Language, str] = {"en": "[question]", "zh": "【提问】"}
_END: dict[Language, str] = {"en": "[end]", "zh": "【结束】"}
_SEVERAL: dict[Language, str] = {"en": "several", "zh": "多选"}
_NO: dict[Language, str] = {"en": "no", "zh": "否"}


def write_question(question: Question, language: Language) -> str:
    """The question as lines for a slide's notes, from `[question]` to `[end]`, in the keywords of
    `language`. A line of its texts that would read as something else gets a backslash before it."""
    lines = [_HEADER[language], *_text_lines(question.stem)]
    for place, option in enumerate(question.options):
        first, *more = _text_lines(option)
        lines += [f"{chr(ord('A') + place)}. {first}", *more]
    lines += [keyword.word(language) + value for keyword, value in _settings(question, language)]
    if question.explanation:
        first, *more = _text_lines(question.explanation)
        lines += [Keyword.EXPLAIN.word(language) + first, *more]
    return "\n".join([*lines, _END[language]])


def _settings(question: Question, language: Language) -> list[tuple[Keyword, str]]:
    settings: list[tuple[Keyword, str]] = []
    if question.correct:
        letters = [chr(ord("A") + place) for place in question.correct]
        settings.append((Keyword.ANSWER, ", ".join(letters)))
    if question.several and len(question.correct) < 2:
        settings.append((Keyword.TYPE, _SEVERAL[language]))
    if question.time_limit_s is not None:
        settings.append((Keyword.TIME, str(question.time_limit_s)))
    if question.points != 1:
        settings.append((Keyword.POINTS, str(question.points)))
    if not question.changeable:
        settings.append((Keyword.CHANGE, _NO[language]))
    return [*settings, (Keyword.ID, question.id)]


def _text_lines(text: str) -> list[str]:
    return [line if is_plain(line) else "\\" + line for line in text.split("\n")]
