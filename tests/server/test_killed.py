"""The server is killed in the middle of a burst: every acknowledged answer is there, once."""

import asyncio
import random
import signal
from collections import Counter

import msgspec
import pytest

from decks.questions.model import Choice, ChoiceAnswer
from server.classroom import token_key
from server.eventlog.sqlite import SqliteLog
from server.events import Answered, Joined, Resumed
from server.protocol import (
    AnswerSaved,
    Asking,
    DeckSummary,
    HostWelcome,
    OpenSession,
    SlideQuestion,
    SubmitAnswer,
)

PHONES = 100
CHANGES = 2

QUESTION = Choice("burst", "?", tuple("ABCD"))
DECK = DeckSummary("l", "h", "A burst", "p", questions=(SlideQuestion(1, QUESTION),))

Saved = tuple[str, int]  # a phone's token, the option that was acknowledged


async def answer_and_listen(phone, saved: set[Saved], one_saved) -> None:
    """Answer, change the answer, and note what is acknowledged until the line is dead."""
    for option in range(CHANGES):
        await phone.say(SubmitAnswer("burst", 1, ChoiceAnswer((option,))))
    async for frame in phone.socket:
        message = msgspec.json.decode(frame.data)
        if message["type"] == "saved":
            saved.add((phone.token, message["answer"]["options"][0]))
            one_saved()


async def burst_until(server, phones, enough: int) -> set[Saved]:
    """All phones answer at once; the server is killed when `enough` answers are acknowledged."""
    saved: set[Saved] = set()

    def one_saved() -> None:
        if len(saved) == enough:
            server.process.kill()

    listening = [asyncio.create_task(answer_and_listen(phone, saved, one_saved)) for phone in phones]
    await asyncio.gather(*listening, return_exceptions=True)
    return saved


async def kill_in_a_burst(server, enough: int) -> None:
    await server.start("--phone-port", "0")
    host = await server.host()
    await host.do(lambda ref: OpenSession(ref, DECK))
    tokens = [f"{number:032x}" for number in range(PHONES)]
    phones = [await server.phone(token) for token in tokens]
    for phone in phones:
        await phone.hello()
        await phone.join(f"Phone {phone.token[-3:]}")
    await host.open("burst")
    for phone in phones:
        await phone.hear()
    port = server.running.phone_port

    saved = await burst_until(server, phones, enough)
    assert await server.stop() == -signal.SIGKILL
    assert len(saved) >= enough
    session_id, kept = answers_on_disk(server)
    assert set(kept.values()) == {1}, "nothing is kept twice"
    missing = {(token_key(session_id, token), option) for token, option in saved} - set(kept)
    assert missing == set(), "nothing that was acknowledged is lost"

    await server.start()
    assert server.running.phone_port == port, "phones find it where it was"
    await come_back_and_finish(server, tokens, saved)
    assert await server.stop() == 0


def answers_on_disk(server) -> tuple[str, Counter[tuple[str, int]]]:
    """The session and how often each participant gave each option, by token key."""
    log = SqliteLog(server.data / "sessions.sqlite", read_only=True)
    session_id = log.sessions()[0].session_id
    events = [one.event for one in log.read_from(session_id, 1)]
    log.close()
    keys = {event.participant: event.token_key for event in events if isinstance(event, Joined)}
    return session_id, Counter(
        (keys[event.participant], event.answer.options[0]) for event in events if isinstance(event, Answered)
    )


async def come_back_and_finish(server, tokens: list[str], saved: set[Saved]) -> None:
    host = await server.host()
    welcome = await host.hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session.joined == PHONES
    last = ChoiceAnswer((CHANGES - 1,))
    for token in tokens:
        phone = await server.phone(token)
        asking = await phone.hello()
        assert isinstance(asking, Asking)
        if (token, CHANGES - 1) in saved:
            assert asking.saved == last
        assert await phone.answer("burst", 1, CHANGES - 1) == AnswerSaved("burst", 1, last)
    _, kept = answers_on_disk(server)
    assert sum(option == CHANGES - 1 for _, option in kept.elements()) == PHONES
    assert sum(isinstance(one.event, Resumed) for one in server.log()) == 1


async def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(server_process) -> None:
    await kill_in_a_burst(server_process, enough=77)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
async def test_no_acknowledged_answer_is_lost_wherever_the_kill_falls(server_process, seed: int) -> None:
    await kill_in_a_burst(server_process, enough=random.Random(seed).randrange(1, PHONES * CHANGES))
