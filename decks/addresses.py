"""Addresses outside the deck, as far as they may be followed."""

from urllib.parse import urlsplit

from decks.plain_text import plain

LONGEST_ADDRESS = 2_048
MOST_LINKS = 500
"""Of one slide."""


def web_address(text: str) -> str:
    """`text` if it is an address that may be followed: http, https or mailto, of sane length and
    without blanks and control characters; else empty."""
    if len(text) > LONGEST_ADDRESS or plain(text) != text or any(c.isspace() for c in text):
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return text if host else ""
    return text if parts.scheme == "mailto" and "@" in parts.path else ""
