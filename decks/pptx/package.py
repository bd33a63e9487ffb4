"""A PowerPoint file as a package of parts, read with suspicion and one part at a time.

Nothing is unpacked to disk. A part is read and parsed when somebody asks for it, so a damaged or
missing one costs only what needs it, and a film in the deck costs nothing until it is played.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Literal, Self
from urllib.parse import unquote

from lxml import etree

from decks.model import DeckError
from decks.pptx.ooxml import Element, children, descendants, qname
from decks.source import Source

LARGEST_FILE = 2 * 2**30
LARGEST_CONTENT = 4 * 2**30
LARGEST_DIRECTORY = 8 * 2**20
LARGEST_XML = 32 * 2**20
TAG_BYTES, ATTRIBUTE_BYTES = 120, 230
"""What a parsed tree takes for each, measured."""
LARGEST_TREE = 320 * 2**20
KEPT_TREES = 96 * 2**20
"""Trees of real decks take some 20 MB in all, the largest slide's not 2 MB."""
LARGEST_MEDIA = 256 * 2**20
PIECE = 2**20
MOST_ENTRIES = 20_000
BOMB_CONTENT, BOMB_RATIO = 128 * 2**20, 150
"""A package of more content than this that shrinks more than this is no lesson but a bomb."""

_STRICT = {
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/presentationml/main": (
        b"http://schemas.openxmlformats.org/presentationml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"http://purl.oclc.org/ooxml/drawingml/diagram": (
        b"http://schemas.openxmlformats.org/drawingml/2006/diagram"
    ),
}

_UNDERSTOOD = frozenset(
    (
        "http://schemas.microsoft.com/office/powerpoint/2010/main",  # p14: durations, newer transitions
        "http://schemas.microsoft.com/office/powerpoint/2012/main",  # p15
        "http://schemas.microsoft.com/office/drawing/2010/main",  # a14: equations
        "http://schemas.microsoft.com/office/drawing/2014/main",  # a16: nothing but names
    )
)
"""What a choice may need and be drawn better than its fallback. Not charts' `c14`, whose one use is a
style that the fallback has as well; not 3-D models, ink, `v` (VML) and newer charts: their fallback is a
picture."""


_Taken = Literal["newest", "drawable", "plainest"]


class PartError(Exception):
    """A part that is missing, damaged, too large or declares entities."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: `target` is a part's name, or an address outside if `external`.

    A target that climbs out of the package is empty.
    """

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class _Tree:
    root: Element
    size: int


class Package:
    """The parts of one file, by name (`ppt/slides/slide1.xml`).

    Raises `DeckError` for a file that can't be trusted or isn't a presentation; every later
    failure is a `PartError`. Where the file offers alternatives, the first that we can draw is taken, or
    with `newest` the one that says most, with `plainest` the one for those who understand least.
    `mended` names the parts whose XML was damaged but could be read in part.
    """

    def __init__(self, source: Source, *, newest: bool = False, plainest: bool = False) -> None:
        self._taken: _Taken = "newest" if newest else "plainest" if plainest else "drawable"
        self._file = _open_file(source)
        try:
            size = self._file.seek(0, 2)
            self._zip = _open_zip(self._file, size)
            self._entries = _checked_entries(self._zip, size)
            self._trees: OrderedDict[str, _Tree] = OrderedDict()
            self._relationships: dict[str, dict[str, Relationship]] = {}
            self.mended: set[str] = set()
            self.main = self._find_main()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def read(self, name: str, limit: int = LARGEST_MEDIA) -> bytes:
        """The bytes of a part. Raises `PartError`."""
        entry = self._entry(name, limit)
        with _damage_told(name), self._zip.open(entry) as stream:
            return stream.read(limit)

    def pieces(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of a part, one piece after another. Raises `PartError`."""
        entry = self._entry(name, limit)
        with _damage_told(name), self._zip.open(entry) as stream:
            while piece := stream.read(PIECE):
                yield piece

    def _entry(self, name: str, limit: int) -> zipfile.ZipInfo:
        entry = self._entries.get(name.lower())
        if entry is None:
            raise PartError(f"{name} is missing")
        if entry.file_size > limit:
            raise PartError(f"{name} is too large")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PartError(f"{name} is packed in an unknown way")
        return entry

    def xml(self, name: str) -> Element:
        """The root element of a part. It is parsed once, unless so much has been parsed since that it had to
        go. Raises `PartError`."""
        key = name.lower()
        if key not in self._trees:
            data = self.read(name, LARGEST_XML)
            root, whole = _parse(name, data, self._taken)
            self._trees[key] = _Tree(root, _tree_size(data))
            self._limit_trees()
            if not whole:
                self.mended.add(name)
        self._trees.move_to_end(key)
        return self._trees[key].root

    def _limit_trees(self) -> None:
        while len(self._trees) > 1 and sum(tree.size for tree in self._trees.values()) > KEPT_TREES:
            self._trees.popitem(last=False)

    def forget(self, name: str) -> None:
        """Drop the parsed tree of a part to save memory."""
        self._trees.pop(name.lower(), None)

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What a part refers to, by relationship id; nothing if that list is missing or damaged."""
        key = name.lower()
        if key not in self._relationships:
            self._relationships[key] = self._read_relationships(name)
        return self._relationships[key]

    def related(self, name: str, kind: str) -> str | None:
        """The name of the first part that `name` refers to as `kind` (`notesSlide`, `theme` …)."""
        for relationship in self.relationships(name).values():
            if relationship.kind == kind and not relationship.external and relationship.target:
                return relationship.target
        return None

    def _read_relationships(self, name: str) -> dict[str, Relationship]:
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self:
            return {}
        try:
            root = self.xml(rels)
        except PartError:
            return {}
        self.forget(rels)
        return {
            str(element.get("Id")): _relationship(element, folder)
            for element in root
            if isinstance(element.tag, str) and element.get("Id")
        }

    def _reads(self, name: str) -> bool:
        try:
            self.read(name)
        except PartError:
            return False
        return True

    def _find_main(self) -> str:
        main = self.related("", "officeDocument")
        if main is None:
            here = "_rels/.rels" in self or not self._entries  # there, but nothing can be read of it
            raise DeckError("deck.damaged" if here and not self._reads("_rels/.rels") else "deck.not_a_deck")
        try:
            root = self.xml(main)
        except PartError as unreadable:
            raise DeckError("deck.damaged") from unreadable
        if root.tag != qname("p:presentation"):
            raise DeckError("deck.not_a_deck")
        return main


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """What goes wrong in reading a part comes out as a `PartError`."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise PartError(f"{name} is damaged") from error
    except struct.error as error:
        raise PartError(f"{name} is damaged") from error


def _open_file(source: Source) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        return source.open("rb")
    except OSError as error:
        raise DeckError("deck.unreadable") from error


def _open_zip(file: BinaryIO, size: int) -> zipfile.ZipFile:
    try:
        if size > LARGEST_FILE or _directory_size(file) > LARGEST_DIRECTORY:
            raise DeckError("deck.too_big")
        return zipfile.ZipFile(file)
    except OSError as error:
        raise DeckError("deck.unreadable") from error
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, EOFError) as error:
        raise DeckError("deck.damaged") from error


def _directory_size(file: BinaryIO) -> int:
    """The bytes of the zip's list of entries, found as `zipfile` finds it, before it is read whole."""
    end = file.seek(0, 2)
    start = file.seek(max(0, end - 65_557 - 76))
    tail = file.read()
    record = tail.rfind(b"PK\x05\x06")
    if record < 0 or len(tail) < record + 22:
        raise DeckError("deck.damaged")
    size = int(struct.unpack_from("<L", tail, record + 12)[0])
    if tail[max(0, record - 20) : record].startswith(b"PK\x06\x07") and record >= 76:
        size = int(struct.unpack_from("<Q", tail, record - 76 + 40)[0])
    return min(size, start + record)


def _checked_entries(archive: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise DeckError("deck.too_big")
    if any(_climbs(entry.filename) for entry in entries):
        raise DeckError("deck.unsafe")
    if any(entry.flag_bits & 1 for entry in entries):
        raise DeckError("deck.encrypted")
    content = sum(entry.file_size for entry in entries)
    if content > LARGEST_CONTENT or (content > BOMB_CONTENT and content / size > BOMB_RATIO):
        raise DeckError("deck.too_big")
    return {entry.filename.replace("\\", "/").lower(): entry for entry in entries}


def _climbs(name: str) -> bool:
    name = name.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or bool(re.match(r"[A-Za-z]:", name))


def _relationship(element: Element, folder: str) -> Relationship:
    kind = str(element.get("Type", "")).rpartition("/")[2]
    target = str(element.get("Target", ""))
    if element.get("TargetMode") == "External":
        return Relationship(kind, target, external=True)
    return Relationship(kind, _inside(folder, unquote(target)), external=False)


def _inside(folder: str, target: str) -> str:
    """The part's name that `target` means, seen from `folder`; empty if it leads out of the package."""
    joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    name = posixpath.normpath(joined.replace("\\", "/"))
    return "" if name.startswith("..") or name == "." else name


def _parse(name: str, data: bytes, taken: _Taken) -> tuple[Element, bool]:
    """The root element, and whether all of `data` could be read."""
    # Zero bytes go, so that a declaration written in UTF-16 or UTF-32 is found as well.
    if b"<!DOCTYPE" in data or b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise PartError(f"{name} declares a document type")
    if _tree_size(data) > LARGEST_TREE:
        raise PartError(f"{name} is too large")
    for strict, usual in _STRICT.items():
        if strict in data:
            data = data.replace(strict, usual)
    try:
        root, whole = etree.fromstring(data, _parser(recover=False)), True
    except (etree.XMLSyntaxError, ValueError, LookupError):
        root, whole = _recovered(data), False
    if root is None:
        raise PartError(f"{name} is damaged")
    _choose_alternatives(root, taken)
    return root, whole


def _tree_size(data: bytes) -> int:
    """The bytes that the tree of some XML takes at most, more or less."""
    return len(data) + TAG_BYTES * data.count(b"<") + ATTRIBUTE_BYTES * data.count(b"=")


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


def _recovered(data: bytes) -> Element | None:
    """What can be read of damaged XML: PowerPoint's rivals write control characters into text."""
    try:
        return etree.fromstring(data, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


def _choose_alternatives(root: Element, taken: _Taken) -> None:
    """Put one of its branches in the place of each `mc:AlternateContent`, nested ones too."""
    for alternatives in list(root.iter(qname("mc:AlternateContent"))):
        parent = alternatives.getparent()
        if parent is None:
            continue
        chosen = _chosen(alternatives, taken)
        place = parent.index(alternatives)
        # The element may carry text behind it only in broken files; nothing is lost with it.
        parent.remove(alternatives)
        for offset, element in enumerate(chosen if chosen is not None else ()):
            parent.insert(place + offset, element)


def _chosen(alternatives: Element, taken: _Taken) -> Element | None:
    """The first choice of which all is understood, else the fallback (ECMA-376 part 3, 7.7); a file
    that offers neither shows what it has."""
    fallbacks, choices = children(alternatives, "mc:Fallback"), children(alternatives, "mc:Choice")
    best = {
        "newest": choices,
        "drawable": [choice for choice in choices if _is_understood(choice)],
        "plainest": [],
    }[taken]
    return next((branch for branch in (*best, *fallbacks, *choices) if len(branch)), None)


def _is_understood(choice: Element) -> bool:
    needs = [choice.nsmap.get(prefix) for prefix in str(choice.get("Requires", "")).split()]
    if not needs or not all(need in _UNDERSTOOD for need in needs):
        return False
    # Ink is a part of its own that only its stand-in, a picture, shows.
    return next(descendants(choice, "p:contentPart"), None) is None
