"""What the mouse is on the slide: which tool is in use, and where its light is seen."""

from PySide6.QtCore import QObject, Signal

from presenter.commands import Command, Wish
from presenter.lesson import Lesson
from presenter.light import Light, Spot, Tool

_TOOLS = {
    Command.POINTER: Tool.DOT,
    Command.SPOTLIGHT: Tool.SPOTLIGHT,
    Command.PEN: Tool.PEN,
    Command.HIGHLIGHTER: Tool.HIGHLIGHTER,
}


class Pointing(QObject):
    """Takes a tool up and puts it away, and follows the mouse from the console's slide or over the
    projector's. While the projector is held at another slide than the trainer looks at, a place on the
    console's is none on the projector's: nothing is seen of it there."""

    tool_changed = Signal(object)  # Tool | None
    light_changed = Signal(object)  # Light | None: what the class sees

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool | None = None
        self.light: Light | None = None
        self._spot: Spot | None = None
        self._on_console = False
        self._together = True

    def carry_out(self, wish: Wish) -> bool:
        """Do what the trainer wishes; False if it is no wish about pointing."""
        if wish is Command.PUT_AWAY:
            self._take(None)
        elif isinstance(wish, Command) and wish in _TOOLS:
            tool = _TOOLS[wish]
            self._take(None if self.tool is tool else tool)
        else:
            return False
        return True

    def show_lesson(self, lesson: Lesson) -> None:
        """Where the trainer is, and where the class."""
        self._together = lesson.step.slide == lesson.projected.slide
        self._show()

    def point_on_console(self, spot: Spot | None) -> None:
        """The mouse is there on the console's slide; None: it has left."""
        self._point(spot, on_console=True)

    def point_on_projector(self, spot: Spot | None) -> None:
        """The mouse is there on the projector's slide; None: it has left."""
        self._point(spot, on_console=False)

    def _take(self, tool: Tool | None) -> None:
        if tool is not self.tool:
            self.tool = tool
            self.tool_changed.emit(tool)
            self._show()

    def _point(self, spot: Spot | None, *, on_console: bool) -> None:
        if spot is None and self._on_console is not on_console:
            return  # it went from one window to the other, and is seen there already
        self._spot, self._on_console = spot, on_console
        self._show()

    def _show(self) -> None:
        light = self._light()
        if light != self.light:
            self.light = light
            self.light_changed.emit(light)

    def _light(self) -> Light | None:
        if self.tool is None or self.tool.draws or (self._on_console and not self._together):
            return None
        if self._spot is not None and self._spot.inside:
            return Light(self.tool, self._spot)
        # A spotlight stays where it was left: the trainer may need the mouse elsewhere.
        stays = self.tool is Tool.SPOTLIGHT and self.light is not None and self.light.tool is self.tool
        return self.light if stays else None
