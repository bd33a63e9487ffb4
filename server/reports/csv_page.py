"""A table as CSV that spreadsheets of every country read as it is meant."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | float | None

_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# After whatever the spreadsheet of some country takes for the end of a cell.
_FORMULA_AFTER_A_CELL = re.compile(r"([;\t|]\s*)([=+\-@＝＋－＠])")
_STARTS_A_CELL = ("\t", "\r", "\n")


def csv_page(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark that spreadsheets know it by. Text that they could take for a formula has an
    apostrophe before it."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    for row in (columns, *rows):
        writer.writerow([_disarm(cell) if isinstance(cell, str) else cell for cell in row])
    return page.getvalue().encode("utf-8-sig", "replace")


def _disarm(text: str) -> str:
    if text.startswith(_STARTS_A_CELL) or text.lstrip().startswith(_STARTS_A_FORMULA):
        text = f"'{text}"
    return _FORMULA_AFTER_A_CELL.sub(r"\1'\2", text)
