"""The model of a lesson's course: where it is, what it looks like, when it stops and when it ends."""

import hypothesis.strategies as st
from hypothesis.stateful import invariant, rule

from server.events import Resumed
from server.protocol import EndSession, KeepPictures, Place, ShowPlace, SlidePicture
from server.session import Session
from tests.server.session.machine import SLIDES, Machine


class CourseRules(Machine):
    """Rules for `server.session.course`."""

    @rule(slide=st.integers(1, SLIDES + 1))
    def show(self, slide: int) -> None:
        may = not self.model.ended and slide <= SLIDES
        assert self.do(ShowPlace(0, Place(slide))) == may
        if may:
            self.model.slide = slide

    @rule(numbers=st.lists(st.integers(1, SLIDES), max_size=3))
    def keep_pictures(self, numbers: list[int]) -> None:
        pictures = tuple(SlidePicture(number, b"png") for number in numbers)
        assert self.do(KeepPictures(0, pictures)) == (not self.model.ended)
        if not self.model.ended:
            self.model.pictured.update(numbers)

    @rule()
    def restart(self) -> None:
        if not self.model.ended:
            self.session = Session.fold("s", self.log)
            self.record((Resumed(),))
            self.model.here.clear()

    @rule(really=st.integers(0, 19))
    def end(self, really: int) -> None:
        if really:  # sessions that end at once are dull
            return
        assert self.do(EndSession(0))
        if self.model.open is not None:
            self.model.phases[self.model.open] = "closed"
        self.model.ended = True

    @invariant()
    def the_course_is_what_the_model_says(self) -> None:
        place = self.session.place
        assert (place and place.slide) == self.model.slide
        assert self.session.pictured == self.model.pictured
