"""Rosters as offices and school systems write them, and as nobody should."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.sentences import LANGUAGES, sentence
from server import roster
from server.protocol import RosterRow
from server.roster import read_roster

PEOPLE = (RosterRow("001", "李雷", "4321"), RosterRow("002", "韩梅梅", ""))


def workbook(*rows: tuple[object, ...], fill: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if fill is not None:
        fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return file.getvalue()


def codes(data: bytes) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.code) for problem in read_roster(data, "roster").problems]


# --- CSV -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_a_text_file_of_any_dialect_is_read(coding: str, separator: str, line: str) -> None:
    rows = [("学号", "姓名", "口令"), ("001", "李雷", "4321"), ("002", "韩梅梅", "")]
    text = line.join(separator.join(row) for row in rows)
    assert read_roster(text.encode(coding), "名单.csv").rows == PEOPLE


@pytest.mark.parametrize(
    "header",
    [
        "工号,姓名,口令",
        "编号,名字,密码",
        "Number,Name,Code",
        "STUDENT ID,Full name,PIN",
        "ID , name ,Password",
    ],
)
def test_the_header_is_found_in_both_languages(header: str) -> None:
    data = f"{header}\n001,李雷,4321\n002,韩梅梅,\n".encode()
    assert read_roster(data, "a.csv").rows == PEOPLE


def test_the_columns_may_stand_in_any_order_below_a_title() -> None:
    data = "三班名单,,\n,,\n姓名,备注,学号\n李雷,班长,001\n\n韩梅梅,,002\n合计,,\n".encode()
    read = read_roster(data, "a.csv")
    assert [(row.number, row.name) for row in read.rows] == [("001", "李雷"), ("002", "韩梅梅")]
    assert codes(data) == [(7, "server.roster_no_number")]


def test_a_name_with_the_separator_or_a_line_break_in_quotes_is_one_name() -> None:
    data = b'number,name\n1,"Lee, Ann"\n2,"Bob\nMarley"\n'
    assert [row.name for row in read_roster(data, "a.csv").rows] == ["Lee, Ann", "Bob Marley"]


def test_a_formula_is_text() -> None:
    rows = read_roster(b"number,name\n1,=HYPERLINK(A1)\n", "a.csv").rows
    assert rows == (RosterRow("1", "=HYPERLINK(A1)"),)


def test_each_bad_row_is_told_by_its_place_and_the_good_ones_are_kept() -> None:
    data = f"number,name\n1,Ann\n,Bob\n3,\n１,Cai\n5,{'x' * 41}\n6,Eve\n".encode()
    assert codes(data) == [
        (3, "server.roster_no_number"),
        (4, "server.roster_no_name"),
        (5, "server.roster_number_twice"),
        (6, "server.roster_too_long"),
    ]
    assert [row.name for row in read_roster(data, "a.csv").rows] == ["Ann", "Eve"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_in_a_whole_sentence(language) -> None:
    data = f"number,name\n,Bob\n3,\n5,{'x' * 41}\n6,Eve\n6,Ann\n".encode()
    problems = [*read_roster(data, "a.csv").problems, *read_roster(b"nothing", "a.csv").problems]
    assert len(problems) == 5
    for problem in problems:
        assert "{" not in sentence(problem.code, language, **problem.values)


def test_too_many_people_are_not_cut_off_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "MOST_ROWS", 3)
    data = b"number,name\n" + b"".join(b"%d,Ann\n" % number for number in range(5))
    read = read_roster(data, "a.csv")
    assert len(read.rows) == 3
    assert [problem.code for problem in read.problems] == ["server.roster_too_many"]


def test_thousands_of_bad_rows_do_not_make_thousands_of_sentences() -> None:
    assert len(codes(b"number,name\n" + b",Ann\n" * 5000)) == 200


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "server.roster_no_header"),
        (b"1,Ann\n2,Bob\n", "server.roster_no_header"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff\x00\x01" * 50, "server.roster_no_header"),
        (b"\x81" * 99, "server.roster_unreadable"),
        (b"\xff\xfe\x00", "server.roster_unreadable"),
        (b'number,name\n1,"' + b"x" * 200_000, "server.roster_unreadable"),
        (b"PK\x03\x04 and no more", "server.roster_unreadable"),
        (b"x" * (8 * 1024 * 1024 + 1), "server.roster_too_large"),
    ],
)
def test_a_file_that_is_no_roster_is_named(data: bytes, code: str) -> None:
    read = read_roster(data, "a.csv")
    assert read.rows == ()
    assert [(problem.row, problem.code) for problem in read.problems] == [(None, code)]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"number,name\n", "学号,姓名\n".encode("utf-16")]))
def test_no_bytes_whatever_raise_anything(data: bytes, header: bytes) -> None:
    for row in read_roster(header + data, "a.csv").rows:
        assert row.number
        assert row.name


# --- XLSX ----------------------------------------------------------------------------------------


def test_a_workbook_is_read_whatever_it_is_called() -> None:
    data = workbook(("学号", "姓名", "口令"), ("001", "李雷", 4321), ("002", "韩梅梅", None))
    assert read_roster(data, "名单.csv").rows == PEOPLE


def test_numbers_in_cells_lose_no_digits_and_gain_no_points() -> None:
    def pad(book: openpyxl.Workbook) -> None:
        book.active["A4"].number_format = "00000"

    rows = (("id", "name"), (20230001.0, "Ann"), (20230002, "Bob"), (17, "Cai"))
    assert [row.number for row in read_roster(workbook(*rows, fill=pad), "a.xlsx").rows] == [
        *("20230001", "20230002", "00017")
    ]


def test_formulas_in_cells_are_text_and_not_worked_out() -> None:
    data = workbook(("id", "name"), ("=1+1", "=CONCAT(A1)"))
    assert read_roster(data, "a.xlsx").rows == (RosterRow("=1+1", "=CONCAT(A1)"),)


def test_the_sheet_with_the_people_is_found() -> None:
    def second(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("People")
        sheet.append(("name", "number"))
        sheet.append(("Ann", 7))

    data = workbook(("How to fill in this form",), fill=second)
    assert read_roster(data, "a.xlsx").rows == (RosterRow("7", "Ann"),)


def test_a_sheet_that_lies_about_its_size_is_read() -> None:
    def lie(sheet: bytes) -> bytes:
        return sheet.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"')

    data = repacked(workbook(("id", "name"), (7, "Ann")), "xl/worksheets/sheet1.xml", lie)
    assert read_roster(data, "a.xlsx").rows == (RosterRow("7", "Ann"),)


def test_a_row_at_the_end_of_the_world_costs_nothing() -> None:
    def far(sheet: bytes) -> bytes:
        return sheet.replace(b'r="2"', b'r="1048576"').replace(b'r="A2"', b'r="A1048576"')

    data = repacked(workbook(("id", "name"), (7, "Ann")), "xl/worksheets/sheet1.xml", far)
    assert read_roster(data, "a.xlsx").rows == ()


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_not_expanded(coding: str) -> None:
    def declare(sheet: bytes) -> bytes:
        doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
        return (doctype + sheet.decode().replace("Ann", "&a;")).encode(coding)

    data = repacked(workbook(("id", "name"), (7, "Ann")), "xl/worksheets/sheet1.xml", declare)
    assert codes(data) == [(None, "server.roster_unreadable")]


def test_a_workbook_with_shared_strings_is_read() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("学号", "姓名", "口令"))
        sheet.write_row(1, 0, ("001", "李雷", "4321"))
        sheet.write_row(2, 0, ("002", "韩梅梅"))
    assert read_roster(file.getvalue(), "a.xlsx").rows == PEOPLE


def test_what_unpacks_to_a_mountain_is_not_unpacked() -> None:
    data = repacked(workbook(("id", "name")), "docProps/app.xml", lambda _: bytes(25 * 1024 * 1024))
    assert len(data) < 100_000
    assert codes(data) == [(None, "server.roster_too_large")]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<", b"<a/>", b"\x00" * 50])
def test_a_damaged_workbook_is_named(part: str, content: bytes) -> None:
    data = repacked(workbook(("id", "name"), (7, "Ann")), part, lambda _: content)
    read = read_roster(data, "a.xlsx")
    assert read.rows == ()
    assert read.problems[0].code in ("server.roster_unreadable", "server.roster_no_header")
