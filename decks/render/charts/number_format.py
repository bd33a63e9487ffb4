"""Numbers as a spreadsheet's format code writes them (ECMA-376 part 1, 18.8.31)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from decks.render.charts.format_code import Section, Token, chosen, sections_of

MOST_DECIMALS = 30
_LARGEST_PLAIN = 1e15
_LAST_DAY = 2_958_466
"""The serial number of the first day of the year 10000."""

_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
_MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def formatted(value: float, code: str, since_1904: bool = False) -> str:
    """`value` as the format `code` writes it; an unknown or broken code counts as General."""
    sections = sections_of(code)
    section, value = chosen(sections, value)
    if section is None or "general" in section.kinds():
        plain = general(value)
        return plain if section is None else _around(section, plain)
    kinds = section.kinds()
    if kinds & {"date", "noon", "elapsed"}:
        return _date(section, value, since_1904)
    if "digit" not in kinds:
        return _around(section, general(value) if "@" in (t.text for t in section.tokens) else "")
    try:
        return _number(section, value)
    except (InvalidOperation, OverflowError, ValueError):
        return general(value)


def ink_of(value: float, code: str) -> str:
    """The colour, as six hexadecimal digits, in which the format writes `value`; empty if it names none."""
    section, _ = chosen(sections_of(code), value)
    return section.ink if section is not None else ""


def is_date(code: str) -> bool:
    """Whether the format writes numbers as dates or times."""
    return any(section.kinds() & {"date", "elapsed"} for section in sections_of(code))


def general(value: float) -> str:
    """A number as short as it goes, with at most ten digits behind the point."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    size = abs(value)
    if size and not 1e-9 <= size < 1e11:
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{mantissa}E{exponent[0]}{exponent[1:].zfill(2)}"
    text = f"{value:.10g}" if size >= 1e-4 else f"{value:.10f}".rstrip("0")
    return "0" if text in ("-0", "-0.", "0.") else text


def _around(section: Section, text: str) -> str:
    """`text` in the place of the first General or @, between the section's literals."""
    pieces, placed = [], False
    for token in section.tokens:
        if token.kind == "literal":
            pieces.append(token.text)
        elif not placed and (token.kind == "general" or token.text == "@"):
            pieces.append(text)
            placed = True
    return "".join(pieces)


@dataclass(slots=True)
class _Shape:
    """How a section writes digits."""

    before: int = 0
    decimals: int = 0
    needed_decimals: int = 0
    exponent: int = 0
    thousands: bool = False
    divided: int = 0
    percents: int = 0


def _number(section: Section, value: float) -> str:
    if any(token.text == "/" for token in section.tokens):
        return _fraction(section, value)
    shape = _shape(section)
    number = Decimal(repr(value)) * 100**shape.percents / 1000**shape.divided
    if abs(number) >= Decimal(_LARGEST_PLAIN) and not shape.exponent:
        return general(value)
    exponent = ""
    if shape.exponent:
        power = number.adjusted() if number else 0
        number = number.scaleb(-power)
        exponent = f"E{'-' if power < 0 else '+'}{str(abs(power)).zfill(shape.exponent)}"
    text = _digits(abs(number), shape)
    sign = "-" if number < 0 and text.strip("0.,") else ""
    return sign + _filled(section, text + exponent)


def _shape(section: Section) -> _Shape:
    shape, behind, in_exponent, commas = _Shape(), False, False, 0
    for token in section.tokens:
        if token.kind == "digit":
            if in_exponent:
                shape.exponent += 1
            elif behind:
                shape.decimals = min(MOST_DECIMALS, shape.decimals + 1)
                shape.needed_decimals = shape.decimals if token.text == "0" else shape.needed_decimals
            else:
                shape.before += token.text == "0"
                shape.thousands = shape.thousands or commas > 0
            commas = 0
        elif token.text == "." and token.kind == "mark":
            behind, shape.divided, commas = True, shape.divided + commas, 0
        elif token.text == "," and token.kind == "mark":
            commas += 1
        elif token.text == "%" and token.kind == "mark":
            shape.percents += 1
        elif token.kind == "exponent":
            in_exponent = True
    shape.divided += commas
    return shape


def _digits(number: Decimal, shape: _Shape) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-shape.decimals), rounding=ROUND_HALF_UP)
    front, _, back = f"{rounded:f}".partition(".")
    front = front.lstrip("0").zfill(shape.before)
    if shape.thousands and front:
        front = f"{int(front):,}".rjust(len(front), "0")
    while len(back) > shape.needed_decimals and back.endswith("0"):
        back = back[:-1]
    return f"{front}.{back}" if back or (shape.decimals and shape.needed_decimals) else front


def _filled(section: Section, number: str) -> str:
    """The number in the place of the first digit, literals and percent signs around it."""
    pieces, placed = [], False
    for token in section.tokens:
        if token.kind == "literal" or (token.kind == "mark" and token.text == "%"):
            pieces.append(token.text)
        elif not placed and (token.kind == "digit" or (token.kind == "mark" and token.text == ".")):
            pieces.append(number)
            placed = True
    return "".join(pieces)


def _fraction(section: Section, value: float) -> str:
    """A mixed number: `# ?/?`."""
    slash = next(place for place, token in enumerate(section.tokens) if token.text == "/")
    behind = [token for token in section.tokens[slash + 1 :] if token.kind == "digit"]
    number = Fraction(abs(value)).limit_denominator(10 ** min(4, max(1, len(behind))) - 1)
    first = section.tokens[:slash]
    mixed = any(t.kind == "digit" for t in first[: max(0, len(first) - len(behind))])
    front, rest = divmod(number, 1) if mixed else (0, number)
    pieces = [str(front)] if front or not rest else []
    pieces += [f"{rest.numerator}/{rest.denominator}"] if rest else []
    return ("-" if value < 0 else "") + " ".join(pieces)


def _date(section: Section, value: float, since_1904: bool) -> str:
    days = value + (1462 if since_1904 else 0)
    if not 0 <= days < _LAST_DAY:
        return general(value)
    # Rounded to milliseconds: 0.1 days are no whole number of seconds in binary.
    moment = datetime(1899, 12, 30) + timedelta(milliseconds=round(days * 86_400_000))
    noon = any(token.kind == "noon" for token in section.tokens)
    return "".join(_date_piece(token, moment, days, noon) for token in section.tokens)


def _date_piece(token: Token, moment: datetime, days: float, noon: bool) -> str:
    if token.kind == "elapsed":
        per_day = {"h": 24, "m": 1440, "s": 86_400}[token.text[0]]
        return str(int(days * per_day + 1e-6)).zfill(len(token.text))
    if token.kind == "noon":
        first, _, second = token.text.partition("/")
        return second if moment.hour >= 12 else first
    if token.kind == "date":
        return _date_word(token.text, moment, noon)
    return token.text if token.kind in ("literal", "mark") else ""


def _date_word(text: str, moment: datetime, noon: bool) -> str:
    hour = (moment.hour % 12 or 12) if noon else moment.hour
    match text[0], len(text):
        case "y", size:
            return f"{moment.year % 100:02}" if size <= 2 else f"{moment.year:04}"
        case "m", _ if text.startswith("minute"):
            return f"{moment.minute:02}" if text == "minute" else str(moment.minute)
        case "m", size:
            return _sized(moment.month, size) if size <= 2 else _name(_MONTHS[moment.month - 1], size)
        case "d", size:
            return _sized(moment.day, size) if size <= 2 else _name(_DAYS[moment.weekday()], size)
        case "a", size:
            return ("星期" if size == 4 else "") + "一二三四五六日"[moment.weekday()]
        case "h", size:
            return _sized(hour, size)
    decimals = text.partition(".")[2]
    seconds = _sized(moment.second, len(text.partition(".")[0]))
    return f"{seconds}.{moment.microsecond:06}"[: len(seconds) + 1 + len(decimals)] if decimals else seconds


def _sized(number: int, size: int) -> str:
    return f"{number:02}" if size > 1 else str(number)


def _name(name: str, size: int) -> str:
    """Three letters of it, all, or one."""
    return {3: name[:3], 5: name[:1]}.get(size, name)
