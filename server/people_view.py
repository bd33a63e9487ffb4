"""Who takes part, as the host may see it: pure functions of a session's state."""

from collections import Counter
from collections.abc import Iterable

from server.groups.events import RosterEntry
from server.protocol import Missing, PeopleRead, Person
from server.session import Participant, Session
from server.session.moderating import word_on_name
from server.session.people import REJOIN_CHARACTERS


def people_read(ref: int, session: Session, roster: Iterable[RosterEntry]) -> PeopleRead:
    """Everybody in the order of joining, at last the removed; and who of the `roster` has not joined."""
    answered = Counter(who for asked in session.rounds.values() for who in asked.answers)
    taking_part = [_person(session, somebody, answered) for somebody in session.participants.values()]
    removed = [_person(session, somebody, answered) for somebody in session.people.removed.values()]
    missing = [
        Missing(entry.number, entry.name) for entry in roster if entry.member not in session.people.members
    ]
    return PeopleRead(ref, (*taking_part, *removed), tuple(missing))


def _person(session: Session, somebody: Participant, answered: Counter[str]) -> Person:
    signed = session.signing_in.marks.get(somebody.participant)
    removed = somebody.participant in session.people.removed
    return Person(
        participant=somebody.participant,
        name=somebody.name,
        number=somebody.number,
        team=somebody.team,
        code="" if removed else somebody.code[:REJOIN_CHARACTERS],
        joined_at_ms=somebody.joined_at_ms,
        connected=somebody.connected,
        phones=len(somebody.token_keys),
        answered=answered[somebody.participant],
        mark=signed.mark if signed else None,
        by_hand=signed.by_hand if signed else False,
        removed=removed,
        shown=removed or bool(word_on_name(session, somebody.participant)),
    )
