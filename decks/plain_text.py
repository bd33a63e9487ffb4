"""Text of a deck as it may be shown, stored and printed."""

import re

# What breaks databases and pages, steers terminals, or turns the order of what stands behind it:
# C0 and C1 but for tab and line feed, lone surrogates, non-characters, overrides and isolates of direction.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """`text` without control characters, lone surrogates, non-characters and overrides of direction."""
    return _UNWANTED.sub("", text)
