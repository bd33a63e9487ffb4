"""Every kind of question in each of the reports."""

import csv
import io

import msgspec
import openpyxl
import pytest

from decks.questions.model import MatchAnswer, Matching, Ordering, TextAnswer
from server.events import Answered, Joined, Opened, QuestionClosed, QuestionOpened, QuestionRevealed, Recorded
from server.protocol import Identity, SlideQuestion
from server.rehearsal.trainee import GiveAnswer, enrol
from server.reports import answers_csv, report_page, report_xlsx
from server.statistics.session import measure
from server.views import phone_question
from tests.server.all_kinds import DECK, KINDS

START_MS = 1_790_000_000_000
PEOPLE = 40


def taught(questions, people=PEOPLE, answers=None):
    """The figures of a class that answered all these questions as a simulated class would, or all alike."""
    deck = msgspec.structs.replace(DECK, questions=tuple(SlideQuestion(1, one) for one in questions))
    events = [Opened(deck, Identity.NICKNAME)]
    events += [Joined(f"p{number}", f"k{number}", f"Nr {number}") for number in range(1, people + 1)]
    for question in questions:
        events.append(QuestionOpened(question.id, 1))
        for number in range(1, people + 1):
            deeds = enrol(7, number, "en").decide(phone_question(question), 1, question, None)
            given = [deed for deed in deeds if isinstance(deed, GiveAnswer)][:1]
            for deed in given:
                answer = question.canonical(answers or deed.answer)
                events.append(Answered(question.id, 1, f"p{number}", answer, deed.confidence))
        events += [QuestionClosed(question.id, 1), QuestionRevealed(question.id, 1)]
    log = [Recorded(seq, START_MS + 100 * seq, event) for seq, event in enumerate(events, start=1)]
    return measure("s1", log)


@pytest.fixture(scope="module")
def figures():
    return taught([kind.question for kind in KINDS])


@pytest.fixture(scope="module")
def rows(figures):
    text = answers_csv(figures, "en").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rows_of(rows, stem):
    return [row for row in rows if row["Question"] == stem]


def test_every_answer_of_every_kind_has_its_line(figures, rows) -> None:
    assert len(rows) == figures.session.answers > 9 * PEOPLE
    assert all(row["Answer"] for row in rows)


@pytest.mark.parametrize(
    ("stem", "correct"),
    [
        ("Which?", "B"),
        ("Which ones?", "A, C"),
        ("So?", "False"),
        ("How far?", "384 Mm"),
        ("First?", "Z › X › Y"),
        ("Whose?", "X – 3; Y – 1"),
        ("How good?", ""),
        ("What is it?", "carbon dioxide"),
        ("In a word?", ""),
        ("What else?", ""),
    ],
)
def test_the_right_answer_is_said_and_who_said_it_is_correct(rows, stem, correct) -> None:
    asked = rows_of(rows, stem)
    assert {row["Correct Answers"] for row in asked} == {correct}
    verdicts = {"Correct", "Incorrect"} if correct else {""}
    assert {row["Correct / Incorrect"] for row in asked} == verdicts
    if correct and stem not in ("How far?", "What is it?"):  # where one right answer is not as another
        assert all((row["Answer"] == correct) == (row["Correct / Incorrect"] == "Correct") for row in asked)


def test_how_sure_somebody_was_stands_beside_the_answer() -> None:
    question = msgspec.structs.replace(KINDS[0].question, confidence=True)
    text = answers_csv(taught([question]), "en").decode("utf-8-sig")
    sure = {row["Confidence (1-3)"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert sure == {"1", "2", "3"}


def test_the_workbook_tells_numbers_words_and_texts(figures) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(figures, "en")))
    head, *lines = book["Questions"].iter_rows(values_only=True)
    told = {line[head.index("Question")]: line[head.index("Numbers, words, texts")] for line in lines}
    assert told["How far?"].startswith("median 3")
    assert "Mm, middle half" in told["How far?"]
    assert "carbon dioxide (" in told["What is it?"].lower()
    assert told["In a word?"].count("(") >= 10
    assert " | " in told["What else?"]
    assert not told["Which?"]
    assert len(book["Answers"]["A"]) == figures.session.answers + 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_has_a_card_for_each_kind(figures, language) -> None:
    page = report_page(figures, language).decode()
    assert page.count('class="card"') == len(KINDS)
    assert page.count('class="words"') == 2
    assert page.count('class="texts"') == 1
    assert page.count('class="numbers"') == 1
    assert ("正确答案" if language == "zh" else "Right answer</dt><dd>384 Mm") in page
    assert ("把该项放在正确位置的人" if language == "zh" else "at its own place") in page
    assert ("对</span>" if language == "zh" else "True</span>") in page


def test_what_people_wrote_is_text_on_the_page_and_in_the_table() -> None:
    open_text = KINDS[-1].question
    evil = taught([open_text], people=3, answers=TextAnswer("<img src=x onerror=alert(1)>\n=1+1"))
    assert "<img src=x" not in report_page(evil, "en").decode()
    assert ",'=" in answers_csv(taught([open_text], 3, TextAnswer("=1+1")), "en").decode()
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(taught([open_text], 3, TextAnswer("=1+1")), "en")))
    assert {cell.data_type for row in book["Questions"].iter_rows() for cell in row} <= {"s", "n", "d"}


def test_polls_of_order_and_pairs_say_what_is_counted() -> None:
    ranking = Ordering("rank", "Rank!", ("X", "Y"))
    pairs = Matching("pairs", "Pair!", ("X",), ("1", "2"))
    page = report_page(taught([ranking]), "en").decode()
    assert "who put the item first" in page
    report_page(taught([pairs], answers=MatchAnswer((1,))), "en")


def test_questions_that_nobody_answered_are_told_too() -> None:
    figures = taught([kind.question for kind in KINDS], people=0)
    assert report_page(figures, "en").decode().count("No answers.") == len(KINDS)
    report_xlsx(figures, "zh")
    assert len(answers_csv(figures, "en").splitlines()) == 1
