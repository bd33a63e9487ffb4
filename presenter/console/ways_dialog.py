"""The ways to draw a deck, side by side."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from decks.model import Deck
from decks.render.export import Way
from presenter.console.way_card import WayCard
from presenter.drawn_problems import Shortcoming, Shortcomings
from presenter.picture_ways import Ways
from presenter.widgets.button import Button, Role
from presenter.widgets.fonts import ui_font
from presenter.widgets.label import ElidedLabel, Label, breakable
from presenter.widgets.style_sheet import style_sheet
from presenter.widgets.theme import Colours, Space, Type, current_colours

MOST_LISTED = 200
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class WaysDialog(QDialog):
    """Values in, pixels out. It stops nothing: the lesson goes on behind it."""

    way_chosen = Signal(object)  # Way
    conversion_wanted = Signal()
    cancel_wanted = Signal()
    pdf_picked = Signal(object)  # Path
    turned = Signal(int)  # slides on, or back
    sizes_changed = Signal()  # of the pictures
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("How the slides are drawn"))
        self.setFont(ui_font(Type.BODY))
        self.setMinimumSize(900, 560)
        self.resize(1080, 640)
        self._dressed: Colours | None = None
        self._folder = ""
        self._converting = False
        self._build()
        self._lay_out()
        self._wire()
        self._dress()

    def show_deck(self, deck: Deck, slide: int) -> None:
        """Whose slide is shown, and which."""
        self._folder = str(deck.path.parent)
        for card in self.cards.values():
            card.view.show_shape(deck.width, deck.height)
        self.place.setText(self.tr("Slide {n} of {of}").format(n=slide, of=len(deck.slides)))
        self.back.setEnabled(slide > 1)
        self.on.setEnabled(slide < len(deck.slides))
        self.slide_title.say(deck.slide(slide).title)

    def show_ways(self, ways: Ways, troubles: Mapping[Way, str], elapsed_s: int = 0) -> None:
        """How each way stands; `troubles` say why one can't be gone, `elapsed_s` how long LibreOffice has
        been at it."""
        self._converting = ways.converting
        several = ways.deck is not None and any(slide.steps > 1 for slide in ways.deck.slides)
        self.cards[Way.BUILT_IN].show_state(
            self.tr("Drawn by Handsup at once, step by step."),
            can_use=True,
            in_use=ways.chosen is Way.BUILT_IN,
        )
        self._show_office(ways, troubles.get(Way.LIBREOFFICE, ""), elapsed_s)
        words = troubles.get(Way.PDF, "")
        if not words and ways.pdf is not None:
            words = self.tr("From “{name}”.").format(name=ways.pdf.path.name)
            if several:
                words += " " + self.tr("A slide is shown whole at once, without its steps.")
        card = self.cards[Way.PDF]
        card.show_state(
            breakable(words or self.tr("In PowerPoint: File, Export, PDF; then choose that file here.")),
            can_use=ways.pdf is not None,
            in_use=ways.chosen is Way.PDF and ways.pdf is not None,
            other=self.tr("Choose a PDF…"),
        )
        if ways.pdf is None:
            card.show_message(self.tr("No PDF chosen"))

    def _show_office(self, ways: Ways, trouble: str, elapsed_s: int) -> None:
        card = self.cards[Way.LIBREOFFICE]
        chosen, ready = ways.chosen is Way.LIBREOFFICE, ways.office is not None
        if ways.converting:
            words = self.tr("LibreOffice is drawing the deck: {n} s. It may take a minute.")
            words, other = words.format(n=elapsed_s), self.tr("Cancel")
        elif ready:
            words, other = self.tr("Drawn by LibreOffice, step by step."), ""
        elif ways.office_installed:
            words, other = trouble or self.tr("Not drawn yet."), self.tr("Let it draw")
        else:
            words, other = self.tr("LibreOffice is not on this computer."), ""
        card.show_state(
            words,
            can_use=ready or ways.converting,
            in_use=chosen and ready,
            other=other,
            busy=ways.converting,
        )
        if chosen and ways.converting:
            card.use.setEnabled(False)
        if not ready:
            card.show_message(self.tr("Being drawn…") if ways.converting else self.tr("No pictures"))

    def show_picture(self, way: Way, image: QImage | None) -> None:
        """The slide drawn one way; None while it is being drawn."""
        self.cards[way].show_picture(image)

    def show_message(self, way: Way, words: str) -> None:
        """Why there is no picture of this way."""
        self.cards[way].show_message(words)

    def show_shortcomings(self, found: Shortcomings, slides: int) -> None:
        """What the built-in way could not draw, here and in the deck."""
        here = "\n".join(f"• {one.words}" for one in found.here)
        self.here.setText(breakable(here or self.tr("Nothing known.")))
        lines = [self._listed(one) for one in found.all[:MOST_LISTED]]
        if len(found.all) > MOST_LISTED:
            lines.append(self.tr("… and {n} more").format(n=len(found.all) - MOST_LISTED))
        if found.drawn < slides:
            lines.append(self.tr("{n} of {of} slides looked at").format(n=found.drawn, of=slides))
        self.everywhere.setText(breakable("\n".join(lines) or self.tr("Nothing known.")))

    def picture_size(self, way: Way) -> QSize:
        """The size in device pixels for pictures of one way."""
        return self.cards[way].view.picture_size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows turn the slides, Esc closes; Enter presses only the button that Tab has reached."""
        if event.key() in _ON:
            self.turned.emit(1)
        elif event.key() in _BACK:
            self.turned.emit(-1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system from light to dark and back."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange):
            self._dress()

    def _build(self) -> None:
        self.cards = {
            Way.BUILT_IN: WayCard(self.tr("Handsup")),
            Way.LIBREOFFICE: WayCard("LibreOffice"),
            Way.PDF: WayCard(self.tr("PDF from PowerPoint")),
        }
        self.back = Button("←", role=Role.PLAIN, height=32)
        self.back.setAccessibleName(self.tr("The slide before"))
        self.on = Button("→", role=Role.PLAIN, height=32)
        self.on.setAccessibleName(self.tr("The next slide"))
        self.place = Label("", "strong")
        self.slide_title = ElidedLabel("", "muted")
        self.here, self.everywhere = Label("", wrap=True), Label("", wrap=True)
        self.leave = Button(self.tr("Close"), key="Esc", height=32)

    def _lay_out(self) -> None:
        head, ways, lists = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget in (self.back, self.place, self.on):
            head.addWidget(widget)
        head.addWidget(self.slide_title, 1)
        head.addWidget(self.leave)
        for card in self.cards.values():
            ways.addWidget(card, 1)
        for title, label in (
            (self.tr("What Handsup could not draw as it was made: on this slide"), self.here),
            (self.tr("In the whole deck"), self.everywhere),
        ):
            lists.addWidget(_list(title, label), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        for layout, stretch in ((head, 0), (ways, 5), (lists, 2)):
            layout.setSpacing(Space.MEDIUM)
            column.addLayout(layout, stretch)
        column.addWidget(
            Label(self.tr("The projector keeps its picture until the next step."), "small", wrap=True)
        )

    def _wire(self) -> None:
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.leave.clicked.connect(self.close)
        for way, card in self.cards.items():
            card.use_wanted.connect(lambda way=way: self.way_chosen.emit(way))
            card.sizes_changed.connect(self.sizes_changed)
        self.cards[Way.LIBREOFFICE].other_wanted.connect(self._on_office)
        self.cards[Way.PDF].other_wanted.connect(self._pick_pdf)

    def _on_office(self) -> None:
        (self.cancel_wanted if self._converting else self.conversion_wanted).emit()

    def _pick_pdf(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the deck's PDF"), self._folder)
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.pdf_picked.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _dress(self) -> None:
        if (colours := current_colours()) != self._dressed:
            self._dressed = colours
            self.setStyleSheet(style_sheet(colours))

    def _listed(self, one: Shortcoming) -> str:
        words = one.words
        if one.slide is not None:
            words = self.tr("Slide {n}: {words}").format(n=one.slide, words=words)
        return words if one.serious else self.tr("{words} (slight)").format(words=words)


def _list(title: str, label: Label) -> QWidget:
    """Words below a heading, in a box that scrolls."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.TIGHT)
    column.addWidget(Label(title, "heading"))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    area.setWidget(label)
    column.addWidget(area, 1)
    return box
