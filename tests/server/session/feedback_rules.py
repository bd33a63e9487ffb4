"""The model of what trainees say when the session is over."""

import hypothesis.strategies as st
from hypothesis.stateful import invariant, rule

from server.protocol import Ended, Ratings
from server.session import LookBack
from server.session.feedback import MOST_OF_ONE
from server.views import stage_for
from tests.server.session.machine import Machine

ratings = st.builds(Ratings, *(st.sampled_from([None, 1, 3, 5]) for _ in range(2)))
texts = st.sampled_from(["", " \u200d", "More time", " More time\u202e "])
SEEN = {"": "", " \u200d": "", "More time": "More time", " More time\u202e ": "More time"}


class FeedbackRules(Machine):
    """Rules for `server.session.feedback`."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, tuple[Ratings, str]] = {}
        self.times: dict[str, int] = {}

    @rule(data=st.data(), ratings=ratings, text=texts)
    def look_back(self, data: st.DataObject, ratings: Ratings, text: str) -> None:
        who = self.pick(data, sorted(self.model.joined), st.sampled_from(["nobody", None]))
        said = (ratings, SEEN[text])
        known = who is not None and self.said.get(who) == said
        may = who in self.model.joined and self.model.ended and said != (Ratings(), "")
        may = may and (known or self.times.get(str(who), 0) < MOST_OF_ONE)
        assert self.do(LookBack(who, ratings, text)) == may
        if may and not known:
            self.said[str(who)] = said
            self.times[str(who)] = self.times.get(str(who), 0) + 1

    @invariant()
    def the_last_word_of_each_is_kept(self) -> None:
        given = self.session.feedback.given
        assert {who: (one.ratings, one.text) for who, one in given.items()} == self.said

    @invariant()
    def who_took_part_is_asked_once(self) -> None:
        for who in (None, *self.model.joined):
            stage = stage_for(self.session, who, self.now_ms)
            assert isinstance(stage, Ended) == self.model.ended
            if isinstance(stage, Ended):
                asked = (who is not None, who in self.said)
                assert (stage.feedback_wanted, stage.feedback_given) == asked
