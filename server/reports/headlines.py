"""The sentences that stand at the head of a report: who, how much, where it was lost."""

from server.figures import RoundFigures, SessionFigures, Share, SlideFigures
from server.reports.wording import Wording


def write_headlines(figures: SessionFigures, wording: Wording) -> tuple[str, ...]:
    """What to know about a session if one reads nothing else; every session has at least three."""
    said = [_who(figures, wording), _how_much(figures, wording)]
    said += _right(figures, wording)
    said.append(_time(figures, wording))
    said += _slide(figures, wording)
    if figures.session.ended_at_ms is None:
        said.append(wording.say("headline.unended"))
    return tuple(said)


def find_hardest(figures: SessionFigures) -> tuple[RoundFigures, Share] | None:
    """The graded round that the smallest share answered rightly, the first of equals; None if there
    are no answers to graded questions."""
    graded = [
        (asked, asked.right) for asked in figures.rounds if asked.right is not None and asked.right.of > 0
    ]
    return min(graded, key=lambda pair: pair[1].share or 0.0, default=None)


def find_slide_furthest_over(figures: SessionFigures) -> SlideFigures | None:
    """The slide that ran longest over its plan, by at least a second; None if none did."""
    over = [slide for slide in figures.slides if (over_plan_s(slide) or 0.0) >= 1.0]
    return max(over, key=lambda slide: over_plan_s(slide) or 0.0, default=None)


def over_plan_s(slide: SlideFigures) -> float | None:
    """Seconds that a shown slide ran over its plan, negative if under; None without plan or showing."""
    if slide.planned_s is None or not slide.showings:
        return None
    return slide.shown_s - slide.planned_s


def _who(figures: SessionFigures, wording: Wording) -> str:
    if not figures.session.joined:
        return wording.say("headline.nobody")
    people = wording.count("people", figures.session.joined)
    return wording.say("headline.who", people=people, most=figures.most_connected)


def _how_much(figures: SessionFigures, wording: Wording) -> str:
    if not figures.rounds:
        return wording.say("headline.nothing")
    rounds = _asked(figures, wording)
    answered = figures.answered
    if answered is None or answered.share is None:
        return wording.say("headline.unanswered", rounds=rounds)
    return wording.say(
        "headline.how_much",
        rounds=rounds,
        answers=wording.count("answers", answered.count),
        percent=wording.percent(answered.share),
        count=answered.count,
        of=answered.of,
    )


def _asked(figures: SessionFigures, wording: Wording) -> str:
    questions = len({asked.question.id for asked in figures.rounds})
    said = wording.count("questions", questions)
    votes = len(figures.rounds)
    return said if votes == questions else said + wording.say("headline.votes", votes=votes)


def _right(figures: SessionFigures, wording: Wording) -> list[str]:
    hardest, right = find_hardest(figures), figures.right
    if hardest is None or right is None or right.share is None:
        return []
    asked, share = hardest
    if share.share == 1.0:
        return [wording.say("headline.all_right")]
    percent = wording.percent(right.share)
    return [
        wording.say("headline.right", percent=percent, count=right.count, of=right.of),
        wording.say("headline.hardest", question=asked.question.stem, share=wording.share(share)),
    ]


def _time(figures: SessionFigures, wording: Wording) -> str:
    lasted = wording.duration(figures.lasted_s)
    if figures.planned_s is None:
        return wording.say("headline.lasted", lasted=lasted)
    difference_s = round(figures.lasted_s - figures.planned_s)
    code = "over" if difference_s > 0 else "under" if difference_s < 0 else "on_time"
    return wording.say(
        f"headline.{code}",
        lasted=lasted,
        planned=wording.duration(figures.planned_s),
        difference=wording.duration(abs(difference_s)),
    )


def _slide(figures: SessionFigures, wording: Wording) -> list[str]:
    slide = find_slide_furthest_over(figures)
    if slide is None:
        measured = any(over_plan_s(slide) is not None for slide in figures.slides)
        return [wording.say("headline.no_slide_over")] if measured else []
    return [
        wording.say(
            "headline.slide_over" if slide.title else "headline.slide_over_untitled",
            number=slide.number,
            title=slide.title,
            shown=wording.duration(slide.shown_s),
            planned=wording.duration(slide.planned_s or 0.0),
        )
    ]
