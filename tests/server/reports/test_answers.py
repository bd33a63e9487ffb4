"""Answers as CSV, as a spreadsheet or another program reads them."""

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.questions.model import Choice, ChoiceAnswer
from server.events import Answered, Joined, Opened, QuestionClosed, QuestionOpened, Recorded
from server.protocol import DeckSummary, Identity, SlideQuestion
from server.reports import answers_csv
from server.statistics.session import measure


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def one_answer(name="Ada", stem="Q?", options=("A", "B"), identity=Identity.NICKNAME, title="T"):
    deck = DeckSummary(
        "l", "0" * 64, title, "d", (), (SlideQuestion(4, Choice("q", stem, options, (1,), points=3)),)
    )
    events = [
        Opened(deck, identity),
        Joined("p1", "k", name),
        QuestionOpened("q", 1),
        Answered("q", 1, "p1", ChoiceAnswer((1,))),
        QuestionClosed("q", 1),
    ]
    return measure(
        "s1", [Recorded(i, 1_790_000_000_000 + i * 1250, e) for i, e in enumerate(events, start=1)]
    )


def test_the_file_begins_with_the_mark_that_excel_reads_chinese_by(full_session):
    assert answers_csv(full_session, "zh").startswith(b"\xef\xbb\xbf")


def test_one_answer_is_one_row_under_kahoots_names(zone):
    [row] = read(answers_csv(one_answer(), "en", zone=zone))
    assert row == {
        "Question Number": "1",
        "Question": "Q?",
        "Answer 1": "A",
        "Answer 2": "B",
        "Answer 3": "",
        "Answer 4": "",
        "Answer 5": "",
        "Answer 6": "",
        "Correct Answers": "B",
        "Time Allotted to Answer (seconds)": "",
        "Player": "Ada",
        "Answer": "B",
        "Correct / Incorrect": "Correct",
        "Score": "3",
        "Answer Time (seconds)": "1.25",
        "Round": "1",
        "Slide": "4",
        "Participant Id": "p1",
        "Session": "s1",
        "Session Start": "2026-09-21 22:13:21",
        "Rehearsal": "",
        "Confidence (1-3)": "",
    }


def test_every_counting_answer_is_there_once(full_session):
    rows = read(answers_csv(full_session, "en"))
    keys = {(row["Question Number"], row["Round"], row["Participant Id"]) for row in rows}
    assert len(rows) == len(keys) == full_session.session.answers > 300
    right = sum(asked.right.count for asked in full_session.rounds if asked.right)
    assert sum(row["Correct / Incorrect"] == "Correct" for row in rows) == right


def test_a_rehearsal_is_marked_in_every_row(full_session):
    assert {row["Rehearsal"] for row in read(answers_csv(full_session, "en"))} == {"Rehearsal"}
    assert {row["Rehearsal"] for row in read(answers_csv(full_session, "zh"))} == {"演练"}


def test_an_anonymous_session_gives_no_names_even_if_the_log_has_them():
    figures = one_answer(name="Ada", identity=Identity.ANONYMOUS)
    content = answers_csv(figures, "zh")
    assert read(content)[0]["Player"] == "学员 1"
    assert b"Ada" not in content


def test_a_question_with_more_options_than_kahoots_has_more_columns():
    [row] = read(answers_csv(one_answer(options=tuple("abcdefgh")), "en"))
    assert row["Answer 8"] == "h"


def test_a_session_without_answers_is_a_header_alone(empty_session):
    content = answers_csv(empty_session, "en").decode("utf-8-sig")
    assert content.startswith("Question Number,Question,Answer 1")
    assert read(answers_csv(empty_session, "en")) == []


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "－1"]
)
def test_text_never_starts_a_formula(name):
    [row] = read(answers_csv(one_answer(name=name, stem=name, options=(name, name)), "en"))
    for column in ("Player", "Question", "Answer 1", "Correct Answers", "Answer"):
        assert row[column].startswith("'")
    assert row["Player"].replace("'", "") == name


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_no_formula_starts_where_another_country_ends_a_cell(delimiter):
    [row] = read(answers_csv(one_answer(name=f"{delimiter}=1+1{delimiter} @SUM(A1)"), "en"))
    assert not [part for part in row["Player"].split(delimiter) if part.lstrip().startswith(("=", "@"))]


@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_no_cell_of_any_text_starts_a_formula(name, stem):
    [row] = read(answers_csv(one_answer(name=name, stem=stem), "en"))
    assert not [
        cell for cell in row.values() if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    ]


def test_half_a_character_does_not_stop_the_export(full_session):
    person = msgspec.structs.replace(full_session.participants[0], name="half \ud83d")
    broken = msgspec.structs.replace(full_session, participants=(person,))
    assert read(answers_csv(broken, "en"))[0]["Player"] == "half ?"
