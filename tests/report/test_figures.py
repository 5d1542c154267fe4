"""Numbers, targets and lines as people read them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from regrules.engine.verdict import STATUSES, Interval, Range
from regrules.model import (
    Attested,
    Count,
    Coverage,
    Growth,
    Mean,
    Text,
    calendar_year,
    inspections,
    report,
    reports,
    subjects,
)
from regrules.report.figures import number_text, range_text, required_text, rounded
from regrules.report.words import STATUS
from regrules.report.wrapping import wrapped

SHARE = Coverage(of=subjects, by=inspections)
COUNT = Count(of=reports)
RATE = Count(of=reports, per_million=True)
MEAN = Mean(of=reports, value=report.score)
GROWTH = Growth(of=COUNT, versus=calendar_year(2024))

NUMBERS = [
    (SHARE, (12, 57), (12, 57), "12/57 21.1%"),
    (SHARE, (12, 57), (15, 57), "12–15/57"),
    (SHARE, (12, 57), (15, 58), "12/57–15/58"),
    (SHARE, (1, 1), (1, 1), "1/1 100.0%"),
    (SHARE, (0, 0), (0, 0), "0/0"),
    (SHARE, (1, 3), None, "1/3–?"),
    (SHARE, None, None, "?"),
    (Attested(evidence=Text(zh="证", en="proof")), (0, 1), (0, 1), "0/1 0.0%"),
    (COUNT, (12, 1), (12, 1), "12"),
    (COUNT, (12, 1), (15, 1), "12–15"),
    (COUNT, (12, 1), None, "12–?"),
    (COUNT, (1, 1), (1, 1), "1"),
    (RATE, (450_000_000, 430_000), (450_000_000, 430_000), "1046.5"),
    (MEAN, (261, 3), (261, 3), "87"),
    (MEAN, (174, 2), (175, 2), "87–87.50"),
    (GROWTH, (10, 100), (10, 100), "+10.0%"),
    (GROWTH, (-1, 3), (1, 3), "-33.3%–+33.3%"),
    (GROWTH, (0, 3), (0, 3), "0.0%"),
]


@pytest.mark.parametrize(("measure", "least", "most", "told"), NUMBERS)
def test_a_number_is_written_as_its_measure_wants(measure: object, least: object, most: object, told: str) -> None:
    """Shares keep numerator and denominator, counts are whole, growth has a sign, the unknown is a question mark."""
    assert number_text(Interval(least=least, most=most), measure) == told


@pytest.mark.parametrize(
    ("least", "most", "told"), [(0, 0, ""), (None, None, ""), (3, 3, "3"), (0, 2, "0–2"), (2, None, "2–?")]
)
def test_a_shortfall_is_written_if_there_is_one(least: int | None, most: int | None, told: str) -> None:
    """Nothing is written where nothing is short or where no number would help."""
    assert range_text(Range(least=least, most=most)) == told


@pytest.mark.parametrize(
    ("required", "told"),
    [
        ({"at_least": "10%"}, "≥10%"),
        ({"above": "1/3"}, ">1/3"),
        ({"at_most": "3"}, "≤3"),
        ({"below": "2"}, "<2"),
        ({"at_least": "0", "at_most": "0"}, "=0"),
        ({"at_least": "1", "at_most": "2"}, "≥1 ≤2"),
        ({"at_least": "1/4", "of": "annual_task"}, "≥1/4 × annual_task"),
        ({"at_least": "10%", "minimum": "3"}, "≥10% (≥3)"),
        ({"up_to_10.at_least": "2", "above.at_least": "10%"}, "≤10: ≥2; …: ≥10%"),
        ({}, ""),
    ],
)
def test_a_target_is_written_short(required: dict[str, str], told: str) -> None:
    """Bounds are signs with the plan's own figures."""
    assert required_text(required) == told


@given(st.fractions(), st.integers(0, 3))
def test_rounding_is_exact(value: Fraction, places: int) -> None:
    """The text differs from the value by half a unit of its last place at most, and no float is involved."""
    assert abs(Fraction(rounded(value, places)) - value) <= Fraction(1, 2 * 10**places)


def test_every_status_has_its_word() -> None:
    """All statuses, and the indicators, have a word in both languages, each of its own."""
    assert set(STATUS) == {*STATUSES, None}
    assert len({word.zh for word in STATUS.values()}) == len({word.en for word in STATUS.values()}) == len(STATUS)


LETTERS = st.text(st.sampled_from("药品a1-/ ，。（）、“”;:"), max_size=60)


@given(LETTERS, st.integers(4, 40))
def test_wrapping_keeps_everything_and_the_width(text: str, width: int) -> None:
    """No line is too wide and no character is lost; only spaces at the ends of lines go."""
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


SENTENCES = st.lists(
    st.tuples(st.sampled_from(["2025-03-31前", "检查", "监管对象共12家", "each station"]), st.sampled_from("，。；、 "))
)


@given(SENTENCES, st.integers(14, 40))
def test_wrapping_never_parts_a_date(sentences: list[tuple[str, str]], width: int) -> None:
    """A date stands whole on one line, and no line begins with a comma or a full stop."""
    text = "".join(word + mark for word, mark in sentences)
    lines = wrapped(text, width)
    assert sum(line.count("2025-03-31") for line in lines) == text.count("2025-03-31")
    assert [line for line in lines if line[0] in "，。；、"] == []
