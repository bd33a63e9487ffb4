"""What the comparison of pictures with LibreOffice's has found, and whether that is enough."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from PIL import Image

LEAST_LAY = 0.90


@dataclass(frozen=True, slots=True)
class Comparison:
    """`lay` is each slide's value, by "category/deck/NNNN", `None` for one without a picture; `failed` are
    the decks that could not be drawn; `blank` the slides of one colour that are not so in LibreOffice's
    picture; `excused` says of which slides LibreOffice's picture is wrong, and why."""

    lay: Mapping[str, float | None]
    failed: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    excused: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(
        cls,
        table: Path,
        reference: Path,
        candidate: Path,
        failed: tuple[str, ...],
        excused: Mapping[str, str],
    ) -> Self:
        """The comparison in the tool's table, of the pictures in these folders."""
        lay: dict[str, float | None] = {}
        for line in table.read_text("utf-8").splitlines()[1:]:
            name, _ssim, value, _mad = line.split("\t")
            lay[name.removesuffix(".png")] = float(value) if value else None
        blank = [
            name
            for name, value in lay.items()
            if value is not None
            and _is_flat(candidate / f"{name}.png")
            and not _is_flat(reference / f"{name}.png")
        ]
        return cls(lay, failed, tuple(blank), excused)

    @property
    def missing(self) -> list[str]:
        """The slides of which there is no picture."""
        return [name for name, value in self.lay.items() if value is None]

    @property
    def mean(self) -> float:
        """Of all slides; one without a picture counts as 0."""
        return _mean(list(self.lay.values()))

    @property
    def passed(self) -> bool:
        """Whether every slide is drawn, and well enough in the mean."""
        return not (self.failed or self.missing or self.blank) and self.mean >= LEAST_LAY

    def lines(self) -> Iterator[str]:
        """Each deck's mean, the whole, the whole without the slides on which LibreOffice is wrong, and what
        should not be."""
        decks: dict[str, list[float | None]] = {}
        for name, value in self.lay.items():
            decks.setdefault(name.rpartition("/")[0], []).append(value)
        for name, values in sorted(decks.items(), key=lambda item: _mean(item[1])):
            yield _line(name, values)
        yield _line("all", list(self.lay.values()))
        yield from self._excuses()
        for what, names in (("failed", self.failed), ("missing", self.missing), ("blank", self.blank)):
            yield from (f"{what}: {name}" for name in names)
        yield f"{'passed' if self.passed else 'not passed'} ({LEAST_LAY:.2f} is asked for)"

    def _excuses(self) -> Iterator[str]:
        excused = [name for name in self.lay if name in self.excused]
        agreed = [value for name, value in self.lay.items() if name not in self.excused]
        if excused and agreed:
            yield f"{_line('without the exceptions', agreed)}:"
            yield from (f"    {self.lay[name] or 0:.3f}  {name}: {self.excused[name]}" for name in excused)


def _line(name: str, values: list[float | None]) -> str:
    return f"{_mean(values):.3f}  {len(values):3}  {name}"


def _mean(values: list[float | None]) -> float:
    return sum(value or 0.0 for value in values) / max(1, len(values))


def _is_flat(path: Path) -> bool:
    with Image.open(path) as picture:
        extrema = picture.convert("RGB").getextrema()
    return all(low == high for low, high in extrema)
