"""The group commit: whatever waits while the disk is busy is written together, in one transaction."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import Protocol

from server.eventlog import EventLog, LogError
from server.events import Recorded

Settled = Callable[[LogError | None], None]
"""Called once: without an error when everything submitted up to here is on disk."""

log_ = logging.getLogger(__name__)


class State(Protocol):
    """Whoever holds the state that runs ahead of the disk."""

    def committed(self, session_id: str, recorded: tuple[Recorded, ...]) -> None:
        """These are on disk now."""
        ...

    async def look_up(self) -> Callable[[], None]:
        """A commit has failed: read what the log tells. What is returned takes that state up, at once and for
        everything there is by then; it may submit anew."""
        ...

    def troubled(self, trouble: LogError | None) -> None:
        """Writing does not work; without an error: it works again."""
        ...


@dataclass(frozen=True, slots=True)
class _Submission:
    session_id: str
    recorded: tuple[Recorded, ...]
    settled: Settled
    work: Callable[[], None] | None = None


class Recorder:
    """Writes events in the order they are submitted, in one worker thread.

    A commit that fails refuses everything that waits, since it was decided on a state that never came to be;
    `retry_s` later, and again until it works, it finds out whether the log can be written again.
    """

    def __init__(self, log: EventLog, state: State, *, retry_s: float = 1.0) -> None:
        self._log = log
        self._state = state
        self._retry_s = retry_s
        self._waiting: deque[_Submission] = deque()
        self._wake = asyncio.Event()
        self._idle = False
        self._closing = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recorder")
        self.trouble: LogError | None = None
        self._task = asyncio.create_task(self._run(), name="recorder")

    def submit(self, session_id: str, recorded: tuple[Recorded, ...], settled: Settled) -> None:
        """Queue events; `settled` is called after they and all that was queued before them are on disk.

        Without events it is a way to wait: at once if nothing is under way.
        """
        if self._idle and not recorded:
            settled(None)
            return
        self._idle = False
        self._waiting.append(_Submission(session_id, recorded, settled))
        self._wake.set()

    def perform(self, work: Callable[[], None], settled: Settled) -> None:
        """Do `work` on the log in the worker thread: after everything submitted up to here is on disk, and
        `settled` is called before anything else is written. An error of the log's is of this work alone."""
        self._idle = False
        self._waiting.append(_Submission("", (), settled, work))
        self._wake.set()

    def change_waiting(self, session_id: str, change: Callable[[Recorded], Recorded]) -> tuple[Recorded, ...]:
        """Change the events of a session that are still to be written; returns them as they are now."""
        for place, one in enumerate(self._waiting):
            if one.session_id == session_id and one.recorded:
                self._waiting[place] = replace(one, recorded=tuple(map(change, one.recorded)))
        ours = (one.recorded for one in self._waiting if one.session_id == session_id)
        return tuple(chain.from_iterable(ours))

    def check(self) -> None:
        """Raises what has stopped the recorder, if a mistake of ours has: nothing is saved any more."""
        if self._task.done() and not self._closing:
            self._task.result()

    async def drain(self) -> None:
        """Return when all that was submitted so far is settled, or never will be."""
        settled = asyncio.Event()
        self.submit("", (), lambda _: settled.set())
        waiting = asyncio.create_task(settled.wait())
        await asyncio.wait([waiting, self._task], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()

    async def close(self) -> None:
        """Write what waits, and end. Raises what has stopped the recorder before, if a mistake has."""
        self._closing = True
        self._wake.set()
        try:
            await self._task
        finally:
            self._thread.shutdown()

    async def _run(self) -> None:
        if not self._waiting:  # a disk that is full already is better known before the first question
            await self._try_to_write()
        while self._waiting or not self._closing:
            if self._waiting and self._waiting[0].work is not None:
                await self._perform(self._waiting.popleft())
            elif self._waiting:
                await self._commit(self._next_batch())
            elif self.trouble is None:
                self._idle = True
                self._wake.clear()
                await self._wake.wait()
            else:
                self._idle = True
                await self._look_for_room()

    def _next_batch(self) -> list[_Submission]:
        """What waits for one and the same session."""
        session_id = self._waiting[0].session_id
        batch = list(takewhile(lambda one: one.session_id == session_id and one.work is None, self._waiting))
        for _ in batch:
            self._waiting.popleft()
        return batch

    async def _commit(self, batch: list[_Submission]) -> None:
        events = [recorded for submission in batch for recorded in submission.recorded]
        try:
            if events:
                await self._in_thread(lambda: self._log.append(batch[0].session_id, events))
        except LogError as trouble:
            await self._refuse(batch, trouble)
            return
        for submission in batch:
            if submission.recorded:
                self._state.committed(submission.session_id, submission.recorded)
            _settle(submission, None)
        if events:
            self._set_trouble(None)

    async def _perform(self, submission: _Submission) -> None:
        assert submission.work is not None
        trouble = None
        try:
            await self._in_thread(submission.work)
        except LogError as error:
            trouble = error
        except Exception:  # a mistake of ours in one work must not end the writing of answers
            log_.exception("work on the log failed")
            trouble = LogError("server.work_failed")
        _settle(submission, trouble)

    async def _refuse(self, batch: list[_Submission], trouble: LogError) -> None:
        self._set_trouble(trouble)
        restore = await self._state.look_up()
        # From here on without an await: what was decided up to now is refused, and what is decided next is
        # decided on the restored state.
        refused = [*batch, *self._waiting]
        self._waiting.clear()
        restore()
        for submission in refused:
            _settle(submission, trouble)

    async def _look_for_room(self) -> None:
        self._wake.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), self._retry_s)
        if not self._waiting and not self._closing:
            self._idle = False
            await self._try_to_write()

    async def _try_to_write(self) -> None:
        try:
            await self._in_thread(self._log.make_room)
        except LogError as trouble:
            self._set_trouble(trouble)
        else:
            self._set_trouble(None)

    def _set_trouble(self, trouble: LogError | None) -> None:
        before, self.trouble = self.trouble, trouble
        if (before and before.args) != (trouble and trouble.args):
            self._state.troubled(trouble)

    def _in_thread(self, work: Callable[[], None]) -> Awaitable[None]:
        return asyncio.get_running_loop().run_in_executor(self._thread, work)


def _settle(submission: _Submission, trouble: LogError | None) -> None:
    try:
        submission.settled(trouble)
    except Exception:  # one client's reply must not keep all others from theirs
        log_.exception("a reply failed")
