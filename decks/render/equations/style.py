"""Sizes within an equation: display, text, script and script's script, as in The TeXbook, chapter 17."""

from dataclasses import dataclass, replace

from decks.render.equations.boxes import Ink

DISPLAY, TEXT, SCRIPT, SCRIPT_SCRIPT = range(4)
_SHARES = (1.0, 1.0, 0.73, 0.6)
"""Those of the face that PowerPoint writes its equations with."""


@dataclass(frozen=True, slots=True)
class Style:
    """`size` is the full size in tenths of a point; `level` says how far below it we are."""

    size: float
    level: int
    ink: Ink

    @property
    def em(self) -> float:
        """The size of the letters."""
        return self.size * _SHARES[self.level]

    @property
    def axis(self) -> float:
        """How high above the baseline the bars of fractions lie."""
        return 0.25 * self.em

    @property
    def line(self) -> float:
        """The thickness of bars."""
        return max(0.065 * self.em, 4.0)

    @property
    def is_display(self) -> bool:
        """Whether there is room to spare."""
        return self.level == DISPLAY

    @property
    def is_script(self) -> bool:
        """Whether the letters are small."""
        return self.level >= SCRIPT

    def at(self, level: int) -> "Style":
        """The same, further up or down."""
        return replace(self, level=min(SCRIPT_SCRIPT, max(DISPLAY, level)))

    def script(self) -> "Style":
        """For what is raised or lowered."""
        return self.at(SCRIPT if self.level <= TEXT else SCRIPT_SCRIPT)

    def part(self) -> "Style":
        """For numerator and denominator."""
        return self.at(self.level + 1)

    def no_display(self) -> "Style":
        """For what stands in lines close to each other."""
        return self.at(max(TEXT, self.level))
