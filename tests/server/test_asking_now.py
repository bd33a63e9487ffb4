"""A question thought of in the lesson, over real sockets: to phones, into the report, through a restart."""

from decks.questions.model import Choice, OpenText
from server.figures import FiguresRead
from server.protocol import Asking, AskNow, HostWelcome, ReadFigures, Revealed
from tests.server.conftest import SECRET

NOW = Choice("now-1", "Shall we go on?", ("Yes", "No"))


async def test_phones_are_asked_at_once_and_see_the_result_without_a_right_answer(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.do(lambda ref: AskNow(ref, 3, NOW))
    asking = await phone.hear()
    assert isinstance(asking, Asking)
    assert (asking.question.stem, asking.question.options) == ("Shall we go on?", ("Yes", "No"))
    await phone.answer("now-1", 1, 1)
    await host.close("now-1")
    await phone.hear()
    await host.reveal("now-1")
    revealed = await phone.hear()
    assert isinstance(revealed, Revealed)
    assert (revealed.solution, revealed.counts) == (None, (0, 1))


async def test_it_stands_in_the_figures_and_in_the_report_with_its_slide(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.do(lambda ref: AskNow(ref, 3, NOW))
    await phone.hear()
    await phone.answer("now-1", 1, 0)
    await host.close("now-1")
    session_id = house.room.session.session_id
    read = await host.ask(lambda ref: ReadFigures(ref, session_id))
    assert isinstance(read, FiguresRead)
    [asked] = read.figures.rounds
    assert (asked.slide, asked.question, asked.counts) == (3, NOW, (1, 0))
    headers = {"Authorization": f"Bearer {SECRET}"}
    for file in ("report.html", "answers.csv"):
        url = house.host_server.make_url(f"/sessions/{session_id}/{file}?language=en")
        async with house.client.get(url, headers=headers) as answer:
            assert "Shall we go on?" in (await answer.read()).decode()


async def test_a_server_started_again_has_it_before_the_class(house) -> None:
    host = await house.host_with_session()
    await host.do(lambda ref: AskNow(ref, 2, NOW))
    await house.restart()
    host = await house.host()
    welcome = await host.hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session is not None
    assert welcome.session.round is not None
    assert welcome.session.round.question_id == "now-1"
    placed = welcome.session.deck.questions[-1]
    assert (placed.slide, placed.question) == (2, NOW)
    await host.do(lambda ref: AskNow(ref, 2, NOW))  # told again, it has had its effect
    await host.close("now-1")


async def test_what_is_no_question_of_now_is_refused(house) -> None:
    host = await house.host_with_session()
    assert await host.refused(lambda ref: AskNow(ref, 9, NOW)) == "server.no_such_slide"
    assert await host.refused(lambda ref: AskNow(ref, 1, OpenText("poll", "Why?"))) == "server.not_asked_now"
