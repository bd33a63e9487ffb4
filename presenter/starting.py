"""Beginning a session: what is asked before, with last time's choices, and what is remembered of it."""

import secrets

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from assets.sentences import Language, sentence
from decks.model import Deck
from presenter.class_session import ClassSession
from presenter.console.start_sheet import StartSheet
from presenter.link import Link
from presenter.settings import SettingsFile
from presenter.start_choices import StartChoices, still_possible, with_group
from server.protocol import CreateGroup, Done, GroupList, ListGroups, Refused, SessionView

MOST_REMEMBERED = 200


class Starting(QObject):
    """Asks on the console's sheet, and opens the session. Choices are remembered by the lesson; one that
    was never taught begins with those made last."""

    begun = Signal()  # the lesson is to be shown now
    wifi_chosen = Signal(object)  # Wifi

    def __init__(
        self,
        sheet: StartSheet,
        session: ClassSession,
        link: Link,
        settings: SettingsFile,
        language: Language,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._session, self._link = sheet, session, link
        self._settings, self._language = settings, language
        self._deck: Deck | None = None
        self._creating: tuple[int, StartChoices] | None = None  # the command's reference, and what follows
        sheet.begin_wanted.connect(self.begin)
        sheet.closed.connect(self._stop_creating)
        link.lost.connect(self._stop_creating)  # the answer may never come
        session.changed.connect(self._on_session)
        link.welcomed.connect(lambda _welcome: self._ask_for_groups())
        link.groups_listed.connect(self._on_groups)
        link.done.connect(self._on_done)
        link.refused.connect(self._on_refused)

    @property
    def asking(self) -> bool:
        """Whether the sheet is open."""
        return self._sheet.open

    @property
    def asks_first(self) -> bool:
        """Whether the trainer wants to be asked."""
        return not self._settings.settings.begin_without_asking

    def use(self, deck: Deck) -> None:
        """This deck is presented now."""
        self._deck = deck
        if self.asking:
            self.ask()

    def ask(self) -> None:
        """Show the choices for the deck at hand, filled in."""
        if self._deck is not None and self._session.view is None:
            self._creating = None
            self._sheet.show_start(
                self._deck.title,
                self.remembered(self._deck),
                asks_first=self.asks_first,
                wifi=self._settings.settings.wifi,
            )
            self._ask_for_groups()

    def begin(self) -> None:
        """Begin with what the sheet says, or, if it isn't open, with what is remembered."""
        if self._deck is None or self._creating is not None:
            return
        if not self.asking:
            self._begin(self._deck, self.remembered(self._deck))
            return
        choices, name = self._sheet.choices, self._sheet.new_group
        if not name:
            self._begin(self._deck, choices)
            return
        group = secrets.token_hex(8)
        ref = self._link.send(lambda ref: CreateGroup(ref, group, name))
        self._creating = ref, replace(choices, group=group, group_name=name)

    def remembered(self, deck: Deck) -> StartChoices:
        """What was chosen for this lesson last, else for any."""
        starts = self._settings.settings.starts
        last = self._usual(next(reversed(starts.values()), StartChoices()))
        return starts.get(deck.lesson_id, last)

    def _usual(self, last: StartChoices) -> StartChoices:
        """Those choices, and what the settings say of new lessons."""
        settings = self._settings.settings
        if settings.new_identity is not None:
            last = replace(last, identity=settings.new_identity)
        if settings.new_keep_days is not None:
            last = replace(last, keep_days=settings.new_keep_days or None)
        return last

    def _begin(self, deck: Deck, choices: StartChoices) -> None:
        if self.asking:
            starts = self._settings.settings.starts
            others = [entry for entry in starts.items() if entry[0] != deck.lesson_id]
            kept = [*others, (deck.lesson_id, choices)][-MOST_REMEMBERED:]
            self._settings.change(starts=dict(kept), begin_without_asking=not self._sheet.asks_first)
            self.wifi_chosen.emit(self._sheet.wifi)
            self._sheet.close_sheet()
        self.begun.emit()
        self._session.begin(deck, choices)

    def _ask_for_groups(self) -> None:
        if self.asking and self._link.up:
            self._link.send(ListGroups)

    def _on_groups(self, listed: GroupList) -> None:
        self._forget_groups({row.group for row in listed.groups})
        if self.asking and self._creating is None:
            choices = still_possible(self._sheet.choices, listed.groups)
            self._sheet.show_groups(listed.groups, choices)

    def _forget_groups(self, there: set[str]) -> None:
        """What is remembered names no group that was erased."""
        starts = self._settings.settings.starts
        known = {
            lesson: with_group(choices, None) if choices.group not in {"", *there} else choices
            for lesson, choices in starts.items()
        }
        if known != starts:
            self._settings.change(starts=known)

    def _stop_creating(self) -> None:
        self._creating = None

    def _on_done(self, done: Done) -> None:
        if self._creating is not None and self._creating[0] == done.ref and self._deck is not None:
            choices, self._creating = self._creating[1], None
            if self.asking:
                self._begin(self._deck, choices)

    def _on_refused(self, refused: Refused) -> None:
        if self._creating is not None and self._creating[0] == refused.ref:
            self._creating = None
            self._sheet.show_trouble(sentence(refused.code, self._language, **refused.values))

    def _on_session(self, view: SessionView | None) -> None:
        if view is not None and self.asking:
            self._sheet.close_sheet()  # another way led to it
