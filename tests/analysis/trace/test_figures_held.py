"""A figure of an obligation agrees with the very same figure of its clause, and with no other."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regrules.analysis.document import read_document
from regrules.analysis.trace import Trace, trace
from regrules.model import (
    Clock,
    Count,
    Coverage,
    Growth,
    Jurisdiction,
    Obligation,
    Plan,
    Share,
    Target,
    TaskCell,
    TaskKind,
    Tasks,
    Text,
    Timeliness,
    agencies,
    agency,
    at_least,
    at_most,
    bands,
    between,
    between_dates,
    calendar_year,
    exactly,
    figure,
    filing,
    filings,
    halves,
    inspection,
    inspections,
    lead,
    leads,
    months,
    next_month,
    quarters,
    report,
    reports,
    rolling_months,
    sample,
    samples,
    stages,
    subject,
    subjects,
)

YEAR = calendar_year(2025)
ALL = at_least("100%", implied=True)
SHOPS = subjects.where(subject.kinds.has("drug_retailer"))
VISITS = inspections.where(inspection.domains.has("drug"))
COVERAGE = Coverage(of=SHOPS, by=VISITS)
BOUNDS = {"不少于": "least", "超过": "above", "不超过": "most", "少于": "below"}
UNITS = {"个工作日": "working_day", "天": "day", "小时": "hour", "个月": "month"}
EACH = {"每月": months, "每季度": quarters, "每半年": halves}


def traced(sentence: str, *, annex: str = "", **settings: object) -> Trace:
    """A plan of one obligation, beside a document of one clause."""
    title = Text(zh="药品检查", en="Inspections")
    duty = {
        "measure": COVERAGE,
        "window": YEAR,
        "target": ALL,
        "clause": "1",
        "id": "shops",
        "title": title,
        **settings,
    }
    plan = Plan(
        id="plan",
        title=Text(zh="县药品监管计划", en="Plan"),
        period=YEAR,
        obligations=[Obligation(agencies=["station"], **duty)],
    )
    county = Jurisdiction(id="county", code="990103", name=Text(zh="县", en="County"), plans=[plan])
    document = read_document(f"县药品监管计划\n一、零售药店{sentence}。\n{annex}")
    return trace(plan, county, document.parts[0])


def errors(found: Trace) -> list[str]:
    """The checks that fail."""
    return [each.check for each in found.findings if each.severity == "error"]


def share(percent: int, bound: str) -> Target:
    """A target with one bound."""
    return Target(**{bound: f"{percent}%"})


percents = st.integers(1, 99)


@given(percents, percents, st.sampled_from(sorted(BOUNDS)), st.sampled_from(sorted(BOUNDS)))
@settings(max_examples=60)
def test_a_share_agrees_with_itself_alone(written: int, planned: int, words: str, bound: str) -> None:
    """A share is found if value and bound are those of the clause; else the one or the other is told."""
    found = errors(traced(f"检查{words}总数的{written}%", target=share(planned, BOUNDS[bound])))
    if written != planned:
        assert set(found) == {"figures-of-document-used", "figures-of-plan-found"}
    elif words != bound:
        assert found == ["bounds-agree"]
    else:
        assert found == []


@given(st.integers(2, 7), st.integers(1, 6))
@settings(max_examples=30)
def test_a_fraction_is_the_same_however_it_is_written(of: int, part: int) -> None:
    """Thirds in Chinese signs agree with the fraction; a bare share asks for at least as much."""
    value = Fraction(min(part, of - 1), of)
    signs = "零一二三四五六七"
    written = f"{signs[value.denominator]}分之{signs[value.numerator]}"
    target = at_least(f"{value.numerator}/{value.denominator}")
    assert errors(traced(f"检查{written}", target=target)) == []


@given(st.integers(1, 30), st.integers(1, 30), st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
@example(7, 7, "个工作日", "天")
@settings(max_examples=40)
def test_a_clock_agrees_with_itself_alone(written: int, planned: int, words: str, unit: str) -> None:
    """Seven working days are not seven days."""
    measure = Timeliness(
        of=filings.where(filing.kind == "self_inspection"),
        start=filing.sent_on,
        end=filing.received_on,
        within=Clock(amount=planned, unit=UNITS[unit]) if unit != "小时" else None,
        due=filing.due_on if unit == "小时" else None,
    )
    found = errors(traced(f"自查报告{written}{words}内提交", measure=measure))
    same = written == planned and words == unit and unit != "小时"
    assert (found == []) is same
    assert set(found) <= {"figures-of-document-used", "figures-of-plan-found"}


@given(st.integers(2, 5), st.integers(13, 60))
@settings(max_examples=25)
def test_a_rolling_window_agrees_with_its_years(years: int, length: int) -> None:
    """Every two years is a window of 24 months, and no other."""
    signs = "零一两三四五"
    found = errors(traced(f"每{signs[years]}年检查一次", window=rolling_months(length)))
    assert (found == []) is (length == 12 * years)


@given(st.sampled_from(sorted(EACH)), st.sampled_from(sorted(EACH)))
@settings(max_examples=15)
def test_how_often_agrees_with_itself_alone(words: str, unit: str) -> None:
    """Each quarter is not each month."""
    assert (errors(traced(f"{words}检查一次", each=EACH[unit])) == []) is (words == unit)


days = st.dates(min_value=YEAR.start, max_value=YEAR.end).filter(lambda day: (day.month, day.day) != (12, 31))


@given(days, days)
@settings(max_examples=30)
def test_a_due_day_agrees_with_itself_alone(written: object, planned: object) -> None:
    """A due day that the clause does not write is told, and so is one that it writes and nobody asks."""
    found = errors(traced(f"{written.month}月{written.day}日前检查", window=calendar_year(2025, due=planned)))
    assert (found == []) is (written == planned)


STAGES = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")


@given(st.lists(percents, min_size=4, max_size=4, unique=True), st.permutations(range(4)))
@settings(max_examples=30)
def test_stages_go_with_the_days_in_the_order_of_the_text(shares: list[int], order: list[int]) -> None:
    """Each share has the day that stands at its place in the list; any other order is told."""
    text = f"一季度、半年、三季度、全年覆盖率分别达到{'、'.join(f'{each}%' for each in shares)}"
    steps = stages(*((day, at_least(f"{shares[at]}%")) for day, at in zip(STAGES, order, strict=True)))
    assert (errors(traced(text, target=steps)) == []) is (list(order) == [0, 1, 2, 3])


UNDATED = {
    "a task of the year": ("制定年度检查计划，每年检查2次。零售药店覆盖率达80%", YEAR, False),
    "a share of June": ("6月30日前检查50%。零售药店覆盖率达80%", YEAR, False),
    "a share of June, asked then": (
        "6月30日前检查50%。零售药店覆盖率达80%",
        calendar_year(2025, due="2025-06-30"),
        True,
    ),
}


@pytest.mark.parametrize("name", UNDATED)
def test_a_share_without_a_day_is_asked_at_the_end(name: str) -> None:
    """It may be asked on the plan's last day, whatever else is, and not on a day that the clause has for another figure."""
    words, window, told = UNDATED[name]
    assert ("stages-as-written" in errors(traced(words, window=window, target=at_least("80%")))) is told


WORDS = {
    "level 2 and above": ("二级以上医院", subject.hospital_level >= 2, True),
    "levels 2 and 3": ("二、三级医院", subject.hospital_level >= 2, True),
    "level 2 alone": ("二级以上医院", subject.hospital_level == 2, False),
    "above level 2": ("二级以上医院", subject.hospital_level > 2, False),
    "level 3 besides": ("二级医院", subject.hospital_level >= 2, False),
    "one of two": ("二、三级医院", subject.hospital_level == 3, False),
    "either of two": ("二、三级医院", subject.hospital_level.is_in(2, 3), True),
    "between them": ("二、三级医院", subject.hospital_level.between(2, 3), True),
    "level 1 and below": ("一级及以下医疗机构", subject.hospital_level <= 1, True),
    "level 1 and those without": ("一级及以下医疗机构", subject.hospital_level.is_in(0, 1), True),
    "below level 2": ("一级及以下医疗机构", subject.hospital_level < 2, True),
    "level 1 alone": ("一级及以下医疗机构", subject.hospital_level == 1, False),
    "level 2 besides": ("一级及以下医疗机构", subject.hospital_level <= 2, False),
}


@pytest.mark.parametrize("name", WORDS)
def test_levels_are_those_of_the_clause(name: str) -> None:
    """Two and above says two and three; one of them alone is something else."""
    words, asked, agrees = WORDS[name]
    hospitals = subjects.where(subject.kinds.has("medical_institution"), asked)
    found = errors(traced(f"对{words}检查", measure=Coverage(of=hospitals, by=VISITS)))
    assert (found == []) is agrees


COMPLAINTS = Growth(of=Count(of=leads.where(lead.source == "complaint")), versus=calendar_year(2024))
FILED = Coverage(of=agencies.where(agency.kind == "station"), by=filings.where(filing.kind == "monthly_report"))
SIZES = bands((20, ALL), (None, at_least("20%", minimum=5)))
REPORTED = reports.where(report.product == "drug")
SOONER = stages(("2025-09-30", at_least(48)), ("2025-11-30", at_least(60)))
READ = {"interpretation": Text(zh="即48份。", en="48 reports.")}
TASK = stages(
    ("2025-06-30", at_least("50%", of=figure("visits"))), ("2025-11-30", at_least("100%", of=figure("visits")))
)
CASES = {
    "a rise": ("投诉举报比上年增长5%以上", {"measure": COMPLAINTS, "target": at_least("5%")}, True),
    "a rise for a fall": ("投诉举报比上年下降5%以上", {"measure": COMPLAINTS, "target": at_least("5%")}, False),
    "a fall": ("投诉举报比上年下降10%", {"measure": COMPLAINTS, "target": at_most("-10%")}, True),
    "a fall for a rise": ("投诉举报比上年增长10%", {"measure": COMPLAINTS, "target": at_most("-10%")}, False),
    "last year": ("投诉举报增长5%以上", {"measure": COMPLAINTS, "target": at_least("5%")}, False),
    "sizes": ("药店20家以下的全部检查，超过20家的检查不少于20%且不少于5家", {"target": SIZES}, True),
    "sizes from below": ("药店不足21家的全部检查，其余检查不少于20%且不少于5家", {"target": SIZES}, True),
    "another size": ("药店30家以下的全部检查，其余检查不少于20%且不少于5家", {"target": SIZES}, False),
    "a day of each month": ("各所每月5日前报送月报", {"measure": FILED, "each": months(due=next_month(day=5))}, True),
    "another day of each month": ("各所每月6日前报送月报", {"measure": FILED, "each": months(due=next_month(day=5))}, False),
    "days after each quarter": (
        "各所每季度结束后10日内报送月报", {"measure": FILED, "each": quarters(due=next_month(day=10))}, True,
    ),
    "days of the halves": (
        "各所每半年报送月报，于7月15日、次年1月15日前完成", {"measure": FILED, "each": halves(due=next_month(day=15))}, True,
    ),
    "part of the year": ("3月至11月检查", {"window": between_dates("2025-03-01", "2025-11-30")}, True),
    "another part of the year": ("3月至10月检查", {"window": between_dates("2025-03-01", "2025-11-30")}, False),
    "months of a part of the year": (
        "3月至11月每月检查一次", {"window": between_dates("2025-03-01", "2025-11-30"), "each": months}, True,
    ),
    "three years, by their days": (
        "2023年1月1日起，3年内检查全部药店", {"window": between_dates("2023-01-01", "2025-12-31")}, True,
    ),
    "four years, by their days": (
        "2022年1月1日起，3年内检查全部药店", {"window": between_dates("2022-01-01", "2025-12-31")}, False,
    ),
    "a range": ("检查20%-30%的药店", {"target": between("20%", "30%")}, True),
    "half a range": ("检查20%-30%的药店", {"target": at_least("20%")}, False),
    "exactly": ("检查5%的药店", {"target": exactly("5%")}, True),
    "exactly for at least": ("检查不少于5%的药店", {"target": exactly("5%")}, False),
    "per ten thousand": (
        "药品报告每万人口不少于5份", {"measure": Count(of=reports, per_million=True), "target": at_least(500)}, True,
    ),
    "per ten thousand otherwise": (
        "药品报告每万人口不少于5份", {"measure": Count(of=reports, per_million=True), "target": at_least(5)}, False,
    ),
    "officers": (
        "检查人员不少于2人",
        {"measure": Share(of=VISITS, having=inspection.officers >= 2)}, True,
    ),
    "more officers": (
        "检查人员不少于2人",
        {"measure": Share(of=VISITS, having=inspection.officers >= 3)}, False,
    ),
    "a letter": ("检查信用D级药店", {"measure": Coverage(of=SHOPS.where(subject.grade("credit") == "D"), by=VISITS)}, True),
    "both halves": ("上半年、下半年各检查一次", {"each": halves}, True),
    "one half of two": ("上半年检查一次", {"each": halves}, False),
    "the year, then its end": (
        "全年报告60份，11月底前完成",
        {"measure": Count(of=REPORTED), "target": at_least(60), "window": calendar_year(2025, due="2025-11-30")}, True,
    ),
    "a share of the number of the year": (
        "全年报告60份，9月底前完成80%以上，11月底前全部完成", {"measure": Count(of=REPORTED), "target": SOONER, **READ}, True,
    ),
    "another share of it": (
        "全年报告60份，9月底前完成70%以上，11月底前全部完成", {"measure": Count(of=REPORTED), "target": SOONER, **READ}, False,
    ),
    "all of a figure of the register": (
        "6月底、11月底分别完成全年检查任务的50%、100%", {"measure": Count(of=VISITS), "target": TASK}, True,
    ),
    "another letter": ("检查信用D级药店", {"measure": Coverage(of=SHOPS.where(subject.grade("credit") == "C"), by=VISITS)}, False),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_way_to_write_a_figure(name: str) -> None:
    """The plan that says what the sentence says is accepted, the one that says something else is not."""
    sentence, settings, agrees = CASES[name]
    assert (errors(traced(f"。{sentence}", **settings)) == []) is agrees


tables = st.dictionaries(
    st.sampled_from("甲乙丙丁戊"), st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=1
)


@given(tables, st.integers(0, 3), st.integers(1, 5))
@settings(max_examples=25)
def test_a_table_agrees_cell_by_cell(rows: dict[str, list[int]], at: int, more: int) -> None:
    """A cell that differs, and the total in which it is counted, are told with both numbers."""
    kind = TaskKind(name="shops", title=Text(zh="药店", en="Pharmacies"), of=VISITS)
    lines = [" | ".join((f"{name}所", *map(str, row), str(sum(row)))) for name, row in rows.items()]
    annex = "\n".join(["附件：任务表", "单位 | 一季度 | 二季度 | 三季度 | 四季度 | 合计", *lines])
    cells = [
        TaskCell(agency=f"{name}所", period=f"2025-Q{quarter}", kind="shops", planned=number)
        for name, row in rows.items()
        for quarter, number in enumerate(row, start=1)
    ]
    due = stages(*((day, ALL) for day in STAGES))
    clean = traced("检查", annex=annex, also=["annex"], measure=Tasks(kinds=[kind], cells=cells), target=due)
    assert errors(clean) == []
    assert len(clean.cells) == 5 * len(rows)
    wrong = TaskCell(
        **{each: getattr(cells[at], each) for each in ("agency", "period", "kind")}, planned=cells[at].planned + more
    )
    cells[at] = wrong
    found = traced("检查", annex=annex, also=["annex"], measure=Tasks(kinds=[kind], cells=cells), target=due)
    told = [(each.written, each.planned) for each in found.cells if not each.agrees]
    assert len(told) == 2 and all(planned - written == more for written, planned in told)
    assert errors(found) == ["table-cells", "table-cells"]


PRODUCTS = {"drug": "药品", "device": "器械", "cosmetic": "化妆品"}


@pytest.mark.parametrize("counted", PRODUCTS)
@pytest.mark.parametrize("heading", PRODUCTS)
def test_a_column_counts_what_its_heading_says(heading: str, counted: str) -> None:
    """Samples of devices are none of cosmetics, whatever the clause speaks of besides."""
    kind = TaskKind(
        name="samples",
        title=Text(zh=f"{PRODUCTS[heading]}批次", en="Samples"),
        of=samples.where(sample.product == counted),
    )
    table = Tasks(kinds=[kind], cells=[TaskCell(agency="甲所", period="2025", kind="samples", planned=5)])
    annex = f"附件：药品、器械、化妆品任务表\n单位 | {PRODUCTS[heading]}批次 | 合计\n甲所 | 5 | 5\n"
    title = Text(zh="附表抽样", en="Samples of the table")
    found = errors(traced("和药品、器械、化妆品抽样", annex=annex, also=["annex"], measure=table, title=title))
    assert ("words-evident" in found) is (heading != counted)
