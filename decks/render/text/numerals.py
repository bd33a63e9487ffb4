"""Numbers before paragraphs, as the schemes of Office write them (ECMA-376 part 1, 20.1.10.61
ST_TextAutonumberScheme)."""

import re
from collections.abc import Callable

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CHINESE = "〇一二三四五六七八九"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_MOST_LETTERS = 8
_SCHEME = re.compile(r"(.+?)(Db)?(ParenBoth|ParenR|Period|Plain|Minus)")


def numeral(scheme: str, count: int) -> str:
    """A number as a scheme writes it: `alphaLcParenR`, 2 → `b)`. Of unknown schemes only the signs around
    the number are kept."""
    kind, wide, around = _parts(scheme)
    digits = _KINDS.get(kind, str)(count)
    if wide and kind == "arabic":
        digits = _in_digits_from("０", count)
    match around:
        case "ParenBoth":
            return f"({digits})"
        case "ParenR":
            return f"{digits})"
        case "Minus":
            return f"{digits}-"
        case "Period":
            return digits + ("．" if wide else ".")
    return digits


def knows(scheme: str) -> bool:
    """Whether the numbers of a scheme are written as it says."""
    return _parts(scheme)[0] in _KINDS


def _parts(scheme: str) -> tuple[str, bool, str]:
    """The kind of number, whether it and the signs around it are as wide as Chinese characters, and those
    signs."""
    found = _SCHEME.fullmatch(scheme)
    return (scheme, False, "") if found is None else (found[1], found[2] is not None, found[3])


def _repeated(alphabet: str) -> Callable[[int], str]:
    """Letters that are doubled, tripled … when the alphabet has come to its end."""
    size = len(alphabet)
    return lambda count: alphabet[(count - 1) % size] * min(_MOST_LETTERS, 1 + (count - 1) // size)


def _hebrew(count: int) -> str:
    """Letters, before which the last one stands for each time that the alphabet has come to its end."""
    rounds, place = divmod(count - 1, len(_HEBREW))
    return _HEBREW[-1] * min(_MOST_LETTERS, rounds) + _HEBREW[place]


def _digits(zero: str) -> Callable[[int], str]:
    return lambda count: _in_digits_from(zero, count)


def _in_digits_from(zero: str, count: int) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in str(count))


def _circled(count: int) -> str:
    return chr(0x245F + count) if count <= 20 else str(count)


def _circled_black(count: int) -> str:
    if count <= 10:
        return chr(0x2775 + count)
    return chr(0x24E0 + count) if count <= 20 else str(count)


def _roman(count: int) -> str:
    count, text = min(count, 3999), ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _chinese(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _CHINESE[tens]) + "十"
    return head + (_CHINESE[ones] if ones or not tens else "")


_KINDS: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "alphaLc": _repeated(_LATIN),
    "alphaUc": _repeated(_LATIN.upper()),
    "romanLc": _roman,
    "romanUc": lambda count: _roman(count).upper(),
    "circleNum": _circled,
    "circleNumWdWhite": _circled,
    "circleNumWdBlack": _circled_black,
    "ea1Chs": _chinese,
    "ea1Cht": _chinese,
    "ea1JpnChs": _chinese,
    "ea1JpnKor": _chinese,
    "arabic1": _repeated(_ARABIC),
    "arabic2": _repeated(_ABJAD),
    "hebrew2": _hebrew,
    "thaiAlpha": _repeated(_THAI),
    "thaiNum": _digits("๐"),
    "hindiNum": _digits("०"),
}
