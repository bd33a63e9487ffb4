"""What plays on the projector: begins, holds and ends with the slide and at the trainer's wish."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from assets.sentences import Language, sentence
from decks.model import Deck, Step
from decks.motion import LONGEST_S
from decks.render.picture import Picture
from decks.spots import Medium
from presenter.commands import ChooseMedium, Command, PlayMedium, Seek, SetVolume, Wish
from presenter.lesson import Lesson
from presenter.media_files import MediaFiles, TakenOut
from presenter.moving_pictures import MovingPictures
from presenter.play_state import Play, PlayState, Stand, found_again, same_medium, with_volume
from presenter.player import Player
from presenter.projector.stage import Stage

FILM, FIRST_PICTURE = 0, 1  # their places on the stage
SETTLES_MS = round(LONGEST_S * 1000)
"""What begins by itself waits until the slide has come to rest."""


class Playing(QObject):
    """One film or sound at a time, and the animated pictures. All of it ends when the slide is left, and
    stands still while the slide is covered. Nothing begins by itself unless the class looks on."""

    changed = Signal(object)  # PlayState | None: nothing on the slide can be played

    def __init__(
        self,
        player: Player,
        files: MediaFiles,
        stage: Stage,
        language: Language,
        parent: QObject | None = None,
        *,
        settles_ms: int = SETTLES_MS,
    ) -> None:
        super().__init__(parent)
        self._player, self._files, self._stage, self._language = player, files, stage, language
        self.state: PlayState | None = None
        self._sound = PlayState(())  # its volume holds from slide to slide
        self._stand = Stand()
        self._medium: Medium | None = None  # the one at hand
        self._loaded: Medium | None = None
        self._presenting = False
        self._held_by_cover = False
        self._movies = MovingPictures(stage, FIRST_PICTURE, self)
        self._beginning: Medium | None = None
        self._begins = QTimer(self, singleShot=True, interval=settles_ms)
        self._begins.timeout.connect(self._begin)
        files.taken_out.connect(self._on_taken_out)
        player.changed.connect(self._on_player)
        player.ended.connect(lambda: self._show(play=Play.ENDED))
        player.framed.connect(self._on_frame)
        player.failed.connect(lambda code, why: self._complain(code, why=why))
        stage.covered_changed.connect(self._on_covered)

    @property
    def settled(self) -> bool:
        """Whether whatever begins by itself has begun."""
        return not self._begins.isActive()

    def open(self, deck: Deck) -> None:
        """Another deck is presented; what played has ended."""
        self._leave()
        self._stand = Stand()
        self._files.open(deck)
        self._tell(None)

    def close(self) -> None:
        """End everything."""
        self._leave()
        self._files.close()

    def show_lesson(self, lesson: Lesson) -> None:
        """The trainer has moved: what plays on a slide ends as soon as it is left."""
        if self._stand.step is not None and lesson.projected.slide != self._stand.step.slide:
            self._leave()
            self._stand = Stand()
            self._tell(None)

    def show_picture(self, picture: Picture) -> None:
        """This picture has reached the projector."""
        before, self._stand = self._stand, Stand(Step(picture.slide, picture.click), picture.findings.media)
        if before.step is None or before.step.slide != picture.slide:
            self._leave()
        elif before == self._stand:
            return  # the same in another size
        self._take_over()
        self._movies.show(self._stand.moving, still=self._stage.covered)
        self._begin_soon(self._stand.begins_after(before) if self._presenting else None)

    def show_presenting(self, on: bool) -> None:
        """Whether the class looks on."""
        begun, self._presenting = on and not self._presenting, on
        if not on:
            self._stop()
        elif begun:
            self._begin_soon(self._stand.begins_after(Stand()))

    def carry_out(self, wish: Wish) -> bool:
        """Do what the trainer wishes; False if it is no wish about films and sounds."""
        match wish:
            case Command.PLAY:
                self._toggle(self._medium)
            case PlayMedium(medium=medium):
                self._toggle(found_again(medium, self._stand.played))
            case Command.STOP_PLAYING:
                self._stop()
            case Command.MUTE:
                self._set_sound(replace(self._sound, muted=not self._sound.muted))
            case SetVolume(to=to, by=by):
                self._set_sound(with_volume(self._sound, to, by))
            case Seek(to_ms=to_ms, by_ms=by_ms):
                self._player.seek((self._player.position_ms if to_ms is None else to_ms) + by_ms)
            case ChooseMedium(index=index):
                self._choose(index)
            case _:
                return False
        return True

    # --- what the trainer wishes -----------------------------------------------------------------

    def _toggle(self, medium: Medium | None) -> None:
        if medium is None or self.state is None:
            return
        at_hand = self._medium is not None and same_medium(medium, self._medium)
        self._beginning = None
        if at_hand and self.state.play is Play.PLAYING:
            self._player.hold()
        elif at_hand and self.state.play in (Play.HELD, Play.ENDED):
            self._held_by_cover = False
            self._player.play()
        elif not (at_hand and self.state.play is Play.PREPARING):
            self._start(medium)

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._stand.played):
            self._stop()
            self._medium = self._stand.played[index]
            self._show(chosen=index)

    def _set_sound(self, sound: PlayState) -> None:
        self._sound = sound
        self._player.set_volume(sound.volume, sound.muted)
        self._show()

    def _start(self, medium: Medium) -> None:
        self._stop()
        self._medium = medium
        self._held_by_cover = False
        self._show(play=Play.PREPARING, chosen=self._stand.played.index(medium))
        self._files.want(medium.part)

    def _stop(self) -> None:
        self._beginning = None
        self._loaded = None
        self._player.stop()
        self._stage.clear(FILM)
        self._show(play=Play.STOPPED, position_ms=0, duration_ms=0, complaint="")

    # --- what happens ----------------------------------------------------------------------------

    def _take_over(self) -> None:
        """The film that was at hand before the step, if it is still there; else the slide's first."""
        played = self._stand.played
        kept = found_again(self._medium, played)
        if kept is None:
            self._stop()
        self._medium = kept or next(iter(played), None)
        if self._loaded is not None and kept is not None:
            self._loaded = kept
        if self._medium is None:
            self._tell(None)
            return
        names = tuple(medium.title for medium in played)
        state = self.state if kept is not None and self.state is not None else PlayState(names)
        self._tell(replace(state, titles=names, chosen=played.index(self._medium)))

    def _begin_soon(self, medium: Medium | None) -> None:
        self._beginning = medium
        self._begins.start()

    def _begin(self) -> None:
        for part in self._movies.waiting:
            self._files.want(part)
        medium = found_again(self._beginning, self._stand.played)
        if medium is None:
            return
        self._start(medium)
        self._held_by_cover = self._stage.covered

    def _leave(self) -> None:
        self._stop()
        self._movies.clear()
        self._medium = None

    def _on_taken_out(self, taken: TakenOut) -> None:
        if taken.file is not None:
            self._movies.load(taken.part, taken.file)
        medium = self._medium
        waited = self.state is not None and self.state.play is Play.PREPARING
        if medium is None or medium.part != taken.part or not waited:
            return
        if taken.file is None:
            self._complain(taken.code)
        elif self._player.load(taken.file, loops=medium.loops):
            self._loaded = medium
            if self._held_by_cover:
                self._player.hold()
            else:
                self._player.play()

    def _on_player(self) -> None:
        if self._loaded is None or self.state is None:
            return
        ended = self.state.play is Play.ENDED and not self._player.playing
        play = Play.PLAYING if self._player.playing else Play.ENDED if ended else Play.HELD
        self._show(
            play=play,
            position_ms=self._player.position_ms,
            duration_ms=self._player.duration_ms,
            complaint=sentence("media.unheard", self._language) if self._player.unheard else "",
        )

    def _on_frame(self, frame: object) -> None:
        if self._loaded is not None and callable(frame):
            self._stage.show_frame(FILM, self._loaded, frame)

    def _on_covered(self, covered: bool) -> None:
        self._movies.hold(covered)
        preparing = self.state is not None and self.state.play is Play.PREPARING
        if covered and (self._player.playing or preparing):
            self._held_by_cover = True
            self._player.hold()
        elif not covered and self._held_by_cover:
            self._held_by_cover = False
            if self._loaded is not None:
                self._player.play()

    def _complain(self, code: str, **values: str) -> None:
        self._loaded = None
        self._stage.clear(FILM)
        complaint = sentence(code, self._language, **values).strip()
        self._show(play=Play.STOPPED, position_ms=0, duration_ms=0, complaint=complaint)

    def _show(self, **changes: Any) -> None:
        if self.state is not None:
            self._tell(replace(self.state, **changes))

    def _tell(self, state: PlayState | None) -> None:
        if state is not None:
            state = replace(state, volume=self._sound.volume, muted=self._sound.muted)
        if state != self.state:
            self.state = state
            self.changed.emit(state)
