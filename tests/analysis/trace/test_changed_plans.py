"""A plan that says what its document says traces clean; each change of it is found by the check meant for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from regrules.analysis.trace import CHECKS
from regrules.model import (
    Clock,
    EscalationStep,
    FigureNote,
    Guidance,
    Obligation,
    Plan,
    Text,
    above,
    at_least,
    at_most,
    between_dates,
    calendar_half,
    calendar_year,
    cycle,
    inspection,
    inspections,
    months,
    rolling_months,
    stages,
    subject,
    subjects,
    times_at_least,
    times_at_most,
)

Change = Callable[[Obligation], Obligation]
OTHER_PLACES = subjects.where(subject.kinds.has("medical_institution"))


def changed(plan: Plan, id: str, change: Change) -> Plan:
    """*plan* with one obligation changed."""
    return evolve(plan, obligations=[change(each) if each.id == id else each for each in plan.obligations])


def without(plan: Plan, *ids: str) -> Plan:
    """*plan* without some obligations."""
    return evolve(plan, obligations=[each for each in plan.obligations if each.id not in ids])


def target(value: object) -> Change:
    """Another target."""
    return lambda each: evolve(each, target=value)


def window(value: object) -> Change:
    """Another window."""
    return lambda each: evolve(each, window=value)


def measure(**parts: object) -> Change:
    """A measure with other parts."""
    return lambda each: evolve(each, measure=evolve(each.measure, **parts))


def of(records: object) -> Change:
    """A measure of other records."""
    return measure(of=records)


def cells(change: Callable[..., object]) -> Change:
    """A table with its first cell changed."""
    return lambda each: evolve(
        each,
        measure=evolve(each.measure, totals=(), cells=(change(each.measure.cells[0]), *each.measure.cells[1:])),
    )


def distributors(**more: object) -> object:
    """Device distributors of a level."""
    level = more["level"]
    return subjects.where(subject.kinds.has("device_distributor"), subject.grade("device_distributor") == level)


def classes(klass: str) -> object:
    """Device distributors of a class."""
    return subjects.where(subject.kinds.has("device_distributor"), subject.device_classes.has(klass))


VISITS = inspections.where(inspection.domains.has("device"))
HALF, QUARTERS = at_least("50%"), at_least("75%")
ALL = at_least("100%")
IMPLIED = at_least("100%", implied=True)

CHANGED = {
    "another agency": (
        "filings", lambda each: evolve(each, agencies=("enforcement_team",)), {"agencies-as-written"},
    ),
    "an agency left out": ("filings", lambda each: evolve(each, agencies=("station",)), {"agencies-as-written"}),
    "another share": ("level-1", target(at_least("20%")), {"figures-of-plan-found", "figures-of-document-used"}),
    "a share said to be implied": ("level-1", target(at_least("25%", implied=True)), set()),
    "a share left to the words": ("level-1", target(IMPLIED), {"figures-of-document-used"}),
    "at most for at least": ("level-1", target(at_most("25%")), {"bounds-agree"}),
    "more than for at least": ("level-1", target(above("25%")), {"bounds-agree"}),
    "rounded down": ("level-1", target(at_least("25%", rounding="down")), {"rounding-stated"}),
    "a least number of places": ("level-1", target(at_least("25%", minimum=2)), {"figures-of-plan-found"}),
    "another count": ("per-million", target(at_least("100")), {"figures-of-plan-found", "figures-of-document-used"}),
    "not per million": ("per-million", measure(per_million=False), {"figures-of-plan-found", "figures-of-document-used"}),
    "another due day": ("self-inspection", window(calendar_year(2025, due="2025-03-30")), {"figures-of-plan-found"}),
    "no due day": ("self-inspection", window(calendar_year(2025)), {"figures-of-document-used"}),
    "half the year": ("follow-up", window(calendar_half(2025, 1)), {"figures-of-plan-found"}),
    "another year": ("serious", window(calendar_year(2024)), {"figures-of-plan-found"}),
    "a later start": ("serious", window(between_dates("2025-02-01", "2025-12-31")), {"figures-of-plan-found"}),
    "a year for two": ("level-2", window(rolling_months(12)), {"figures-in-place", "figures-of-document-used"}),
    "five years for four": (
        "level-1-cycle", window(cycle(start="2023-01-01", years=5)), {"figures-of-plan-found", "figures-of-document-used"},
    ),
    "another first year": ("level-1-cycle", window(cycle(start="2022-01-01", years=4)), {"figures-of-plan-found"}),
    "months for quarters": (
        "consultations", lambda each: evolve(each, each=months), {"figures-of-plan-found", "figures-of-document-used"},
    ),
    "days for working days": (
        "filings", measure(within=Clock(amount=7, unit="day")), {"figures-of-plan-found", "figures-of-document-used"},
    ),
    "once for twice": ("psychotropic", measure(times=times_at_least(1)), {"figures-of-document-used"}),
    "at most twice": ("psychotropic", measure(times=times_at_most(2)), {"bounds-agree"}),
    "three times": ("level-3", measure(times=times_at_least(3)), {"figures-of-plan-found"}),
    "a stage too late": (
        "pharmacies", target(stages(("2025-06-30", HALF), ("2025-10-31", QUARTERS), ("2025-12-31", ALL))),
        {"figures-of-plan-found"},
    ),
    "stages exchanged": (
        "pharmacies", target(stages(("2025-06-30", QUARTERS), ("2025-09-30", HALF), ("2025-12-31", ALL))),
        {"stages-as-written"},
    ),
    "a stage left out": (
        "pharmacies", target(stages(("2025-06-30", HALF), ("2025-12-31", ALL))), {"figures-of-document-used"},
    ),
    "level 2 for level 3": ("level-3", of(distributors(level="2")), {"figures-of-document-used"}),
    "level 3 for level 2": ("level-2", of(distributors(level="3")), {"figures-in-place"}),
    "a level that is not there": ("level-3", of(distributors(level="4")), {"figures-of-plan-found"}),
    "class III for class II": ("class-2", of(classes("III")), {"figures-in-place"}),
    "level 3 hospitals only": (
        "hospitals", of(subjects.where(subject.kinds.has("medical_institution"), subject.hospital_level == 2)),
        {"bounds-agree"},
    ),
    "shares exchanged": ("serious", target(at_least("20%")), {"figures-of-document-used"}),
    "another clause": ("class-2", lambda each: evolve(each, clause="2.2"), {"figures-of-plan-found"}),
    "no such clause": ("class-2", lambda each: evolve(each, clause="2.7"), {"clauses-in-document"}),
    "a clause that the title does not fit": (
        "consultations", lambda each: evolve(each, clause="3.5", each=None), {"titles-in-place"},
    ),
    "drugs for devices": (
        "level-3", measure(by=inspections.where(inspection.domains.has("drug"))), {"words-evident"},
    ),
    "hospitals for pharmacies": ("pharmacies", of(OTHER_PLACES), {"words-evident"}),
    "any visit for unannounced ones": (
        "class-3", measure(by=VISITS.where(inspection.kinds.has("routine"))), {"words-evident"},
    ),
    "complaints that nobody speaks of": (
        "level-3", measure(by=VISITS.where(inspection.reason == "complaint")), {"words-evident"},
    ),
    "a day of the interpretation that nobody asks for": (
        "serious", lambda each: evolve(each, interpretation=Text(zh="按6月20日考核。", en="On 20 June.")), {"readings-agree"},
    ),
    "a title that is copied": (
        "filings", lambda each: evolve(each, title=Text(zh="备案核实后，7个工作日内向社会公开", en="Copied")), {"own-words"},
    ),
    "a title with another figure": (
        "filings", lambda each: evolve(each, title=Text(zh="网络销售备案15个工作日内公开", en="In 15 days")), {"titles-agree"},
    ),
    "in principle, which nobody says": (
        "level-3", lambda each: evolve(each, strength="in_principle"), {"strength-as-written"},
    ),
    "an aim, which nobody says": ("serious", lambda each: evolve(each, strength="aims_at"), {"strength-as-written"}),
    "an aim, which the interpretation says": (
        "serious",
        lambda each: evolve(each, strength="aims_at", interpretation=Text(zh="按努力目标理解。", en="Read as an aim.")),
        set(),
    ),
    "a title that says in principle": (
        "level-3", lambda each: evolve(each, title=Text(zh="三级监管企业原则上每年检查", en="In principle")),
        {"strength-as-written"},
    ),
    "a step that another action proves": (
        "self-inspection",
        lambda each: evolve(each, escalation=(EscalationStep(title=Text(zh="催报", en="Reminder"), action="penalty"),)),
        {"steps-as-named"},
    ),
    "a step that its action proves": (
        "self-inspection",
        lambda each: evolve(each, escalation=(EscalationStep(title=Text(zh="催报", en="Reminder"), action="notice"),)),
        set(),
    ),
    "a cell": ("tasks", cells(lambda cell: evolve(cell, planned=9)), {"table-cells"}),
    "a cell of another kind": ("tasks", cells(lambda cell: evolve(cell, period="2025-Q3")), {"table-cells"}),
    "a table's period without a stage": (
        "tasks", target(stages(("2025-06-30", IMPLIED), ("2025-12-31", IMPLIED))), {"stages-as-written"},
    ),
    "a table's stage": (
        "tasks", target(stages(("2025-03-31", IMPLIED), ("2025-06-29", IMPLIED))), {"figures-of-plan-found"},
    ),
}  # fmt: skip


def test_a_plan_that_says_what_its_document_says_is_clean(problems, traced) -> None:
    """Nothing speaks against it, and all clauses and figures are accounted for."""
    assert problems() == ()
    found = traced()
    assert found.holds
    assert found.accounted_clauses == len(found.asked) == 14
    assert found.accounted_figures == len(found.figures) == 35


@pytest.mark.parametrize("name", CHANGED)
def test_each_change_is_found_by_its_check(name: str, plan: Plan, problems) -> None:
    """Every change of the plan is told by the checks that are meant for it."""
    id, change, expected = CHANGED[name]
    found = {each.check for each in problems(changed(plan, id, change))}
    assert expected <= found
    assert bool(expected) == bool(found)


def test_exchanged_shares_are_noticed(plan: Plan, problems) -> None:
    """Two shares of one clause that changed places are told, though each of them stands there."""
    swapped = changed(changed(plan, "serious", target(at_least("20%"))), "new", target(at_least("2%")))
    assert {each.check for each in problems(swapped)} == {"figures-in-place"}


def test_guidance_at_another_clause_is_noticed(plan: Plan, problems) -> None:
    """The title of guidance fits the clause at which it is listed."""
    about = {"title": Text(zh="药店设置售药机购药", en="Vending machines"), "reason": Text(zh="属于鼓励。", en="Encouraged.")}
    elsewhere = Guidance(clause="3.5", **about)
    moved = evolve(without(plan, "summary"), guidance=(*plan.guidance, elsewhere))
    assert "titles-in-place" in {each.check for each in problems(moved)}
    assert problems(evolve(plan, guidance=(Guidance(clause="1.3", **about),))) == ()


def test_a_clause_in_principle_wants_an_obligation_in_principle(plan: Plan, problems, document: str) -> None:
    """Where the clause says 原则上, one of its obligations is in principle, or says how it is read."""
    softer = document.replace("每季度召开", "原则上每季度召开")
    assert {each.check for each in problems(plan, softer)} == {"strength-as-written"}
    assert problems(changed(plan, "consultations", lambda each: evolve(each, strength="in_principle")), softer) == ()
    reading = Text(zh="条款写“原则上”，仍按必须理解。", en="In principle, yet read as a must.")
    assert problems(changed(plan, "consultations", lambda each: evolve(each, interpretation=reading)), softer) == ()


@pytest.mark.parametrize("id", ["pharmacies", "psychotropic", "class-3", "filings", "serious", "summary", "tasks"])
def test_a_missing_obligation_is_noticed(id: str, plan: Plan, problems) -> None:
    """Without one of its obligations something of the document is not accounted for."""
    checks = {each.check for each in problems(without(plan, id))}
    assert checks and checks <= {"clauses-of-document-accounted", "figures-of-document-used"}


def test_a_written_share_needs_as_many_obligations_as_it_stands_times(plan: Plan, problems, document: str) -> None:
    """A share that a clause writes twice is two demands."""
    twice = document.replace("上报率100%", "上报率100%，公示率100%")
    found = problems(plan, twice)
    assert [(each.check, each.clause) for each in found] == [("figures-of-document-used", "2.2")]


def test_the_document_is_that_of_the_plan(plan: Plan, problems, document: str) -> None:
    """A document of another year, or of another name, is told; one that changed since it was read is told as well."""
    assert {each.check for each in problems(plan, document.replace("局2025年", "局2024年"))} == {"document-of-plan"}
    renamed = document.replace("青石县市场监督管理局2025年药品和医疗器械监管工作要点", "红土县关于化妆品广告的意见")
    assert "document-of-plan" in {each.check for each in problems(plan, renamed)}


def test_a_changed_document_is_noticed(plan: Plan, problems, traced, document: str) -> None:
    """With the digest recorded nothing is said of the document that was read, and any change of it is told."""
    recorded = evolve(plan, document_digest=traced().digest)
    assert traced(recorded).findings == ()
    assert problems(recorded, document.replace("\n", "\r\n")) == ()
    assert [each.check for each in problems(recorded, document.replace("鼓励", "支持"))] == ["document-unchanged"]


def test_clauses_that_the_plan_passes_over_are_told(plan: Plan, problems, document: str) -> None:
    """A clause more in the document is told, and a clause less."""
    more = document.replace("\n附件", "（六）宣传培训。开展普法宣传。\n\n附件")
    assert [(each.check, each.clause) for each in problems(plan, more)] == [("clauses-of-document-accounted", "3.6")]
    less = document.replace("（五）工作总结。年底前完成监测工作总结。\n", "")
    assert {each.check for each in problems(plan, less)} == {"clauses-in-document"}


NOTED = {
    "of no such figure": FigureNote(clause="2.2", figure="25%", reason=Text(zh="无", en="None")),
    "of a figure that is used": FigureNote(clause="2.2", figure="100%", reason=Text(zh="无", en="None")),
}


@pytest.mark.parametrize("note", NOTED.values(), ids=NOTED)
def test_notes_fit_their_figures(note: FigureNote, plan: Plan, problems) -> None:
    """A note on a figure that is not there, or that an obligation uses, is told."""
    noted = evolve(plan, figure_notes=(*plan.figure_notes, note))
    assert [each.check for each in problems(noted)] == ["notes-fit"]


ACCEPTED = {
    "a figure that the interpretation names": ("level-3", measure(times=times_at_least(3)), "按每年三次检查执行。"),
    "rounding that it names": ("level-1", target(at_least("25%", rounding="half_up")), "四舍五入。"),
    "a day that it names": ("serious", window(between_dates("2025-02-01", "2025-12-31")), "自2月1日起计。"),
    "a word that it names": (
        "level-3",
        measure(by=VISITS.where(inspection.reason == "complaint")),
        "只计投诉举报引起的。",
    ),
    "a bound that it names": ("level-1", target(above("25%")), "按超过25%执行。"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_interpretation_accounts_for_a_reading(name: str, plan: Plan, problems) -> None:
    """What the obligation says of its reading is accepted as the source of a figure or a word."""
    id, change, reading = ACCEPTED[name]
    said = changed(
        changed(plan, id, change), id, lambda each: evolve(each, interpretation=Text(zh=reading, en=reading))
    )
    unsaid = {each.check for each in problems(changed(plan, id, change))}
    assert unsaid
    assert not {each.check for each in problems(said)} & (unsaid - {"figures-of-document-used"})


def test_the_plan_period_needs_no_source(plan: Plan, problems) -> None:
    """Due on the period's last day, open on the day before it: that is what every yearly plan implies."""
    due = changed(plan, "serious", window(calendar_year(2025, due="2025-12-31")))
    open_by = subjects.where(subject.kinds.has("device_distributor"), subject.opened_by(date(2024, 12, 31)))
    graded = open_by.where(subject.grade("device_distributor") == "3")
    assert problems(changed(due, "level-3", of(graded))) == ()


def test_every_check_is_of_the_level_and_says_what_must_be_true() -> None:
    """The checks are of the level `traced`, need the document, and have names of their own."""
    assert {each.level for each in CHECKS} == {"traced"}
    assert {each.needs for each in CHECKS} == {"document"}
    assert len({each.id for each in CHECKS}) == len(CHECKS)
    expected = set().union(*(checks for _, _, checks in CHANGED.values()))
    elsewhere = {"document-unchanged", "document-of-plan", "clauses-of-document-accounted", "notes-fit"}
    assert {each.id for each in CHECKS} == expected | elsewhere
