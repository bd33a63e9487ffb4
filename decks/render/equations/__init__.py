"""Equations in Office Math (OMML, ECMA-376 part 1, 22.1): laid out as values, then painted."""

from decks.render.equations.equation import Equation, lay_out_equation

__all__ = ["Equation", "lay_out_equation"]
