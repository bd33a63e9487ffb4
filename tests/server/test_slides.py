"""The slide on the projector, shared with phones: over real sockets."""

import hashlib
from typing import Any

import pytest
from aiohttp import ClientResponse

from server.protocol import (
    LARGEST_SLIDE,
    Closed,
    EndSession,
    LeaveQuestion,
    OpenSession,
    PhoneRefused,
    ProjectSlide,
    RemoveParticipant,
    Resync,
    SlideShown,
    Stage,
    Waiting,
)
from server.reception import PhoneLimits
from server.slides import MOST_BYTES, MOST_KEPT

ANN = "a" * 32
NOTHING = SlideShown()


@pytest.fixture
async def house(house):
    """With slides told a hundred times a second."""
    house.limits = PhoneLimits(slides_every_s=0.01)
    await house.restart()
    return house


def picture(number: int, size: int = 100) -> bytes:
    return b"\xff\xd8\xff\xe0" + number.to_bytes(2) + bytes(size)


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def slide(number: int, title: str = "") -> SlideShown:
    return SlideShown(number, title, sha256(picture(number)))


async def host_of(house, **choices):
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, house.deck, **{"slides": True, **choices}))
    return host


async def project(host, number: int, title: str = "") -> None:
    body = picture(number) if number else b""
    await host.do(lambda ref: ProjectSlide(ref, number, title, body))


async def hear_slide(phone, wanted: SlideShown) -> list[Any]:
    """What the phone is told until it is told this; the slides among it."""
    heard = []
    while not heard or heard[-1] != wanted:
        message = await phone.hear()
        if isinstance(message, SlideShown):
            heard.append(message)
    return heard


async def fetch(house, body: bytes, **headers: str) -> ClientResponse:
    url = house.phone_server.make_url(f"/slides/{sha256(body)}")
    return await house.client.get(url, headers=headers)


async def nothing_more(phone):
    """That the phone is told nothing but the answer to what it asks now."""
    await phone.say(Resync())
    assert isinstance(await phone.hear(), Stage)


async def test_who_takes_part_is_told_which_slide_the_class_sees_and_fetches_it(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    await hear_slide(phone, NOTHING)  # so that the page knows that it may be asked for them
    await project(host, 3, "The heart")
    await hear_slide(phone, slide(3, "The heart"))
    reply = await fetch(house, picture(3))
    assert (reply.status, reply.content_type, await reply.read()) == (200, "image/jpeg", picture(3))
    assert "immutable" in reply.headers["Cache-Control"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    again = await fetch(house, picture(3), **{"If-None-Match": reply.headers["ETag"]})
    assert again.status == 304


async def test_who_comes_in_or_back_is_told_what_the_class_sees_now(house) -> None:
    host = await host_of(house)
    await project(host, 3)
    phone = await house.participant(ANN)
    await hear_slide(phone, slide(3))
    again = await house.phone(ANN)
    assert isinstance(await again.hello(), Waiting)
    assert await again.hear() == slide(3)
    await nothing_more(again)  # it is told once


async def test_who_does_not_take_part_is_told_nothing(house) -> None:
    host = await host_of(house)
    stranger, ann = await house.phone(), await house.participant()
    await stranger.hello()
    await project(host, 3)
    await hear_slide(ann, slide(3))
    await nothing_more(stranger)
    who = next(iter(house.room.session.participants))
    await host.do(lambda ref: RemoveParticipant(ref, who))
    await project(host, 4)
    heard = [await ann.hear()]
    await nothing_more(ann)
    assert not any(isinstance(message, SlideShown) for message in heard)


async def test_a_slide_that_was_never_shown_is_not_there(house) -> None:
    host = await host_of(house)
    await project(host, 3)
    assert (await fetch(house, picture(4))).status == 404
    for path in ("/slides/", "/slides/" + "0" * 63, "/slides/..%2fsessions.sqlite"):
        assert (await house.client.get(house.phone_server.make_url(path))).status == 404


async def test_a_trainer_who_does_not_share_them_shares_none(house) -> None:
    host = await host_of(house, slides=False)
    phone = await house.participant()
    assert await host.refused(lambda ref: ProjectSlide(ref, 3, "", picture(3))) == "server.slides_not_shared"
    assert (await fetch(house, picture(3))).status == 404
    await nothing_more(phone)


async def test_black_is_no_slide_and_what_was_seen_before_can_still_be_fetched(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    await project(host, 3)
    await hear_slide(phone, slide(3))
    await project(host, 0)
    await hear_slide(phone, NOTHING)
    assert (await fetch(house, picture(3))).status == 200


async def test_of_many_in_a_row_phones_are_told_the_last(house) -> None:
    await house.restart_with(PhoneLimits(slides_every_s=0.3))
    host = await host_of(house)
    phone = await house.participant()
    for number in range(1, 20):
        await project(host, number)
    heard = await hear_slide(phone, slide(19))
    assert len(heard) <= 4, heard


async def test_the_same_slide_again_is_told_to_nobody(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    for _ in range(3):
        await project(host, 3)
    await project(host, 4)
    assert (await hear_slide(phone, slide(4))).count(slide(3)) <= 1


async def test_a_question_costs_a_phone_no_frame_more(house) -> None:
    host = await host_of(house)
    await project(host, 3)
    phone = await house.participant()
    await hear_slide(phone, slide(3))
    told = len(phone.heard)
    await host.open("graded")
    await phone.hear()
    await phone.answer("graded", 1, 1)
    await host.close("graded")
    assert isinstance(await phone.hear(), Closed)
    await host.reveal("graded")
    await host.do(lambda ref: LeaveQuestion(ref, "graded", 1))
    while not isinstance(await phone.hear(), Waiting):
        pass
    assert len(phone.heard) - told == 5


async def test_the_last_twenty_are_kept_as_far_as_there_is_room(house) -> None:
    host = await host_of(house)
    for number in range(1, MOST_KEPT + 3):
        await project(host, number)
    kept = [(await fetch(house, picture(number))).status for number in (1, 2, 3, MOST_KEPT + 2)]
    assert kept == [404, 404, 200, 200]
    large = [picture(number, LARGEST_SLIDE - 6) for number in range(MOST_BYTES // LARGEST_SLIDE + 1)]
    for body in large:
        await host.do(lambda ref, body=body: ProjectSlide(ref, 1, "", body))
    statuses = [(await fetch(house, body)).status for body in (large[0], large[1], large[-1])]
    assert statuses == [404, 200, 200]


async def test_with_the_session_its_slides_are_gone(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    await project(host, 3)
    await hear_slide(phone, slide(3))
    await host.do(EndSession)
    assert (await fetch(house, picture(3))).status == 404
    assert await host.refused(lambda ref: ProjectSlide(ref, 4, "", picture(4))) == "server.no_session"
    await phone.hear()
    await nothing_more(phone)


async def test_each_class_sees_its_own(house) -> None:
    house.shared = True
    await house.restart()
    first, second = await host_of(house), await house.host()
    ann = await house.participant(ANN)
    await second.do(lambda ref: OpenSession(ref, house.deck, slides=True))
    await project(second, 4)
    await project(first, 3)
    assert slide(4) not in await hear_slide(ann, slide(3))


async def test_the_next_session_begins_with_none(house) -> None:
    host = await host_of(house)
    phone = await house.participant(ANN)
    await project(host, 3)
    await hear_slide(phone, slide(3))
    await host.do(EndSession)
    await host.do(lambda ref: OpenSession(ref, house.deck, slides=True))
    await phone.join()
    await hear_slide(phone, NOTHING)


async def test_after_a_restart_the_host_tells_it_anew(house) -> None:
    host = await host_of(house)
    await project(host, 3)
    await house.participant(ANN)
    await house.restart()
    phone = await house.phone(ANN)
    await phone.hello()
    await hear_slide(phone, NOTHING)
    await project(await house.host(), 3)
    await hear_slide(phone, slide(3))


async def test_nothing_of_it_is_written_down(house) -> None:
    host = await host_of(house)
    before = house.recorded()
    await project(host, 3, "The heart")
    assert house.recorded() == before


async def test_a_title_is_cleaned(house) -> None:
    host = await host_of(house)
    phone = await house.participant()
    await project(host, 3, " The\u202e \n heart\x07")
    await hear_slide(phone, slide(3, "The heart"))


@pytest.mark.parametrize("body", [b"GIF89a", b"<svg/>", b"\x89PNG", b"BM"])
async def test_what_is_no_picture_is_refused(house, body: bytes) -> None:
    host = await host_of(house)
    assert await host.refused(lambda ref: ProjectSlide(ref, 3, "", body)) == "server.no_picture"


async def test_a_host_without_a_session_has_nothing_to_share(house) -> None:
    host = await house.host()
    assert await host.refused(lambda ref: ProjectSlide(ref, 3, "", picture(3))) == "server.no_session"


async def test_a_phone_projects_nothing(house) -> None:
    await host_of(house)
    phone = await house.participant()
    await hear_slide(phone, NOTHING)
    await phone.socket.send_str('{"type":"project_slide","ref":1,"number":3,"title":"","picture":""}')
    assert await phone.hear() == PhoneRefused("malformed")
