"""One session, measured."""

from collections.abc import Sequence

from server.events import Recorded, Summarised
from server.figures import SessionFigures
from server.protocol import SessionRow
from server.statistics.feedback import measure_feedback
from server.statistics.pace import lasted_s, measure_slides, plan_s
from server.statistics.participation import measure_people, measure_rounds
from server.statistics.proportion import pool
from server.statistics.reading import Reading, read_log


def measure(session_id: str, log: Sequence[Recorded]) -> SessionFigures:
    """All figures of the session with this log, given in order of `seq` from its opening on.

    A session that was never ended is measured until its last event; one whose time is over has its figures
    in its log, without names and texts. Raises `ValueError` for a log that doesn't begin with `Opened`.
    """
    if log and isinstance(log[0].event, Summarised):
        return log[0].event.figures
    reading = read_log(log)
    rounds = measure_rounds(reading)
    return SessionFigures(
        session=_row(session_id, reading),
        identity=reading.opened.identity,
        lasted_s=lasted_s(reading),
        planned_s=plan_s(reading),
        rounds=rounds,
        slides=measure_slides(reading),
        participants=measure_people(reading),
        most_connected=reading.most_connected,
        answered=pool(one.answered for one in rounds),
        right=pool(one.right for one in rounds),
        feedback=measure_feedback(reading),
    )


def row(session_id: str, log: Sequence[Recorded]) -> SessionRow:
    """The session's line in the list of past sessions; `answers` counts changed answers once."""
    return _row(session_id, read_log(log))


def _row(session_id: str, reading: Reading) -> SessionRow:
    return SessionRow(
        session_id=session_id,
        title=reading.opened.deck.title,
        lesson_id=reading.opened.deck.lesson_id,
        opened_at_ms=reading.opened_at_ms,
        ended_at_ms=reading.ended_at_ms,
        rehearsal=reading.opened.rehearsal,
        joined=len(reading.attendees),
        rounds=len(reading.rounds),
        answers=sum(len(asked.answers) for asked in reading.rounds.values()),
        keep_days=reading.opened.keep_days,
    )
