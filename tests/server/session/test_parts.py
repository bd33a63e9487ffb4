"""Every command and every event has its rule in one part of a session, and in one only."""

from collections import Counter
from typing import get_args

from server.events import Event
from server.session import Command
from server.session.session import PARTS


def test_every_command_is_decided_by_one_part() -> None:
    decided = Counter(kind for part in PARTS for kind in part.DECIDERS)
    assert decided == Counter(get_args(Command))


def test_every_event_is_applied_by_one_part() -> None:
    applied = Counter(kind for part in PARTS for kind in part.APPLIERS)
    assert applied == Counter(get_args(Event))
