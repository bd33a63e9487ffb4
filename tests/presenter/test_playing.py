"""Films, sounds and animated pictures play with the slide and at the trainer's wish."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from decks.opening import open_deck
from decks.render.findings import Findings
from decks.render.picture import Picture
from decks.spots import Area, Medium, MediumKind
from presenter.commands import ChooseMedium, Command, PlayMedium, Seek, SetVolume
from presenter.lesson import Lesson
from presenter.media_files import MediaFiles
from presenter.play_state import Play, PlayState
from presenter.player import Player
from presenter.playing import Playing
from presenter.projector.window import ProjectorWindow
from server.protocol import Screen
from tests.decks.media_samples import film, moving_picture, sound
from tests.presenter.console.sample import painted

# On machines without sound or without a graphics card.
pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "No audio device", "No RHI backend", extend=True)

PLACE = Area(0.25, 0.25, 0.5, 0.5)
FILM = Medium(PLACE, MediumKind.VIDEO, "ppt/media/film.avi", "Film")
LONG = Medium(PLACE, MediumKind.VIDEO, "ppt/media/long.avi", "Long film")
SOUND = Medium(PLACE, MediumKind.AUDIO, "ppt/media/sound.wav", "Sound")
MOVING = Medium(PLACE, MediumKind.MOVING_PICTURE, "ppt/media/moving.gif", "Moving", by_itself=True)
BROKEN = Medium(PLACE, MediumKind.VIDEO, "ppt/media/broken.mp4", "Broken")
LIST = Medium(PLACE, MediumKind.VIDEO, "ppt/media/list.mp4", "List")
PARTS = {
    FILM.part: film(*["red"] * 8, *["blue"] * 4, each_ms=50),
    LONG.part: film(*["lime"] * 100, each_ms=100),
    SOUND.part: sound(20.0),
    MOVING.part: moving_picture("red", "blue", each_ms=30),
    BROKEN.part: b"\0\0\0\x18ftypmp42" + bytes(400),
    LIST.part: b"#EXTM3U\n/etc/passwd\n",
}


def by_itself(medium: Medium) -> Medium:
    return replace(medium, by_itself=True)


class Room:
    """A projector with what plays on it."""

    def __init__(self, qtbot: QtBot, deck: Path) -> None:
        self.qtbot, self.deck = qtbot, open_deck(deck)
        self.projector = ProjectorWindow()
        self.projector.resize(320, 180)
        self.player, self.files = Player(), MediaFiles()
        self.playing = Playing(self.player, self.files, self.projector.stage, "en", settles_ms=0)
        self.playing.open(self.deck)
        self.lesson = Lesson.begin(self.deck)
        self.projector.show()

    def show(self, slide: int, *media: Medium, click: int = 0) -> None:
        """The lesson comes to a step, and its picture to the projector."""
        self.lesson = self.lesson.go_to(slide)
        self.playing.show_lesson(self.lesson)
        picture = Picture(slide, click, 320, 180, painted("white"), Findings((), (), media))
        self.projector.show_slide(picture.image)
        self.playing.show_picture(picture)

    def until(self, met: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(met, timeout=10_000)

    def until_it(self, play: Play) -> None:
        self.until(lambda: self.state.play is play)

    @property
    def state(self) -> PlayState:
        assert self.playing.state is not None
        return self.playing.state

    @property
    def colour(self) -> str:
        """The colour in the middle of the projector, as a film's frames have it."""
        pixel = QColor(self.projector.grab().toImage().pixelColor(160, 90))
        names = {"white": "white", "red": "red", "blue": "blue", "lime": "lime"}
        return min(names, key=lambda name: _distance(QColor(name), pixel))


def _distance(one: QColor, other: QColor) -> int:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return sum(abs(a - b) for a, b in pairs)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    deck = tmp_path / "lesson.pptx"
    presentation = Presentation()
    for _ in range(3):
        presentation.slides.add_slide(presentation.slide_layouts[0])
    presentation.save(deck)
    with zipfile.ZipFile(deck, "a") as package:
        for name, data in PARTS.items():
            package.writestr(name, data)
    room = Room(qtbot, deck)
    qtbot.addWidget(room.projector, before_close_func=lambda window: window.allow_close())
    yield room
    room.playing.close()


def test_a_film_plays_in_its_place_to_its_end_and_keeps_its_last_frame(room: Room) -> None:
    room.show(1, FILM)
    assert (room.state.titles, room.state.play) == (("Film",), Play.STOPPED)
    assert room.playing.carry_out(Command.PLAY)
    room.until(lambda: room.colour == "red")
    room.until_it(Play.ENDED)
    assert room.colour == "blue"
    assert room.state.duration_ms == 600


def test_it_can_be_paused_and_stopped(room: Room) -> None:
    room.show(1, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    room.until(lambda: room.colour == "lime")
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.HELD)
    assert room.colour == "lime"
    room.playing.carry_out(Command.STOP_PLAYING)
    assert (room.state.play, room.colour) == (Play.STOPPED, "white")
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)


def test_after_its_end_it_begins_anew(room: Room) -> None:
    room.show(1, FILM)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.ENDED)
    room.playing.carry_out(Command.PLAY)
    room.until(lambda: room.colour == "red")
    room.until_it(Play.ENDED)


def test_the_place_in_it_can_be_chosen(room: Room) -> None:
    room.show(1, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until(lambda: room.state.duration_ms == 10_000)
    room.playing.carry_out(Seek(to_ms=5_000))
    room.until(lambda: 4_500 <= room.state.position_ms < 9_000)
    room.playing.carry_out(Seek(by_ms=-4_000))
    room.until(lambda: 500 <= room.state.position_ms < 4_000)
    room.playing.carry_out(Seek(by_ms=-60_000))
    room.until(lambda: room.state.position_ms < 1_000)


def test_the_volume_holds_from_slide_to_slide(room: Room) -> None:
    room.show(1, FILM)
    room.playing.carry_out(SetVolume(0.4))
    room.playing.carry_out(Command.MUTE)
    room.show(2, SOUND)
    assert (room.state.volume, room.state.muted) == (0.4, True)
    room.playing.carry_out(SetVolume(by=0.3))
    assert (round(room.state.volume, 3), room.state.muted) == (0.7, False)
    room.playing.carry_out(SetVolume(by=0.7))
    assert room.state.volume == 1.0


def test_it_ends_as_soon_as_the_slide_is_left(room: Room) -> None:
    room.show(1, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    room.playing.show_lesson(room.lesson.go_to(2))
    assert room.playing.state is None
    assert not room.player.playing
    assert room.colour == "white"


def test_it_goes_on_through_the_clicks_of_its_slide(room: Room) -> None:
    room.show(1, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    room.show(1, SOUND, LONG, click=1)
    assert (room.state.play, room.state.chosen) == (Play.PLAYING, 1)
    room.show(1, SOUND, click=2)
    assert (room.state.play, room.state.titles) == (Play.STOPPED, ("Sound",))
    assert not room.player.playing


def test_one_of_several_can_be_chosen_and_only_one_is_heard(room: Room) -> None:
    room.show(1, LONG, SOUND)
    room.playing.carry_out(ChooseMedium(1))
    assert room.state.chosen == 1
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    assert room.colour == "white"
    room.playing.carry_out(PlayMedium(LONG))
    room.until_it(Play.PLAYING)
    room.until(lambda: room.colour == "lime")
    assert room.state.chosen == 0
    room.playing.carry_out(ChooseMedium(7))
    assert room.state.chosen == 0


def test_what_begins_by_itself_does_so_only_when_the_class_looks_on(room: Room) -> None:
    room.show(1, by_itself(LONG))
    room.until(lambda: room.playing.settled)
    assert room.state.play is Play.STOPPED
    room.playing.show_presenting(True)
    room.until_it(Play.PLAYING)
    room.playing.show_presenting(False)
    assert room.state.play is Play.STOPPED
    room.playing.show_presenting(True)
    room.until_it(Play.PLAYING)


def test_what_begins_with_a_click_does_not_begin_on_the_way_back(room: Room) -> None:
    room.playing.show_presenting(True)
    room.show(1, LONG)
    room.show(1, by_itself(LONG), click=1)
    room.until_it(Play.PLAYING)
    room.show(1, LONG, click=2)
    room.playing.carry_out(Command.STOP_PLAYING)
    room.show(1, by_itself(LONG), click=1)
    room.until(lambda: room.playing.settled)
    assert room.state.play is Play.STOPPED


def test_the_same_step_in_another_size_does_not_begin_again(room: Room) -> None:
    room.playing.show_presenting(True)
    room.show(1, by_itself(LONG))
    room.until_it(Play.PLAYING)
    room.playing.carry_out(Command.STOP_PLAYING)
    nearly = Area(PLACE.x + 0.0004, PLACE.y, PLACE.width, PLACE.height)  # another size's pixels
    room.show(1, replace(by_itself(LONG), area=nearly))
    room.until(lambda: room.playing.settled)
    assert room.state.play is Play.STOPPED


def test_it_stands_still_while_it_is_covered(room: Room) -> None:
    room.show(1, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    room.projector.show_screen(Screen.BLACK)
    room.until_it(Play.HELD)
    room.projector.show_screen(Screen.SLIDE)
    room.until_it(Play.PLAYING)


def test_what_was_paused_before_it_was_covered_stays_so(room: Room) -> None:
    room.show(1, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.HELD)
    room.projector.show_screen(Screen.BLACK)
    room.projector.show_screen(Screen.SLIDE)
    assert room.state.play is Play.HELD


def test_what_begins_by_itself_waits_until_it_is_uncovered(room: Room) -> None:
    room.projector.show_screen(Screen.BLACK)
    room.playing.show_presenting(True)
    room.show(1, by_itself(LONG))
    room.until_it(Play.HELD)
    room.projector.show_screen(Screen.SLIDE)
    room.until_it(Play.PLAYING)


@pytest.mark.parametrize(
    ("medium", "words"), [(BROKEN, "can't be played here"), (LIST, "kind of file that can't be played")]
)
def test_what_can_not_be_played_is_told_in_a_sentence(room: Room, medium: Medium, words: str) -> None:
    room.show(1, medium)
    room.playing.carry_out(Command.PLAY)
    room.until(lambda: words in room.state.complaint)
    assert room.state.play is Play.STOPPED
    room.show(2, LONG)
    assert room.state.complaint == ""


def test_a_deck_that_is_gone_is_told_in_a_sentence(room: Room) -> None:
    room.deck.path.unlink()
    room.show(1, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until(lambda: "moved or changed" in room.state.complaint)


def test_animated_pictures_move_by_themselves_and_stand_still_while_covered(room: Room) -> None:
    room.show(1, MOVING)
    assert room.playing.state is None
    room.until(lambda: room.colour == "red")
    room.until(lambda: room.colour == "blue")
    room.projector.show_screen(Screen.BLACK)
    room.projector.show_screen(Screen.SLIDE)
    room.until(lambda: room.colour == "red")
    room.show(2)
    assert room.colour == "white"


def test_another_deck_ends_everything_and_nothing_is_left_on_the_disk(room: Room) -> None:
    room.show(1, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    folder = room.files.folder
    assert folder is not None
    assert {file.suffix for file in folder.iterdir()} == {".avi", ".lock"}
    room.playing.open(replace(room.deck, sha256="0" * 64))
    assert (room.playing.state, room.player.playing) == (None, False)
    assert [file.suffix for file in folder.iterdir()] == [".lock"]
    room.playing.close()
    assert not folder.exists()


def test_sound_that_nobody_can_hear_is_told(room: Room) -> None:
    room.show(1, SOUND)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    room.until(lambda: ("no loudspeaker" in room.state.complaint) is room.player.unheard)
    room.show(2, LONG)
    room.playing.carry_out(Command.PLAY)
    room.until_it(Play.PLAYING)
    assert room.state.complaint == ""


def test_keys_for_films_do_nothing_where_there_is_none(room: Room) -> None:
    room.show(1)
    for wish in (Command.PLAY, Command.STOP_PLAYING, Command.MUTE, Seek(by_ms=1000), PlayMedium(FILM)):
        assert room.playing.carry_out(wish)
    assert room.playing.state is None
    assert not room.playing.carry_out(Command.NEXT)
