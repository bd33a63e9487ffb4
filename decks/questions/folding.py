"""How typed text is made plain: one look for the many ways a trainer's keyboard writes the same thing."""

import re
import unicodedata

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Joiners, direction marks and selectors of a look."""
_CJK = "\u2e80-\u312f\u31a0-\u31bf\u31f0-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff"
_SPACE_AT_CJK = re.compile(f"(?<=[{_CJK}]) +| +(?=[{_CJK}])")

_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLDED |= {
    ord(space): ord(" ") for space in "\t\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u200a\u202f\u3000"
}
_FOLDED |= {ord(old): ord(new) for old, new in zip("【】〔〕﹕∶：｡。", "[][]:::..", strict=True)}
_FOLDED |= {ord(quote): ord('"') for quote in "“”„‟«»「」『』"}
_FOLDED |= {ord(quote): ord("'") for quote in "‘’‚‛`´"}


def split_lines(text: str) -> list[str]:
    """The lines of `text`, whatever ends them (PowerPoint's soft break, Word's, Windows'), free of
    characters that can neither be seen nor stored."""
    clean = _INVISIBLE.sub("", _UNSAFE.sub("\ufffd", text))
    return _LINE_BREAK.split(clean)


def fold(line: str) -> str:
    """`line` with full-width letters, punctuation, spaces and quotes made plain; places stay the same,
    so that what matched here can be cut from the original."""
    return line.translate(_FOLDED)


def plain_value(text: str) -> str:
    """A keyword's value made comparable: folded, lower case, without quotes or a full stop at its end."""
    return re.sub(r"\s+", " ", fold(text)).strip(" \"'.").lower()


def same_words(text: str) -> str:
    """`text` in lower case, with characters of one width and single spaces. Questions' ids rest on it."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def identity_of(text: str) -> str:
    """What stays of a text when width, case and spacing don't count. A space in or beside Chinese or
    Japanese is spacing; between words of other scripts it parts them."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Twice: the lower case of some characters has a compatible form of its own.
    seen = _UNSEEN.sub("", same_words(_UNSEEN.sub("", same_words(text))))
    return _SPACE_AT_CJK.sub("", seen).strip()
