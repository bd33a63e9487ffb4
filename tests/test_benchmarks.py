"""The benchmarks measure what they say."""

import json
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication

from decks.opening import open_deck
from tests.benchmarks import slides
from tests.benchmarks._fidelity_report import Comparison
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


def test_fidelity_is_passed_if_all_slides_are_there_and_look_alike_in_the_mean() -> None:
    comparison = Comparison({"real/a/0001": 0.95, "real/a/0002": 0.86}, excused={"real/a/0002": "no lines"})
    assert comparison.passed
    assert list(comparison.lines()) == [
        "0.905    2  real/a",
        "0.905    2  all",
        "0.950    1  without the exceptions:",
        "    0.860  real/a/0002: no lines",
        "passed (0.90 is asked for)",
    ]


@pytest.mark.parametrize(
    ("comparison", "told"),
    [
        (Comparison({"real/a/0001": 0.89}), "0.890    1  all"),
        (Comparison({"real/a/0001": 1.0}, failed=("real/b",)), "failed: real/b"),
        (Comparison({"real/a/0001": 1.0}, blank=("real/a/0001",)), "blank: real/a/0001"),
        (
            Comparison({"real/a/0000": None, **{f"real/a/{n:04}": 1.0 for n in range(1, 20)}}),
            "missing: real/a/0000",
        ),
        (Comparison({}), "0.000    0  all"),
    ],
)
def test_fidelity_is_not_passed_and_says_why(comparison: Comparison, told: str) -> None:
    lines = list(comparison.lines())
    assert not comparison.passed
    assert told in lines
    assert lines[-1].startswith("not passed")


def test_fidelity_knows_missing_and_blank_slides_by_their_pictures(tmp_path: Path) -> None:
    plain, drawn = Image.new("RGB", (4, 4), "white"), Image.radial_gradient("L")
    pictures = {"0001": (drawn, drawn), "0002": (drawn, plain), "0003": (plain, plain), "0004": (drawn, None)}
    rows = ["rel\tssim\tlay\tmad"]
    for name, pair in pictures.items():
        for folder, picture in zip(("reference", "candidate"), pair, strict=True):
            (tmp_path / folder / "real" / "a").mkdir(parents=True, exist_ok=True)
            if picture is not None:
                picture.save(tmp_path / folder / "real" / "a" / f"{name}.png")
        rows.append(f"real/a/{name}.png\t" + ("\t\t" if pair[1] is None else "1.0\t0.95\t0.1"))
    (tmp_path / "slides.tsv").write_text("\n".join(rows))
    found = Comparison.read(
        tmp_path / "slides.tsv", tmp_path / "reference", tmp_path / "candidate", ("real/b",), {}
    )
    assert (found.missing, found.blank, found.failed) == (["real/a/0004"], ("real/a/0002",), ("real/b",))
    assert found.mean == pytest.approx(0.7125)
