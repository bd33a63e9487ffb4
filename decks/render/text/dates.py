"""Fields that show the date or the time of day (ECMA-376 part 1, 21.1.2.2.4 fld), written as PowerPoint does
in each language ([MS-OSHARED] 2.4.4.4)."""

import re
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

_KINDS = re.compile(r"datetime(?:1[0-3]?|[2-9]|FigureOut)?")
_AMERICAN = (
    "M/d/yyyy",
    "dddd, MMMM d, yyyy",
    "d MMMM yyyy",
    "MMMM d, yyyy",
    "d-MMM-yy",
    "MMMM yy",
    "MMM-yy",
    "M/d/yyyy h:mm AP",
    "M/d/yyyy h:mm:ss AP",
    "HH:mm",
    "HH:mm:ss",
    "h:mm AP",
    "h:mm:ss AP",
)
_CHINESE = (
    "yyyy/M/d",
    "yyyy年M月d日",
    "yyyy年M月d日dddd",
    "yyyy年M月d日dddd",
    "yyyy/M/d",
    "yyyy年M月",
    "yy.M.d",
    "yyyy年M月d日H时m分",
    "yyyy年M月d日ddddH时m分s秒",
    "HH:mm",
    "HH:mm:ss",
    "APh时m分",
    "APh时m分s秒",
)
_JAPANESE = (
    "yyyy/M/d",
    "yyyy年M月d日(ddd)",
    "yyyy年M月d日",
    "yyyy年M月d日",
    "yyyy/M/d",
    "yyyy年M月",
    "yyyy年M月d日",
    "yy/M/d H時m分",
    "yy/M/d H時m分s秒",
    "HH:mm",
    "HH:mm:ss",
    "H時m分",
    "H時m分s秒",
)
_USUAL_LANGUAGE = "en-US"


def is_date(kind: str) -> bool:
    """Whether a field of this `type` shows the date or the time."""
    return _KINDS.fullmatch(kind) is not None


def written_date(kind: str, now: datetime, language: str) -> str:
    """What a field of such a type shows in a language (`zh-CN`; American English if that is empty)."""
    language = language or _USUAL_LANGUAGE
    number = kind.removeprefix("datetime")
    place = int(number) - 1 if number.isdecimal() else 0
    moment = QDateTime(QDate(now.year, now.month, now.day), QTime(now.hour, now.minute, now.second))
    return str(QLocale(language).toString(moment, _formats(language)[place]))


@lru_cache(maxsize=64)
def _formats(language: str) -> tuple[str, ...]:
    """The formats of `datetime1` to `datetime13`."""
    lower = language.lower()
    if lower.startswith("zh"):
        locale = QLocale(language)
        simplified = locale.script() == QLocale.Script.SimplifiedHanScript
        return _CHINESE if simplified else tuple(one.replace("时", "時") for one in _CHINESE)
    if lower.startswith("ja"):
        return _JAPANESE
    return _AMERICAN if lower == "en-us" else _formats_of(QLocale(language))


def _formats_of(locale: QLocale) -> tuple[str, ...]:
    """Those of other languages come from their own short and long date."""
    short = re.sub(r"(?<!y)yy(?!y)", "yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))
    long = locale.dateFormat(QLocale.FormatType.LongFormat)
    dated = re.sub(r"dddd,? ?", "", long).strip(" ,،")
    return (
        short,
        long,
        short.replace("yyyy", "yy"),
        dated,
        "d-MMM-yy",
        "MMMM yy",
        "MMM-yy",
        f"{short} HH:mm",
        f"{short} HH:mm:ss",
        "HH:mm",
        "HH:mm:ss",
        "h:mm AP",
        "h:mm:ss AP",
    )
