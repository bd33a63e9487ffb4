"""What trainees said of the session: as rows, as CSV, and on the page. Nobody's name is in it."""

from collections.abc import Iterator
from datetime import tzinfo

from assets.sentences import Language
from server.figures import FEW, FEWEST, FeedbackFigures, RatingFigures, SessionFigures
from server.protocol import HIGHEST_RATING
from server.reports.answered import MOST_TEXTS
from server.reports.charts import draw_histogram
from server.reports.csv_page import Cell, csv_page
from server.reports.markup import Markup, element, join
from server.reports.wording import Wording

_STEPS = tuple(str(step) for step in range(1, HIGHEST_RATING + 1))


def feedback_csv(figures: SessionFigures, language: Language, *, zone: tzinfo | None = None) -> bytes:
    """A row for each rating and one for each text; the columns' names are the same in every language."""
    columns = ("Question", "n", "Mean", *_STEPS, "Text")
    return csv_page(columns, feedback_rows(figures, Wording(language, zone)))


def feedback_columns(wording: Wording) -> tuple[str, ...]:
    """What stands over the rows."""
    names = [wording.say(f"column.{name}") for name in ("question", "n", "mean", "text")]
    return (*names[:3], *_STEPS, names[3])


def feedback_rows(figures: SessionFigures, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    """The two ratings, and then the texts; nothing if nobody was asked."""
    feedback = figures.feedback
    if feedback is None:
        return
    empty = (None,) * HIGHEST_RATING
    for name, rated in _ratings(feedback):
        yield (wording.say(f"feedback.{name}"), rated.n, rated.mean, *(rated.counts or empty), None)
    for text in feedback.texts:
        yield (wording.say("feedback.text"), None, None, *empty, text)


def draw_feedback(feedback: FeedbackFigures, summarised: bool, wording: Wording) -> Markup:
    """Who said something, each rating with its columns, and the texts."""
    if not feedback.given.count:
        return element("p", wording.say("page.feedback_nobody"), class_="soft")
    given = wording.say("page.feedback_given", share=wording.share(feedback.given))
    cards = (_card(name, rated, wording) for name, rated in _ratings(feedback))
    scale = wording.say("feedback.scale")
    return join(
        element("p", given),
        element("p", scale, class_="soft"),
        element("div", *cards, class_="cards"),
        element("h3", wording.say("feedback.text")),
        _texts(feedback, summarised, wording),
    )


def _ratings(feedback: FeedbackFigures) -> tuple[tuple[str, RatingFigures], ...]:
    return (("useful", feedback.useful), ("easy", feedback.easy))


def _card(name: str, rated: RatingFigures, wording: Wording) -> Markup:
    question = wording.say(f"feedback.{name}")
    parts = [element("h3", question), element("p", _mean(rated, wording), class_="numbers")]
    if rated.counts:
        told = ", ".join(f"{step}: {count}" for step, count in zip(_STEPS, rated.counts, strict=True))
        label = wording.say("page.chart_bar", label=question, value=told)
        parts += [draw_histogram(rated.counts, label), element("p", told, class_="soft")]
    return element("article", *parts, class_="card")


def _mean(rated: RatingFigures, wording: Wording) -> str:
    if rated.mean is None:
        return wording.say("page.too_few", n=rated.n, fewest=FEWEST)
    code = "page.mean_indicative" if rated.n < FEW else "page.mean"
    return wording.say(code, mean=f"{rated.mean:.1f}", most=HIGHEST_RATING, n=rated.n)


def _texts(feedback: FeedbackFigures, summarised: bool, wording: Wording) -> Markup:
    if feedback.texts:
        shown = element("ul", *(element("li", text) for text in feedback.texts[:MOST_TEXTS]), class_="texts")
        more = len(feedback.texts) - MOST_TEXTS
        return (
            join(shown, element("p", wording.say("page.more", count=more), class_="soft"))
            if more > 0
            else shown
        )
    return element("p", wording.say("page.texts_gone" if summarised else "page.no_texts"), class_="soft")
