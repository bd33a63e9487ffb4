"""How typed text is made plain: one look for the many ways a trainer's keyboard writes the same thing."""

import re
import unicodedata

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

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


def identity_of(text: str) -> str:
    """What stays of a text when width, case and spacing don't count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
