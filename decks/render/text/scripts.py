"""Which characters of a text are Latin, East Asian or complex: each kind has a face of its own
(ECMA-376 part 1, 21.1.2.3: `a:latin`, `a:ea`, `a:cs`)."""

import re
from enum import Enum


class Script(Enum):
    """The kinds of characters for which a text names different faces."""

    LATIN = "latin"
    ASIAN = "ea"
    COMPLEX = "cs"


_ASIAN = (
    "\u1100-\u11ff\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_COMPLEX = "\u0590-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefe"
# Blanks and signs that all scripts share look like the text before them: “中文” has Chinese quotes.
_SHARED = "\t \xa0\u2000-\u2bff\u2028\ufeff\ufffc\U0001f000-\U0001ffff"
_PIECES = re.compile(
    f"(?P<ASIAN>[{_ASIAN}]+)|(?P<COMPLEX>[{_COMPLEX}]+)|(?P<shared>[{_SHARED}]+)"
    f"|(?P<LATIN>[^{_ASIAN}{_COMPLEX}{_SHARED}]+)"
)
_QUOTE_AFTER_ASIAN = re.compile(f"(?<=[{_ASIAN}])(?=[“‘])|(?<=[”’])(?=[{_ASIAN}])")
_SIGN_IN_ADDRESS = re.compile("(?<=[!-~][/?])(?=[!-~])")
BREAK_HERE = "\u200b"
NO_BREAK_HERE = "\u2060"


def pieces_of(text: str, usual: Script = Script.LATIN) -> list[tuple[int, int, Script]]:
    """The text as pieces of one script: where each begins and ends. Shared signs at the beginning
    belong to what follows; a text of nothing else is `usual`."""
    if text.isascii():
        return [(0, len(text), Script.LATIN)] if text.strip() else [(0, len(text), usual)]
    pieces: list[tuple[int, int, Script]] = []
    for match in _PIECES.finditer(text):
        start = match.start()
        if match.lastgroup != "shared":
            script = Script[str(match.lastgroup)]
            if pieces and pieces[0][0] == -1:
                pieces, start = [], 0
        elif pieces:
            script = pieces[-1][2]
        else:
            pieces.append((-1, match.end(), usual))
            continue
        if pieces and pieces[-1][2] is script:
            start = pieces.pop()[0]
        pieces.append((start, match.end(), script))
    return [(max(0, start), end, script) for start, end, script in pieces]


def is_asian(character: str) -> bool:
    """Whether a character is East Asian by itself, whatever stands around it."""
    return pieces_of(character)[0][2] is Script.ASIAN


def with_unbroken_addresses(text: str) -> str:
    """Text whose addresses and words such as “and/or” break at no slash or question mark, as they do not
    in PowerPoint."""
    return _SIGN_IN_ADDRESS.sub(NO_BREAK_HERE, text) if "/" in text else text


def with_breaks_at_quotes(text: str) -> str:
    """Chinese text with places to break a line before an opening quote and after a closing one.

    The general rules of Unicode (UAX 14) can't tell which way a quote opens and forbid both.
    """
    return text if text.isascii() else _QUOTE_AFTER_ASIAN.sub(BREAK_HERE, text)
