"""Tells hosts what trainees say beside their answers, and what waits for the trainer's word."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from server.classroom import Classroom
from server.events import Reacted, Recorded
from server.protocol import BoardChanged, MoodChanged, QueueChanged, Reaction
from server.pulse import Pulse
from server.session import Session
from server.session.mood import next_change_ms
from server.talk_view import board_changed, mood_changed, queue_changed

TALK_EVERY_S = 0.5

Talk = BoardChanged | MoodChanged | QueueChanged
Tell = Callable[[Classroom, Talk], None]


@dataclass(slots=True)
class _Told:
    """What a classroom's hosts know, and the reactions that they don't know of yet."""

    board: BoardChanged = field(default_factory=BoardChanged)
    queue: QueueChanged = field(default_factory=QueueChanged)
    mood: MoodChanged = field(default_factory=MoodChanged)
    reactions: Counter[Reaction] = field(default_factory=Counter)


class HostTalk:
    """Tells each classroom's hosts what has changed, at most twice a second, whatever the load."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._told: WeakKeyDictionary[Classroom, _Told] = WeakKeyDictionary()
        self._changed: set[Classroom] = set()
        self._fading: dict[Classroom, tuple[int, asyncio.Task[None]]] = {}
        self._pulse = Pulse(self._tell_changed, TALK_EVERY_S)

    def follow(self, room: Classroom, recorded: tuple[Recorded, ...] = ()) -> None:
        """Something has happened in a classroom."""
        reacted = [one.event.kind for one in recorded if isinstance(one.event, Reacted)]
        if reacted:
            self._told.setdefault(room, _Told()).reactions.update(reacted)
        self._changed.add(room)
        self._pulse.ask()

    def welcome(self, session: Session, now_ms: int) -> list[Talk]:
        """What a host is to be told that has just come, and knows of nothing yet."""
        talk: list[Talk] = [board_changed(session), queue_changed(session), mood_changed(session, now_ms, {})]
        return [message for message in talk if message != type(message)()]

    def stop(self) -> None:
        """Tell no more."""
        self._pulse.stop()
        for _, fading in self._fading.values():
            fading.cancel()

    def _tell_changed(self) -> None:
        changed, self._changed = self._changed, set()
        for room in changed:
            if room.session is None:
                continue
            told = self._told.setdefault(room, _Told())
            now_ms = room.clock.now_ms()
            board, queue = board_changed(room.session), queue_changed(room.session)
            mood = mood_changed(room.session, now_ms, told.reactions)
            for message, before in ((board, told.board), (queue, told.queue), (mood, told.mood)):
                if message != before:
                    self._tell(room, message)
            self._told[room] = _Told(board, queue, mood_changed(room.session, now_ms, {}))
            self._watch(room, next_change_ms(room.session, now_ms))

    def _watch(self, room: Classroom, until_ms: int | None) -> None:
        """Look again when a word on the pace counts no more."""
        known_ms, fading = self._fading.get(room, (None, None))
        if known_ms == until_ms:
            return
        if fading is not None:
            fading.cancel()
            del self._fading[room]
        if until_ms is not None:
            task = asyncio.create_task(self._look_again(room, until_ms), name="pace")
            self._fading[room] = (until_ms, task)

    async def _look_again(self, room: Classroom, at_ms: int) -> None:
        await room.clock.sleep(max(0, at_ms - room.clock.now_ms()) / 1000)
        self._fading.pop(room, None)
        self.follow(room)
