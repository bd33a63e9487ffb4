"""What people type who don't exist."""

from random import Random

from assets.sentences import Language

_CHINESE_WORDS = (
    "案例、互动、有用、清楚、时间、练习、沟通、安全、方法、合规、有趣、太快、记录、倾听、流程、收获"
)
_ENGLISH_WORDS = """
clear examples fast fun listening methods notes practice process questions rules safety
teamwork time trust useful
"""
_WORDS: dict[Language, list[str]] = {"zh": _CHINESE_WORDS.split("、"), "en": _ENGLISH_WORDS.split()}
_OPINIONS: dict[Language, tuple[str, ...]] = {
    "zh": (
        "案例讲得很清楚。",
        "希望多一些练习的时间。",
        "有一个地方没听懂，能再讲一遍吗？",
        "学到了可以马上用的方法。",
        "语速有点快。",
        "小组讨论最有收获。",
    ),
    "en": (
        "The examples made it clear.",
        "More time to practise, please.",
        "Could you go through the last part again?",
        "I can use this tomorrow.",
        "A little fast for me.",
        "Talking it over with my neighbour helped most.",
    ),
}
_WISHES: dict[Language, tuple[str, ...]] = {
    "zh": (
        "希望多一些案例。",
        "中间多休息一次。",
        "练习时间可以再长一点。",
        "讲义最好提前发给我们。",
        "节奏慢一点会更好。",
    ),
    "en": (
        "More examples, please.",
        "One more break in the middle.",
        "Longer exercises, shorter talks.",
        "Could we have the slides beforehand?",
        "A little slower would be good.",
    ),
}


def words_of_a_class(stem: str) -> list[str]:
    """Words that come to people's minds, in the language of the question."""
    return _WORDS[_language_of(stem)]


def opinion(stem: str, draw: Random) -> str:
    """What somebody thinks of the lesson, in the language of the question."""
    return draw.choice(_OPINIONS[_language_of(stem)])


def wish(name: str, draw: Random) -> str:
    """What somebody would have otherwise the next time, in the language of their name."""
    return draw.choice(_WISHES[_language_of(name)])


def _language_of(stem: str) -> Language:
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in stem) else "en"
