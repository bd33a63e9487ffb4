"""What trainees said of the session, in the workbook, as CSV and on the page."""

import csv
import io

import msgspec
import openpyxl
import pytest

from assets.sentences import LANGUAGES
from server.figures import FeedbackFigures, RatingFigures
from server.reports import feedback_csv, report_page, report_xlsx
from server.reports.answered import MOST_TEXTS
from server.statistics.proportion import take_share

FEEDBACK = FeedbackFigures(
    given=take_share(12, 30),
    useful=RatingFigures(12, 4.25, (0, 1, 1, 4, 6)),
    easy=RatingFigures(3),
    texts=("=1+1", "<b>A break</b>", "多一些练习"),
)


def with_feedback(figures, **parts):
    return msgspec.structs.replace(figures, feedback=msgspec.structs.replace(FEEDBACK, **parts))


@pytest.fixture
def figures(full_session):
    return with_feedback(full_session)


@pytest.mark.parametrize(
    ("language", "name", "useful"),
    [("en", "Feedback", "How useful was this session for you?"), ("zh", "反馈", "这次课对你有多大帮助？")],
)
def test_the_workbook_has_a_sheet_of_it(figures, language, name, useful):
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(figures, language)))
    head, first, second, *texts = book[name].iter_rows(values_only=True)
    assert head[3:8] == ("1", "2", "3", "4", "5")
    assert first == (useful, 12, 4.25, 0, 1, 1, 4, 6, None)
    assert second[1:] == (3, None, None, None, None, None, None, None)
    assert [row[-1] for row in texts] == ["=1+1", "<b>A break</b>", "多一些练习"]
    assert book[name]["I4"].data_type == "s"


def test_a_workbook_of_a_session_without_it_has_no_such_sheet(full_session):
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(full_session, "en")))
    assert "Feedback" not in book.sheetnames


def test_the_csv_has_a_row_for_each_rating_and_each_text(figures):
    rows = list(csv.DictReader(io.StringIO(feedback_csv(figures, "en").decode("utf-8-sig"))))
    assert [(row["n"], row["Mean"], row["5"], row["Text"]) for row in rows] == [
        ("12", "4.25", "6", ""),
        ("3", "", "", ""),
        ("", "", "", "'=1+1"),
        ("", "", "", "<b>A break</b>"),
        ("", "", "", "多一些练习"),
    ]


def test_the_csv_of_a_session_without_it_has_only_its_head(full_session):
    assert len(feedback_csv(full_session, "en").splitlines()) == 1


def test_the_page_says_how_many_said_what_and_shows_text_as_text(figures):
    page = report_page(figures, "en").decode()
    assert "40% (12 of 30) of those who joined" in page
    assert "4.2 of 5, n = 12, indicative" in page
    assert "n = 3; fewer than 5 are not broken down" in page
    assert "1: 0, 2: 1, 3: 1, 4: 4, 5: 6" in page
    assert "<li>&lt;b&gt;A break&lt;/b&gt;</li>" in page


def test_with_many_people_the_mean_is_not_indicative(full_session):
    rated = RatingFigures(40, 3.0, (0, 0, 40, 0, 0))
    page = report_page(with_feedback(full_session, useful=rated), "en").decode()
    assert "3.0 of 5, n = 40<" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_is_not_there(full_session, language):
    pages = (
        report_page(full_session, language),
        report_page(with_feedback(full_session, given=take_share(0, 30)), language),
        report_page(with_feedback(full_session, texts=()), language),
    )
    nobody = {"en": "Nobody said how it was.", "zh": "没有人给出反馈。"}[language]
    unwritten = {"en": "Nobody wrote anything.", "zh": "没有人写文字。"}[language]
    assert [nobody in page.decode() for page in pages] == [False, True, False]
    assert [unwritten in page.decode() for page in pages] == [False, False, True]


def test_a_page_of_very_many_texts_says_how_many_more_there_are(full_session):
    texts = tuple(f"text {number}" for number in range(MOST_TEXTS + 3))
    page = report_page(with_feedback(full_session, texts=texts), "en").decode()
    assert page.count("<li>text ") == MOST_TEXTS
    assert "And 3 more." in page
