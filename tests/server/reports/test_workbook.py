"""The workbook, as another program opens it."""

import io
import re
import zipfile
from datetime import datetime

import msgspec
import openpyxl
import pytest

from server.protocol import Identity
from server.reports import report_xlsx

SHEETS = {
    "en": ["Summary", "Questions", "Slides", "People", "Answers"],
    "zh": ["概要", "题目", "页面", "学员", "答案"],
}


def open_book(figures, language="en", **options):
    return openpyxl.load_workbook(io.BytesIO(report_xlsx(figures, language, **options)))


def rows_of(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return head, rows


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sheets_are_named_in_the_readers_language_and_their_heads_are_frozen(full_session, language):
    book = open_book(full_session, language)
    assert book.sheetnames == SHEETS[language]
    assert [book[name].freeze_panes for name in book.sheetnames[1:]] == ["A2"] * 4


def test_every_round_slide_person_and_answer_has_its_row(full_session):
    book = open_book(full_session)
    counts = [len(rows_of(book[name])[1]) for name in SHEETS["en"][1:]]
    assert counts == [13, 27, 30, full_session.session.answers]


def test_shares_are_numbers_shown_as_percent_and_moments_are_dates(full_session, zone):
    sheet = open_book(full_session, zone=zone)["Questions"]
    head, rows = rows_of(sheet)
    rate, opened = head.index("Response rate"), head.index("Opened")
    assert rows[0][rate] == pytest.approx(full_session.rounds[0].answered.share)
    assert sheet.cell(2, rate + 1).number_format == "0%"
    assert isinstance(rows[0][opened], datetime)
    assert rows[0][opened].date().isoformat() == "2026-09-21"


def test_what_is_not_defined_is_an_empty_cell(new_lesson):
    head, rows = rows_of(open_book(new_lesson(people=0).teach().figures())["Questions"])
    assert {row[head.index("Response rate")] for row in rows} == {None}
    assert {row[head.index("Median (s)")] for row in rows} == {None}


def test_a_polls_right_answers_are_empty_and_options_are_counted(full_session):
    head, rows = rows_of(open_book(full_session)["Questions"])
    poll, question = rows[0], rows[1]
    assert poll[head.index("Share right")] is None
    assert question[head.index("A")] == full_session.rounds[1].counts[0]
    assert poll[head.index("E")] is None


def test_the_charts_are_native_and_read_the_table(full_session):
    book = open_book(full_session)
    charts = book["Questions"]._charts
    assert len(charts) == 2
    with zipfile.ZipFile(io.BytesIO(report_xlsx(full_session, "zh"))) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert "题目!$G$2:$G$14" in chart.replace("'", "")


def test_no_cell_is_a_formula_whatever_people_wrote(full_session):
    evil = '=HYPERLINK("http://evil",1)'
    people = tuple(msgspec.structs.replace(person, name=evil) for person in full_session.participants)
    slides = tuple(msgspec.structs.replace(slide, title="+1") for slide in full_session.slides)
    figures = msgspec.structs.replace(full_session, participants=people, slides=slides)
    figures = msgspec.structs.replace(figures, session=msgspec.structs.replace(figures.session, title="=1+1"))
    content = report_xlsx(figures, "en")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
        assert not [name for name in package.namelist() if "externalLink" in name]
    assert not [sheet for sheet in sheets if re.search(r"<f[ >]|<hyperlink", sheet)]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cell = book["People"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (evil, "s", True)


def test_a_rehearsal_is_marked_on_every_sheet(full_session):
    book = open_book(full_session)
    assert book["Summary"]["A1"].value.startswith("Rehearsal: a simulated class")
    assert {sheet.oddHeader.center.text for sheet in book} == {"&BRehearsal"}
    assert {sheet.sheet_properties.tabColor.rgb for sheet in book} == {"FFE69F00"}


def test_an_anonymous_session_names_nobody(full_session):
    book = open_book(msgspec.structs.replace(full_session, identity=Identity.ANONYMOUS))
    names = {row[1] for row in rows_of(book["People"])[1]}
    assert names == {f"Participant {number}" for number in range(1, 31)}
    head, rows = rows_of(book["Answers"])
    assert {row[head.index("Player")] for row in rows} <= names


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_session_is_a_workbook_too(empty_session, language):
    book = open_book(empty_session, language)
    assert [rows_of(sheet)[1] for sheet in book.worksheets[1:]] == [[], [], [], []]
    assert book.worksheets[1]._charts == []


def test_text_too_long_for_a_cell_is_cut_and_half_a_character_replaced(full_session):
    slide = msgspec.structs.replace(full_session.slides[0], title="x" * 40_000)
    person = msgspec.structs.replace(full_session.participants[0], name="half \ud83d\x07")
    book = open_book(msgspec.structs.replace(full_session, slides=(slide,), participants=(person,)))
    assert len(book["Slides"]["B2"].value) == 32_767
    assert book["People"]["B2"].value.startswith("half ?")
