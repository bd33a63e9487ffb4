"""The rules of a session: what a command causes, and what an event changes. No clock, no I/O, no chance.

Each module holds the rules of one part of a lesson, in two tables: `DECIDERS` says what a command causes,
`APPLIERS` what an event changes.
"""

from server.session.asking import AskedRound, Given
from server.session.commands import (
    Arrive,
    Ask,
    BeginSignIn,
    Command,
    Decision,
    Enlist,
    FallSilent,
    Feel,
    GiveAnswer,
    GiveCode,
    HostCommand,
    LookBack,
    Refusal,
    Return,
    RunOutOfTime,
    TakePart,
    TellPace,
    Vote,
)
from server.session.people import Participant
from server.session.session import Session

__all__ = [
    "Arrive",
    "Ask",
    "AskedRound",
    "BeginSignIn",
    "Command",
    "Decision",
    "Enlist",
    "FallSilent",
    "Feel",
    "GiveAnswer",
    "GiveCode",
    "Given",
    "HostCommand",
    "LookBack",
    "Participant",
    "Refusal",
    "Return",
    "RunOutOfTime",
    "Session",
    "TakePart",
    "TellPace",
    "Vote",
]
