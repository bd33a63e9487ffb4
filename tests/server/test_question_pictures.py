"""Pictures of questions: brought by the host, fetched by phones."""

import asyncio
import hashlib
import io
from typing import Any

import msgspec
import pytest
from aiohttp import ClientResponse

from decks.questions.model import Choice
from server.picture_kind import kind_of
from server.protocol import DeckSummary, EndSession, OpenSession, SlideQuestion
from server.question_pictures import LARGEST

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
JPEG = b"\xff\xd8\xff\xe0" + bytes(200)
WEBP = b"RIFF\x00\x00\x00\x00WEBP" + bytes(200)
HEADERS = {"Authorization": "Bearer the secret of this test"}


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


async def bring(house: Any, body: bytes, name: str | None = None) -> int:
    url = house.host_server.make_url(f"/pictures/{name or sha256(body)}")
    reply = await house.client.put(url, data=io.BytesIO(body), headers=HEADERS)
    return reply.status


async def fetch(house: Any, name: str, **headers: str) -> ClientResponse:
    return await house.client.get(house.phone_server.make_url(f"/pictures/{name}"), headers=headers)


def with_pictures(deck: DeckSummary, *names: str) -> DeckSummary:
    questions = (Choice(f"q{name[:8]}", "?", ("A", "B"), picture=name) for name in names)
    return msgspec.structs.replace(deck, questions=tuple(SlideQuestion(1, one) for one in questions))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (WEBP, "image/webp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", None),
        (b"GIF89a", None),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"", None),
    ],
)
def test_a_picture_is_what_its_first_bytes_say(body: bytes, kind: str | None) -> None:
    assert kind_of(body) == kind


@pytest.mark.parametrize(("body", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg"), (WEBP, "image/webp")])
async def test_phones_fetch_what_the_host_brought_and_keep_it_for_ever(
    house: Any, body: bytes, kind: str
) -> None:
    name = sha256(body)
    assert await bring(house, body) == 204
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, with_pictures(house.deck, name)))
    reply = await fetch(house, name)
    assert (reply.status, reply.content_type, await reply.read()) == (200, kind_of(body), body)
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    again = await fetch(house, name, **{"If-None-Match": reply.headers["ETag"]})
    assert again.status == 304


async def test_only_pictures_of_open_sessions_are_given(house: Any) -> None:
    for body in (PNG, JPEG):
        assert await bring(house, body) == 204
    assert (await fetch(house, sha256(PNG))).status == 404
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, with_pictures(house.deck, sha256(PNG))))
    assert (await fetch(house, sha256(PNG))).status == 200
    assert (await fetch(house, sha256(JPEG))).status == 404
    await host.do(EndSession)
    assert (await fetch(house, sha256(PNG))).status == 404


async def test_what_is_too_large_no_picture_or_not_what_its_name_says_is_refused(house: Any) -> None:
    assert await bring(house, PNG, sha256(JPEG)) == 422
    assert await bring(house, b"<script>alert(1)</script>") == 422
    assert await bring(house, PNG + bytes(LARGEST)) == 413
    assert await bring(house, PNG, "../../etc/passwd") == 404
    assert await bring(house, PNG, sha256(PNG).upper()) == 404


async def test_a_phone_can_not_bring_a_picture(house: Any) -> None:
    reply = await house.client.put(house.phone_server.make_url(f"/pictures/{sha256(PNG)}"), data=PNG)
    assert reply.status == 405
    assert house.log.read_picture(sha256(PNG)) is None


async def test_a_named_picture_that_was_never_brought_is_not_there(house: Any) -> None:
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, with_pictures(house.deck, sha256(PNG))))
    assert (await fetch(house, sha256(PNG))).status == 404
    assert await bring(house, PNG) == 204
    assert (await fetch(house, sha256(PNG))).status == 200


async def test_a_whole_class_that_asks_at_once_reads_the_disk_once(house: Any) -> None:
    await bring(house, PNG)
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, with_pictures(house.deck, sha256(PNG))))
    reads: list[str] = []
    read = house.log.read_picture
    house.log.read_picture = lambda name: (reads.append(name), read(name))[1]
    replies = await asyncio.gather(*(fetch(house, sha256(PNG)) for _ in range(50)))
    assert {reply.status for reply in replies} == {200}
    assert reads == [sha256(PNG)]
