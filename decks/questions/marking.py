"""From a question as written to a question that can be asked, or to what must be mended first."""

import hashlib
import re

from msgspec.structs import replace

from decks.questions.draft import Draft, Findings
from decks.questions.folding import identity_of, plain_value, same_words
from decks.questions.keywords import KINDS, LATER_KINDS, Keyword, Kind
from decks.questions.model import Choice, Question
from decks.questions.settings import read_answer, read_duration_s, read_truth, read_whole, read_yes

MAX_STEM = 1000
MAX_OPTIONS = 10
MAX_OPTION = 300
MAX_EXPLANATION = 2000
MAX_POINTS = 1000
TIME_LIMITS_S = (1, 3600)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_HAN = re.compile("[\u3400-\u9fff]")


def question_id(stem: str, options: tuple[str, ...]) -> str:
    """The id of a question that was given none: the same for the same words, whatever their width, case
    and spacing."""
    words = "\x1f".join(same_words(text) for text in (stem, *options))
    return "q" + hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def distinguish(question: Question, taken: set[str]) -> Question:
    """The question under an id that isn't in `taken`, which it joins."""
    name, count = question.id, 2
    while name in taken:
        name, count = f"{question.id}-{count}", count + 1
    taken.add(name)
    return question if name == question.id else replace(question, id=name)


def make_question(draft: Draft, findings: Findings) -> Question | None:
    """The question, or `None` where something fatal was found."""
    if _is_for_later(draft, findings):
        return None
    kind = _read_kind(draft, findings)
    stem = "\n".join(draft.stem)
    options = _read_options(draft, kind, stem)
    _check_lengths(draft, findings, stem, options)
    correct = _read_correct(draft, findings, options)
    if kind is Kind.SINGLE and len(correct) > 1:
        findings.doubtful("single_with_several", draft.settings[Keyword.ANSWER][0])
    question = Choice(
        id=_read_id(draft, findings) or question_id(stem, options),
        stem=stem,
        options=options,
        correct=correct,
        several=kind is Kind.SEVERAL or len(correct) > 1,
        time_limit_s=_read_time_limit(draft, findings),
        explanation="\n".join(draft.explanation),
        points=_read_points(draft, findings),
        changeable=_read_changeable(draft, findings),
    )
    return None if findings.fatal else question


def _is_for_later(draft: Draft, findings: Findings) -> bool:
    """A question that only a later version can ask needs no other complaint."""
    line, keyword = draft.settings.get(Keyword.LATER, (0, None))
    type_line, type_ = draft.settings.get(Keyword.TYPE, (0, None))
    later_type = type_ is not None and plain_value(type_.value) in LATER_KINDS
    if keyword is None and not later_type:
        return False
    findings.problems.clear()
    if keyword is not None:
        findings.lost("later_keyword", line, word=keyword.word)
    elif type_ is not None:
        findings.lost("later_type", type_line, type=type_.value.strip())
    return True


def _read_kind(draft: Draft, findings: Findings) -> Kind | None:
    line, setting = draft.settings.get(Keyword.TYPE, (0, None))
    if setting is None:
        return None
    kind = KINDS.get(plain_value(setting.value).replace("_", "-"))
    if kind is None:
        findings.lost("type", line, value=_short(setting.value))
    if kind is Kind.POLL and Keyword.ANSWER in draft.settings:
        findings.lost("poll_with_answer", draft.settings[Keyword.ANSWER][0])
    return kind


def _read_options(draft: Draft, kind: Kind | None, stem: str) -> tuple[str, ...]:
    if draft.options:
        return tuple("\n".join(lines) for lines in draft.options)
    _, answer = draft.settings.get(Keyword.ANSWER, (0, None))
    answered_so = kind is None and answer is not None and read_truth(answer.value) is not None
    if kind is not Kind.TRUE_FALSE and not answered_so:
        return ()
    return ("对", "错") if _HAN.search(stem) else ("True", "False")


def _check_lengths(draft: Draft, findings: Findings, stem: str, options: tuple[str, ...]) -> None:
    if not stem.strip():
        findings.lost("no_stem", draft.line)
    if len(stem) > MAX_STEM:
        findings.lost("long_stem", draft.line, length=str(len(stem)), most=str(MAX_STEM))
    if len("\n".join(draft.explanation)) > MAX_EXPLANATION:
        findings.lost("long_explanation", draft.line, most=str(MAX_EXPLANATION))
    if len(options) < 2:
        findings.lost("few_options", draft.line)
    if len(options) > MAX_OPTIONS:
        findings.lost("many_options", draft.line, count=str(len(options)), most=str(MAX_OPTIONS))
    for place, option in enumerate(options[:MAX_OPTIONS]):
        letter = chr(ord("A") + place)
        if not option.strip():
            findings.lost("empty_option", draft.line, letter=letter)
        if len(option) > MAX_OPTION:
            findings.lost("long_option", draft.line, letter=letter, most=str(MAX_OPTION))
    if len({identity_of(option) for option in options}) < len(options):
        findings.doubtful("same_options", draft.line)


def _read_correct(draft: Draft, findings: Findings, options: tuple[str, ...]) -> tuple[int, ...]:
    line, setting = draft.settings.get(Keyword.ANSWER, (0, None))
    if setting is None or len(options) < 2:
        return ()
    correct = read_answer(setting.value, options)
    if correct is None:
        last = chr(ord("A") + min(len(options), 26) - 1)
        findings.lost("answer", line, value=_short(setting.value), last=last)
    return correct or ()


def _read_id(draft: Draft, findings: Findings) -> str | None:
    line, setting = draft.settings.get(Keyword.ID, (0, None))
    if setting is None:
        return None
    if _ID.fullmatch(setting.value.strip()):
        return setting.value.strip()
    findings.doubtful("id", line, value=_short(setting.value))
    return None


def _read_time_limit(draft: Draft, findings: Findings) -> int | None:
    line, setting = draft.settings.get(Keyword.TIME, (0, None))
    if setting is None:
        return None
    seconds = read_duration_s(setting.value, unit_s=1)
    least, most = TIME_LIMITS_S
    if seconds is not None and least <= seconds <= most:
        return round(seconds)
    findings.doubtful("time", line, value=_short(setting.value))
    return None


def _read_points(draft: Draft, findings: Findings) -> int:
    line, setting = draft.settings.get(Keyword.POINTS, (0, None))
    points = read_whole(setting.value) if setting is not None else 1
    if points is not None and points <= MAX_POINTS:
        return points
    findings.doubtful("points", line, value=_short(setting.value if setting else ""), most=str(MAX_POINTS))
    return 1


def _read_changeable(draft: Draft, findings: Findings) -> bool:
    line, setting = draft.settings.get(Keyword.CHANGE, (0, None))
    changeable = read_yes(setting.value) if setting is not None else True
    if changeable is None:
        findings.doubtful("change", line, value=_short(setting.value if setting else ""))
    return changeable is not False


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 40 else text[:39] + "…"
