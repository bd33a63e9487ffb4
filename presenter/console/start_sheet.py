"""What is asked before a session begins, over the console: filled in already, so that Enter is enough."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from presenter.commands import Command
from presenter.console.sheet import Veil
from presenter.joining import NO_WIFI
from presenter.start_choices import FEWEST_TEAMS, KEEP_DAYS, MOST_TEAMS, StartChoices, with_group
from presenter.widgets.button import Button, Chooser, Role
from presenter.widgets.label import ElidedLabel, Label
from presenter.widgets.theme import Space
from presenter.widgets.toggle import Toggle
from server.protocol import GroupRow, Identity, Moderation, Scoring, Wifi

WIDEST = 760
LONGEST_NAME, LONGEST_PASSWORD = 40, 63
NEW_GROUP = "new"
_BEGIN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F5, Qt.Key.Key_PageDown)


class StartSheet(Veil):
    """Shows choices and gives them back as they stand: `choices`, `new_group`, `asks_first`. Enter, F5 and
    a clicker's "next" begin, Esc closes; no key reaches the lesson behind it."""

    begin_wanted = Signal()
    wish = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Start a session"))
        self._groups: dict[str, GroupRow] = {}
        self._given = StartChoices()
        self._build()
        self._lay_out()
        self._wire()
        self.hide()

    # --- what it shows ---------------------------------------------------------------------------

    def show_start(
        self, title: str, choices: StartChoices, *, asks_first: bool, wifi: Wifi = NO_WIFI
    ) -> None:
        """These choices for a session on the deck of this title; the groups are not known yet."""
        self.wifi_name.setText(wifi.name)
        self.wifi_password.setText(wifi.password)
        self.deck.say(title)
        self.at_once.setChecked(not asks_first)
        self.name.clear()
        self.show_trouble("")
        self._groups = {}
        self._fill(choices)
        self.show()
        self.raise_()
        self.activateWindow()
        self.begin.setFocus()

    def show_groups(self, groups: tuple[GroupRow, ...], choices: StartChoices) -> None:
        """All groups there are, and the choices among them. A new one that is being named stays, and so does
        what is said to be amiss."""
        naming = self.group.currentData() == NEW_GROUP
        self._groups = {row.group: row for row in groups}
        self._fill(choices)
        if naming:
            with QSignalBlocker(self.group):
                self.group.setCurrentIndex(self.group.findData(NEW_GROUP))
            self._refresh()

    def show_trouble(self, words: str) -> None:
        """Why it could not begin."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def close_sheet(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    # --- what was chosen -------------------------------------------------------------------------

    @property
    def open(self) -> bool:
        """Whether it asks now, be the window itself in sight or not."""
        return not self.isHidden()

    @property
    def choices(self) -> StartChoices:
        """As they stand. A new group is not among them: `new_group`."""
        group = self._group
        known = self._groups[group].name if group in self._groups else self._given.group_name
        return StartChoices(
            identity=Identity(self.identity.currentData()),
            group=group,
            group_name=known if group else "",
            keep_days=self.keep.currentData() or None,
            teams=self.teams.currentData(),
            moderation=Moderation(**{name: toggle.isChecked() for name, toggle in self.waiting.items()}),
            scoring=Scoring(speed=self.speed.isChecked(), leaderboard=self.leaderboard.isChecked()),
            feedback=self.feedback.isChecked(),
            slides=self.slides.isChecked(),
        )

    @property
    def new_group(self) -> str:
        """The name of a group to be made; empty without one."""
        return " ".join(self.name.text().split()) if self.group.currentData() == NEW_GROUP else ""

    @property
    def wifi(self) -> Wifi:
        """The network that phones have to be on; without a name nothing is said of it."""
        return Wifi(self.wifi_name.text().strip(), self.wifi_password.text().strip())

    @property
    def asks_first(self) -> bool:
        """Whether the next session is to be asked about."""
        return not self.at_once.isChecked()

    # --- Qt --------------------------------------------------------------------------------------

    def read_key(self, event: QKeyEvent) -> None:
        """A key while the sheet is open."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in _BEGIN:
            self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """None goes on to the lesson."""
        self.read_key(event)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab stays on the sheet."""
        stops = [stop for stop in self._stops() if stop.isVisible() and stop.isEnabled()]
        if stops:
            focused = self.window().focusWidget()
            at = next((place for place, stop in enumerate(stops) if stop is focused), 0)
            reason = Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if on else -1)) % len(stops)].setFocus(reason)
        return True

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.deck = ElidedLabel("", "strong")
        self.other_deck = Button(self.tr("Change…"), height=32)
        self.group, self.identity = Chooser(), Chooser()
        self.keep, self.teams = Chooser(), Chooser()
        self.name = _line_edit(self.tr("Name of the new group"), LONGEST_NAME)
        self.wifi_name = _line_edit(self.tr("Wi-Fi: name of the network"), LONGEST_NAME)
        self.wifi_password = _line_edit(self.tr("Wi-Fi: password"), LONGEST_PASSWORD)
        self.keep.addItem(self.tr("Until I erase them"), 0)
        for days in KEEP_DAYS:
            words = self.tr("{n} days").format(n=days) if days > 1 else self.tr("One day")
            self.keep.addItem(words, days)
        self.teams.addItem(self.tr("No teams"), 0)
        for count in range(FEWEST_TEAMS, MOST_TEAMS + 1):
            self.teams.addItem(self.tr("{n} teams").format(n=count), count)
        self.leaderboard = Toggle(self.tr("Leaderboard"))
        self.speed = Toggle(self.tr("More points for speed"))
        self.waiting = {
            "words": Toggle(self.tr("Words")),
            "texts": Toggle(self.tr("Free texts")),
            "questions": Toggle(self.tr("Trainees' questions")),
            "names": Toggle(self.tr("Nicknames")),
        }
        self.feedback = Toggle(self.tr("Feedback at the end"))
        self.slides = Toggle(self.tr("Slides to follow along"))
        self.trouble = Label("", "strong", wrap=True)
        self.trouble.setVisible(False)
        self.at_once = Toggle(self.tr("Don't ask next time"))
        self.cancel = Button(self.tr("Cancel"), key="Esc")
        self.begin = Button(self.tr("Start"), key=self.tr("Enter"), icon="present", role=Role.PRIMARY)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setVerticalSpacing(Space.MEDIUM)
        grid.setColumnStretch(1, 1)
        for row, (words, parts) in enumerate(
            (
                (self.tr("Deck"), (self.deck, self.other_deck)),
                (self.tr("Group"), (self.group, self.name)),
                (self.tr("Participants"), (self.identity,)),
                (self.tr("Keep the answers"), (self.keep,)),
                (self.tr("Teams"), (self.teams,)),
                (self.tr("Points"), (self.leaderboard, self.speed)),
                (self.tr("Shown only after my approval"), tuple(self.waiting.values())),
                (self.tr("On the phones"), (self.feedback, self.slides)),
                (self.tr("Wi-Fi for phones"), (self.wifi_name, self.wifi_password)),
            )
        ):
            name = Label(words, "muted", wrap=True)
            name.setFixedWidth(150)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addLayout(_in_a_line(*parts), row, 1)
            if isinstance(first := parts[0], Chooser):
                first.setAccessibleName(words)
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self.at_once)
        foot.addStretch(1)
        for button in (self.cancel, self.begin):
            foot.addWidget(button)
        self._card = QFrame(self)
        self._card.setProperty("role", "card")
        self._card.setFixedWidth(WIDEST)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.LARGE)
        column.addWidget(Label(self.tr("Start a session"), "title"))
        column.addLayout(grid)
        column.addWidget(self.trouble)
        column.addLayout(foot)
        QVBoxLayout(self).addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)

    def _wire(self) -> None:
        self.other_deck.clicked.connect(lambda: self.wish.emit(Command.OPEN_DECK))
        self.group.activated.connect(self._on_group)
        self.identity.activated.connect(lambda _index: self._refresh())
        self.cancel.clicked.connect(self.close_sheet)
        self.begin.clicked.connect(self._begin)

    @property
    def _group(self) -> str:
        chosen = str(self.group.currentData() or "")
        return "" if chosen == NEW_GROUP else chosen

    def _stops(self) -> tuple[QWidget, ...]:
        rows = (self.other_deck, self.group, self.name, self.identity, self.keep, self.teams)
        toggles = (
            self.leaderboard,
            self.speed,
            *self.waiting.values(),
            self.feedback,
            self.slides,
            self.at_once,
        )
        return (*rows, *toggles, self.wifi_name, self.wifi_password, self.cancel, self.begin)

    def _fill(self, choices: StartChoices) -> None:
        self._given = choices
        self._fill_groups(choices)
        self._fill_identities(choices)
        if self.keep.findData(choices.keep_days or 0) < 0:  # a group's, chosen elsewhere
            self.keep.addItem(self.tr("{n} days").format(n=choices.keep_days), choices.keep_days)
        self.keep.setCurrentIndex(self.keep.findData(choices.keep_days or 0))
        self.teams.setCurrentIndex(max(0, self.teams.findData(choices.teams)))
        self.leaderboard.setChecked(choices.scoring.leaderboard)
        self.speed.setChecked(choices.scoring.speed)
        self.feedback.setChecked(choices.feedback)
        self.slides.setChecked(choices.slides)
        for name, toggle in self.waiting.items():
            toggle.setChecked(getattr(choices.moderation, name))
        self._refresh()

    def _fill_groups(self, choices: StartChoices) -> None:
        with QSignalBlocker(self.group):
            self.group.clear()
            self.group.addItem(self.tr("No group"), "")
            for row in self._groups.values():
                self.group.addItem(self.tr("{name} ({n} on the roster)").format(name=row.name, n=row.members))
                self.group.setItemData(self.group.count() - 1, row.group)
            if choices.group and choices.group not in self._groups:  # not listed yet
                self.group.addItem(choices.group_name, choices.group)
            self.group.addItem(self.tr("New group…"), NEW_GROUP)
            self.group.setCurrentIndex(self.group.findData(choices.group))
        self.group.take_width()

    def _fill_identities(self, choices: StartChoices) -> None:
        row = self._groups.get(choices.group)
        possible = row.members > 0 if row is not None else choices.identity is Identity.ROSTER
        words = self.tr("From the group's roster")
        if not possible and choices.group:
            words = self.tr("From the group's roster (it has none yet)")
        elif not possible:
            words = self.tr("From a roster (choose a group that has one)")
        with QSignalBlocker(self.identity):
            self.identity.clear()
            self.identity.addItem(self.tr("With names they type"), Identity.NICKNAME.value)
            self.identity.addItem(self.tr("Anonymous"), Identity.ANONYMOUS.value)
            self.identity.addItem(words, Identity.ROSTER.value)
            model = self.identity.model()
            assert isinstance(model, QStandardItemModel)
            model.item(2).setEnabled(possible)
            self.identity.setCurrentIndex(self.identity.findData(choices.identity.value))
        self.identity.take_width()

    def _on_group(self, _index: int) -> None:
        chosen = self.group.currentData()
        self.show_trouble("")
        if chosen == NEW_GROUP:
            self._fill_identities(with_group(self.choices, None))
            self._refresh()
            self.name.setFocus()
        elif chosen in self._groups or not chosen:
            self._fill(with_group(self.choices, self._groups.get(chosen)))

    def _refresh(self) -> None:
        self.name.setVisible(self.group.currentData() == NEW_GROUP)
        # Anonymous participants type no names that could wait.
        self.waiting["names"].setEnabled(self.identity.currentData() == Identity.NICKNAME.value)

    def _begin(self) -> None:
        if self.group.currentData() == NEW_GROUP and not self.new_group:
            self.show_trouble(self.tr("Give the new group a name, or choose “No group”."))
            self.name.setFocus()
        else:
            self.show_trouble("")
            self.begin_wanted.emit()


def _line_edit(words: str, longest: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(words)
    edit.setAccessibleName(words)
    edit.setFixedHeight(36)
    return edit


def _in_a_line(*parts: QWidget) -> QLayout:
    line = QHBoxLayout()
    line.setSpacing(Space.SMALL)
    for part in parts:
        line.addWidget(part, 1 if isinstance(part, ElidedLabel | QLineEdit) else 0)
    if not isinstance(parts[0], ElidedLabel):
        line.addStretch(1)
    return line
