"""The server is killed in the middle of bursts: every acknowledged answer is there, once, and phones find
their way back."""

import asyncio
import contextlib
import random
import signal
from collections import Counter

import msgspec
import pytest

from decks.questions.model import Choice, ChoiceAnswer
from server.classroom import token_key
from server.events import Answered, Joined, Resumed
from server.protocol import (
    AnswerSaved,
    Asking,
    CloseQuestion,
    DeckSummary,
    HostWelcome,
    OpenSession,
    SlideQuestion,
    SubmitAnswer,
)

PHONES = 60
CHANGES = 2
TOKENS = [f"{number:032x}" for number in range(PHONES)]
LATER_S = 0.004
"""A kill comes up to so long after an acknowledgement: before, during or after the next commit."""

QUESTION = Choice("burst", "?", tuple("ABCD"))
DECK = DeckSummary("l", "h", "A burst", "p", questions=(SlideQuestion(1, QUESTION),))

Saved = tuple[str, int]  # a phone's token, the option that was acknowledged


async def answer_and_listen(phone, round_: int, saved: set[Saved], one_saved) -> None:
    """Answer, change the answer, and note what is acknowledged until the line is dead."""
    for option in range(CHANGES):
        await phone.say(SubmitAnswer("burst", round_, ChoiceAnswer((option,))))
    async for frame in phone.socket:
        message = msgspec.json.decode(frame.data)
        if message["type"] == "saved":
            saved.add((phone.token, message["answer"]["options"][0]))
            one_saved()


async def burst_until_killed(server, phones, round_: int, chance: random.Random) -> set[Saved]:
    """All phones answer at once; the server is killed at a random point of it."""
    saved: set[Saved] = set()
    enough, later_s = chance.randrange(1, PHONES * CHANGES), chance.uniform(0, LATER_S)

    def one_saved() -> None:
        if len(saved) == enough:
            asyncio.get_running_loop().call_later(later_s, kill)

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):
            server.process.kill()

    listening = [asyncio.create_task(answer_and_listen(phone, round_, saved, one_saved)) for phone in phones]
    await asyncio.gather(*listening, return_exceptions=True)
    assert await server.stop() == -signal.SIGKILL
    assert len(saved) >= enough
    return saved


async def kill_in_bursts(server, rounds: int, chance: random.Random) -> None:
    await server.start("--phone-port", "0")
    host = await server.host()
    await host.do(lambda ref: OpenSession(ref, DECK))
    phones = [await server.phone(token) for token in TOKENS]
    for phone in phones:
        await phone.hello()
        await phone.join(f"Phone {phone.token[-3:]}")
    port = server.running.phone_port
    for round_ in range(1, rounds + 1):
        await host.open("burst", round_)
        saved = await burst_until_killed(server, phones, round_, chance)
        check_that_all_is_kept_once(server, round_, saved)
        await server.start()
        assert server.running.phone_port == port, "phones find it where it was"
        host, phones = await come_back_and_finish(server, round_, saved)
        await host.do(lambda ref, round_=round_: CloseQuestion(ref, "burst", round_))
    events = [one.event for one in server.log()]
    assert sum(isinstance(event, Resumed) for event in events) == rounds
    assert sum(isinstance(event, Joined) for event in events) == PHONES
    assert await server.stop() == 0


def answers_on_disk(server, round_: int) -> tuple[str, Counter[tuple[str, int]]]:
    """The session and how often each participant gave each option in a round, by token key."""
    log = server.log()
    keys = {one.event.participant: one.event.token_key for one in log if isinstance(one.event, Joined)}
    answers = (one.event for one in log if isinstance(one.event, Answered) and one.event.round == round_)
    return server.session_id(), Counter((keys[one.participant], one.answer.options[0]) for one in answers)


def check_that_all_is_kept_once(server, round_: int, saved: set[Saved]) -> None:
    session_id, kept = answers_on_disk(server, round_)
    assert set(kept.values()) == {1}, "nothing is kept twice"
    missing = {(token_key(session_id, token), option) for token, option in saved} - set(kept)
    assert missing == set(), "nothing that was acknowledged is lost"


async def come_back_and_finish(server, round_: int, saved: set[Saved]):
    """All phones return, see what was saved, and answer what they had wanted to."""
    host = await server.host()
    welcome = await host.hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session.joined == PHONES
    last = ChoiceAnswer((CHANGES - 1,))
    phones = [await server.phone(token) for token in TOKENS]
    for phone in phones:
        asking = await phone.hello()
        assert isinstance(asking, Asking)
        if (phone.token, CHANGES - 1) in saved:
            assert asking.saved == last
        assert await phone.answer("burst", round_, CHANGES - 1) == AnswerSaved("burst", round_, last)
    _, kept = answers_on_disk(server, round_)
    assert sum(option == CHANGES - 1 for _, option in kept.elements()) == PHONES
    return host, phones


async def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(server_process) -> None:
    await kill_in_bursts(server_process, 3, random.Random(4))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
async def test_no_acknowledged_answer_is_lost_wherever_the_kills_fall(server_process, seed: int) -> None:
    await kill_in_bursts(server_process, 10, random.Random(seed))
