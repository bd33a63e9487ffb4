"""One sheet of the workbook: typed cells under a frozen header."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | datetime | None

LONGEST_TEXT = 32_767  # what a cell can hold
ORANGE = "#E69F00"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and what stands in it."""

    heading: str
    width: float = 10
    kind: str = "number"  # a name in `Formats`


class Formats:
    """The cell formats of one workbook, by kind."""

    def __init__(self, book: Workbook) -> None:
        top = {"valign": "top"}
        self._by_kind: Mapping[str, Format] = {
            # The quote says in the file what the cell's type says anyway: this is text, no formula.
            "text": book.add_format({**top, "text_wrap": True, "quote_prefix": True}),
            "number": book.add_format(top),
            "percent": book.add_format({**top, "num_format": "0%"}),
            "seconds": book.add_format({**top, "num_format": "0.0"}),
            "mean": book.add_format({**top, "num_format": "0.00"}),
            "moment": book.add_format({**top, "num_format": "yyyy-mm-dd hh:mm:ss"}),
            "heading": book.add_format(
                {
                    **top,
                    "bold": True,
                    "text_wrap": True,
                    "bottom": 1,
                    "bg_color": "#EEF1F4",
                    "quote_prefix": True,
                }
            ),
            "label": book.add_format({**top, "bold": True, "quote_prefix": True}),
            "title": book.add_format({"bold": True, "font_size": 16, "quote_prefix": True}),
            "banner": book.add_format({"bold": True, "bg_color": "#FFF4E0", "font_color": "#7A4300"}),
        }

        # Left, as the text beside it: a number at the far end of a wide column is lost.
        self._left: Mapping[str, Format] = {
            "text": self._by_kind["text"],
            "number": book.add_format({**top, "align": "left"}),
            "seconds": book.add_format({**top, "align": "left", "num_format": "0.0"}),
            "moment": book.add_format({**top, "align": "left", "num_format": "yyyy-mm-dd hh:mm:ss"}),
        }

    def left(self, kind: str) -> Format:
        """The same, aligned to the left."""
        return self._left[kind]

    def of(self, kind: str) -> Format:
        """The format for this kind of cell."""
        return self._by_kind[kind]


def put(sheet: Worksheet, row: int, column: int, cell: Cell, form: Format) -> None:
    """Write one cell by its type; None leaves it empty. Text is always a string, whatever it looks like."""
    if isinstance(cell, str):
        text = cell.encode("utf-8", "replace").decode("utf-8")[:LONGEST_TEXT]
        sheet.write_string(row, column, text, form)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, form)
    elif cell is not None:
        sheet.write_number(row, column, cell, form)


def fill(
    sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], formats: Formats
) -> int:
    """Write headings and rows, freeze the headings, set widths and filter. Returns how many rows."""
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        put(sheet, 0, index, column.heading, formats.of("heading"))
    count = 0
    for count, row in enumerate(rows, start=1):
        for index, (column, cell) in enumerate(zip(columns, row, strict=True)):
            put(sheet, count, index, cell, formats.of(column.kind))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(columns) - 1)
    return count
