"""A presenter in a process of its own that asks the first graded question and then waits to be killed.

`python -m tests.end_to_end.driven_presenter FOLDER DECK` says `asked SLIDE` when the question is open.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from presenter.app import Presenter, build, start
from presenter.commands import Command, GoTo


def main(folder: Path, deck: Path) -> None:
    """Drive the presenter to an open question."""
    app = QApplication(["handsup"])
    presenter = build(folder, "en")
    presenter.settings.change(begin_without_asking=True)
    start(presenter, deck)
    when(lambda: presenter.showing.settled, lambda: presenter.wish(Command.PRESENT))
    when(lambda: presenter.session.view is not None, lambda: ask(presenter))
    app.exec()


def ask(presenter: Presenter) -> None:
    """Go to the question and ask it."""
    assert presenter.show.lesson is not None
    slides = presenter.show.lesson.deck.slides
    slide = next(slide for slide in slides if slide.questions and slide.questions[0].graded)
    presenter.wish(GoTo(slide.number))
    presenter.wish(Command.QUESTION_STEP)
    when(
        lambda: presenter.session.view is not None and presenter.session.view.round is not None,
        lambda: sys.stdout.write(f"asked {slide.number}\n") and sys.stdout.flush(),
    )


def when(met: Callable[[], bool], act: Callable[[], object]) -> None:
    """Do something as soon as something is so."""
    timer = QTimer(QApplication.instance(), interval=20)

    def look() -> None:
        if met():
            timer.stop()
            act()

    timer.timeout.connect(look)
    timer.start()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
