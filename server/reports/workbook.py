"""The report as an Excel workbook."""

import io
from datetime import tzinfo

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assets.sentences import Language
from server.figures import RoundFigures, SessionFigures
from server.reports.answered import tell_answered
from server.reports.answers import answer_columns, answer_rows, number_questions
from server.reports.feedback import feedback_columns, feedback_rows
from server.reports.headlines import over_plan_s, write_headlines
from server.reports.sheet import ORANGE, Cell, Column, Formats, fill, put
from server.reports.wording import Wording, letter

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_BLUE = "#0072B2"
_PALE = "#B9D9EC"
_GREEN = "#009E73"


def report_xlsx(figures: SessionFigures, language: Language, *, zone: tzinfo | None = None) -> bytes:
    """The workbook: summary, questions with two charts, slides, people, answers, and feedback where it was
    asked for."""
    wording = Wording(language, zone)
    file = io.BytesIO()
    with Workbook(file, _OPTIONS) as book:
        book.set_properties(
            {"title": wording.title(figures)[:255], "created": wording.when(figures.session.opened_at_ms)}
        )
        formats = Formats(book)
        _write_summary(_add(book, "summary", figures, wording), figures, formats, wording)
        questions = _add(book, "questions", figures, wording)
        count = fill(
            questions, _question_columns(figures, wording), _question_rows(figures, wording), formats
        )
        _draw_charts(book, questions, count, wording)
        slides = _add(book, "slides", figures, wording)
        fill(slides, _slide_columns(wording), _slide_rows(figures), formats)
        people = _add(book, "people", figures, wording)
        fill(people, _people_columns(wording), _people_rows(figures, wording), formats)
        answers = _add(book, "answers", figures, wording)
        fill(answers, _answer_columns(figures), answer_rows(figures, wording), formats)
        if figures.feedback is not None:
            feedback = _add(book, "feedback", figures, wording)
            fill(feedback, _feedback_columns(wording), feedback_rows(figures, wording), formats)
    return file.getvalue()


def _add(book: Workbook, name: str, figures: SessionFigures, wording: Wording) -> Worksheet:
    sheet = book.add_worksheet(wording.say(f"sheet.{name}"))
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if figures.session.rehearsal:
        sheet.set_tab_color(ORANGE)
        sheet.set_header("&C&B" + wording.say("rehearsal"))
    return sheet


def _write_summary(sheet: Worksheet, figures: SessionFigures, formats: Formats, wording: Wording) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    row = 0
    if figures.session.rehearsal:
        sheet.merge_range(row, 0, row, 1, wording.say("rehearsal_banner"), formats.of("banner"))
        row += 1
    put(sheet, row, 0, wording.title(figures), formats.of("title"))
    row += 2
    for name, cell, kind in _summary(figures, wording):
        put(sheet, row, 0, wording.say(f"summary.{name}"), formats.of("label"))
        put(sheet, row, 1, cell, formats.left(kind))
        row += 1
    for line in write_headlines(figures, wording):
        row += 1
        put(sheet, row, 1, line, formats.of("text"))


def _summary(figures: SessionFigures, wording: Wording) -> list[tuple[str, Cell, str]]:
    session = figures.session
    ended = None if session.ended_at_ms is None else wording.when(session.ended_at_ms)
    planned = None if figures.planned_s is None else figures.planned_s / 60
    return [
        ("lesson", wording.title(figures), "text"),
        ("began", wording.when(session.opened_at_ms), "moment"),
        ("ended", ended, "moment"),
        ("lasted", figures.lasted_s / 60, "seconds"),
        ("planned", planned, "seconds"),
        ("joined", session.joined, "number"),
        ("most", figures.most_connected, "number"),
        ("rounds", session.rounds, "number"),
        ("answers", session.answers, "number"),
    ]


def _most_options(figures: SessionFigures) -> int:
    return max((len(asked.counts) for asked in figures.rounds), default=0)


def _question_columns(figures: SessionFigures, wording: Wording) -> list[Column]:
    shapes = [
        ("number", 6, "number"),
        ("slide", 7, "number"),
        ("question", 48, "text"),
        ("round", 7, "number"),
        ("opened", 19, "moment"),
        ("open_s", 9, "seconds"),
        ("answered", 10, "number"),
        ("connected", 11, "number"),
        ("joined", 8, "number"),
        ("rate", 10, "percent"),
        ("low", 9, "percent"),
        ("high", 9, "percent"),
        ("right", 8, "number"),
        ("n", 6, "number"),
        ("right_share", 10, "percent"),
        ("low", 9, "percent"),
        ("high", 9, "percent"),
        ("lower", 12, "seconds"),
        ("median", 12, "seconds"),
        ("upper", 12, "seconds"),
        ("n", 6, "number"),
    ]
    columns = [Column(wording.say(f"column.{name}"), width, kind) for name, width, kind in shapes]
    options = (Column(letter(option), 6) for option in range(_most_options(figures)))
    return [*columns, *options, Column(wording.say("column.told"), 60, "text")]


def _question_rows(figures: SessionFigures, wording: Wording) -> list[list[Cell]]:
    numbers = number_questions(figures)
    width = _most_options(figures)
    return [_question_row(asked, numbers[asked.question.id], width, wording) for asked in figures.rounds]


def _question_row(asked: RoundFigures, number: int, width: int, wording: Wording) -> list[Cell]:
    rate, right, times = asked.answered, asked.right, asked.response_s
    opened = wording.when(asked.opened_at_ms)
    row: list[Cell] = [number, asked.slide, asked.question.stem, asked.round, opened, asked.open_s]
    row += [rate.count, rate.of, asked.joined, rate.share, rate.low, rate.high]
    row += [right.count, right.of, right.share, right.low, right.high] if right else [None] * 5
    row += [times.lower, times.median, times.upper, times.n] if times else [None] * 4
    row += [*asked.counts, *([None] * (width - len(asked.counts))), tell_answered(asked, wording)]
    return row


def _draw_charts(book: Workbook, sheet: Worksheet, count: int, wording: Wording) -> None:
    """Participation and right answers by question, under the table; none without questions."""
    if count == 0:
        return
    name = sheet.get_name()
    height = 140 + 34 * count
    for place, series in enumerate(
        ([("connected", 7, _PALE), ("answered", 6, _BLUE)], [("right_share", 14, _GREEN)])
    ):
        chart = book.add_chart({"type": "bar"})
        for heading, column, colour in series:
            chart.add_series(
                {
                    "name": wording.say(f"column.{heading}"),
                    "categories": [name, 1, 0, count, 0],
                    "values": [name, 1, column, count, column],
                    "fill": {"color": colour},
                    "data_labels": {"value": True},
                    "gap": 60,
                }
            )
        headings = ("page.participation", "column.right_share")
        chart.set_title({"name": wording.say(headings[place]), "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True, "name": wording.say("column.number")})
        chart.set_x_axis({"min": 0, **({"max": 1} if place else {}), "major_gridlines": {"visible": False}})
        chart.set_legend({"none": True} if place else {"position": "bottom"})
        chart.set_size({"width": 560, "height": height})
        sheet.insert_chart(count + 2, 2 if place == 0 else 9, chart)


def _slide_columns(wording: Wording) -> list[Column]:
    shapes = [
        ("slide", 7, "number"),
        ("title", 48, "text"),
        ("shown_s", 12, "seconds"),
        ("planned_s", 12, "seconds"),
        ("difference_s", 14, "seconds"),
        ("showings", 10, "number"),
    ]
    return [Column(wording.say(f"column.{name}"), width, kind) for name, width, kind in shapes]


def _slide_rows(figures: SessionFigures) -> list[list[Cell]]:
    return [
        [slide.number, slide.title, slide.shown_s, slide.planned_s, over_plan_s(slide), slide.showings]
        for slide in figures.slides
    ]


def _people_columns(wording: Wording) -> list[Column]:
    shapes = [
        ("number", 6, "number"),
        ("name", 24, "text"),
        ("joined_at", 19, "moment"),
        ("answers", 10, "number"),
        ("right", 8, "number"),
        ("graded", 12, "number"),
        ("right_share", 10, "percent"),
        ("score", 8, "number"),
        ("possible", 9, "number"),
    ]
    return [Column(wording.say(f"column.{name}"), width, kind) for name, width, kind in shapes]


def _people_rows(figures: SessionFigures, wording: Wording) -> list[list[Cell]]:
    return [
        [
            person.number,
            wording.name(person, figures),
            wording.when(person.joined_at_ms),
            len(person.answers),
            person.right,
            person.graded,
            person.right / person.graded if person.graded else None,
            person.score,
            person.possible,
        ]
        for person in figures.participants
    ]


def _feedback_columns(wording: Wording) -> list[Column]:
    question, n, mean, *steps, text = feedback_columns(wording)
    counts = (Column(step, 6) for step in steps)
    return [
        Column(question, 48, "text"),
        Column(n, 6),
        Column(mean, 8, "mean"),
        *counts,
        Column(text, 80, "text"),
    ]


def _answer_columns(figures: SessionFigures) -> list[Column]:
    wide = {"Question": 40.0, "Player": 20.0, "Answer": 24.0, "Correct Answers": 24.0, "Session": 34.0}
    numbers = ("Question Number", "Time Allotted", "Score", "Answer Time", "Round", "Slide", "Confidence")
    return [
        Column(name, wide.get(name, 15.0), "number" if name.startswith(numbers) else "text")
        for name in answer_columns(figures)
    ]
