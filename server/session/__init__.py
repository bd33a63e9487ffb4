"""The rules of a session: what a command causes, and what an event changes. No clock, no I/O, no chance.

Each module holds the rules of one part of a lesson, in two tables: `DECIDERS` says what a command causes,
`APPLIERS` what an event changes.
"""

from server.session.asking import AskedRound, Given
from server.session.commands import (
    Arrive,
    Command,
    Decision,
    FallSilent,
    GiveAnswer,
    HostCommand,
    Refusal,
    RunOutOfTime,
    TakePart,
)
from server.session.people import Participant
from server.session.session import Session

__all__ = [
    "Arrive",
    "AskedRound",
    "Command",
    "Decision",
    "FallSilent",
    "GiveAnswer",
    "Given",
    "HostCommand",
    "Participant",
    "Refusal",
    "RunOutOfTime",
    "Session",
    "TakePart",
]
