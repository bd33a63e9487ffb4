"""The texts of a table's cells. Each is laid out once: for the height that it needs, and to be drawn."""

from PySide6.QtCore import QRectF

from decks.pptx.ooxml import Element, attribute, child, truth, whole
from decks.render.slide.scene import Scene
from decks.render.tables.grid import Cell
from decks.render.tables.style import StylePart
from decks.render.text.box import EMU_PER_UNIT, BodyLook, TextBlock, draw_block, draw_text, lay_out
from decks.render.text.style import TextDefaults, TextStyle

_NARROWEST = EMU_PER_UNIT * 10.0


class CellTexts:
    """Lays out and draws the texts of one table."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._styles: dict[tuple[StylePart, ...], TextStyle] = {}
        self._blocks: dict[Cell, TextBlock] = {}

    def height(self, cell: Cell, width: float) -> float:
        """The height in EMU that a cell's text takes in a cell of this width; text that runs downward
        breaks at the row's height and asks for none."""
        body, look = child(cell.element, "a:txBody"), _look(cell)
        if body is None or look.direction != "horz":
            return 0.0
        inner = max(_NARROWEST, width - look.left - look.right)
        block = self._blocks[cell] = lay_out(self._scene, body, self._style(cell, body), look, inner)
        return block.height * EMU_PER_UNIT + look.top + look.bottom

    def draw(self, cell: Cell, area: QRectF) -> None:
        """Draw a cell's text into the cell at `area`."""
        body, look, block = child(cell.element, "a:txBody"), _look(cell), self._blocks.get(cell)
        if block is not None:
            self._draw_block(block, look, area)
        elif body is not None:
            draw_text(self._scene, body, self._style(cell, body), look, area)

    def _draw_block(self, block: TextBlock, look: BodyLook, area: QRectF) -> None:
        painter = self._scene.painter
        inner = area.adjusted(look.left, look.top, -look.right, -look.bottom)
        above = {"ctr": 0.5, "b": 1.0}.get(look.anchor, 0.0)
        before = 0.5 if look.centred else 0.0
        painter.save()
        painter.translate(
            inner.left() + before * (inner.width() - block.width * EMU_PER_UNIT),
            inner.top() + above * (inner.height() - block.height * EMU_PER_UNIT),
        )
        painter.scale(EMU_PER_UNIT, EMU_PER_UNIT)
        draw_block(self._scene, block)
        painter.restore()

    def _style(self, cell: Cell, body: Element) -> TextStyle:
        """The style of a cell's text; cells with the same parts of the table's style share it."""
        own = child(body, "a:lstStyle")
        if own is not None and len(own):
            return TextStyle(self._scene, self._defaults(cell, own))
        if cell.parts not in self._styles:
            self._styles[cell.parts] = TextStyle(self._scene, self._defaults(cell, None))
        return self._styles[cell.parts]

    def _defaults(self, cell: Cell, own: Element | None) -> TextDefaults:
        texts = [part.text for part in cell.parts if part.text is not None]
        colours = (self._scene.palette.colour_in(text) for text in texts)
        return TextDefaults(
            () if own is None else (own,),
            colour=next((colour for colour in colours if colour is not None), None),
            bold=next((attribute(text, "b") == "on" for text in texts if text.get("b")), None),
            presentation=self._scene.default_text_style,
        )


def _look(cell: Cell) -> BodyLook:
    properties = child(cell.element, "a:tcPr")
    return BodyLook(
        left=whole(properties, "marL", 91_440),
        top=whole(properties, "marT", 45_720),
        right=whole(properties, "marR", 91_440),
        bottom=whole(properties, "marB", 45_720),
        anchor=attribute(properties, "anchor", "t"),
        centred=truth(properties, "anchorCtr"),
        wrap=True,
        direction=attribute(properties, "vert", "horz"),
        font_scale=1.0,
    )
