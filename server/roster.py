"""Rosters from files that offices and school systems write: CSV in many dialects, and XLSX."""

import csv
import io
import math
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from server.groups.group import same
from server.names import LONGEST, clean
from server.protocol import LARGEST_FILE, MOST_ROWS, RosterRow, RowProblem

_NUMBER_WORDS = {
    *(
        "学号",
        "學號",
        "工号",
        "工號",
        "编号",
        "編號",
        "号码",
        "序号",
        "学生学号",
        "员工编号",
        "学员编号",
        "考号",
    ),
    *("number", "no", "no.", "id", "studentid", "studentnumber", "studentno", "studentno.", "staffid"),
    *("staffnumber", "employeeid", "employeenumber", "matriculationnumber"),
}
_NAME_WORDS = {
    *("姓名", "名字", "名称", "学生姓名", "员工姓名", "学员姓名"),
    *("name", "fullname", "studentname", "employeename", "participant"),
}
_CODE_WORDS = {"口令", "密码", "暗号", "代码", "code", "pin", "password", "passcode"}

_HEADER_WITHIN = 20  # rows: titles and notes may stand above
_MOST_LINES = MOST_ROWS + _HEADER_WITHIN + 1  # one more than there may be: too many are to be noticed
_MOST_COLUMNS = 64
_MOST_SHEETS = 10
_MOST_PROBLEMS = 200
_MOST_PARTS = 2000
_MOST_UNPACKED = 24 * 1024 * 1024
_SEPARATORS = ",;\t"
_DOCTYPES = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Roster:
    """What is in a roster's file: the good rows, and what is wrong with the others, in their order."""

    rows: tuple[RosterRow, ...]
    problems: tuple[RowProblem, ...]


class _UnreadableError(Exception):
    """The whole file can't be used; `code` names the sentence that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where number, name and code stand, and in which row of the sheet the people begin."""

    number: int
    name: int
    code: int | None
    first_row: int


def read_roster(data: bytes, filename: str) -> Roster:
    """The people in a file that may be anything. What it is shows in its content, not in its name, which
    only ever ends up in a sentence."""
    try:
        rows, columns = _find_people(data)
    except _UnreadableError as error:
        return Roster((), (RowProblem(None, error.code, {"file": clean(filename)}),))
    return _take_rows(rows, columns)


def _find_people(data: bytes) -> tuple[list[_Row], _Columns]:
    """The rows of the first table that has a header, with all that stands above it."""
    if len(data) > LARGEST_FILE:
        raise _UnreadableError("server.roster_too_large")
    tables: Iterable[Iterable[_Row]]
    tables = _read_workbook(data) if data.startswith(b"PK\x03\x04") else _read_text(data)
    for table in tables:
        rows = list(islice(table, _MOST_LINES))
        columns = _find_columns(rows)
        if columns is not None:
            return rows, columns
    raise _UnreadableError("server.roster_no_header")


def _find_columns(rows: Sequence[_Row]) -> _Columns | None:
    for above, row in enumerate(rows[:_HEADER_WITHIN]):
        words = [same(cell) for cell in row]
        number, name, code = (_first(words, known) for known in (_NUMBER_WORDS, _NAME_WORDS, _CODE_WORDS))
        if number is not None and name is not None:
            return _Columns(number, name, code, above + 1)
    return None


def _first(words: Sequence[str], known: set[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in known), None)


def _take_rows(rows: Sequence[_Row], columns: _Columns) -> Roster:
    good: dict[str, RosterRow] = {}
    problems: list[RowProblem] = []
    for place, cells in enumerate(rows[columns.first_row :], start=columns.first_row + 1):
        row = _row(cells, columns)
        if not (row.number or row.name):
            continue  # an empty line, or a sum below the table
        problem = _problem(row, cells, columns, good)
        if problem is None and len(good) >= MOST_ROWS:
            problems.append(RowProblem(None, "server.roster_too_many", {"rows": str(MOST_ROWS)}))
            break
        if problem is None:
            good[same(row.number)] = row
        elif len(problems) < _MOST_PROBLEMS:
            code, values = problem
            problems.append(RowProblem(place, code, {"row": str(place), **values}))
    return Roster(tuple(good.values()), tuple(problems))


def _row(cells: _Row, columns: _Columns) -> RosterRow:
    code = "" if columns.code is None else clean(_cell(cells, columns.code))
    return RosterRow(clean(_cell(cells, columns.number)), clean(_cell(cells, columns.name)), code)


def _cell(cells: _Row, place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _problem(
    row: RosterRow, cells: _Row, columns: _Columns, before: dict[str, RosterRow]
) -> tuple[str, dict[str, str]] | None:
    """What is wrong with a row, as a code and what fills the gaps of its sentence."""
    if not row.number:
        return "server.roster_no_number", {"name": row.name}
    if not row.name:
        return "server.roster_no_name", {"number": row.number}
    used = [place for place in (columns.number, columns.name, columns.code) if place is not None]
    if any(len(_cell(cells, place).strip()) > LONGEST for place in used):
        return "server.roster_too_long", {"number": row.number, "longest": str(LONGEST)}
    if same(row.number) in before:
        return "server.roster_number_twice", {"number": row.number}
    return None


# --- CSV -----------------------------------------------------------------------------------------


def _read_text(data: bytes) -> Iterator[Iterable[_Row]]:
    """The file with each of the separators that it may have, the likeliest first."""
    text = _decode(data)
    head = text[:10_000]
    for separator in sorted(_SEPARATORS, key=head.count, reverse=True):
        yield _split(text, separator)


def _split(text: str, separator: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from (row[:_MOST_COLUMNS] for row in reader)
    except csv.Error as error:  # a field beyond the reader's limit, as after a quote that is never closed
        raise _UnreadableError("server.roster_unreadable") from error


def _decode(data: bytes) -> str:
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            codings: tuple[str, ...] = (coding,)
            break
    else:
        # Every other byte of Latin letters and digits is zero in UTF-16, and there are always separators.
        zeros = data[:2000].count(0)
        codings = ("utf-16-le", "utf-16-be") if zeros else ("utf-8", "gb18030")
        if zeros and data[:2000:2].count(0) > zeros / 2:
            codings = ("utf-16-be",)
    for coding in codings:
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    raise _UnreadableError("server.roster_unreadable")


# --- XLSX ----------------------------------------------------------------------------------------


def _read_workbook(data: bytes) -> list[list[_Row]]:
    """The sheets of a workbook. Formulas are text: nothing is worked out, and nothing cached is trusted."""
    try:
        _check_package(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the library leaves out: pictures, validation
            return _read_sheets(data)
    except _UnreadableError:
        raise
    except Exception as error:  # what a damaged workbook makes the library raise is anybody's guess
        raise _UnreadableError("server.roster_unreadable") from error


def _check_package(data: bytes) -> None:
    """Refuse what unpacks to more than a roster can need, and entities that would."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise _UnreadableError("server.roster_too_large")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                text = package.read(part)
                if any(doctype in text for doctype in _DOCTYPES):
                    raise _UnreadableError("server.roster_unreadable")


def _read_sheets(data: bytes) -> list[list[_Row]]:
    """The sheets up to the first with a header."""
    # Takes a tenth of a second to import, and few sessions begin with a roster's file.
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheets: list[list[_Row]] = []
    with closing(book):
        for sheet in book.worksheets[:_MOST_SHEETS]:
            sheet.reset_dimensions()  # what a file says of its size need not be so
            rows = sheet.iter_rows(max_row=_MOST_LINES, max_col=_MOST_COLUMNS)
            sheets.append([[_text(cell) for cell in row] for row in islice(rows, _MOST_LINES)])
            if _find_columns(sheets[-1]) is not None:
                break
    return sheets


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value).zfill(_digits_shown(cell.number_format))
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "text", value))  # an array formula is an object with its text


def _digits_shown(number_format: object) -> int:
    """How many digits a format like 00000 shows at least: so are leading zeros kept in a number's cell."""
    shown = str(number_format)
    return len(shown) if shown and set(shown) == {"0"} and len(shown) <= LONGEST else 0
