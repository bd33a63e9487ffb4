"""What the trainer is told, and what of it stays."""

from pytestqt.qtbot import QtBot

from presenter.notices import Notice, Notices, Standing


def shown(notices: Notices) -> list[Notice | None]:
    seen: list[Notice | None] = []
    notices.changed.connect(seen.append)
    return seen


def test_a_passing_word_does_not_hide_for_good_what_stands(qtbot: QtBot):
    notices = Notices()
    seen = shown(notices)
    notices.stand(Standing.STORAGE, "The disk is full.")
    notices.say("That question is closed.")
    notices._pass()
    assert [notice.text if notice else None for notice in seen] == [
        "The disk is full.",
        "That question is closed.",
        "The disk is full.",
    ]


def test_the_gravest_of_what_stands_is_shown(qtbot: QtBot):
    notices = Notices()
    seen = shown(notices)
    notices.stand(Standing.NETWORK, "No network.")
    notices.stand(Standing.STORAGE, "The disk is full.")
    notices.stand(Standing.DECK, "Slide 3 is odd.")
    assert seen[-1] == Notice("The disk is full.")
    notices.lift(Standing.STORAGE)
    assert seen[-1] == Notice("No network.")
    notices.lift(Standing.NETWORK)
    notices.lift(Standing.DECK)
    assert seen[-1] is None


def test_what_does_not_stand_can_be_lifted_without_a_flicker(qtbot: QtBot):
    notices = Notices()
    seen = shown(notices)
    notices.stand(Standing.NETWORK, "No network.")
    notices.lift(Standing.STORAGE)
    notices.stand(Standing.NETWORK, "No network.")
    assert seen == [Notice("No network.")]
