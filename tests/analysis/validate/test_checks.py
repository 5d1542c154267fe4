"""A good plan passes every check; with one thing broken, the check that is meant for it speaks, and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from regrules.analysis.check import LEVELS, Candidate
from regrules.analysis.validate import CHECKS, validate
from regrules.model import (
    AgencyEntry,
    Count,
    Coverage,
    EscalationStep,
    FigureNote,
    Jurisdiction,
    Plan,
    Response,
    TaskCell,
    TaskTotal,
    Text,
    above,
    agency,
    at_least,
    at_most,
    bands,
    below,
    between,
    between_dates,
    calendar_year,
    cycle,
    figure,
    filing,
    filings,
    hours,
    inspection,
    inspections,
    lead,
    leads,
    meetings,
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
    times_at_least,
    when,
)
from regrules.model.predicates import AllOf, Column, Compare, Grade, Has, Records

Break = Callable[[Jurisdiction], Jurisdiction]
SHOPS = subjects.where(subject.kinds.has("device_distributor"))
VISITS = inspections.where(inspection.domains.has("device"))
REPORTS = reports.where(report.product == "drug")


def of_plan(change: Callable[[Plan], Plan]) -> Break:
    """The county with its plan changed."""
    return lambda county: evolve(county, plans=(change(county.plans[0]),))


def plan(**about: Any) -> Break:
    """The county with other values in its plan."""
    return of_plan(lambda old: evolve(old, **about))


def duty(name: str, **about: Any) -> Break:
    """The county with other values in one obligation."""

    def changed(old: Plan) -> Plan:
        assert any(each.id == name for each in old.obligations)
        kept = tuple(evolve(each, **about) if each.id == name else each for each in old.obligations)
        return evolve(old, obligations=kept)

    return of_plan(changed)


def measure(name: str, **about: Any) -> Break:
    """The county with other values in the measure of one obligation."""
    return lambda county: duty(name, measure=evolve(county.plans[0].obligation(name).measure, **about))(county)


def without(name: str) -> Break:
    """The county without one obligation."""
    return of_plan(lambda old: evolve(old, obligations=[each for each in old.obligations if each.id != name]))


def besides(name: str, like: str, **about: Any) -> Break:
    """The county with another obligation, like one that it has."""

    def longer(old: Plan) -> Plan:
        title = Text(zh=f"另一项：{old.obligation(like).title.zh}", en=f"{old.obligation(like).title.en}, once more")
        return evolve(
            old, obligations=(*old.obligations, evolve(old.obligation(like), id=name, **{"title": title, **about}))
        )

    return of_plan(longer)


def cells(change: Callable[[tuple[TaskCell, ...]], Any], **about: Any) -> Break:
    """The county with other cells in its attached table, and no totals."""

    def changed(county: Jurisdiction) -> Jurisdiction:
        table = county.plans[0].obligation("annex/visits").measure
        return duty("annex/visits", measure=evolve(table, cells=change(table.cells), **{"totals": (), **about}))(county)

    return changed


def guidance(**about: Any) -> Break:
    """The county with other values in its guidance."""
    return of_plan(lambda old: evolve(old, guidance=(evolve(old.guidance[0], **about),)))


def with_another_plan(name: str, **about: Any) -> Break:
    """The county with a second plan, which has one obligation of the first."""

    def longer(county: Jurisdiction) -> Jurisdiction:
        shared = evolve(county.plans[0].obligation(name), clause="1")
        return evolve(county, plans=(*county.plans, bare(county.plans[0], id="other", obligations=(shared,), **about)))

    return longer


def bare(old: Plan, **about: Any) -> Plan:
    """A plan of which little is left."""
    return evolve(old, **{"obligations": (), "guidance": (), "figure_notes": (), **about})


def text(zh: str, en: str) -> Text:
    """A text."""
    return Text(zh=zh, en=en)


def where(table: str, predicate: Any) -> Records:
    """A record set whose predicate was not written with the names of the model, as in a plan from JSON."""
    return Records(table=table, where=predicate)


MISSPELT = Has(value=Column(table="subjects", name="kindz"), words=("drug_retailer",))
SINCE = text("周期自2021年或2025年起算。", "The cycle begins in 2021, or in 2025.")
TO_DO = text("待编写：为何不可核查", "to be written: why nothing is checked")

BROKEN: dict[str, dict[str, Break]] = {
    "ids-unique": {
        "two plans with one id": lambda county: evolve(county, plans=(*county.plans, bare(county.plans[0], id="example-2025"))),
        "an id in two plans": with_another_plan("reports/number"),
        "an id of what a person confirms in two plans": with_another_plan("meetings/held"),
    },
    "clauses-well-numbered": {
        "a leading zero": duty("visits/all", clause="1.01"),
        "a number zero": duty("visits/all", also=("1.0",)),
        "a note": plan(figure_notes=(FigureNote(clause="4.03", figure="1", reason=text("电话", "A number.")),)),
    },
    "clauses-cited-once": {
        "the clause itself": duty("visits/all", also=("1.1",)),
        "a further clause": duty("visits/all", also=("1.2", "1.2")),
    },
    "columns-known": {
        "a column": measure("visits/all", of=where("subjects", MISSPELT)),
        "a column of a rule": duty("visits/all", agencies=(when(MISSPELT, "east"),)),
        "a table": measure("reports/number", of=Records(table="reportz", where=AllOf(parts=()))),
        "a word": measure("visits/all", of=where("subjects", evolve(MISSPELT, value=Column(table="subjects", name="kinds"),
                                                                    words=("shop",)))),
        "no word": measure("visits/all", of=where("subjects", evolve(MISSPELT, value=Column(table="subjects", name="kinds"),
                                                                     words=()))),
        "a grade": measure("visits/all", of=where("subjects", Compare(value=Grade(scheme="credit"), operator="==", literal="Z"))),
        "a scheme": measure("visits/all", of=where("subjects", Compare(value=Grade(scheme="x"), operator="==", literal="A"))),
        "a literal of another type": measure(
            "reports/score", of=where("reports", Compare(value=Column(table="reports", name="score"), operator=">", literal="9"))
        ),
        "an order where there is none": measure(
            "reports/number",
            of=where("reports", Compare(value=Column(table="reports", name="product"), operator="<", literal="drug")),
        ),
        "a column of another table": measure("reports/number", of=reports.where(sample.result == "fail")),
        "a subject's column of a record": measure("reports/number", of=reports.where(subject.kinds.has("drug_retailer"))),
        "a date that is none": measure("reports/number", of=evolve(REPORTS.records, dated="serious")),
        "events of nobody": measure("visits/all", by=meetings),
        "a key of another table": measure("visits/all", once_per=filing.campaign),
        "an average of words": measure("reports/score", value=report.product),
        "a clock that starts where it ends": measure("leads/in-time", start=lead.closed_on),
        "a due day of another table": measure("leads/in-time", due=filing.due_on),
        "hours without times": measure("orders/follow-up", within=hours(24)),
        "answers without a common column": measure("orders/follow-up", match=inspection.campaign, to=leads),
        "verdicts by a column of elsewhere": duty("reports/number", each=sample.programme),
    },
    "windows-countable": {
        "a rolling window out of the calendar": duty("visits/rolling", window=rolling_months(99_999)),
        "no period in the window": duty("leads/in-time", each=quarters("2031-Q1", "2031-Q2")),
        "a window of centuries": duty("visits/all", window=between_dates("1025-01-01", "2025-12-31")),
    },
    "county-agencies": {
        "an agency twice": lambda county: evolve(county, agencies=(*county.agencies, county.agencies[0])),
        "a kind that nobody knows": lambda county: evolve(
            county, agencies=(*county.agencies, AgencyEntry(id="x", name=text("办", "Office"), kind="office"))
        ),
    },
    "agencies-known": {
        "an agency": duty("reports/number", agencies=("eest",)),
        "a kind": duty("reports/number", agencies=("stations",)),
        "a rule": duty("reports/number", agencies=(when(subject.modes.has("retail"), "station"), "station")),
        "nobody": duty("reports/number", agencies=()),
        "in the attached table": cells(lambda old: [evolve(each, agency=each.agency.replace("west", "north")) for each in old]),
        "in a condition": measure("reports/number", of=REPORTS.where(report.subject.agency == "north")),
    },
    "agencies-named-once": {"twice": duty("reports/number", agencies=("east", "east"))},
    "steps-known": {
        "an action": duty("visits/all", escalation=(EscalationStep(title=text("提醒", "Reminder"), action="notise"),)),
        "twice the same": duty(
            "visits/all",
            escalation=[EscalationStep(title=text("提醒", "Reminder"), action="notice")] * 2,
        ),
        "for nobody": duty("reports/number", escalation=(EscalationStep(title=text("提醒", "Reminder"), action="notice"),)),
    },
    "plan-dates": {
        "issued years later": plan(issued_on="2027-03-01"),
        "issued years before": plan(issued_on="2015-01-20"),
        "a period that misses the year's end": plan(period=between_dates("2025-01-01", "2025-12-30")),
    },
    "windows-in-period": {
        "the year before": duty("reports/number", window=calendar_year(2024)),
        "a year far ahead": duty("reports/number", window=calendar_year(2052)),
        "the year after": duty("reports/number", window=between_dates("2026-02-01", "2026-02-28")),
        "a record set of its own": measure("reports/number", of=REPORTS.during(calendar_year(2052))),
    },
    "windows-end-with-months": {
        "a day before the year's end": duty("reports/number", window=between_dates("2025-01-01", "2025-12-30")),
        "three days before": duty("reports/number", window=between_dates("2025-01-01", "2025-06-27")),
        "a day after": duty("reports/number", window=between_dates("2025-01-01", "2025-07-01")),
        "from the second": duty("reports/number", window=between_dates("2025-01-02", "2025-12-31")),
        "in force": duty("reports/number", in_force=between_dates("2025-01-02", "2025-12-31")),
        "of a base": measure("reports/growth", versus=between_dates("2024-01-01", "2024-12-30")),
        "of a record set": measure("reports/number", of=REPORTS.during(between_dates("2024-01-01", "2024-12-29"))),
    },
    "cycles-cover-period": {
        "a start to come": duty("visits/cycle", window=cycle(start="2025-02-01", years=4), interpretation=SINCE),
        "an end within the year": duty("visits/cycle", window=cycle(start="2021-07-01", years=4), interpretation=SINCE),
        "a rolling window of decades": duty("visits/rolling", window=rolling_months(240)),
    },
    "due-days-near": {
        "before the window": duty("reports/number", window=calendar_year(2025, due="2024-12-31")),
        "years later": duty("reports/number", window=calendar_year(2025, due="2052-01-31")),
        "a stage of another year": duty("visits/all", target=stages(("2024-06-30", at_least("5%")))),
        "a stage years later": duty("visits/all", target=stages(("2025-06-30", at_least("5%")), ("2035-12-31", at_least("25%")))),
        "a stage of a rolling window": duty("visits/rolling", target=stages(("2031-06-30", at_least("5%")))),
    },
    "due-days-end-months": {
        "a due day": duty("reports/number", window=calendar_year(2025, due="2025-03-30")),
        "a stage": duty("visits/all", target=stages(("2025-06-29", at_least("10%")))),
    },
    "periods-asked-apart": {
        "stages in each quarter": duty("visits/all", each=quarters),
        "a day that no month has": duty("leads/in-time", each=months(due=next_month(day=41))),
    },
    "in-force-when-due": {
        "before it is due": duty("reports/number", in_force=between_dates("2025-01-01", "2025-06-30")),
        "a rolling window": duty("visits/rolling", in_force=calendar_year(2031)),
    },
    "growth-on-earlier": {
        "on itself": measure("reports/growth", versus=calendar_year(2025)),
        "on the year after": measure("reports/growth", versus=calendar_year(2026)),
        "on half a year": measure("reports/growth", versus=between_dates("2024-01-01", "2024-06-30")),
    },
    "days-near-plan": {
        "a slip of the year": measure("reports/number", of=REPORTS.where(report.occurred_on < "2205-01-01")),
        "a year": measure("visits/high-risk", of=SHOPS.where(subject.opened_by("1925-01-01"))),
        "a period": measure("papers/annual", by=filings.where(filing.kind == "self_inspection", filing.period == "2052")),
        "a period that is none": measure(
            "papers/annual", by=filings.where(filing.kind == "self_inspection", filing.period == "2025年")
        ),
    },
    "targets-possible": {
        "a share above one": duty("visits/high-risk", target=at_least("25")),
        "a share below nothing": duty("visits/high-risk", target=at_least("-5%")),
        "a share of a figure": duty("visits/high-risk", target=at_least("50%", of=figure("annual_task"))),
        "a stage": duty("visits/all", target=stages(("2025-06-30", at_least("10%")), ("2025-12-31", at_least("250%")))),
        "a band": duty("reports/serious", target=bands((10, at_least("2%")), (None, at_least("3")))),
        "a count in percent": duty("complaints/few", target=at_most("40%")),
        "half a record": duty("complaints/few", target=at_most("0.5")),
        "a negative count": duty("complaints/few", target=between("-3", "40")),
        "growth without percent": duty("reports/growth", target=at_least("10")),
        "an average off its scale": duty("reports/score", target=at_least("800")),
        "an average in percent": duty("reports/score", target=at_least("80%")),
    },
    "targets-bind": {
        "at least nothing": duty("visits/high-risk", target=at_least("0%")),
        "at most everything": duty("visits/high-risk", target=at_most("100%")),
        "at least no record": duty("reports/number", target=at_least("0")),
        "more than everything": duty("visits/high-risk", target=above("100%")),
        "less than nothing": duty("visits/high-risk", target=below("0%")),
        "any number of times": measure("visits/high-risk", times=times_at_least(0)),
    },
    "stages-rise": {
        "falling": duty("visits/all", target=stages(("2025-06-30", at_least("25%")), ("2025-12-31", at_least("10%")))),
        "weaker": duty("visits/all", target=stages(("2025-06-30", above("25%")), ("2025-12-31", at_least("25%")))),
        "no floor any more": duty("visits/all", target=stages(("2025-06-30", at_least("25%")), ("2025-12-31", at_most("40%")))),
        "in a band": duty(
            "visits/all",
            target=stages(
                ("2025-06-30", bands((10, at_least("25%")), (None, at_least("5%")))),
                ("2025-12-31", bands((20, at_least("25%")), (None, at_least("4%")))),
            ),
        ),
    },
    "rounding-of-units": {
        "of a count": duty("reports/number", target=at_least("1000", rounding="down"), interpretation=text("向下取整。", "Down.")),
        "of all": duty("papers/annual", target=at_least("100%", rounding="half_up")),
        "a minimum of nothing": duty("papers/annual", target=at_least("1/3", minimum=0)),
        "of a cap": duty("papers/annual", target=evolve(at_most("50%"), rounding="down")),
    },
    "bands-of-units": {
        "of a count": duty("reports/number", target=bands((10, at_least("20")), (None, at_least("30")))),
        "two alike": duty("reports/serious", target=bands((10, at_least("2%")), (None, at_least("2%")))),
    },
    "table-periods": {
        "of another year": cells(lambda old: [evolve(each, period=each.period.replace("2025", "2024")) for each in old]),
        "that nobody can read": cells(lambda old: [evolve(each, period=each.period.replace("Q", "第")) for each in old]),
        "that overlap": cells(lambda old: [evolve(each, period=each.period.replace("Q4", "H2")) for each in old]),
        "that end after the due day": duty("annex/visits", window=calendar_year(2025, due="2025-11-30")),
        "in a rolling window": duty("annex/visits", window=rolling_months(12), interpretation=text("滚动计算。", "It rolls.")),
    },
    "table-full": {
        "a hole": cells(lambda old: old[1:]),
        "no cell": cells(lambda old: ()),
        "a kind without cells": cells(lambda old: [each for each in old if each.kind == "shops"]),
        "a total missing": cells(lambda old: old, totals=(TaskTotal(agency="east", planned=16),)),
        "two kinds alike": lambda county: measure(
            "annex/visits",
            kinds=[evolve(each, of=VISITS.records) for each in county.plans[0].obligation("annex/visits").measure.kinds],
        )(county),
        "a row of zeros": cells(lambda old: [evolve(each, planned=each.planned * (each.agency == "east")) for each in old]),
    },
    "conditions-can-be-met": {
        "a population": measure("visits/high-risk", of=SHOPS.where(~subject.kinds.has("device_distributor"))),
        "events": measure("visits/high-risk", by=VISITS.where(inspection.date > "2026-03-01")),
        "triggers": measure("orders/follow-up", to=VISITS.where((inspection.outcome == "stop") & (inspection.outcome == "pass"))),
        "answers": measure("orders/follow-up", by=VISITS.where((inspection.outcome == "stop") & (inspection.outcome == "pass"))),
        "records": measure("reports/number", of=REPORTS.where(report.score > 90, report.score < 80)),
        "a base": measure("reports/growth", versus=Count(of=REPORTS.where(report.score > 90, report.score < 80))),
        "one alternative": measure(
            "visits/high-risk",
            of=SHOPS.where((subject.hospital_level == 3) | (subject.modes.has("retail") & ~subject.modes.has("retail"))),
        ),
        "records of a subject": measure(
            "visits/high-risk",
            of=SHOPS.where(~subject.any(samples.where((sample.result == "pass") & (sample.result == "fail")))),
        ),
        "a step that a record cannot have": measure(
            "leads/in-time", of=leads.where(lead.domain == "device", lead.closed_on < "2024-12-31")
        ),
    },
    "properties-can-differ": {
        "none can have it": measure("samples/filed", having=sample.result == "pass"),
        "all have it": measure("samples/filed", having=sample.result_on.happened()),
    },
    "rules-reach": {
        "nobody": duty(
            "visits/all", agencies=(when(subject.modes.has("retail") & ~subject.modes.has("retail"), "section-1"), "station")
        ),
        "behind a wider one": duty(
            "visits/all",
            agencies=(
                when(subject.modes.has_any("retail", "wholesale"), "east"),
                when(subject.modes.has("wholesale"), "section-1"),
                "station",
            ),
        ),
    },
    "said-once": {"twice": besides("visits/again", "visits/high-risk")},
    "floors-below-caps": {
        "of a count": besides("complaints/many", "complaints/few", target=at_least("50")),
        "of fewer records": besides(
            "complaints/many", "complaints/few", target=at_least("50"),
            measure=Count(of=leads.where(lead.source == "complaint", lead.domain == "device")),
        ),
        "of how often": besides(
            "visits/often", "visits/high-risk", target=at_least("9%"),
            measure=Coverage(of=SHOPS, by=VISITS, times=times_at_least(6)),
        ),
        "of how often, for some": besides(
            "visits/often", "visits/high-risk",
            measure=Coverage(of=SHOPS.where(subject.modes.has("retail")), by=VISITS.where(inspection.kinds.has("full")),
                             times=times_at_least(5)),
        ),
        "of a share": besides("visits/few", "visits/high-risk", target=at_most("90%")),
        "no room between": besides("complaints/forty", "complaints/few", target=at_least("40")),
    },
    "numbers-without-holes": {
        "a hole": without("reports/task"),
        "the first": without("reports/number"),
        "a section": duty("annex/visits", clause="6"),
    },
    "clauses-in-one-place": {
        "guidance and obligation": of_plan(
            lambda old: evolve(old, guidance=(*old.guidance, evolve(old.guidance[0], clause="1.2")))
        ),
        "guidance twice": of_plan(lambda old: evolve(old, guidance=old.guidance * 2)),
    },
    "guidance-written": {
        "a draft": guidance(reason=TO_DO),
        "an English draft": guidance(reason=text("没有数量。", "To be written")),
    },
    "guidance-has-reasons": {
        "the title again": guidance(reason=text("加强宣传。", "It names no figure.")),
        "the English title again": guidance(reason=text("没有数量和期限。", "More publicity.")),
        "too short": guidance(reason=text("略。", "It names no figure.")),
    },
    "notes-have-clauses": {
        "a clause that is not there": plan(
            figure_notes=(FigureNote(clause="7.1", figure="3", reason=text("电话号码", "A number.")),)
        ),
    },
    "both-languages": {
        "no Chinese": duty("visits/all", title=text("Visits", "Distributors visited")),
        "no English": duty("visits/all", title=text("经营企业检查", "经营企业检查")),
        "only signs": duty("visits/all", title=text("经营企业检查", "25 %")),
        "evidence": measure("meetings/held", evidence=text("minutes", "Minutes of the meeting")),
        "a step": duty("visits/all", escalation=(EscalationStep(title=text("Notice", "Notice"), action="notice"),)),
        "guidance": guidance(title=text("加强宣传", "加强宣传")),
    },
    "names-in-both-languages": {
        "the county": lambda county: evolve(county, name=text("Example", "Example")),
        "an agency": lambda county: evolve(
            county, agencies=(*county.agencies[1:], evolve(county.agencies[0], name=text("城东所", "城东所")))
        ),
    },
    "nothing-left-over": {
        "a word": duty("visits/all", interpretation=text("按台账日期计，TODO。", "By the register's date.")),
        "a Chinese word": duty("visits/all", interpretation=text("待补充，按台账日期计。", "By the register's date.")),
        "a draft of an obligation": duty("visits/all", interpretation=text("待编写：按台账日期计。", "By the register's date.")),
    },
    "punctuation-fits": {
        "an English full stop": duty("visits/all", interpretation=text("按台账日期计.", "By the register's date.")),
        "an English comma": duty("visits/all", interpretation=text("按台账,日期计。", "By the register's date.")),
        "a Chinese comma": duty("visits/all", interpretation=text("按台账日期计。", "By the register， by date.")),
        "a title with a full stop": duty("visits/all", title=text("经营企业检查", "Distributors visited.")),
        "a blank": duty("visits/all", title=text("经营企业检查 ", "Distributors visited")),
    },
    "titles-differ": {
        "in Chinese": duty("visits/all", title=text("高风险企业检查", "Distributors visited")),
        "in English": duty("visits/all", title=text("经营企业检查", "High-risk distributors visited")),
    },
    "readings-stated": {
        "a cycle": duty("visits/cycle", interpretation=None),
        "another year of a cycle": duty("visits/cycle", window=cycle(start="2024-01-01", years=4)),
        "rounding, among other things": duty(
            "papers/annual", target=at_least("1/3", rounding="down"), interpretation=text("按台账日期计。", "By date.")
        ),
        "a rolling window": duty("visits/rolling", interpretation=None),
        "a rolling window that is not said to roll": duty(
            "visits/rolling", interpretation=text("按两年计算。", "Two years are meant.")
        ),
        "rounding": duty("papers/annual", target=at_least("1/3", rounding="half_up"), interpretation=None),
        "a minimum": duty("papers/annual", target=at_least("1/3", minimum=2), interpretation=None),
        "records of the year before": duty("reports/number", window=calendar_year(2024, due="2025-12-31")),
    },
    "readings-say-more": {
        "the title again": duty("visits/all", interpretation=text("经营企业检查。", "Distributors visited by date.")),
        "too short": duty("visits/all", interpretation=text("略。", "By the register's date.")),
    },
    "clocks-run-forward": {
        "start and end exchanged": measure("leads/in-time", start=lead.closed_on, end=lead.received_on),
        "to what a record always has": measure("leads/in-time", end=lead.due_on),
        "back to an earlier step": measure("leads/in-time", start=lead.answered_on),
    },
    "languages-agree": {
        "a title": duty("complaints/few", title=text("投诉线索不超过40件", "No more than 50 complaints")),
        "a month": duty("meetings/held", interpretation=text("3月召开。", "Held in April.")),
        "a level": duty("visits/all", interpretation=text("只看二级企业。", "Level 3 distributors only.")),
        "guidance": guidance(reason=text("没有数量，另有3项说明。", "It names no figure; 4 notes say more.")),
    },
    "exclusions-said": {
        "not": measure("visits/all", of=SHOPS.where(~subject.device_classes.has("III"))),
        "another than": measure("complaints/few", of=leads.where(lead.source != "complaint")),
        "false for true": measure("reports/serious", having=~report.serious.is_true()),
        "in words only": duty("visits/all", interpretation=text("停业企业不在内。", "Suspended ones are left out.")),
    },
    "alternatives-said": {
        "or for and": measure(
            "visits/high-risk",
            of=subjects.where(subject.kinds.has("device_distributor") | (subject.grade("device_distributor") >= 3)),
        ),
        "a domain on one side only": measure(
            "visits/all", by=inspections.where(inspection.domains.has("device") | inspection.kinds.has("full"))
        ),
        "and for or": measure("visits/all", of=SHOPS.where(subject.kinds.has("drug_retailer"))),
        "all for any": measure("visits/all", of=SHOPS.where(subject.modes.has("wholesale", "retail"))),
    },
    "titles-counted": {
        "a way of visiting": duty("visits/all", title=text("经营企业飞行检查", "Unannounced visits")),
        "another kind of place": duty("visits/all", title=text("药店检查", "Pharmacies visited")),
        "another step": measure("samples/filed", having=sample.handled_on.happened()),
        "another field": duty("reports/growth", title=text("器械报告增长", "Growth of device reports")),
    },
    "counting-said": {
        "places for records": measure("complaints/few", of=leads.where(lead.source == "complaint"), distinct=lead.subject_id),
        "records for places": duty("complaints/few", title=text("被投诉企业数上限", "Few distributors complained of")),
    },
    "verdicts-said": {
        "each by itself": duty("complaints/few", each=agency),
        "all together": duty("complaints/few", title=text("各所投诉线索上限", "Few complaints at every station")),
    },
    "indicators-said": {
        "no target": duty("visits/high-risk", target=None),
        "a target after all": duty(
            "complaints/few", interpretation=text("条款未定数量，不作判定。", "No figure is given: shown, not judged.")
        ),
    },
    "words-in-data": {
        "a year": duty("visits/high-risk", interpretation=text("2023年底前开办的才算。", "Opened by the end of 2023.")),
        "a word of the register": duty("visits/high-risk", interpretation=text("只计unannounced一类。", "Unannounced ones.")),
        "a date": duty("samples/filed", interpretation=text("按结果日期计。", "By the date of the result.")),
    },
    "clocks-as-said": {
        "another start": duty("leads/in-time", interpretation=text("自反馈之日起算。", "From the day of the answer.")),
    },
    "answers-as-said": {
        "not linked": duty(
            "orders/follow-up",
            interpretation=text("复查记录注明对应的检查。", "The follow-up names its inspection."),
            measure=Response(to=VISITS.where(inspection.outcome == "rectify"), by=VISITS.where(inspection.kinds.has("follow_up"))),
        ),
        "before": measure("orders/follow-up", before=True),
    },
    "records-alike": {"a domain forgotten": measure("visits/high-risk", by=inspections)},
}  # fmt: skip
ROWS = [(check, name) for check, rows in BROKEN.items() for name in rows]
NOTES = [
    ("due-days-end-months", "a due day"),
    ("table-full", "a row of zeros"),
    ("floors-below-caps", "no room between"),
]
# What is broken in the data may no longer be what title and interpretation say, and both are told.
OF_WORDS = {
    "exclusions-said", "alternatives-said", "titles-counted", "records-alike", "languages-agree", "words-in-data",
    "clocks-as-said", "answers-as-said",
}  # fmt: skip
UNSEEN = {"can-be-described"}  # what is readable can be described; a property of generated plans says so


def test_the_good_plan_passes(county: Jurisdiction) -> None:
    """Nothing speaks against the good plan, not even a note."""
    assert validate(county.plans[0], county) == ()


@pytest.mark.parametrize(("check", "name"), ROWS)
def test_what_is_broken_is_found(check: str, name: str, county: Jurisdiction) -> None:
    """The check meant for a defect finds it, no other does but those of words, and both languages can be read."""
    broken = BROKEN[check][name](county)
    candidate = Candidate(jurisdiction=broken)
    findings = [found for each in CHECKS for found in each.find(candidate)]
    assert {check} <= {found.check for found in findings} <= {check, *OF_WORDS}
    for finding in findings:
        for told in (finding.problem, finding.advice):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in told.zh)
            assert not any(word in told.en for word in ("Column(", "Window(", "None", "Fraction", "object at", "{"))
        assert finding.obligation in {"", *(each.id for each in broken.plans[0].obligations)}


@pytest.mark.parametrize(("check", "name"), NOTES)
def test_notes_fail_nothing(check: str, name: str, county: Jurisdiction) -> None:
    """What may be meant is noted, not called an error."""
    candidate = Candidate(jurisdiction=BROKEN[check][name](county))
    assert {found.severity for each in CHECKS for found in each.find(candidate)} == {"note"}


def test_every_check_is_tried() -> None:
    """Each check has a defect that it is meant for; names stand once, levels exist."""
    names = [check.id for check in CHECKS]
    assert set(names) - UNSEEN == set(BROKEN)
    assert len(set(names)) == len(names)
    assert (
        {check.level for check in CHECKS} == {"well-formed", "accounted", "explained"} <= {level.id for level in LEVELS}
    )
