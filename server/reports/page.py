"""The report as one HTML page that needs nothing else: no script, no font, no picture from outside."""

from base64 import b64encode
from datetime import tzinfo
from pathlib import Path

from assets.sentences import Language
from server.figures import SessionFigures, SlideFigures
from server.protocol import Identity
from server.reports.answers import number_questions
from server.reports.charts import draw_hatching, draw_participation, draw_slide_time
from server.reports.feedback import draw_feedback
from server.reports.headlines import over_plan_s, write_headlines
from server.reports.markup import Markup, element, join
from server.reports.question_card import draw_card
from server.reports.wording import Wording

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_HTML_LANGUAGE = {"en": "en", "zh": "zh-Hans"}


def report_page(figures: SessionFigures, language: Language, *, zone: tzinfo | None = None) -> bytes:
    """The report as UTF-8 HTML for screen (light and dark) and A4."""
    wording = Wording(language, zone)
    title = f"{wording.title(figures)} – {wording.say('title')}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(_STYLE.read_text(encoding="utf-8"))),
    )
    body = element(
        "body",
        draw_hatching(),
        _head(figures, wording),
        _participation(figures, wording),
        _questions(figures, wording),
        _slides(figures, wording),
        _people(figures, wording),
        _feedback(figures, wording),
        _how(wording),
    )
    page = element("html", head, body, lang=_HTML_LANGUAGE[language])
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(figures: SessionFigures, wording: Wording) -> Markup:
    session = figures.session
    parts = [element("p", wording.say("rehearsal_banner"), class_="banner")] if session.rehearsal else []
    parts.append(element("p", wording.say("title"), class_="meta"))
    parts.append(element("h1", wording.title(figures)))
    when = element("time", wording.moment(session.opened_at_ms))
    parts.append(element("p", when, class_="meta"))
    lines = (element("li", line) for line in write_headlines(figures, wording))
    return element("header", *parts, element("ul", *lines, class_="headlines"))


def _section(heading: str, *parts: str) -> Markup:
    return element("section", element("h2", heading), *parts)


def _empty(wording: Wording, what: str) -> Markup:
    return element("p", wording.say(f"page.empty_{what}"), class_="soft")


def _participation(figures: SessionFigures, wording: Wording) -> Markup:
    heading = wording.say("page.participation")
    if not figures.rounds:
        return _section(heading, _empty(wording, "participation"))
    numbers = number_questions(figures)
    most = max(max(asked.joined, asked.answered.of) for asked in figures.rounds)
    rows = []
    for asked in figures.rounds:
        share = wording.share(asked.answered)
        label = wording.say("page.chart_bar", label=asked.question.stem, value=share)
        bar = draw_participation(asked.answered.count, asked.answered.of, asked.joined, most, label)
        again = f" · {wording.say('page.round', round=asked.round)}" if asked.round > 1 else ""
        rows.append(
            element(
                "tr",
                element("td", str(numbers[asked.question.id]), class_="number"),
                element("td", element("span", asked.question.stem + again), class_="name"),
                element("td", bar),
                element("td", share, class_="figure"),
            )
        )
    key = element("p", wording.say("page.participation_key"), class_="soft")
    return _section(heading, key, element("table", *rows))


def _questions(figures: SessionFigures, wording: Wording) -> Markup:
    heading = wording.say("page.questions")
    if not figures.rounds:
        return _section(heading, _empty(wording, "questions"))
    numbers = number_questions(figures)
    cards = (draw_card(asked, numbers[asked.question.id], wording) for asked in figures.rounds)
    key = element("p", wording.say("page.chart_response"), class_="soft")
    return _section(heading, key, element("div", *cards, class_="cards"))


def _slides(figures: SessionFigures, wording: Wording) -> Markup:
    heading = wording.say("page.slides")
    if not figures.slides:
        return _section(heading, _empty(wording, "slides"))
    longest_s = max(max(slide.shown_s, slide.planned_s or 0.0) for slide in figures.slides)
    pictured = any(slide.png for slide in figures.slides)
    rows = (_slide_row(slide, longest_s, wording, pictured=pictured) for slide in figures.slides)
    key = element("p", wording.say("page.slides_key"), class_="soft")
    return _section(heading, key, element("table", *rows))


def _slide_row(slide: SlideFigures, longest_s: float, wording: Wording, *, pictured: bool) -> Markup:
    value = _slide_time(slide, wording)
    label = wording.say("page.chart_bar", label=f"{slide.number} {slide.title}".strip(), value=value)
    over_s = over_plan_s(slide)
    late = over_s is not None and over_s >= 1.0
    cells = [
        element("td", str(slide.number), class_="number"),
        element("td", element("span", slide.title), class_="name"),
        element("td", draw_slide_time(slide, longest_s, label)),
        element("td", value, class_="figure late" if late else "figure"),
    ]
    if pictured:
        cells.insert(1, element("td", _picture(slide), class_="thumb"))
    return element("tr", *cells)


def _picture(slide: SlideFigures) -> Markup:
    if not slide.png:
        return Markup()
    return element("img", src=f"data:image/png;base64,{b64encode(slide.png).decode()}", alt="")


def _slide_time(slide: SlideFigures, wording: Wording) -> str:
    shown = wording.clock(slide.shown_s) if slide.showings else wording.say("page.not_shown")
    if slide.planned_s is None:
        return shown
    over_s = over_plan_s(slide)
    plan = wording.clock(slide.planned_s)
    if over_s is None or round(over_s) == 0:
        return f"{shown} / {plan}"
    code = "page.over" if over_s > 0 else "page.under"
    return f"{shown} / {plan} ({wording.say(code, difference=wording.clock(abs(over_s)))})"


def _people(figures: SessionFigures, wording: Wording) -> Markup:
    heading = wording.say("page.people")
    if figures.session.summarised:
        return _section(heading, _empty(wording, "summarised"))
    if not figures.participants:
        return _section(heading, _empty(wording, "people"))
    columns = [
        element("th", wording.say("column.number"), class_="number"),
        element("th", wording.say("column.name")),
        *(
            element("th", wording.say(f"column.{name}"), class_="number")
            for name in ("joined_at", "answers", "right", "score")
        ),
    ]
    rows = (
        element(
            "tr",
            element("td", str(person.number), class_="number"),
            element("td", wording.name(person, figures)),
            element("td", f"{wording.when(person.joined_at_ms):%H:%M}", class_="number"),
            *(
                element("td", wording.say("page.of_rounds", count=count, of=of), class_="number")
                for count, of in (
                    (len(person.answers), len(figures.rounds)),
                    (person.right, person.graded),
                    (person.score, person.possible),
                )
            ),
        )
        for person in figures.participants
    )
    anonymous = figures.identity is Identity.ANONYMOUS
    note = element("p", wording.say("page.anonymous"), class_="soft") if anonymous else Markup()
    head = element("thead", element("tr", *columns))
    table = element("table", head, element("tbody", *rows), class_="lines")
    return _section(heading, note, table)


def _feedback(figures: SessionFigures, wording: Wording) -> Markup:
    if figures.feedback is None:
        return Markup()
    return _section(
        wording.say("page.feedback"), draw_feedback(figures.feedback, figures.session.summarised, wording)
    )


def _how(wording: Wording) -> Markup:
    lines = (
        element("li", wording.say(f"how.{line}")) for line in ("rate", "last", "interval", "time", "slide")
    )
    return _section(wording.say("page.how"), join(element("ul", *lines, class_="how")))
