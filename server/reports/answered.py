"""What was answered in a round, in the form that its kind of question asks for."""

from decks.questions.model import Matching, Ordering, Question, Rating, TrueFalse
from server.figures import FEW, RoundFigures
from server.protocol import Spread
from server.reports.charts import draw_histogram, draw_mark, draw_option_bar, draw_tick
from server.reports.markup import Markup, element, join
from server.reports.wording import Wording, letter
from server.statistics.proportion import take_share

MOST_WORDS = 20
MOST_TEXTS = 200


def draw_answered(asked: RoundFigures, wording: Wording) -> Markup:
    """Options with their bars, words with their counts, how numbers lie, or the texts themselves."""
    parts = [_options(asked, wording), _words(asked, wording), _texts(asked, wording)]
    if asked.spread is not None:
        parts.append(_numbers(asked.spread, asked, wording))
    return join(*parts)


def tell_answered(asked: RoundFigures, wording: Wording) -> str:
    """The same in one line, for questions without options; empty for those with."""
    if asked.spread is not None:
        return tell_spread(asked.spread, asked, wording)
    if asked.words:
        return ", ".join(_word(word.text, word.count, wording) for word in asked.words[:MOST_WORDS])
    return " | ".join(asked.texts)


def tell_spread(spread: Spread, asked: RoundFigures, wording: Wording) -> str:
    """Median and quartiles of numbers."""
    say_number = wording.number_of(asked.question)
    return wording.say(
        "page.quartiles_indicative" if spread.n < FEW else "page.quartiles",
        median=say_number(spread.median),
        lower=say_number(spread.lower),
        upper=say_number(spread.upper),
        n=spread.n,
    )


def _options(asked: RoundFigures, wording: Wording) -> Markup:
    if not asked.counts:
        return Markup()
    options = (_option(asked, option, wording) for option in range(len(asked.counts)))
    return join(_what_counts(asked, wording), element("ul", *options, class_="options"))


def _what_counts(asked: RoundFigures, wording: Wording) -> Markup:
    match asked.question:
        case Ordering():
            code = "page.counted_ordered" if asked.question.graded else "page.counted_first"
        case Matching():
            if not asked.question.graded:
                return Markup()
            code = "page.counted_matched"
        case _:
            return Markup()
    return element("p", wording.say(code), class_="soft")


def _option(asked: RoundFigures, option: int, wording: Wording) -> Markup:
    text, count, of = wording.options(asked.question)[option], asked.counts[option], asked.answered.count
    right = option in asked.question.correct
    share = count / of if of else 0.0
    value = f"{wording.percent(share)} ({count}/{of})" if of else wording.say("none")
    sign = _sign(asked.question, option)
    label = wording.say("page.chart_bar", label=f"{sign} {text}".strip(), value=value)
    note = element("span", draw_tick(), wording.say("page.right_answer"), class_="rightmark")
    return element(
        "li",
        element("span", draw_mark(option), sign, class_="sign"),
        element("span", text, *([Markup(" "), note] if right else []), class_="option"),
        element("span", value, class_="count"),
        draw_option_bar(option, take_share(count, of), label, right=right),
        class_="correct" if right else None,
    )


def _sign(question: Question, option: int) -> str:
    match question:
        case Rating():  # its steps are numbers already
            return ""
        case TrueFalse():
            return question.options[option]
        case _:
            return letter(option)


def _words(asked: RoundFigures, wording: Wording) -> Markup:
    if not asked.words:
        return Markup()
    words = (element("li", _word(word.text, word.count, wording)) for word in asked.words[:MOST_WORDS])
    more = _more(len(asked.words) - MOST_WORDS, wording)
    return join(element("ul", *words, class_="words"), more)


def _word(text: str, count: int, wording: Wording) -> str:
    return wording.say("page.word", word=text, count=count)


def _texts(asked: RoundFigures, wording: Wording) -> Markup:
    if not asked.texts:
        return Markup()
    texts = (element("li", text) for text in asked.texts[:MOST_TEXTS])
    return join(element("ul", *texts, class_="texts"), _more(len(asked.texts) - MOST_TEXTS, wording))


def _more(count: int, wording: Wording) -> Markup:
    if count <= 0:
        return Markup()
    return element("p", wording.say("page.more", count=count), class_="soft")


def _numbers(spread: Spread, asked: RoundFigures, wording: Wording) -> Markup:
    say_number = wording.number_of(asked.question)
    told = tell_spread(spread, asked, wording)
    ends = wording.say("page.ends", low=say_number(spread.low), high=say_number(spread.high))
    return join(element("p", told, class_="numbers"), draw_histogram(spread.bins, told), element("p", ends))
