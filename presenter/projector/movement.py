"""A movement on the projector: how one picture gives way to the next, frame by frame."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from decks.motion import Effect, Motion, Side, Transition
from decks.spots import WHOLE

MOST_SIFTED = 600_000  # pixels; more than a quarter of 1920 × 1080


def turning(transition: Transition) -> tuple[Motion, ...]:
    """A slide's transition as a motion of the whole slide."""
    if transition.effect is Effect.NONE:
        return ()
    return (Motion(WHOLE, transition.effect, transition.side, lasts_s=transition.seconds),)


class Movement:
    """From the picture `old` to `new`, which must be of one size. Where nothing moves, `new` is seen
    from the beginning."""

    def __init__(self, old: QImage, new: QImage, motions: Sequence[Motion]) -> None:
        self._new = new
        self._parts = [_Part(old, new, motion) for motion in motions]
        self.lasts_s = max((motion.begins_s + motion.lasts_s for motion in motions), default=0.0)

    @cached_property
    def region(self) -> QRegion:
        """The pixels that change after the first frame."""
        region = QRegion()
        for part in self._parts:
            region += part.touched
        return region

    def draw(self, painter: QPainter, elapsed_s: float) -> None:
        """Draw the frame of this moment at the painter's origin, which counts in pixels."""
        painter.drawImage(0, 0, self._new)
        for part in self._parts:
            part.draw(painter, elapsed_s)


class _Part:
    """One motion. Its rectangle covers all pixels that its area touches."""

    def __init__(self, old: QImage, new: QImage, motion: Motion) -> None:
        self._old, self._new, self._motion = old, new, motion
        width, height, area = new.width(), new.height(), motion.area
        exact = QRectF(area.x * width, area.y * height, area.width * width, area.height * height)
        self._rect = exact.toAlignedRect().intersected(new.rect())

    @property
    def touched(self) -> QRect:
        """All pixels that it may change on its way."""
        if self._motion.effect is not Effect.FLY:
            return self._rect
        return self._rect.united(self._rect.translated(self._way())).intersected(self._new.rect())

    def draw(self, painter: QPainter, elapsed_s: float) -> None:
        """Draw its state over the new picture."""
        motion = self._motion
        since_s = elapsed_s - motion.begins_s
        if self._rect.isEmpty() or since_s >= max(0.0, motion.lasts_s):
            return
        if since_s < 0:
            painter.drawImage(self._rect.topLeft(), self._old, self._rect)
            return
        share = since_s / motion.lasts_s
        draw = _FRAMES.get(motion.effect)
        if draw is not None:
            painter.save()
            painter.setClipRect(self._rect)
            draw(self, painter, share)
            painter.restore()

    def fade(self, painter: QPainter, share: float) -> None:
        """The old picture grows pale over the new one."""
        painter.setOpacity(1 - share)
        painter.drawImage(self._rect.topLeft(), self._old, self._rect)

    def wipe(self, painter: QPainter, share: float) -> None:
        """An edge runs from the side and lays the new picture bare."""
        kept = self._rect.translated(_away(self._motion.side, self._rect, -_slowing(share)))
        kept &= self._rect
        painter.drawImage(kept.topLeft(), self._old, kept)

    def cover(self, painter: QPainter, share: float) -> None:
        """The new picture slides over the old one."""
        painter.drawImage(self._rect.topLeft(), self._old, self._rect)
        self._slide_in(painter, share)

    def push(self, painter: QPainter, share: float) -> None:
        """The new picture pushes the old one out."""
        gone = _away(self._motion.side, self._rect, -_slowing(share))
        painter.drawImage(self._rect.topLeft() + gone, self._old, self._rect)
        self._slide_in(painter, share)

    def fly(self, painter: QPainter, share: float) -> None:
        """What is on one of the pictures only flies between its place and the edge of the slide."""
        leaving = self._motion.leaving
        painter.setClipRect(self._new.rect())
        if not leaving:
            painter.drawImage(self._rect.topLeft(), self._old, self._rect)
        far = share * share if leaving else 1 - _slowing(share)
        painter.drawImage(QPointF(self._rect.topLeft()) + QPointF(self._way()) * far, self._flying)

    def _slide_in(self, painter: QPainter, share: float) -> None:
        come = _away(self._motion.side, self._rect, 1 - _slowing(share))
        painter.drawImage(self._rect.topLeft() + come, self._new, self._rect)

    @cached_property
    def _flying(self) -> QImage:
        """The pixels that differ, of the picture that has the thing; the rest lets through. Finding them
        takes longer than a frame where there are very many: then all of them fly."""
        rect = self._rect
        thing = (self._old if self._motion.leaving else self._new).copy(rect)
        if rect.width() * rect.height() > MOST_SIFTED:
            return thing
        difference = self._old.copy(rect)
        painter = QPainter(difference)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(QPoint(0, 0), self._new, rect)
        painter.end()
        mask = difference.createMaskFromColor(0xFF000000, Qt.MaskMode.MaskOutColor)
        thing.setAlphaChannel(mask)
        return thing

    def _way(self) -> QPoint:
        """How far it is from its place to where the slide hides it."""
        slide, rect = self._new.rect(), self._rect
        return {
            Side.LEFT: QPoint(slide.left() - rect.right() - 1, 0),
            Side.RIGHT: QPoint(slide.right() + 1 - rect.left(), 0),
            Side.TOP: QPoint(0, slide.top() - rect.bottom() - 1),
            Side.BOTTOM: QPoint(0, slide.bottom() + 1 - rect.top()),
        }[self._motion.side]


_FRAMES: dict[Effect, Callable[[_Part, QPainter, float], None]] = {
    Effect.FADE: _Part.fade,
    Effect.WIPE: _Part.wipe,
    Effect.COVER: _Part.cover,
    Effect.PUSH: _Part.push,
    Effect.FLY: _Part.fly,
}


def _away(side: Side, rect: QRect, share: float) -> QPoint:
    """A share of the rectangle's size towards a side."""
    across, down = round(rect.width() * share), round(rect.height() * share)
    return {
        Side.LEFT: QPoint(-across, 0),
        Side.RIGHT: QPoint(across, 0),
        Side.TOP: QPoint(0, -down),
        Side.BOTTOM: QPoint(0, down),
    }[side]


def _slowing(share: float) -> float:
    """Fast at first, then coming to rest."""
    return 1 - (1 - share) * (1 - share)
