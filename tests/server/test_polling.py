"""The phone's line without a WebSocket: the same messages, by POST and by a GET that waits."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from decks.questions.model import ChoiceAnswer
from server.events import Answered, Joined, WentSilent
from server.protocol import (
    AnswerSaved,
    Asking,
    Hello,
    Join,
    Lobby,
    NoSession,
    PhoneMessage,
    PhoneRefused,
    Resync,
    RoundChanged,
    ServerToPhone,
    SubmitAnswer,
    Waiting,
)
from server.reception import PhoneLimits

TOKEN = "a" * 32
LINE = "b" * 32


class PollingPhone:
    """A phone's page that may open no socket."""

    def __init__(self, house: Any, token: str = TOKEN, line: str = LINE) -> None:
        self.house = house
        self.token = token
        self.headers = {"Handsup-Line": line}
        self.last = 0
        self._unread: Iterator[Any] = iter(())

    async def post(self, body: bytes, **headers: str) -> int:
        url = self.house.phone_server.make_url("/phone/say")
        async with self.house.client.post(url, data=body, headers={**self.headers, **headers}) as answer:
            return answer.status

    async def say(self, message: PhoneMessage) -> int:
        return await self.post(msgspec.json.encode(message))

    async def poll(self, after: object = None) -> tuple[int, Any]:
        url = self.house.phone_server.make_url("/phone/hear")
        params = {"after": str(self.last if after is None else after)}
        async with self.house.client.get(url, params=params, headers=self.headers) as answer:
            return answer.status, await answer.json() if answer.status == 200 else None

    async def is_waiting(self) -> None:
        """Return when a poll has arrived and waits."""
        lines = self.house.phones._polling._lines
        while not any(line._waiting for line, _ in lines.values()):  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0)

    async def hear(self) -> ServerToPhone:
        while (message := next(self._unread, None)) is None:
            status, heard = await self.poll()
            assert status == 200
            self.last = heard["last"]
            self._unread = iter(heard.get("messages", ()))
        return msgspec.convert(message, ServerToPhone)

    async def hello(self) -> ServerToPhone:
        assert await self.say(Hello(1, self.token)) == 204
        return await self.hear()


@pytest.fixture
async def polling(house: Any) -> PollingPhone:
    return PollingPhone(house)


async def test_a_phone_without_a_socket_takes_part_like_any_other(house, polling) -> None:
    assert await polling.hello() == NoSession()
    host = await house.host_with_session()
    assert isinstance(await polling.hear(), Lobby)
    assert await polling.say(Join("Ann")) == 204
    assert isinstance(await polling.hear(), Waiting)
    await host.open("graded")
    assert isinstance(await polling.hear(), Asking)
    assert await polling.say(SubmitAnswer("graded", 1, ChoiceAnswer((1,)))) == 204
    assert await polling.hear() == AnswerSaved("graded", 1, ChoiceAnswer((1,)))
    view = await host.hear_until(RoundChanged, lambda message: message.round.answered == 1)
    assert (view.round.connected, view.round.joined) == (1, 1)


async def test_whatever_is_sent_twice_counts_once(house, polling) -> None:
    host = await house.host_with_session()
    for message in (Hello(1, TOKEN), Join("Ann")):
        assert [await polling.say(message) for _ in range(2)] == [204, 204]
    await host.open("graded")
    for _ in range(2):
        assert await polling.say(SubmitAnswer("graded", 1, ChoiceAnswer((1,)))) == 204
    told = [await polling.hear() for _ in range(7)]
    assert [type(message) for message in told].count(AnswerSaved) == 2
    assert not any(isinstance(message, PhoneRefused) for message in told)
    assert (len(house.events(Joined)), len(house.events(Answered))) == (1, 1)


async def test_what_was_not_acknowledged_is_told_again(house, polling) -> None:
    await polling.say(Hello(1, TOKEN))
    first = (await polling.poll(0))[1]
    assert first == {"last": 1, "messages": [{"type": "no_session"}]}
    assert (await polling.poll(0))[1] == first
    await house.host_with_session()
    heard = (await polling.poll(1))[1]
    assert (heard["last"], [message["type"] for message in heard["messages"]]) == (2, ["lobby"])


async def test_a_later_wait_takes_the_place_of_an_earlier_and_is_told_at_once(house, polling) -> None:
    await polling.hello()
    earlier = asyncio.create_task(polling.poll())
    await polling.is_waiting()
    later = asyncio.create_task(polling.poll())
    assert await earlier == (200, {"last": 1})
    await house.host_with_session()
    assert (await later)[1]["last"] == 2


async def test_a_wait_without_news_ends_by_itself(house, polling) -> None:
    await house.restart_with(PhoneLimits(poll_s=0.01))
    await polling.hello()
    assert await polling.poll() == (200, {"last": 1})


async def test_who_is_not_heard_from_is_away_and_comes_back_as_the_same(house, polling) -> None:
    await house.restart_with(PhoneLimits(silent_s=0.1, poll_s=0.01))
    host = await house.host_with_session()
    await polling.hello()
    await polling.say(Join("Ann"))
    await host.open("graded")
    await host.hear_until(RoundChanged, lambda message: message.round.connected == 0)
    assert len(house.events(WentSilent)) == 1
    assert (await polling.poll(0))[0] == 410
    assert await polling.say(Resync()) == 410
    again = PollingPhone(house, line="c" * 32)
    assert isinstance(await again.hello(), Asking)
    assert len(house.events(Joined)) == 1


async def test_who_never_collects_what_is_said_is_dropped(house, polling) -> None:
    await house.restart_with(PhoneLimits(waiting_frames=3))
    await polling.say(Hello(1, TOKEN))
    while await polling.say(Resync()) == 204:
        pass
    assert (await polling.poll(0))[0] == 410
    assert house.phones.phones.tabs(None, TOKEN) == []


async def test_no_line_begins_without_a_hello(house, polling) -> None:
    assert await polling.say(Join("Ann")) == 410
    assert await polling.post(b"?") == 410
    assert (await polling.poll())[0] == 410


@pytest.mark.parametrize("line", ["", "b" * 31, "B" * 32, "b" * 33])
async def test_a_line_has_a_proper_name(house, line: str) -> None:
    phone = PollingPhone(house, line=line)
    assert await phone.say(Hello(1, TOKEN)) == 400
    assert (await phone.poll())[0] == 410


@pytest.mark.parametrize("after", ["", "-1", "x", "1e9", "99", "9" * 400, "١"])
async def test_only_what_was_said_can_be_acknowledged(polling, after: str) -> None:
    await polling.say(Hello(1, TOKEN))
    assert (await polling.poll(after))[0] == 400


async def test_what_is_no_message_is_refused_and_five_of_them_end_the_line(house, polling) -> None:
    await polling.hello()
    assert [await polling.post(b"?") for _ in range(5)] == [204, 204, 204, 204, 429]
    assert await polling.say(Resync()) == 410


async def test_a_flood_ends_the_line_and_the_next_line_has_no_more_to_spend(house, polling) -> None:
    await house.restart_with(PhoneLimits(burst=5, per_s=0, too_fast=3))
    await polling.hello()
    codes = [await polling.say(Resync()) for _ in range(8)]  # the hello and one poll are counted too
    assert codes == [204, 204, 204, 204, 204, 429, 410, 410]
    assert await PollingPhone(house, line="c" * 32).say(Hello(1, TOKEN)) == 429
    phone = await house.phone(TOKEN)
    await phone.say(Hello(1, TOKEN))
    assert await phone.hear_close() == 1013


async def test_sockets_and_polling_lines_of_an_address_count_together(house, polling) -> None:
    await house.restart_with(PhoneLimits(lines_per_address=1))
    phone = await house.phone()
    await phone.hello()
    assert await polling.say(Hello(1, TOKEN)) == 503
    await phone.socket.close()
    assert await polling.say(Hello(1, TOKEN)) == 204


async def test_a_long_message_and_a_zipped_one_are_refused(polling) -> None:
    await polling.hello()
    assert await polling.post(b" " * 20_000) == 413
    assert await polling.post(b"{}", **{"Content-Encoding": "gzip"}) in (400, 415)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
async def test_another_sites_page_can_neither_say_nor_hear(house, polling, origin: str) -> None:
    assert await polling.post(msgspec.json.encode(Hello(1, TOKEN)), Origin=origin) == 403
    await polling.hello()
    url = house.phone_server.make_url("/phone/hear?after=0")
    async with house.client.get(url, headers={**polling.headers, "Origin": origin}) as answer:
        assert answer.status == 403


async def test_who_waits_is_sent_away_when_the_server_ends(house, polling) -> None:
    await polling.hello()
    waiting = asyncio.create_task(polling.poll())
    await polling.is_waiting()
    await house.phones.close()
    assert (await waiting)[0] == 503
    assert await polling.say(Hello(1, TOKEN)) in (410, 503)


async def test_every_frame_is_the_same_as_on_a_socket(house, polling) -> None:
    host = await house.host_with_session()
    phone = await house.participant("d" * 32)
    await polling.say(Hello(1, TOKEN))
    await polling.say(Join("Ann"))
    await host.open("poll")
    await phone.hear()
    heard = [message async for message in _until_asking(polling)]
    assert heard[-1]["type"] == "asking"
    assert heard[-1] == json.loads(phone.heard[-1])


async def _until_asking(polling: PollingPhone) -> Any:
    after = 0
    while True:
        _, heard = await polling.poll(after)
        after = heard["last"]
        for message in heard.get("messages", ()):
            yield message
            if message["type"] == "asking":
                return
