"""The benchmarks measure what they say."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from decks.opening import open_deck
from tests.benchmarks import slides
from tests.benchmarks._measuring import make_long_deck, percentile, resident_mb


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [([], 0.5, 0.0), ([7], 0.95, 7), ([3, 1, 2], 0.5, 2), (range(1, 101), 0.95, 95), (range(20), 0.95, 18)],
)
def test_a_percentile_is_one_of_the_values(values: list[float], share: float, found: float) -> None:
    assert percentile(values, share) == found


def test_the_long_deck_has_as_many_slides_as_asked_for_with_notes(tmp_path: Path) -> None:
    deck = open_deck(make_long_deck(tmp_path / "long.pptx", 3))
    assert [bool(slide.notes.text) for slide in deck.slides] == [True] * 3


def test_drawing_is_measured_for_each_slide_with_the_slowest_named(
    qapp: QGuiApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = make_long_deck(tmp_path / "long.pptx", 3)
    assert slides.main([str(deck), "--json", "--drawing-only", "--width", "320"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["steps"] == 3
    assert 0 < report["slide_p50_ms"] <= report["slide_p95_ms"] == report["worst"][0]["ms"]
    assert {step["slide"] for step in report["worst"]} == {1, 2, 3}
    assert set(report["floor"]) == {"empty_ms", "put_ms", "take_ms"}


def test_the_memory_of_no_process_is_none() -> None:
    assert resident_mb(2**30) == 0
