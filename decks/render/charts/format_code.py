"""Format codes of spreadsheets, taken apart (ECMA-376 part 1, 18.8.31): sections for kinds of numbers,
each with its condition, its colour and its pieces."""

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST_CODE = 255

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<filler>.)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4})|(?P<digit>[0#?])|(?P<mark>[.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_INKS = {"000000": ("black", "黑色"), "ffffff": ("white", "白色"), "ff0000": ("red", "红色")}
_INKS |= {"00ff00": ("green", "绿色"), "0000ff": ("blue", "蓝色"), "ffff00": ("yellow", "黄色")}
_INKS |= {"ff00ff": ("magenta", "洋红"), "00ffff": ("cyan", "青色")}
_INK_OF = {name: ink for ink, names in _INKS.items() for name in names}
_INK_OF |= {f"color{number}": ink for number, ink in enumerate(_INKS, 1)}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a section: its kind, and what it says."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What a format writes for some numbers; `ink` is empty where it names no colour."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None
    ink: str = ""

    def kinds(self) -> set[str]:
        """The kinds of its pieces."""
        return {token.kind for token in self.tokens}


def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a code, at most four; the end of a very long one does not count."""
    return _sections(code[:LONGEST_CODE])


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[list[Token]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    inks = [""]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "other", match.group(match.lastgroup or 0)
        if kind == "other" and text == ";":
            sections.append([])
            conditions.append(None)
            inks.append("")
            continue
        if kind == "bracket":
            conditions[-1] = _condition(text) or conditions[-1]
            inks[-1] = _INK_OF.get(text.lower(), inks[-1])
        token = _token(kind, text)
        if token is not None:
            sections[-1].append(token)
    made = zip(sections[:4], conditions, inks, strict=False)
    return tuple(Section(tuple(_minutes(tokens)), condition, ink) for tokens, condition, ink in made)


def _token(kind: str, text: str) -> Token | None:
    if kind in ("quoted", "escaped", "other"):
        return Token("literal", text)
    if kind == "blank":
        return Token("literal", " ")
    if kind == "bracket":
        if text.startswith("$"):
            currency = text[1:].partition("-")[0]
            return Token("literal", currency) if currency else None
        return Token("elapsed", text.lower()) if text.lower() in ("h", "hh", "m", "mm", "s", "ss") else None
    return None if kind == "filler" else Token(kind, text.lower() if kind == "date" else text)


def _condition(text: str) -> tuple[str, float] | None:
    match = _CONDITION.match(text)
    try:
        return (match[1], float(match[2])) if match else None
    except ValueError:
        return None


def _minutes(tokens: list[Token]) -> list[Token]:
    """An m is a minute behind an hour or before a second, else a month."""
    times = [place for place, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    for number, place in enumerate(times):
        if tokens[place].text not in ("m", "mm"):
            continue
        before = tokens[times[number - 1]].text if number else ""
        after = tokens[times[number + 1]].text if number + 1 < len(times) else ""
        if before.startswith("h") or after.startswith("s"):
            tokens[place] = Token("date", "minute" if tokens[place].text == "mm" else "minute1")
    return tokens


def chosen(sections: tuple[Section, ...], value: float) -> tuple[Section | None, float]:
    """The section for a value, and the value as that section writes it."""
    if not sections or not any(section.tokens for section in sections):
        return None, value
    if any(section.condition for section in sections):
        for section in sections[:3]:
            if section.condition is None or _holds(section.condition, value):
                return section, abs(value) if section.condition and value < 0 else value
        return sections[-1], value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]
