"""The metafiles that slides refer to, found before the slides are drawn."""

from collections.abc import Iterable, Iterator
from functools import partial

from decks.pptx.package import Package, PartError
from decks.render.images.metafiles import LARGEST, Metafile, MetafileError, is_metafile, unpacked
from decks.render.images.wmf import is_wmf

_SHEETS = frozenset(("slideLayout", "slideMaster", "vmlDrawing", "diagramDrawing"))
_KINDS = frozenset(("emf", "emz", "wmf", "wmz"))


class MetafileParts:
    """Finds a package's metafiles, each part once: what has been looked at is not looked at again."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._seen: set[str] = set()

    def on(self, slides: Iterable[str]) -> Iterator[Metafile | None]:
        """The metafiles on these slides' parts, their layouts and masters, one at a time; in between `None`,
        so that there is time for something else."""
        for slide in slides:
            yield None
            for part in self._pictures(slide):
                yield self._metafile(part)

    def _pictures(self, slide: str) -> Iterator[str]:
        sheets = [slide]
        while sheets:
            sheet = sheets.pop()
            if sheet in self._seen:
                continue
            self._seen.add(sheet)
            for relationship in self._package.relationships(sheet).values():
                if relationship.external:
                    continue
                if relationship.kind in _SHEETS:
                    sheets.append(relationship.target)
                elif relationship.target.rpartition(".")[2].lower() in _KINDS:
                    yield relationship.target

    def _metafile(self, part: str) -> Metafile | None:
        """The metafile in a part, if it is one that another process has to draw."""
        if part in self._seen:
            return None
        self._seen.add(part)
        try:
            data = self._package.read(part, LARGEST)
            if not is_metafile(data) or is_wmf(data := unpacked(data)):
                return None
        except (PartError, MetafileError):
            return None
        return metafile_in(self._package, part, data)


def metafile_in(package: Package, part: str, data: bytes) -> Metafile:
    """The metafile in a part, `data` when unpacked."""
    return Metafile.of(data, partial(_read, package, part))


def _read(package: Package, part: str) -> bytes:
    try:
        return unpacked(package.read(part))
    except PartError as error:
        raise MetafileError("unreadable") from error


def nearest_first(slide: int, count: int) -> Iterator[int]:
    """The numbers of `count` slides: this one, the next, the one before, the one after the next …"""
    for distance in range(count):
        for number in dict.fromkeys((slide + distance, slide - distance)):
            if 1 <= number <= count:
                yield number
