"""Numbers are written as a spreadsheet's format codes say."""

import pytest

from decks.render.charts.number_format import formatted, general, ink_of, is_date


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (8.200000000000001, "General", "8.2"),
        (-3.0, "General", "-3"),
        (1e12, "General", "1E+12"),
        (0.0000001, "General", "0.0000001"),
        (1234.5, "0", "1235"),
        (0.125, "0.00", "0.13"),
        (1234567.0, "#,##0", "1,234,567"),
        (1234567.0, "#,##0.0", "1,234,567.0"),
        (0.456, "0%", "46%"),
        (0.4567, "0.0%", "45.7%"),
        (12.0, '"€"#,##0', "€12"),
        (12.0, "[$¥-804]#,##0.00", "¥12.00"),
        (1_500_000.0, '0.0,,"M"', "1.5M"),
        (25_000.0, '0.0,"k"', "25.0k"),
        (35.0, '0"万元"', "35万元"),
        (-5.0, "0;(0)", "(5)"),
        (0.0, '0;-0;"none"', "none"),
        (1500.0, '[>=1000]0.0,"k";0', "1.5k"),
        (150.0, '[>=1000]0.0,"k";0', "150"),
        (-7.0, "[Red]-0", "--7"),
        (0.5, "#.##", ".5"),
        (3.0, "0.##", "3"),
        (12345.0, "0.00E+00", "1.23E+04"),
        (2.75, "# ?/?", "2 3/4"),
        (-0.2, "0", "0"),
        (7.0, "", "7"),
        (7.0, '"a";"b', "a"),
    ],
)
def test_a_number_is_written_as_its_code_says(value: float, code: str, text: str) -> None:
    assert formatted(value, code) == text


@pytest.mark.parametrize(
    ("serial", "code", "text"),
    [
        (37261.0, "m/d/yy", "1/5/02"),
        (45292.0, "yyyy-mm-dd", "2024-01-01"),
        (45292.0, 'yyyy"年"m"月"d"日"', "2024年1月1日"),
        (45292.0, "mmm d, yyyy", "Jan 1, 2024"),
        (45292.75, "h:mm AM/PM", "6:00 PM"),
        (45292.5 + 1 / 86_400, "hh:mm:ss", "12:00:01"),
        (1.5, "[h]:mm", "36:00"),
        (45292.0, "aaaa", "星期一"),
        (-1.0, "yyyy", "-1"),
        (1e9, "yyyy", "1000000000"),
    ],
)
def test_a_date_is_written_as_its_code_says(serial: float, code: str, text: str) -> None:
    assert formatted(serial, code) == text


def test_dates_may_count_from_1904() -> None:
    assert formatted(0.0, "yyyy-mm-dd", since_1904=True) == "1904-01-01"


def test_dates_are_told_from_numbers() -> None:
    assert is_date("yyyy-mm-dd")
    assert not is_date('0.0"days"')
    assert not is_date("General")


@pytest.mark.parametrize(
    "code", ["0" * 10_000, "[" * 300, '"', "\\", "%%%%0", ";;;;;;", "E+", "0/0/0", "?/?"]
)
def test_a_hostile_code_still_gives_a_text(code: str) -> None:
    for value in (0.0, -1.5, 1e100, 1e-100):
        assert isinstance(formatted(value, code), str)


def test_what_is_no_number_has_no_text() -> None:
    assert general(float("nan")) == general(float("inf")) == ""


@pytest.mark.parametrize(
    ("value", "code", "ink"),
    [
        (5.0, "0;[Red]-0", ""),
        (-5.0, "0;[Red]-0", "ff0000"),
        (5.0, "[蓝色]0;0", "0000ff"),
        (5.0, "[Color3]0", "ff0000"),
        (5.0, "[>3][Green]0;[Blue]0", "00ff00"),
        (2.0, "[>3][Green]0;[Blue]0", "0000ff"),
        (5.0, "[Color99]0", ""),
        (5.0, "", ""),
    ],
)
def test_a_number_may_have_a_colour(value: float, code: str, ink: str) -> None:
    assert ink_of(value, code) == ink
