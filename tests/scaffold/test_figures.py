"""What is proposed for a figure says that figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regrules import model
from regrules.analysis.document import Figure, find_figures
from regrules.model import Rolling, Target, Window, calendar_months, days, hours, working_days
from regrules.model.exact import exact
from regrules.scaffold.figures import exact_text, written

SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10_000)
BOUNDS = {"least": "least", "above": "above", "most": "most", "below": "below", "": "least"}


def read(text: str) -> object:
    """A piece of an obligation, as Python understands it."""
    names = {name: getattr(model, name) for name in model.__all__}
    return eval(text.partition("=")[2] if text.split("(")[0].count("=") else text, names)


@given(SHARES)
def test_shares_are_written_exactly(share: Fraction) -> None:
    """A share is read back as the same number, in percent where that ends."""
    assert exact(exact_text(share)) == share


@given(SHARES, st.sampled_from(sorted(BOUNDS)))
def test_a_share_becomes_a_target(share: Fraction, bound: str) -> None:
    """The target that is proposed has the figure as its bound, on the side that the words ask."""
    target = read(written(Figure(kind="share", text="x", value=share, bound=bound), 2025))
    assert isinstance(target, Target)
    assert exact(getattr(target, BOUNDS[bound])) == share
    assert sum(each is not None for each in (target.least, target.above, target.most, target.below)) == 1


@given(st.integers(1, 500), st.sampled_from(["working_day", "day", "hour", "month"]))
def test_a_clock_becomes_a_clock(amount: int, unit: str) -> None:
    """A clock has its amount and its unit."""
    made = {"working_day": working_days, "day": days, "hour": hours, "month": calendar_months}[unit](amount)
    assert read(written(Figure(kind="clock", text="x", value=Fraction(amount), unit=unit), 2025)) == made


@given(st.integers(1, 50), st.integers(1, 3), st.sampled_from(["least", "above", "most", "below"]))
def test_so_many_times(times: int, more: int, bound: str) -> None:
    """More than four times is five times or more, fewer than four is three at most."""
    text = written(Figure(kind="count", text="x", value=Fraction(times + more), unit="次", bound=bound), 2025)
    found = read(text)
    assert isinstance(found, model.Times)
    fits = {
        "least": lambda n: n >= times + more,
        "above": lambda n: n > times + more,
        "most": lambda n: n <= times + more,
        "below": lambda n: n < times + more,
    }[bound]
    for number in range(60):
        assert fits(number) == (found.least <= number and (found.most is None or number <= found.most))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3月31日前", 'due="2025-03-31"'),
        ("2026年1月15日前", 'due="2026-01-15"'),
        ("每季度", "each=quarters"),
        ("每半年", "each=halves"),
        ("每月", "each=months"),
        ("每年", "window=calendar_year(2025)"),
        ("每两年", "window=rolling_months(24)"),
        ("4年内", 'window=cycle(start="…", years=4)'),
        ("上半年", 'a stage or a window to "2025-06-30"'),
        ("三季度", 'a stage or a window to "2025-09-30"'),
        ("不少于一次", "once: what Coverage asks"),
        ("不少于两次", "times=times_at_least(2)"),
        ("不超过2次", "times=times_at_most(2)"),
        ("三分之一", 'at_least("1/3")'),
        ("不超过5%", 'at_most("5%")'),
        ("每百万人口报告1000份", 'Count(…, per_million=True), at_least("1000")'),
        ("每万人口报告5份", 'Count(…, per_million=True), at_least("500")'),
        ("7个工作日内", "within=working_days(7)"),
        ("24小时内", "within=hours(24)"),
        ("第三类医疗器械", 'subject.device_classes.has("III")'),
        ("第二类精神药品", 'subject.scopes.has("psychotropic_2")'),
        ("二级以上医院", "subject.hospital_level >= 2"),
        ("三级监管", 'subject.grade("…") == "3"'),
    ],
)
def test_figures_of_real_plans(text: str, wanted: str) -> None:
    """Each kind of figure is written as an author would write it."""
    (figure,) = [each for each in find_figures(text) if each.kind != "period" or len(find_figures(text)) == 1]
    assert written(figure, 2025, text[figure.start + len(figure.text) :]) == wanted


def test_what_is_proposed_for_periods_can_be_read() -> None:
    """Windows that are proposed are windows."""
    assert isinstance(read(written(find_figures("每年")[0], 2025)), Window)
    assert isinstance(read(written(find_figures("每两年")[0], 2025)), Rolling)
