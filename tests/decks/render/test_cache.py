"""Finished pictures are kept within a number of bytes."""

from PySide6.QtGui import QImage

from decks.render.cache import PictureCache, Wish
from decks.render.packing import pack
from decks.render.picture import Picture

ONE = QImage(10, 10, QImage.Format.Format_RGB32).sizeInBytes()


def picture() -> Picture:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(0xFF102030)
    return Picture(1, 0, 10, 10, image)


def wish(slide: int) -> Wish:
    return Wish(slide, 0, 10, 10)


def test_the_picture_unused_longest_goes_first() -> None:
    cache = PictureCache(2 * ONE, 2 * ONE)
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
    cache = PictureCache(5 * ONE, 5 * ONE)
    for _ in range(3):
        cache.put(wish(1), picture())
    assert cache.size == ONE
    cache.clear()
    assert cache.size == 0
    assert cache.get(wish(1)) is None


def test_what_nobody_needs_goes_before_what_is_needed_whatever_was_used_last() -> None:
    cache = PictureCache(3 * ONE, 3 * ONE)
    for slide in (1, 2, 3):
        cache.put(wish(slide), picture())
    cache.need([wish(1), wish(2)])
    assert cache.get(wish(3)) is not None
    assert [gone for gone, _ in cache.put(wish(2), picture())] == []
    assert [gone.slide for gone, _ in cache.put(wish(4), picture())] == [3]
    assert [gone.slide for gone, _ in cache.put(wish(5), picture())] == [4]


def test_of_what_is_needed_the_last_goes_first_even_if_it_is_the_newest() -> None:
    cache = PictureCache(2 * ONE, 2 * ONE)
    cache.need([wish(1), wish(2), wish(3)])
    cache.put(wish(1), picture())
    cache.put(wish(2), picture())
    assert [gone.slide for gone, _ in cache.put(wish(3), picture())] == [3]
    assert [slide for slide in (1, 2, 3) if wish(slide) in cache] == [1, 2]


def test_whole_and_packed_pictures_together_stay_within_the_limit() -> None:
    cache = PictureCache(4 * ONE, 4 * ONE)
    for slide in range(1, 20):
        for gone, old in cache.put(wish(slide), picture()):
            cache.put_packed(gone, pack(old))
        assert cache.size <= 4 * ONE
    assert cache.packed(wish(1)) is not None
    assert cache.get(wish(1)) is None
    assert wish(1) in cache


def test_packed_pictures_take_a_quarter_and_those_unused_longest_go() -> None:
    cache = PictureCache(4 * ONE, 4 * ONE)
    size = pack(picture()).size
    kept = ONE // size
    for slide in range(1, kept + 2):
        cache.put_packed(wish(slide), pack(picture()))
        assert cache.size <= ONE
    assert wish(1) not in cache
    assert wish(2) in cache


def test_a_picture_that_is_there_packed_is_not_packed_again() -> None:
    cache = PictureCache(2 * ONE, 2 * ONE)
    cache.put_packed(wish(1), pack(picture()))
    cache.put(wish(1), picture())
    assert cache.put(wish(2), picture()) == []
    assert wish(1) in cache
    assert cache.get(wish(1)) is None


def test_whole_pictures_that_nobody_needs_have_little_room() -> None:
    cache = PictureCache(100 * ONE, 2 * ONE)
    gone = [old.slide for slide in range(1, 6) for old, _ in cache.put(wish(slide), picture())]
    assert gone == [1, 2, 3]
    assert [old.slide for old, _ in cache.need([wish(4)])] == []
    cache.put(wish(6), picture())
    assert [old.slide for old, _ in cache.need([])] == [4]
