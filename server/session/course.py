"""The course of a session: its beginning, what the projector shows, its end."""

from typing import TYPE_CHECKING

from server.events import (
    Erased,
    Opened,
    PicturesKept,
    PlaceShown,
    QuestionClosed,
    Resumed,
    SessionEnded,
    Summarised,
)
from server.protocol import EndSession, KeepPictures, Phase, ShowPlace, SlidePicture
from server.session.commands import Appliers, Deciders, Decision, Refusal

if TYPE_CHECKING:
    from server.session.session import Session


def _keep_pictures(session: "Session", command: KeepPictures) -> Decision:
    fresh: dict[int, SlidePicture] = {}
    for picture in command.pictures:
        if picture.number not in session.pictured:
            fresh.setdefault(picture.number, picture)
    return (PicturesKept(tuple(fresh.values())),) if fresh else ()


def _show_place(session: "Session", command: ShowPlace) -> Decision:
    slides = len(session.deck.slides)
    if slides and command.place.slide > slides:
        return Refusal("server.no_such_slide", {"slide": str(command.place.slide), "slides": str(slides)})
    return () if command.place == session.place else (PlaceShown(command.place),)


def _end(session: "Session", _: EndSession) -> Decision:
    if session.ended:
        return ()
    if session.current is None or session.current.phase is not Phase.OPEN:
        return (SessionEnded(),)
    return (QuestionClosed(session.current.question.id, session.current.round), SessionEnded())


def _on_opened(session: "Session", event: Opened, at_ms: int) -> None:
    session.deck = event.deck
    session.identity = event.identity
    session.rehearsal = event.rehearsal
    session.code = event.code
    session.group = event.group
    session.keep_days = event.keep_days
    session.teams = event.teams
    session.slides = event.slides
    session.scores.begin(event.scoring)
    session.moderating.begin(event.moderation)
    session.hands.waits = event.moderation.questions
    session.feedback.wanted = event.feedback
    session.opened_at_ms = session.place_at_ms = at_ms
    for slide_question in event.deck.questions:
        session.questions.setdefault(slide_question.question.id, slide_question.question)


def _on_pictures_kept(session: "Session", event: PicturesKept, _at_ms: int) -> None:
    session.pictured.update(picture.number for picture in event.pictures)


def _on_place_shown(session: "Session", event: PlaceShown, at_ms: int) -> None:
    session.place = event.place
    session.place_at_ms = at_ms


def _on_resumed(session: "Session", _: Resumed, _at_ms: int) -> None:
    for somebody in session.participants.values():
        somebody.connected = False
    session.connected = 0


def _on_ended(session: "Session", _: SessionEnded, _at_ms: int) -> None:
    session.ended = True


def _on_erased(_session: "Session", _: Erased, _at_ms: int) -> None:
    """What it was has no effect any more."""


def _on_summarised(session: "Session", _: Summarised, _at_ms: int) -> None:
    session.ended = True


DECIDERS: Deciders = {
    KeepPictures: _keep_pictures,
    ShowPlace: _show_place,
    EndSession: _end,
}
APPLIERS: Appliers = {
    Opened: _on_opened,
    PicturesKept: _on_pictures_kept,
    PlaceShown: _on_place_shown,
    Resumed: _on_resumed,
    SessionEnded: _on_ended,
    Erased: _on_erased,
    Summarised: _on_summarised,
}
