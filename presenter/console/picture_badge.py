"""The badge that says whether the current slide could be drawn as it was made."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QToolTip, QWidget

from presenter.drawn_problems import Shortcomings
from presenter.widgets.button import Button, Role
from presenter.widgets.label import as_tooltip

MOST_TOLD = 6


class PictureBadge(Button):
    """A button that leads to the ways to draw the deck. What could not be drawn is its tooltip, seen
    under the mouse and when Tab reaches it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon="picture", role=Role.QUIET, height=28, parent=parent)
        self.show_shortcomings(Shortcomings(), other_ways=False)

    def show_shortcomings(self, found: Shortcomings, *, other_ways: bool) -> None:
        """What is wrong with the current slide's picture, and how much in the deck. Where there are no
        `other_ways` to draw it, the badge is away as long as nothing is wrong."""
        self.setVisible(other_ways or bool(found.here))
        if found.serious:
            icon, words = "warning", self.tr("Not everything on this slide could be drawn:")
        elif found.here:
            icon, words = "notice", self.tr("This slide is drawn a little differently than it was made:")
        else:
            icon, words = "picture", self.tr("Nothing is known to be missing on this slide.")
        self.say(str(len(found.here)) if found.here else "", icon=icon)
        self.role = Role.PLAIN if found.serious else Role.QUIET
        told = [f"• {one.words}" for one in found.here[:MOST_TOLD]]
        lines = [words, *told, *self._rest(found)]
        if other_ways:
            lines.append(self.tr("Press to see all of it, or to have the slides drawn another way."))
        self.setAccessibleName(self.tr("How the slides are drawn"))
        self.setAccessibleDescription("\n".join(lines))
        self.setToolTip(as_tooltip("\n".join(lines)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What the mouse sees, the keyboard sees as well."""
        super().focusInEvent(event)
        # Afterwards: Qt takes tooltips away when the focus changes.
        QTimer.singleShot(0, self, self._show_tip)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And no longer."""
        super().focusOutEvent(event)
        QToolTip.hideText()

    def _show_tip(self) -> None:
        if self.hasFocus():
            QToolTip.showText(self.mapToGlobal(QPoint(0, 0)), self.toolTip(), self)

    def _rest(self, found: Shortcomings) -> list[str]:
        lines = []
        if len(found.here) > MOST_TOLD:
            lines.append(self.tr("… and {n} more").format(n=len(found.here) - MOST_TOLD))
        if of_slides := [one.slide for one in found.all if one.slide is not None]:
            total = self.tr("In the whole deck so far: {count}, on {slides} of {drawn} slides drawn.")
            lines.append(total.format(count=len(of_slides), slides=len(set(of_slides)), drawn=found.drawn))
        return lines
