"""What a trainer chooses before a session begins. Pure."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from server.protocol import GroupId, GroupRow, Identity, KeepDays, Moderation, Name, Scoring

FEWEST_TEAMS, MOST_TEAMS = 2, 6
KEEP_DAYS = (365, 90, 30, 1)  # how long answers may be kept, to choose from


class StartChoices(msgspec.Struct, frozen=True):
    """For one session. `group` is empty for a class that meets once; `keep_days` is None where the answers
    are kept until they are erased; without `teams` everybody plays for themselves;
    `feedback` asks at the end how it was; with `slides` phones can show the projector's."""

    identity: Identity = Identity.NICKNAME
    group: GroupId = ""
    group_name: Name = ""
    keep_days: KeepDays | None = None
    teams: Annotated[int, Meta(ge=0, le=MOST_TEAMS)] = 0
    moderation: Moderation = Moderation()
    scoring: Scoring = Scoring()
    feedback: bool = True
    slides: bool = False


def with_group(choices: StartChoices, row: GroupRow | None) -> StartChoices:
    """For this group, or for none: with what was chosen for its last session, where there was one."""
    if row is None:
        return _without_roster(replace(choices, group="", group_name=""))
    choices = replace(choices, group=row.group, group_name=row.name)
    if row.last is not None:
        teams = len(row.last.teams)
        choices = replace(
            choices,
            identity=row.last.identity,
            keep_days=row.last.keep_days,
            teams=teams if FEWEST_TEAMS <= teams <= MOST_TEAMS else 0,
        )
    return choices if row.members else _without_roster(choices)


def still_possible(choices: StartChoices, groups: Iterable[GroupRow]) -> StartChoices:
    """The same choices as far as the group is still there, and its roster; it may have another name now."""
    row = next((row for row in groups if row.group == choices.group), None)
    if row is None:
        return with_group(choices, None)
    choices = replace(choices, group_name=row.name)
    return choices if row.members else _without_roster(choices)


def _without_roster(choices: StartChoices) -> StartChoices:
    if choices.identity is Identity.ROSTER:
        return replace(choices, identity=Identity.NICKNAME)
    return choices
