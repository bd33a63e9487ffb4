"""The values of a question's settings: answers, durations, whole numbers, yes and no."""

import re
from collections.abc import Sequence

from decks.questions.folding import fold, plain_value
from decks.questions.keywords import FALSE, TRUE

_DURATION = re.compile(
    r"(?:(?P<minutes>\d{1,4}(?:\.\d{1,3})?)\s*(?:minutes?|mins?|m|分钟|分))?"
    r"\s*(?:(?P<seconds>\d{1,5}(?:\.\d{1,3})?)\s*(?:seconds?|secs?|s|秒钟|秒))?"
)
_NUMBER = re.compile(r"\d{1,5}(?:\.\d{1,3})?")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_BETWEEN = re.compile(r"[\s,、;/&+和与及\"']+")
_YES = TRUE | {"可", "可以", "允许", "on"}
_NO = FALSE | {"不可", "不可以", "不允许", "off", "none"}
_NO_ANSWER = frozenset(("", "-", "none", "poll", "无", "没有"))


def read_duration_s(text: str, unit_s: float) -> float | None:
    """Seconds from `30`, `30s`, `30 秒`, `1.5 min`, `1分30秒` or `1:30`; a bare number counts in units
    of `unit_s` seconds. `None` if it is none of these."""
    value = plain_value(text)
    if _NUMBER.fullmatch(value):
        return float(value) * unit_s
    if clock := _CLOCK.fullmatch(value):
        return int(clock[1]) * 60.0 + int(clock[2])
    found = _DURATION.fullmatch(value)
    if found is None or not found[0]:
        return None
    return float(found["minutes"] or 0) * 60 + float(found["seconds"] or 0)


def read_whole(text: str) -> int | None:
    """A whole number from `2`, `2 points` or `2分`."""
    found = re.fullmatch(r"(\d{1,5})\s*(?:points?|分)?", plain_value(text))
    return int(found[1]) if found else None


def read_yes(text: str) -> bool | None:
    """Yes or no, in the words of either language."""
    value = plain_value(text)
    return True if value in _YES else False if value in _NO else None


def read_truth(text: str) -> bool | None:
    """True or false, in the words of either language."""
    value = plain_value(text)
    return True if value in TRUE else False if value in FALSE else None


def read_answer(text: str, options: Sequence[str]) -> tuple[int, ...] | None:
    """The right options' places, ascending, from letters (`A, C`, `AC`, `A和C`) or from an option's own
    text; empty for a poll, `None` if it names an option that isn't there."""
    value = plain_value(text)
    if value in _NO_ANSWER:
        return ()
    letters = [part for part in _BETWEEN.split(value.strip("()")) if part not in ("", "and")]
    if letters and all(re.fullmatch("[a-z]+", part) for part in letters):
        places = {ord(letter) - ord("a") for letter in "".join(letters)}
        if max(places) < len(options):
            return tuple(sorted(places))
    return _read_worded_answer(text, value, options)


def _read_worded_answer(text: str, value: str, options: Sequence[str]) -> tuple[int, ...] | None:
    same = [place for place, option in enumerate(options) if plain_value(option) == value]
    if same:
        return (same[0],)
    lettered = re.match(r"\s*\(?([a-z])\s*[.):、]", fold(text).lower())
    if lettered and ord(lettered[1]) - ord("a") < len(options):
        return (ord(lettered[1]) - ord("a"),)
    truths = [read_truth(option) for option in options]
    wanted = read_truth(text)
    return (truths.index(wanted),) if wanted is not None and truths.count(wanted) == 1 else None
