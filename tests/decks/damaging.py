"""Damage to decks as accidents, other programs and ill will do it: parts of a package go in and come out, or
the bytes of a file that has none."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

from lxml import etree

Parts = dict[str, bytes]
Damage = Callable[[Parts, Random], None]
Spoiling = Callable[[bytearray, Random], None]

NUMBERS = [
    "0",
    "-1",
    "1",
    "7",
    "100000",
    "-99999999",
    "2147483648",
    "9" * 20,
    "1e308",
    "NaN",
    "inf",
    "0.5",
    "",
    "x",
]
MOST_COPIES = 200
_SEEN_BY_ALL = ("ppt/presentation.xml", "ppt/_rels/presentation.xml.rels")


def read_parts(path: Path) -> Parts:
    """All parts of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def damaged(parts: Parts, kinds: Sequence[str], seed: int) -> Parts:
    """The parts after each kind of damage in turn, somewhere."""
    chance, parts = Random(seed), dict(parts)
    for kind in kinds:
        DAMAGES[kind](parts, chance)
    return parts


def spoiled(content: bytes, kinds: Sequence[str], seed: int) -> bytes:
    """The bytes after each kind of damage in turn, somewhere."""
    chance, spoilt = Random(seed), bytearray(content)
    for kind in kinds:
        if spoilt:
            SPOILINGS[kind](spoilt, chance)
    return bytes(spoilt)


def _xml_name(parts: Parts, chance: Random) -> str:
    """An XML part: the ones that much hangs on now and then, mostly slides and what they refer to."""
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    slides = [name for name in names if name.startswith(("ppt/slides/", "ppt/charts/", "ppt/diagrams/"))]
    pool = chance.choice([slides, slides, names, [name for name in _SEEN_BY_ALL if name in parts]])
    return chance.choice(pool or names)


def _flip_bits(parts: Parts, chance: Random) -> None:
    name = chance.choice(sorted(parts))
    content = bytearray(parts[name])
    if content:
        _flip(content, chance)
    parts[name] = bytes(content)


def _flip(content: bytearray, chance: Random) -> None:
    for _ in range(chance.choice([1, 3, 30])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut_off(content: bytearray, chance: Random) -> None:
    del content[chance.randrange(len(content) + 1) :]


def _take_piece(content: bytearray, chance: Random) -> None:
    del content[_piece(content, chance)]


def _repeat_piece(content: bytearray, chance: Random) -> None:
    at = chance.randrange(len(content))
    content[at:at] = content[_piece(content, chance)] * chance.choice([1, 1, 20])


def _change_digits(content: bytearray, chance: Random) -> None:
    numbers = list(re.finditer(rb"\d+", content))
    for found in sorted(
        chance.sample(numbers, min(len(numbers), chance.choice([1, 5]))), reverse=True, key=_at
    ):
        content[found.start() : found.end()] = chance.choice(NUMBERS).encode()


def _at(found: re.Match[bytes]) -> int:
    return found.start()


def _piece(content: bytearray, chance: Random) -> slice:
    start = chance.randrange(len(content))
    return slice(start, start + chance.choice([1, 10, 100, 1_000]))


def _cut(parts: Parts, chance: Random) -> None:
    name = chance.choice(sorted(parts))
    parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]


def _lose_part(parts: Parts, chance: Random) -> None:
    if len(parts) > 1:
        del parts[chance.choice(sorted(parts))]


def _exchange_parts(parts: Parts, chance: Random) -> None:
    one, two = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    parts[one], parts[two] = parts[two], parts[one]


def _retarget(parts: Parts, chance: Random) -> None:
    """A relationship leads to another part, to itself, out of the package, or into the web."""
    name = chance.choice(sorted(name for name in parts if name.endswith(".rels")) or sorted(parts))
    root = _parsed(parts[name])
    if root is None or not len(root):
        return
    entry = chance.choice(list(root))
    target = "/" + chance.choice(sorted(parts))
    folder, file = posixpath.split(name.replace("_rels/", "").removesuffix(".rels"))
    places = [
        target,
        target,
        target,
        f"/{folder}/{file}",
        "../../../../etc/passwd",
        "http://example.invalid/x",
        "",
    ]
    entry.set("Target", chance.choice(places))
    if chance.random() < 0.2:
        entry.set("TargetMode", "External")
    parts[name] = etree.tostring(root)


def _change_numbers(parts: Parts, chance: Random) -> None:
    def change(elements: list[etree._Element]) -> None:
        numbers = [(e, key) for e in elements for key, value in e.attrib.items() if _is_number(str(value))]
        for element, key in chance.sample(numbers, min(len(numbers), chance.choice([1, 5, 500]))):
            element.set(key, chance.choice([*NUMBERS, str(chance.randrange(-(10**7), 10**7))]))

    _in_xml(parts, chance, change)


def _exchange_values(parts: Parts, chance: Random) -> None:
    def change(elements: list[etree._Element]) -> None:
        keys = [(element, key) for element in elements for key in element.attrib]
        for _ in range(chance.choice([1, 5, 50]) if keys else 0):
            (one, key), (two, other) = chance.choice(keys), chance.choice(keys)
            one.set(key, two.get(other))

    _in_xml(parts, chance, change)


def _drop(parts: Parts, chance: Random) -> None:
    def change(elements: list[etree._Element]) -> None:
        for element in chance.sample(elements, min(len(elements), chance.choice([1, 3, 20]))):
            _remove(element)

    _in_xml(parts, chance, change)


def _repeat(parts: Parts, chance: Random) -> None:
    def change(elements: list[etree._Element]) -> None:
        element = chance.choice(elements)
        parent = element.getparent()
        copy = etree.tostring(element, with_tail=False)
        if parent is not None:
            times = min(chance.choice([1, 5, MOST_COPIES]), 1 + 2_000_000 // max(1, len(copy)))
            for _ in range(times):
                parent.insert(parent.index(element), etree.fromstring(copy))

    _in_xml(parts, chance, change)


def _move(parts: Parts, chance: Random) -> None:
    """An element goes where it doesn't belong, or into a copy of itself."""

    def change(elements: list[etree._Element]) -> None:
        element, place = chance.choice(elements), chance.choice(elements)
        place.append(etree.fromstring(etree.tostring(element, with_tail=False)))
        if chance.random() < 0.5:
            _remove(element)

    _in_xml(parts, chance, change)


def _rename(parts: Parts, chance: Random) -> None:
    def change(elements: list[etree._Element]) -> None:
        for element in chance.sample(elements, min(len(elements), chance.choice([1, 3, 20]))):
            element.tag = chance.choice(elements).tag

    _in_xml(parts, chance, change)


def _change_text(parts: Parts, chance: Random) -> None:
    texts = [
        "",
        "x",
        "课" * 5_000,
        "\u202e\u0000".replace("\0", ""),
        "\U0001f600" * 50,
        "a\tb\nc",
        " " * 2_000,
        "-5",
    ]

    def change(elements: list[etree._Element]) -> None:
        with_text = [element for element in elements if element.text] or elements
        chance.choice(with_text).text = chance.choice(texts)

    _in_xml(parts, chance, change)


def _in_xml(parts: Parts, chance: Random, change: Callable[[list[etree._Element]], None]) -> None:
    name = _xml_name(parts, chance)
    root = _parsed(parts[name])
    if root is None:
        return
    elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
    if elements:
        change(elements)
        parts[name] = etree.tostring(root)


def _parsed(content: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return None


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _is_number(text: str) -> bool:
    return text.lstrip("-").isdecimal()


DAMAGES: dict[str, Damage] = {
    "flip bits": _flip_bits,
    "cut": _cut,
    "lose part": _lose_part,
    "exchange parts": _exchange_parts,
    "retarget": _retarget,
    "change numbers": _change_numbers,
    "exchange values": _exchange_values,
    "drop": _drop,
    "repeat": _repeat,
    "move": _move,
    "rename": _rename,
    "change text": _change_text,
}

SPOILINGS: dict[str, Spoiling] = {
    "flip bits": _flip,
    "cut off": _cut_off,
    "take a piece": _take_piece,
    "repeat a piece": _repeat_piece,
    "change digits": _change_digits,
}
