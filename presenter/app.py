"""Builds the presenter's parts and connects them. Nothing is decided here."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer

from assets.sentences import Language, sentence
from decks.model import Deck, DeckError, Problem
from decks.render.export import Export
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from presenter.announcements import Announcements
from presenter.asking import Asking
from presenter.awake import Awake
from presenter.class_session import ClassSession
from presenter.commands import Command, Wish
from presenter.configuring import Configuring
from presenter.connection import Connection
from presenter.console.link_state import LinkState
from presenter.console.window import ConsoleWindow
from presenter.desk import Desk
from presenter.drawn_problems import DrawnProblems
from presenter.faults import Faults
from presenter.inbox import Inbox
from presenter.inbox_state import InboxState
from presenter.join_point import JoinPoint
from presenter.joining import JoinDisplay, Joining
from presenter.kept_drawings import KeptDrawings
from presenter.keys import KeyReader
from presenter.lesson import Lesson
from presenter.lesson_time import LessonTime
from presenter.light import Light, Tool
from presenter.link import Link
from presenter.links import Links
from presenter.local_server import LocalServer
from presenter.media_files import MediaFiles
from presenter.network import Network
from presenter.notices import Notice, Notices
from presenter.opening import DeckOpening
from presenter.past_sessions import PastSessions
from presenter.pen import Pen
from presenter.picture_ways import PictureWays
from presenter.plan import planned_before
from presenter.player import Player
from presenter.playing import Playing
from presenter.pointing import Pointing
from presenter.projector.window import ProjectorWindow
from presenter.qr import qr_picture
from presenter.remote import Remote, remote_address
from presenter.review.window import ReviewWindow
from presenter.room_wifi import RoomWifi
from presenter.session_clock import SessionClock
from presenter.settings import SettingsFile
from presenter.show import Show
from presenter.showing import Showing
from presenter.slide_sharing import SlideSharing
from presenter.starting import Starting
from presenter.thumbnails import Thumbnails
from presenter.way_previews import WayPreviews
from server.protocol import HostWelcome, Refused, RoomChanged, SessionRow, SessionView

TICK_MS = 250
SERVER_AT_LATEST_MS = 2000  # after the start, when no slide has been painted by then
QR_SIDE = 1200
FORGOTTEN_MS = 12 * 3600 * 1000  # no lesson lasts so long


@dataclass(frozen=True, slots=True)
class Presenter:
    """The parts that others drive: the program's start, a rehearsal, the tests."""

    root: QObject
    console: ConsoleWindow
    projector: ProjectorWindow
    review: ReviewWindow
    desk: Desk
    opening: DeckOpening
    show: Show
    session: ClassSession
    showing: Showing
    pictures: Pictures
    ways: PictureWays
    previews: WayPreviews
    connection: Connection
    server: LocalServer
    link: Link
    clock: SessionClock
    past: PastSessions
    join_point: JoinPoint
    settings: SettingsFile
    configuring: Configuring
    awake: Awake
    notices: Notices
    announcements: Announcements
    links: Links
    playing: Playing
    pointing: Pointing
    pen: Pen
    kept_drawings: KeptDrawings
    remote: Remote
    inbox: Inbox
    language: Language

    def wish(self, wish: Wish) -> None:
        """Carry out what the trainer wishes, in whatever window."""
        parts = (
            self.inbox,
            self.show,
            self.desk,
            self.links,
            self.playing,
            self.configuring,
            self.pointing,
            self.pen,
            self.remote,
        )
        any(part.carry_out(wish) for part in parts)

    def close(self) -> None:
        """Let everything go; the server goes on by itself. Returns when no thread works for it any more."""
        self.connection.close()
        self.previews.close()
        self.ways.close()
        self.pictures.close()
        self.playing.close()
        self.awake.close()
        for window in (self.projector, self.review, self.console):
            window.hide()
        # A thread that still ran Python while the interpreter ends would take the program down with it.
        for pool in self.root.findChildren(QThreadPool):
            pool.clear()
            pool.waitForDone()
        self.settings.wait_until_written()
        self.kept_drawings.wait_until_written()
        self.root.deleteLater()


def build(
    folder: Path,
    language: Language,
    *,
    speed: float = 1.0,
    rehearsal: bool = False,
    pictures: Pictures | None = None,
) -> Presenter:
    """A presenter that keeps its files in `folder`; nothing is shown or started yet. `pictures` are warm
    already, if given; they become the presenter's."""
    root = QObject()
    settings, kept_drawings = SettingsFile(folder), KeptDrawings(folder)
    clock = SessionClock()
    link = Link(root)
    server = LocalServer(folder, speed, root)
    session = ClassSession(link, clock, rehearsal=rehearsal, parent=root)
    pictures = pictures or Pictures()
    pictures.setParent(root)
    ways = PictureWays(settings, parent=root)
    keys = KeyReader(root)
    console, projector, review = ConsoleWindow(keys), ProjectorWindow(keys), ReviewWindow()
    opening = DeckOpening(root)
    join_point = JoinPoint(Network(root), settings.settings.address, root)
    notices = Notices(root)
    show = Show(session, Asking(session, link, clock, root), link, root)
    slides = SlideSharing(show, session, link, root)  # first: of another deck it knows no picture
    starting = Starting(console.start_sheet, session, link, settings, language, root)
    desk = Desk(console, projector, review, session, opening, join_point, settings, starting, root)
    presenter = Presenter(
        root=root,
        console=console,
        projector=projector,
        review=review,
        desk=desk,
        opening=opening,
        show=show,
        session=session,
        showing=Showing(pictures, console, projector, root),
        pictures=pictures,
        ways=ways,
        previews=WayPreviews(ways, console, language, root),
        connection=Connection(server, link, rehearsal=rehearsal, parent=root),
        server=server,
        link=link,
        clock=clock,
        past=PastSessions(link, server, language, root),
        join_point=join_point,
        settings=settings,
        configuring=Configuring(console, desk.screens, settings, root),
        awake=Awake(root),
        notices=notices,
        announcements=Announcements(notices, session, language, root),
        links=Links(notices, language, root),
        playing=Playing(Player(root), MediaFiles(root), projector.stage, language, root),
        pointing=Pointing(root),
        pen=Pen(kept_drawings, root),
        kept_drawings=kept_drawings,
        remote=Remote(show, session, link, clock, root),
        inbox=Inbox(show, session, link, root),
        language=language,
    )
    join_point.chosen.connect(lambda address: settings.change(address=address))
    wifi = RoomWifi(settings, session, link, join_point, root)
    starting.wifi_chosen.connect(wifi.choose)
    thumbnails = Thumbnails(pictures, presenter.showing, session, root)
    opening.opened.connect(thumbnails.open)
    presenter.showing.projected.connect(slides.show_picture)
    presenter.desk.screens.presenting_changed.connect(slides.show_presenting)
    _connect_badge(presenter)
    _connect_pictures(presenter)
    _connect_lesson(presenter)
    _connect_spots(presenter)
    _connect_pointing(presenter, keys)
    _connect_session(presenter)
    _connect_remote(presenter)
    _connect_inbox(presenter)
    _connect_server(presenter, Faults(folder, root))
    _connect_review(presenter)
    return presenter


def start(presenter: Presenter, deck: Path) -> None:
    """Show the console, read the deck, and start the server once its first slide is painted."""
    presenter.console.show()
    started = QTimer(presenter.root, singleShot=True, interval=SERVER_AT_LATEST_MS)
    started.timeout.connect(presenter.connection.start)
    started.start()
    presenter.showing.projected.connect(
        lambda _picture: started.setInterval(0) if started.isActive() else None
    )
    presenter.opening.open(deck)


def _connect_lesson(p: Presenter) -> None:
    for window in (p.console, p.projector):
        window.wish.connect(lambda wish: p.wish(wish))

    def show_lesson(lesson: Lesson) -> None:
        p.console.show_lesson(lesson)
        p.projector.show_screen(lesson.screen)
        p.links.show_lesson(lesson)
        p.playing.show_lesson(lesson)
        p.showing.show_lesson(lesson)

    def show_deck(deck: Deck) -> None:
        p.console.hide_progress()
        p.desk.use(deck)
        p.playing.open(deck)
        p.ways.open(deck)
        p.show.open(deck)
        p.announcements.opened(deck)

    def show_failure(error: DeckError) -> None:
        p.console.hide_progress()
        p.announcements.not_opened(error)

    p.show.lesson_changed.connect(show_lesson)
    p.show.step_changed.connect(p.console.show_step)
    p.opening.begun.connect(lambda name: p.console.show_progress(name, 0, 0))
    p.opening.begun.connect(lambda _name: p.pictures.warm_up())
    p.opening.opened.connect(show_deck)
    p.opening.failed.connect(show_failure)
    p.console.cancel_wanted.connect(p.opening.cancel)
    p.console.cancel_wanted.connect(p.console.hide_progress)


def _connect_badge(p: Presenter) -> None:
    """What of the slides could not be drawn. Before `_connect_pictures` and `_connect_lesson`: what was
    known of another deck or way is forgotten first."""
    problems = DrawnProblems(p.language)

    def show() -> None:
        if (lesson := p.show.lesson) is not None:
            found = problems.seen_from(lesson.step.slide)
            p.console.show_shortcomings(found, other_ways=not lesson.deck.is_pdf)

    def on_picture(picture: Picture) -> None:
        if problems.take(picture):
            show()

    p.opening.opened.connect(lambda _deck: problems.forget())
    p.ways.export_changed.connect(lambda _export: problems.forget())
    p.show.lesson_changed.connect(lambda _lesson: show())
    p.pictures.picture_ready.connect(on_picture)


def _connect_pictures(p: Presenter) -> None:
    """How the slides are drawn."""

    def turn_to(export: Export | None) -> None:
        p.showing.turn_to(export)
        if p.desk.screens.presenting:
            p.announcements.drawn_another_way()

    def on_failed(problem: Problem) -> None:
        p.announcements.not_drawn(problem)
        if p.ways.ways.export is not None and p.pictures.export is None:
            p.ways.give_up(problem)

    def compare() -> None:
        if p.show.lesson is not None:
            p.previews.open(p.show.lesson.deck, p.show.lesson.step.slide)

    p.showing.export_of = lambda _deck: p.ways.ways.export
    p.pictures.failed.connect(on_failed)
    p.ways.export_changed.connect(turn_to)
    p.ways.failed.connect(p.announcements.not_drawn)
    p.console.ways_wanted.connect(compare)


def _connect_spots(p: Presenter) -> None:
    """Links and films: followed and played from the console, seen on the projector."""
    p.showing.current.connect(p.console.show_spots)
    p.showing.current.connect(p.links.show_picture)
    p.showing.projected.connect(p.playing.show_picture)
    p.desk.screens.presenting_changed.connect(p.playing.show_presenting)
    p.links.offered.connect(p.console.show_links)
    p.links.wish.connect(lambda wish: p.wish(wish))
    p.playing.changed.connect(p.console.show_play)


def _connect_pointing(p: Presenter, keys: KeyReader) -> None:
    """The mouse on the slide: laser pointer and spotlight from either window, pens from the console."""

    def show_tool(tool: Tool | None) -> None:
        keys.tool_in_hand = tool is not None
        p.pen.take(tool)
        p.projector.show_tool(tool)

    def show_strokes() -> None:
        p.projector.show_strokes(p.pen.on_projector)
        p.console.show_strokes(p.pen.on_console)

    def show_light(light: Light | None) -> None:
        p.projector.show_light(light)
        p.console.show_light(light)

    def show_presenting(on: bool) -> None:
        if not on:
            p.pointing.carry_out(Command.PUT_AWAY)

    p.console.current.pointed.connect(p.pointing.point_on_console)
    p.projector.pointed.connect(p.pointing.point_on_projector)
    p.show.lesson_changed.connect(p.pointing.show_lesson)
    p.desk.screens.presenting_changed.connect(show_presenting)
    p.pointing.tool_changed.connect(show_tool)
    p.pointing.light_changed.connect(show_light)
    p.console.current.stroke_begun.connect(p.pen.begin)
    p.console.current.stroke_went_on.connect(p.pen.go_on)
    p.console.current.stroke_ended.connect(p.pen.end)
    p.show.lesson_changed.connect(p.pen.show_lesson)
    p.session.changed.connect(p.pen.take_session)
    p.pen.changed.connect(show_strokes)
    p.pen.colour_changed.connect(lambda: p.console.show_tool(p.pointing.tool, p.pen.colour))


def _connect_session(p: Presenter) -> None:
    def show_question() -> None:
        view = p.session.view
        asking = view is not None and view.round is not None and not p.show.question_aside
        if view is not None and asking:
            p.projector.show_question(view)
        else:
            p.projector.hide_question()
        p.console.show_question_projected(asking)

    def show_session(view: SessionView | None) -> None:
        p.console.show_session(view)
        show_question()
        p.projector.show_room(view.joined if view else 0, view.connected if view else 0)

    def show_room(room: RoomChanged) -> None:
        p.console.show_room(room.joined, room.connected)
        p.projector.show_room(room.joined, room.connected)

    def show_joining(joining: Joining) -> None:
        p.announcements.joining(joining)
        picture = qr_picture(joining.url, QR_SIDE)
        p.console.show_joining(joining, picture)
        p.projector.show_joining(joining, picture)

    def show_join_display(display: JoinDisplay) -> None:
        p.console.show_join_display(display)
        p.projector.show_join_display(display)

    p.session.changed.connect(show_session)
    p.session.changed.connect(p.join_point.take_session)
    p.show.aside_changed.connect(show_question)
    p.session.round_changed.connect(p.console.show_round)
    p.session.round_changed.connect(p.projector.show_round)
    p.session.room_changed.connect(show_room)
    p.show.join_display_changed.connect(show_join_display)
    p.join_point.changed.connect(show_joining)
    p.desk.screens.presenting_changed.connect(p.console.show_presenting)
    p.desk.screens.presenting_changed.connect(p.awake.hold)
    p.desk.screens.copied.connect(p.announcements.displays_copied)
    p.awake.changed.connect(p.console.show_awake)
    p.session.taken_up.connect(lambda view: _go_on_with(p, view))
    p.show.deck_wanted.connect(lambda path: _open_deck_of_session(p, Path(path)))

    def tick() -> None:
        time = _lesson_time(p)
        p.console.show_time(time)
        p.projector.show_time(time)

    ticker = QTimer(p.root, interval=TICK_MS)
    ticker.timeout.connect(tick)
    ticker.start()


def _connect_remote(p: Presenter) -> None:
    """The trainer's phone as a clicker. Its code is for the console, and never for the projector."""

    def show() -> None:
        joining, state = p.join_point.joining, p.remote.state
        address = remote_address(joining) if joining is not None else ""
        code = qr_picture(f"http://{address}#{state.code}", QR_SIDE) if address and state.code else None
        p.console.show_remote(state, address, code)

    def tell(code: str) -> None:
        if not p.console.remote_sheet.isVisible():  # which tells it itself
            p.notices.say(sentence(code, p.language))

    p.remote.wished.connect(p.wish)
    p.remote.changed.connect(lambda _state: show())
    p.join_point.changed.connect(lambda _joining: show())
    p.remote.sheet_wanted.connect(p.console.toggle_remote_sheet)
    p.remote.taken.connect(lambda: tell("remote.taken"))
    p.remote.guessed.connect(lambda: tell("remote.guessed"))
    sheet = p.console.remote_sheet
    sheet.code_wanted.connect(p.remote.offer)
    sheet.notes_wanted.connect(p.remote.share_notes)
    sheet.disconnect_wanted.connect(p.remote.disconnect_phones)


def _connect_inbox(p: Presenter) -> None:
    """What trainees ask and type. The projector has only what the trainer put there, and no names."""

    def show(inbox: InboxState) -> None:
        p.console.show_inbox(inbox)
        p.projector.show_asked(inbox.projected.text if inbox.projected is not None else "")

    p.inbox.changed.connect(show)
    p.inbox.sheet_wanted.connect(p.console.toggle_inbox_sheet)


def _connect_server(p: Presenter, faults: Faults) -> None:
    def on_accepted(welcome: HostWelcome) -> None:
        p.console.show_link(LinkState.CONNECTED)
        p.announcements.server_found()
        p.session.take_welcome(welcome)
        p.join_point.take_port(welcome)

    def show_notice(notice: Notice | None) -> None:
        if notice is None:
            p.console.clear_notice()
        else:
            p.console.show_notice(notice.text, notice.serious)

    def on_refused(refused: Refused) -> None:
        p.desk.stay()
        if not p.past.asked(refused):
            p.announcements.refused(refused)

    p.notices.changed.connect(show_notice)
    p.connection.accepted.connect(on_accepted)
    p.connection.occupied.connect(lambda _welcome: p.announcements.server_occupied())
    for signal in (p.connection.broken, p.connection.failed):
        signal.connect(lambda *_: p.console.show_link(LinkState.LOST))
    p.connection.failed.connect(lambda words: p.announcements.server_failed(words, p.server))
    p.link.refused.connect(on_refused)
    p.link.troubled.connect(p.announcements.troubled)
    faults.watch()
    faults.happened.connect(p.announcements.fault)


def _connect_review(p: Presenter) -> None:
    def show_sessions(rows: tuple[SessionRow, ...]) -> None:
        p.review.show_sessions(rows, running=p.session.view.session_id if p.session.view else None)

    p.review.sessions_wanted.connect(p.past.list_sessions)
    p.review.figures_wanted.connect(p.past.read_figures)
    p.review.export_wanted.connect(p.past.export)
    p.past.listed.connect(show_sessions)
    p.past.read.connect(p.review.show_figures)
    p.past.saved.connect(p.review.show_exported)
    p.past.failed.connect(p.review.show_failure)

    def look_back(session_id: str) -> None:
        # Names and figures: by themselves only where the class doesn't look on.
        p.review.show_loading(session_id)
        p.past.read_figures(session_id)
        if p.desk.closing:
            return
        if p.desk.screens.apart or not p.desk.screens.presenting:
            p.desk.look_back()
        else:
            p.announcements.ended()

    p.session.ended.connect(look_back)


def _open_deck_of_session(p: Presenter, path: Path) -> None:
    if path.exists():
        p.opening.open(path)
    else:
        p.announcements.deck_missing()


def _go_on_with(p: Presenter, view: SessionView) -> None:
    """A session was open when this presenter came: the class that waits sees its slide again. One that
    was forgotten long ago is not thrown onto the wall."""
    if p.clock.now_ms() - view.opened_at_ms < FORGOTTEN_MS:
        p.desk.screens.present()
    else:
        p.announcements.forgotten(view)


def _lesson_time(p: Presenter) -> LessonTime:
    view, lesson = p.session.view, p.show.lesson
    now_ms = p.clock.now_ms()
    recorded = lesson is not None and (view is None or p.session.is_about(lesson.deck))
    plans = (
        [s.notes.planned_s for s in lesson.deck.slides[: lesson.step.slide]] if lesson and recorded else []
    )
    planned = [plan for plan in plans if plan is not None]
    closes_at = view.round.closes_at_ms if view is not None and view.round is not None else None
    return LessonTime(
        now=datetime.now(),
        elapsed_s=(now_ms - view.opened_at_ms) / 1000 if view is not None else None,
        planned_s=sum(planned) if planned else None,
        planned_before_s=planned_before(plans),
        left_s=max(0.0, (closes_at - now_ms) / 1000) if closes_at is not None else None,
    )
