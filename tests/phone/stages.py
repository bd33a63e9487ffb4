"""The stages of a lesson that the page's tests and pictures go through."""

from typing import Any

from decks.questions.model import ChoiceAnswer
from server.protocol import (
    Asking,
    Closed,
    CodeWanted,
    Ended,
    Identity,
    Lobby,
    NoSession,
    PhoneEstimate,
    PhoneMatching,
    PhoneOpenText,
    PhoneOrdering,
    PhoneRating,
    PhoneTrueFalse,
    PhoneWordCloud,
    Removed,
    Waiting,
)

STAGES = [
    "no_session",
    "nickname",
    "anonymous",
    "waiting",
    "asking",
    "several",
    "closed",
    "revealed",
    "ended",
    "feedback",
    "code_wanted",
    "removed",
    "roster",
    "sign_in",
    "true_false",
    "estimate",
    "ordering",
    "matching",
    "rating",
    "word_cloud",
    "open_text",
]
LONG = "Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"


OTHER_KINDS = (
    PhoneTrueFalse(id="true_false", stem=LONG, confidence=True),
    PhoneEstimate(id="estimate", stem=LONG, unit="kilometres an hour", highest=1e15),
    PhoneOrdering(id="ordering", stem=LONG, items=(LONG, "短", "Some words more than fit on a line")),
    PhoneMatching(id="matching", stem=LONG, left=(LONG, "短"), right=(LONG, "短")),
    PhoneRating(id="rating", stem=LONG, steps=11, low=LONG, high="短"),
    PhoneWordCloud(id="word_cloud", stem=LONG, words=5),
    PhoneOpenText(id="open_text", stem=LONG),
)


def stage_named(classroom: Any, name: str) -> Any:
    """The stage, with the longest of everything."""
    question = classroom.question(options=(LONG, *("短", "Some words more than fit on a line")))
    return {
        "no_session": NoSession(),
        "nickname": Lobby("s1", LONG, Identity.NICKNAME),
        "anonymous": Lobby("s1", LONG, Identity.ANONYMOUS),
        "waiting": Waiting("s1", LONG, LONG[:40]),
        "asking": Asking("s1", question, 1, 9_000, ChoiceAnswer((1,))),
        "several": Asking("s1", classroom.question("q2", several=True), 1, 600_000, None),
        "closed": Closed("s1", question, 1, ChoiceAnswer((0,))),
        "revealed": classroom.revealed(),
        "ended": Ended("s1", LONG, 3, 4, "K7QM2XABCDEF", 1, 20),
        "feedback": Ended("s1", LONG, 3, 4, "K7QM2XABCDEF", feedback_wanted=True),
        "code_wanted": CodeWanted(),
        "removed": Removed("s1", LONG),
        "roster": Lobby("s1", LONG, Identity.ROSTER, (LONG[:40], "蓝队")),
        "sign_in": Waiting("s1", LONG, LONG[:40], "蓝队", "K7QM2X", sign_in=True),
        **{question.id: Asking("s1", question, 1) for question in OTHER_KINDS},
    }[name]
