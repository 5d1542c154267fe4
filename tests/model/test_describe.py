"""Plans describe themselves in Chinese and in English."""

from __future__ import annotations

import re

import pytest

from regrules.model import (
    CORE,
    Attested,
    ColumnSchema,
    Count,
    Coverage,
    Growth,
    Mean,
    Response,
    Row,
    Share,
    TaskCell,
    TaskKind,
    Tasks,
    Text,
    Timeliness,
    above,
    at_least,
    at_most,
    bands,
    below,
    between,
    calendar_months,
    calendar_year,
    cycle,
    days,
    exactly,
    figure,
    filing,
    filings,
    inspection,
    inspections,
    lead,
    leads,
    months,
    next_month,
    once,
    quarters,
    report,
    reports,
    rolling_months,
    same_month,
    sample,
    samples,
    stages,
    subject,
    subjects,
    times_at_least,
    times_at_most,
    times_exactly,
    weeks,
    working_days,
)
from regrules.model.describe import describe
from regrules.model.wording import CHINESE, wording

SHOPS = subjects.where(subject.kinds.has("drug_retailer"))
VISITS = inspections.where(inspection.domains.has("drug"))

SAID = [
    (subject.kinds.has("drug_retailer"), "类别含药品零售企业", "kinds has drug retailer"),
    (subject.device_classes.has("II", "III"), "医疗器械类别含II和III", "device classes has II and III"),
    (
        inspection.kinds.has_any("gsp", "full", "patrol"),
        "检查类型含经营质量管理规范检查、全项目检查或巡查",
        "kinds has GSP, full or patrol",
    ),
    (subject.grade("device_distributor") == 3, "医疗器械经营企业分级为3", "device distributor grade is 3"),
    (subject.grade("credit") < "C", "信用分级低于C", "credit grade is below C"),
    (subject.hospital_level.is_in(2, 3), "医院级别为2或3", "hospital level is 2 or 3"),
    (subject.hospital_level.between(1, 2), "医院级别在1至2之间", "hospital level is from 1 to 2"),
    (subject.online_sales.is_true(), "网络销售为是", "sells online is yes"),
    (subject.opened_on < "2025-01-01", "开办日期早于2025-01-01", "opened on is before 2025-01-01"),
    (subject.opened_by("2024-12-31"), "在2024-12-31或之前开办", "opened no later than 2024-12-31"),
    (lead.closed_on.happened(), "已有办结日期", "closed on has come"),
    (
        report.subject.kinds.has("drug_retailer"),
        "监管对象的类别含药品零售企业",
        "the subject's kinds has drug retailer",
    ),
    (
        inspection.subject.on("2024-12-31").grade("credit") == "C",
        "2024-12-31时监管对象的信用分级为C",
        "on 2024-12-31 the subject's credit grade is C",
    ),
    (
        subject.online_sales.is_true() & (subject.hospital_level == 2) | ~(subject.hospital_level == 3),
        "（网络销售为是，且医院级别为2），或不是“医院级别为3”",
        "(sells online is yes and hospital level is 2) or not (hospital level is 3)",
    ),
    (
        subject.any(samples.where(sample.result == "fail")),
        "有抽检（检验结果为不合格）",
        "there are samples where result is fail",
    ),
    (
        subject.count(leads.during(calendar_year(2024))) >= 3,
        "2024-01-01至2024-12-31的线索的数量不低于3",
        "the number of leads from 2024-01-01 to 2024-12-31 is at least 3",
    ),
    (
        filings.dated(filing.published_on).records,
        "材料（按公布日期）",
        "filings by published on",
    ),
    (subjects.grouped(subject.owner_id).records, "按主体编号归并的监管对象", "subjects grouped by owner"),
    (at_least("10%"), "不低于10%", "at least 10%"),
    (at_most(3), "不超过3", "at most 3"),
    (above("1/3"), "高于1/3", "more than 1/3"),
    (below(2), "低于2", "less than 2"),
    (between(1, 2), "不低于1，不超过2", "at least 1 and at most 2"),
    (exactly(0), "等于0", "exactly 0"),
    (at_least("10%", minimum=3), "不低于10%，且至少3个", "at least 10% and no fewer than 3"),
    (
        at_most(figure("approved_campaigns")),
        "不超过台账数据“approved_campaigns”",
        "at most the figure approved campaigns",
    ),
    (
        at_least("1/4", of=figure("annual_task")),
        "不低于台账数据“annual_task”的1/4",
        "at least 1/4 of the figure annual task",
    ),
    (
        stages(("2025-03-31", at_least("10%")), ("2025-06-30", at_least("50%"))),
        "2025-03-31前不低于10%；2025-06-30前不低于50%",
        "by 2025-03-31 at least 10%; by 2025-06-30 at least 50%",
    ),
    (
        bands((10, at_least(2)), (None, at_least("10%"))),
        "总数不超过10的不低于2；其余不低于10%",
        "up to 10: at least 2; above that: at least 10%",
    ),
    (calendar_year(2025), "2025-01-01至2025-12-31", "2025-01-01 to 2025-12-31"),
    (
        calendar_year(2025, due="2025-03-31"),
        "2025-01-01至2025-12-31，2025-03-31到期",
        "2025-01-01 to 2025-12-31, due 2025-03-31",
    ),
    (rolling_months(24), "截至当日的24个月", "the last 24 months"),
    (cycle(start="2023-01-01", years=4), "自2023-01-01起每4年一个周期", "4-year cycles from 2023-01-01"),
    (quarters, "每季度", "each quarter"),
    (
        months("2025-01", due=next_month(day=5)),
        "2025-01起每月（次月5日前）",
        "each month from 2025-01 (due on day 5 of the next month)",
    ),
    (months(due=same_month(day=25)), "每月（当月25日前）", "each month (due on day 25 of the same month)"),
    (quarters("2025-Q2", "2025-Q4"), "2025-Q2至2025-Q4每季度", "each quarter from 2025-Q2 to 2025-Q4"),
    (weeks(last="2025-W05"), "截至2025-W05每周", "each week to 2025-W05"),
    (calendar_months(1), "1个月", "1 month"),
    (rolling_months(1), "截至当日的1个月", "the last month"),
    (working_days(7), "7个工作日", "7 working days"),
    (
        Coverage(of=SHOPS, by=VISITS),
        "监管对象（类别含药品零售企业）中有不少于1次检查（领域含药品）的比例",
        "the share of subjects where kinds has drug retailer that have, at least once, inspections where domains has "
        "drug",
    ),
    (
        Coverage(of=subjects, by=inspections, once_per=inspection.visit_id),
        "监管对象中有不少于1次检查的比例（到访编号相同的记一次）",
        "the share of subjects that have, at least once, inspections (those with the same visit count once)",
    ),
    (Count(of=reports), "监测报告的数量", "the number of reports"),
    (Count(of=reports, per_million=True), "每百万人口监测报告的数量", "the number of reports per million residents"),
    (
        Count(of=inspections, distinct=inspection.visit_id),
        "检查中不同到访编号的数量",
        "the number of different values of visit among inspections",
    ),
    (
        Share(of=reports, having=report.serious.is_true()),
        "监测报告中符合“严重为是”的比例",
        "the share of reports that meet: serious is yes",
    ),
    (Mean(of=reports, value=report.score), "监测报告的平均质量评分", "the average quality score of reports"),
    (
        Growth(of=Count(of=reports), versus=calendar_year(2024)),
        "监测报告的数量，比2024-01-01至2024-12-31的同一数的增幅",
        "the growth of the number of reports against the same from 2024-01-01 to 2024-12-31",
    ),
    (
        Growth(of=Count(of=reports), versus=figure("last_year")),
        "监测报告的数量，比台账数据“last_year”的增幅",
        "the growth of the number of reports against the figure last year",
    ),
    (
        Timeliness(of=leads, start=lead.received_on, end=lead.closed_on, within=days(7)),
        "线索中自“收到日期”起7日内有“办结日期”的比例",
        "the share of leads that reach ‘closed on’, counted from ‘received on’, within 7 days",
    ),
    (
        Timeliness(of=leads, start=lead.received_on, end=lead.closed_on, due=lead.due_on, within=days(7)),
        "线索中自“收到日期”起不晚于“期限”（未定的7日内）有“办结日期”的比例",
        "the share of leads that reach ‘closed on’, counted from ‘received on’, no later than ‘due on’ (within 7 days "
        "if none is set)",
    ),
    (
        Response(to=samples, by=inspections, within=calendar_months(3)),
        "抽检之后3个月内有不少于1次检查的比例",
        "the share of samples followed, at least once, by inspections within 3 months",
    ),
    (
        Response(to=samples, by=samples, match=sample.follows, before=True, times=times_exactly(0)),
        "抽检之前有恰好0次抽检（“跟踪的抽样”相同）的比例",
        "the share of samples preceded, exactly 0 times, by samples (with the same ‘follows’)",
    ),
    (
        Tasks(
            kinds=(TaskKind(name="shops", title=Text(zh="门店", en="shops"), of=inspections),),
            cells=(TaskCell(agency="station-1", period="2025-Q1", kind="shops", planned=2),),
        ),
        "任务表1格（门店）中已完成的比例",
        "the share of the 1 cells of the task table (shops) done",
    ),
    (
        Attested(evidence=Text(zh="会议纪要", en="minutes")),
        "由人确认，凭会议纪要",
        "confirmed by a person, on the evidence of: minutes",
    ),
]


@pytest.mark.parametrize(("record", "zh", "en"), SAID, ids=[en for _, _, en in SAID])
def test_each_record_says_what_it_asks(record: object, zh: str, en: str) -> None:
    """Predicates, measures, targets and windows read as a sentence in both languages."""
    told = describe(record)
    assert (zh, en) == (told.zh, told.en)


@pytest.mark.parametrize(
    ("times", "en"),
    [
        (once, "at least once"),
        (times_at_least(2), "at least 2 times"),
        (times_exactly(1), "exactly once"),
        (times_at_most(1), "at most once"),
        (times_at_most(2), "at most 2 times"),
    ],
)
def test_how_often_is_said(times: object, en: str) -> None:
    """A coverage says how often an event is wanted."""
    assert f"that have, {en}, inspections" in describe(Coverage(of=subjects, by=inspections, times=times)).en


def test_every_word_of_the_tables_has_a_chinese_name() -> None:
    """No closed word of the core tables reaches a Chinese reader in English; classes in Roman numerals stay."""
    words = {word for table in CORE.tables for column in table.columns for word in column.words} | set(CORE.grades)
    assert {word for word in words if word not in CHINESE and not re.fullmatch("[IVX]+", word)} == set()


def test_an_unknown_word_stands_as_it_is_written() -> None:
    """A plugin's own word is shown in both languages, with spaces in English."""
    assert wording("herb_market") == Text(zh="herb_market", en="herb market")


def test_a_plugins_own_column_is_called_by_its_heading() -> None:
    """The headings of an extended schema are used, and a column that the schema lacks is refused by name."""
    own = CORE.extended(
        columns={"subjects": [ColumnSchema(name="shelf", type="flag", heading=Text(zh="专柜", en="own shelf"))]}
    )
    predicate = Row("subjects", own).shelf.is_true()
    assert describe(predicate, own) == Text(zh="专柜为是", en="own shelf is yes")
    with pytest.raises(KeyError, match="unknown column of subjects `shelf`"):
        describe(predicate)


def test_what_is_no_part_of_a_plan_is_refused() -> None:
    """Nothing can be said about something that a plan does not hold."""
    with pytest.raises(TypeError, match="nothing can be said about 'text'"):
        describe("text")
