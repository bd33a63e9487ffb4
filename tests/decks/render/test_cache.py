"""Finished pictures are kept within a number of bytes."""

from PySide6.QtGui import QImage

from decks.render.cache import PictureCache, Wish
from decks.render.picture import Picture

ONE = QImage(10, 10, QImage.Format.Format_RGB32).sizeInBytes()


def picture() -> Picture:
    return Picture(1, 0, 10, 10, QImage(10, 10, QImage.Format.Format_RGB32))


def wish(slide: int) -> Wish:
    return Wish(slide, 0, 10, 10)


def test_the_picture_unused_longest_goes_first() -> None:
    cache = PictureCache(2 * ONE)
    cache.put(wish(1), picture())
    cache.put(wish(2), picture())
    assert cache.get(wish(1)) is not None
    cache.put(wish(3), picture())
    assert [slide for slide in (1, 2, 3) if wish(slide) in cache] == [1, 3]
    assert cache.size == 2 * ONE


def test_a_picture_larger_than_the_limit_is_kept_alone() -> None:
    cache = PictureCache(ONE - 1)
    cache.put(wish(1), picture())
    cache.put(wish(2), picture())
    assert [slide for slide in (1, 2) if wish(slide) in cache] == [2]


def test_putting_a_picture_again_counts_it_once() -> None:
    cache = PictureCache(5 * ONE)
    for _ in range(3):
        cache.put(wish(1), picture())
    assert cache.size == ONE
    cache.clear()
    assert cache.size == 0
    assert cache.get(wish(1)) is None
