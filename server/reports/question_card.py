"""One round of one question as a card of the page."""

from server.figures import FEW, RoundFigures
from server.reports.answered import draw_answered
from server.reports.charts import draw_responses
from server.reports.markup import Markup, element, join
from server.reports.wording import Wording


def draw_card(asked: RoundFigures, number: int, wording: Wording) -> Markup:
    """The question, how the answers were spread, who answered, how fast."""
    return element(
        "article",
        element("p", _place(asked, number, wording), class_="meta"),
        element("h3", asked.question.stem),
        draw_answered(asked, wording),
        _facts(asked, wording),
        _responses(asked, wording),
        class_="card",
    )


def _place(asked: RoundFigures, number: int, wording: Wording) -> str:
    parts = [wording.say("page.question", number=number), wording.say("page.slide", slide=asked.slide)]
    if asked.round > 1:
        parts.append(wording.say("page.round", round=asked.round))
    if not asked.question.graded:
        parts.append(wording.say("page.poll"))
    if asked.question.several:
        parts.append(wording.say("page.several"))
    return " · ".join(parts)


def _facts(asked: RoundFigures, wording: Wording) -> Markup:
    joined = wording.say("page.joined", joined=asked.joined)
    answered = wording.share(asked.answered) + wording.say("separator") + joined
    facts = [(wording.say("page.answered"), answered)]
    if asked.right is not None:
        facts.append((wording.say("page.right"), wording.share(asked.right)))
    solution = asked.question.solution
    if solution is not None and not asked.question.correct:  # else it is marked among the options
        facts.insert(0, (wording.say("page.solution"), wording.said(asked.question, solution)))
    unclosed = wording.say("page.never_closed")
    facts.append(
        (wording.say("page.open"), unclosed if asked.open_s is None else wording.duration(asked.open_s))
    )
    facts.append((wording.say("page.response"), _response(asked, wording)))
    return element(
        "dl", *(join(element("dt", name), element("dd", value)) for name, value in facts), class_="facts"
    )


def _response(asked: RoundFigures, wording: Wording) -> str:
    quartiles = asked.response_s
    if quartiles is None:
        return wording.say("page.no_answers")
    return wording.say(
        "page.quartiles_indicative" if quartiles.n < FEW else "page.quartiles",
        median=wording.seconds(quartiles.median),
        lower=wording.seconds(quartiles.lower),
        upper=wording.seconds(quartiles.upper),
        n=quartiles.n,
    )


def _responses(asked: RoundFigures, wording: Wording) -> Markup:
    if asked.response_s is None:
        return Markup()
    label = wording.say("page.chart_bar", label=wording.say("page.response"), value=_response(asked, wording))
    unit = wording.say("duration.exact", s="").strip()
    return draw_responses(asked.response_times_s, asked.response_s, label, unit)
