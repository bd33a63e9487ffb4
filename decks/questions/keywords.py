"""The words of the notes syntax, in both languages, and how a line that carries one is recognised."""

import re
from dataclasses import dataclass
from enum import Enum

from assets.sentences import Language
from decks.questions.folding import fold


class Keyword(Enum):
    """What a line `WORD: value` sets. The values are its words in English and Chinese as we write them."""

    ANSWER = ("ANSWER", "答案")
    TIME = ("TIME", "时间")
    EXPLAIN = ("EXPLAIN", "解析")
    POINTS = ("POINTS", "分值")
    TYPE = ("TYPE", "题型")
    CHANGE = ("CHANGE", "改答")
    ID = ("ID", "编号")
    MINUTES = ("MINUTES", "用时")
    LATER = ("", "")

    def word(self, language: Language) -> str:
        """The keyword with its colon, ready to be written."""
        return f"{self.value[0]}: " if language == "en" else f"{self.value[1]}："


WORDS = {word.lower(): keyword for keyword in Keyword for word in keyword.value if word} | {
    "answers": Keyword.ANSWER,
    "correct": Keyword.ANSWER,
    "正确答案": Keyword.ANSWER,
    "time limit": Keyword.TIME,
    "限时": Keyword.TIME,
    "explanation": Keyword.EXPLAIN,
    "point": Keyword.POINTS,
    "分数": Keyword.POINTS,
    "minute": Keyword.MINUTES,
    "confidence": Keyword.LATER,
    "把握": Keyword.LATER,
    "信心": Keyword.LATER,
    "rounds": Keyword.LATER,
    "轮次": Keyword.LATER,
    "轮数": Keyword.LATER,
    "pre": Keyword.LATER,
    "前测": Keyword.LATER,
    "post": Keyword.LATER,
    "后测": Keyword.LATER,
}


class Kind(Enum):
    """The types of question this version can ask."""

    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "true-false"
    POLL = "poll"


KINDS = {
    **dict.fromkeys(("single", "single choice", "choice", "单选", "单选题"), Kind.SINGLE),
    **dict.fromkeys(("several", "several choice", "multiple", "multiple choice"), Kind.SEVERAL),
    **dict.fromkeys(("多选", "多选题"), Kind.SEVERAL),
    **dict.fromkeys(
        ("true-false", "true/false", "true false", "tf", "判断", "判断题", "对错"), Kind.TRUE_FALSE
    ),
    **dict.fromkeys(("poll", "opinion poll", "投票", "调查", "意见"), Kind.POLL),
}
LATER_KINDS = frozenset(
    {"word cloud", "wordcloud", "cloud", "词云", "rating", "scale", "评分", "量表"}
    | {"number", "estimate", "数值", "数字", "估算", "order", "ordering", "排序"}
    | {"match", "matching", "匹配", "连线", "text", "short text", "open text", "open"}
    | {"文本", "简答", "填空", "开放"}
)
TRUE = frozenset(("true", "t", "yes", "right", "对", "正确", "是", "√", "✓"))
FALSE = frozenset(("false", "f", "no", "wrong", "错", "错误", "否", "不对", "不正确", "×", "✗", "x"))

_HEADER = re.compile(r"\s*\[\s*(?:question|提问|问题)\s*\]\s*:?\s*", re.IGNORECASE)
_END = re.compile(r"\s*\[\s*(?:end|结束)\s*\]\s*", re.IGNORECASE)
_SETTING = re.compile(r"\s*([a-z]+(?: [a-z]+)?|[\u4e00-\u9fff]{2,6})\s*:\s*", re.IGNORECASE)
_OPTION = re.compile(r"\s*(?:\(\s*([a-z])\s*\)|([a-z])\s*[.):、])\s*", re.IGNORECASE)
_SHOUTED = re.compile(r"\s*(?:[A-Z][A-Z ]{2,15}|[\u4e00-\u9fff]{2,4})\s*:")


@dataclass(frozen=True, slots=True)
class Setting:
    """A line `WORD: value`: its keyword, the word as written and the value, spaces around it gone."""

    keyword: Keyword
    word: str
    value: str


@dataclass(frozen=True, slots=True)
class Option:
    """A line `A. text`."""

    letter: str
    text: str


def header_rest(line: str) -> str | None:
    """What stands behind `[question]` on its line; `None` if the line is no such line."""
    found = _HEADER.match(fold(line))
    return line[found.end() :].strip() if found else None


def end_rest(line: str) -> str | None:
    """What stands behind `[end]` on its line; `None` if the line is no such line."""
    found = _END.match(fold(line))
    return line[found.end() :].strip() if found else None


def read_setting(line: str) -> Setting | None:
    """The line as a keyword with its value, if it is one that we know."""
    found = _SETTING.match(fold(line))
    keyword = WORDS.get(found[1].lower()) if found else None
    if found is None or keyword is None:
        return None
    return Setting(keyword, found[1], line[found.end() :])


def read_option(line: str) -> Option | None:
    """The line as an option, if it begins with a letter and a mark."""
    found = _OPTION.match(fold(line))
    return Option((found[1] or found[2]).upper(), line[found.end() :]) if found else None


def looks_like_setting(line: str) -> bool:
    """Whether a line seems to be meant as a keyword, known or mistyped."""
    return _SHOUTED.match(fold(line)) is not None


def is_plain(line: str) -> bool:
    """Whether a line of text can be written into a question without being taken for anything else."""
    return (
        line != ""
        and line == line.strip()
        and not line.startswith("\\")
        and header_rest(line) is None
        and end_rest(line) is None
        and read_setting(line) is None
        and read_option(line) is None
        and not looks_like_setting(line)
    )
