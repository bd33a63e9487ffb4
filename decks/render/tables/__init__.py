"""Tables: grid, style, lines, and the texts of cells."""
