"""Text of a deck as it may be shown, stored and printed."""

import re
import unicodedata

# What breaks databases and pages, steers terminals, or turns the order of what stands behind it:
# C0 and C1 but for tab and line feed, lone surrogates, non-characters, overrides and isolates of direction.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """`text` without control characters, lone surrogates, non-characters and overrides of direction."""
    return _UNWANTED.sub("", text)


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters, the last of them … if something is left out. What a reader takes
    for one sign (a letter with its marks, an emoji of several parts) is not cut in two."""
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and _belongs_together(text[end - 1], text[end]):
        end -= 1
    return f"{text[: end or most - 1].rstrip()}…"


def _belongs_together(before: str, behind: str) -> bool:
    """Whether two characters may be parts of one sign (Unicode UAX 29, the rules that matter here)."""
    joined = "\u200d" in (before, behind) or "\U0001f3fb" <= behind <= "\U0001f3ff"
    flag = all("\U0001f1e6" <= letter <= "\U0001f1ff" for letter in (before, behind))
    return joined or flag or unicodedata.category(behind).startswith("M")
