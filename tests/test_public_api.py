"""What other programs import and call."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas
import polars
import pyarrow
import pytest
from attrs import evolve

import regrules
from regrules.model import (
    AgencyEntry,
    Count,
    Jurisdiction,
    Obligation,
    Plan,
    Share,
    Text,
    at_least,
    calendar_year,
    cycle,
    inspections,
    months,
    next_month,
    report,
    reports,
    rolling_months,
    stages,
    subject,
    subjects,
)
from regrules.report.terms import term

HEAVY = ("numpy", "polars", "cattrs", "narwhals", "pandas", "click", "rich", "attrs", "pluggy")


def _duty(**changes: object) -> Obligation:
    made: dict[str, object] = {
        "id": "visits",
        "clause": "1",
        "title": Text(zh="检查", en="Inspections"),
        "agencies": ("station",),
        "measure": Count(of=inspections),
        "window": calendar_year(2025),
        "target": at_least(2),
    }
    return Obligation(**{**made, **changes})


def _plan(*obligations: Obligation, year: int = 2025) -> Plan:
    title = Text(zh="计划", en="Plan")
    return Plan(id=f"example-{year}", title=title, period=calendar_year(year), obligations=obligations)


def _county(*plans: Plan) -> Jurisdiction:
    return Jurisdiction(
        id="example",
        code="990101",
        name=Text(zh="示例县", en="Example County"),
        agencies=(AgencyEntry(id="north", name=Text(zh="城北所", en="North station"), kind="station"),),
        plans=plans,
    )


COUNTY = _county(_plan(_duty()))
SHOP = {"subject_id": "s1", "jurisdiction": "990101", "name": "药房", "kinds": ["drug_retailer"], "agency": "north"}
VISIT = {"inspection_id": "i1", "subject_id": "s1", "date": date(2025, 2, 1), "domains": ["drug"], "kinds": ["routine"]}
TABLES = {"subjects": [SHOP], "inspections": [VISIT, {**VISIT, "inspection_id": "i2", "date": date(2025, 3, 1)}]}


def test_importing_regrules_costs_nothing() -> None:
    """No library is loaded until a name is asked for, and a tenth of a second is far more than it takes."""
    code = (
        "import sys, time; start = time.process_time(); import regrules; took = time.process_time() - start; "
        f"assert took < 0.1, took; assert not {{*{HEAVY!r}}} & {{*sys.modules}}, sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_assessing_loads_no_dataframe_library_of_the_callers() -> None:
    """Asking for the function, or for a folder to be read, loads neither Polars, pandas, Narwhals nor cattrs."""
    code = (
        "import sys, regrules; regrules.assess, regrules.read_register, regrules.jurisdictions(); "
        "found = {'polars', 'pandas', 'narwhals', 'cattrs', 'rich', 'click'} & {*sys.modules}; assert not found, found"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", regrules.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """What is announced can be fetched, is listed, and says what it is."""
    found = getattr(regrules, name)
    assert name in dir(regrules)
    assert name == "__version__" or found.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The module behaves like any other towards a name that it does not have."""
    with pytest.raises(AttributeError, match="has no attribute 'asess'"):
        regrules.asess  # noqa: B018  # asking is the test


def test_a_county_is_found_by_id_code_or_handed_over() -> None:
    """The installed counties answer to their id and their code; a record need not be installed."""
    assert regrules.jurisdiction("shizhu") is not None
    assert regrules.jurisdiction("500240") == regrules.jurisdiction("shizhu")
    assert [each.code for each in regrules.jurisdictions()] == sorted(each.code for each in regrules.jurisdictions())
    found = regrules.assess(COUNTY, register=TABLES, as_of="2025-06-30", engine="reference")
    assert [verdict.status for verdict in found.verdicts] == ["met"]
    with pytest.raises(regrules.PluginError, match="did you mean `shizhu`"):
        regrules.jurisdiction("shizu")


REFUSED = {
    "unreadable as-of": ({"as_of": "June"}, regrules.QuestionError, "as-of date: `June` is not a date"),
    "moment for a day": ({"as_of": "2025-06-30T00:00"}, regrules.QuestionError, "`2025-06-30T00:00` is not a date"),
    "unreadable known-at": ({"known_at": "soon"}, regrules.QuestionError, "known-at date: `soon` is not a date"),
    "known too early": (
        {"known_at": "2025-06-29"},
        regrules.QuestionError,
        "known at must not lie before the as-of date: 2025-06-29 is before 2025-06-30",
    ),
    "unknown plan": ({"plan": "exmple-2025"}, regrules.QuestionError, "did you mean `example-2025`"),
    "unknown engine": ({"engine": "colums"}, regrules.QuestionError, "did you mean `columns`"),
    "before every plan": (
        {"as_of": "2024-12-31"},
        regrules.NothingEvaluated,
        "example-2025 from 2025-01-01 to 2026-12-31",
    ),
    "after every plan": ({"as_of": date(2027, 1, 1)}, regrules.NothingEvaluated, "example-2025 from 2025-01-01"),
    "not a register": ({"register": 5}, regrules.QuestionError, "register 5 is no folder"),
    "another county's facts": (
        {"register": {"subjects": [{**SHOP, "jurisdiction": "500240"}]}},
        regrules.NothingEvaluated,
        "no subject of Example County",
    ),
    "no tables": ({"register": {}}, regrules.NothingEvaluated, ""),
    "unknown table": ({"register": {**TABLES, "inspection": []}}, regrules.RegisterError, "did you mean `inspections`"),
    "missing folder": ({"register": "nowhere"}, regrules.RegisterError, "no such folder"),
}


@pytest.mark.parametrize(("changes", "error", "told"), REFUSED.values(), ids=REFUSED)
def test_impossible_questions_are_refused(changes: dict[str, object], error: type[Exception], told: str) -> None:
    """Each refusal is of its kind and shows the value, the place or the dates that would do."""
    with pytest.raises(error) as caught:
        regrules.assess(COUNTY, **{"register": TABLES, "as_of": "2025-06-30", **changes})
    assert told in str(caught.value)


ACCEPTED = {
    "day as a date": {"as_of": date(2025, 6, 30)},
    "known the same day": {"known_at": "2025-06-30"},
    "known later": {"known_at": date(2026, 1, 1)},
    "the plan by name": {"plan": "example-2025"},
    "the other engine": {"engine": "columns"},
    "the first day": {"as_of": "2025-01-01"},
    "the last day": {"as_of": "2026-12-31"},
    "an absent table": {"register": {**TABLES, "filings": None}},
}


@pytest.mark.parametrize("changes", ACCEPTED.values(), ids=ACCEPTED)
def test_possible_questions_are_answered(changes: dict[str, object]) -> None:
    """The twins of what is refused are answered."""
    asked = {"register": TABLES, "as_of": "2025-06-30", "engine": "reference", **changes}
    assert len(regrules.assess(COUNTY, **asked).verdicts) == 1


TERMS = {
    "its window": ((_duty(),), "2026-12-31"),
    "a later due day": ((_duty(window=calendar_year(2025, due="2026-01-31")),), "2027-01-31"),
    "an earlier due day": ((_duty(window=calendar_year(2025, due="2025-03-31")),), "2026-12-31"),
    "a cycle": ((_duty(window=cycle(start="2024-01-01", years=4)),), "2028-12-31"),
    "stages": ((_duty(target=stages(("2025-06-30", at_least(1)), ("2026-02-28", at_least(2)))),), "2027-02-28"),
    "periods due later": ((_duty(each=months("2025-01", "2025-12", due=next_month(day=5))),), "2027-01-05"),
    "a rolling window": ((_duty(window=rolling_months(24)),), "2026-12-31"),
    "nothing": ((), "2026-12-31"),
}


@pytest.mark.parametrize(("obligations", "last"), TERMS.values(), ids=TERMS)
def test_a_plan_can_be_assessed_for_a_year_after_its_last_due_day(
    obligations: tuple[Obligation, ...], last: str
) -> None:
    """The term begins with the plan and ends a year after whatever it asks last."""
    days = term(_plan(*obligations))
    assert (days.start, days.end) == (date(2025, 1, 1), date.fromisoformat(last))


def test_plans_that_cannot_be_asked_are_named() -> None:
    """A plan outside its term is left out of the verdicts and named with its dates."""
    county = _county(_plan(_duty()), _plan(_duty(window=calendar_year(2027)), year=2027))
    found = regrules.assess(county, register=TABLES, as_of="2025-06-30", engine="reference")
    assert list(found.by_plan) == ["example-2025"]
    assert [(each.plan, each.first, each.last) for each in found.skipped] == [
        ("example-2027", date(2027, 1, 1), date(2028, 12, 31))
    ]


def test_the_same_facts_give_the_same_digest(tmp_path: Path) -> None:
    """A folder, records and a register in hand lead to the same verdicts and the same receipt."""
    (tmp_path / "subjects.csv").write_text(
        "subject_id,jurisdiction,name,kinds,agency\ns1,990101,药房,drug_retailer,north\n", encoding="utf-8"
    )
    (tmp_path / "inspections.csv").write_text(
        "inspection_id,subject_id,date,domains,kinds\ni1,s1,2025-02-01,drug,routine\ni2,s1,2025-03-01,drug,routine\n",
        encoding="utf-8",
    )
    given = (
        tmp_path,
        str(tmp_path),
        TABLES,
        regrules.read_register(tmp_path),
        regrules.register_from_records(**TABLES),
    )
    found = [regrules.assess(COUNTY, register=each, as_of="2025-06-30", engine="reference") for each in given]
    assert len({each.receipt for each in found}) == 1
    assert [each.verdicts for each in found] == [found[0].verdicts] * len(given)


def test_the_receipt_says_what_was_used() -> None:
    """Dates, versions, calendar and the year of the residents are on the receipt; other counties' residents are not."""
    figures = [
        {"jurisdiction": code, "name": name, "year": year, "value": 1, "recorded_on": recorded}
        for code, name, year, recorded in (
            ("990101", "residents", 2023, date(2024, 1, 1)),
            ("990101", "residents", 2024, date(2025, 9, 1)),
            ("990101", "residents", 2026, date(2025, 1, 1)),
            ("990101", "households", 2025, date(2025, 1, 1)),
        )
    ]
    register = {**TABLES, "figures": figures}

    def receipt(**asked: object) -> regrules.Receipt:
        return regrules.assess(COUNTY, register=register, as_of="2025-06-30", engine="reference", **asked).receipt

    found = receipt()
    assert (found.as_of, found.known_at, found.plans) == (date(2025, 6, 30), None, ("example-2025",))
    assert (found.distribution, found.plugin_version, found.engine) == (None, None, "reference")
    assert found.engine_version == regrules.__version__
    assert found.calendar_horizon is not None and found.calendar_horizon >= 2026
    assert found.residents_year == 2024
    assert receipt(known_at="2025-06-30").residents_year == 2023
    assert (
        regrules.assess(COUNTY, register=TABLES, as_of="2025-06-30", engine="reference").receipt.residents_year is None
    )


def test_installed_counties_are_receipted_with_their_distribution() -> None:
    """The plugin's distribution and version are on the receipt of an installed county."""
    facts = {"subjects": [{**SHOP, "jurisdiction": "500240", "agency": "nanbin"}]}
    receipt = regrules.assess("shizhu", register=facts, as_of="2025-06-30").receipt
    assert (receipt.distribution, receipt.plugin_version) == ("regrules-shizhu", "0.1.0")


def _frames(library: str) -> dict[str, object]:
    tables = {name: {column: [row[column] for row in rows] for column in rows[0]} for name, rows in TABLES.items()}
    make = {"polars": polars.DataFrame, "pandas": pandas.DataFrame, "pyarrow": pyarrow.table}[library]
    return {name: make(columns) for name, columns in tables.items()}


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow"])
def test_the_dataframe_comes_back_in_the_callers_library(library: str) -> None:
    """Verdicts of facts in some library are a dataframe of that library, with the same whole numbers."""
    found = regrules.assess(COUNTY, register=_frames(library), as_of="2025-06-30", engine="reference").to_frame()
    assert type(found).__module__.split(".")[0] == library
    (least,) = found["least"].to_pylist() if library == "pyarrow" else found["least"].to_list()
    assert (least, type(least)) == (2, int)


def test_without_a_library_the_dataframe_is_polars() -> None:
    """Facts from files or records give a Polars dataframe, a row for each verdict, dates as dates."""
    found = regrules.assess(COUNTY, register=TABLES, as_of="2025-06-30", engine="reference").to_frame()
    assert isinstance(found, polars.DataFrame)
    assert found.select("plan", "obligation", "status", "due", "stage").rows() == [
        ("example-2025", "visits", "met", date(2025, 12, 31), None)
    ]


def test_verdicts_are_sorted_by_status() -> None:
    """Every verdict stands in one of the lists, and is found again with its plan and its obligation."""
    new = _duty(id="new", target=None)
    none = _duty(
        id="none",
        measure=Share(
            of=subjects.where(subject.kinds.has("drug_chain")), having=subject.registrations.has("adr_system")
        ),
        target=at_least("50%"),
    )
    open_ = _duty(id="open", target=at_least(3))
    breached = _duty(id="breached", window=calendar_year(2025, due="2025-06-30"), target=at_least(3))
    late = _duty(id="late", window=calendar_year(2025, due="2025-02-28"))
    undecided = _duty(
        id="undecided",
        measure=Count(of=reports.where(report.product == "drug")),
        target=at_least(1),
        window=calendar_year(2025),
    )
    county = _county(_plan(_duty(), new, none, open_, breached, late, undecided))
    found = regrules.assess(county, register=TABLES, as_of="2025-06-30", engine="reference")
    lists = {
        "met": found.met,
        "late": found.late,
        "breached": found.breached,
        "open": found.open,
        "undecided": found.undecided,
        "not_applicable": found.not_applicable,
        None: found.indicators,
    }
    assert {status: [verdict.status for verdict in verdicts] for status, verdicts in lists.items()} == {
        status: [status] * len(verdicts) for status, verdicts in lists.items()
    }
    assert sum(map(len, lists.values())) == len(found.verdicts) == 7
    assert [found.obligation_of(each[0]).id.replace("visits", "met") for each in (
        found.met, found.late, found.breached, found.open
    )] == ["met", "late", "breached", "open"]  # fmt: skip
    assert {found.plan_of(verdict).id for verdict in found.verdicts} == {"example-2025"}
    with pytest.raises(KeyError, match="none of this assessment's"):
        found.plan_of(evolve(found.verdicts[0], obligation="other"))


def test_verdicts_stand_as_in_the_document() -> None:
    """Verdicts follow the clauses, whatever the order in which the plan lists its obligations; stages stay in time."""
    window = calendar_year(2025)
    duties = tuple(
        Obligation(
            id=f"duty-{place}",
            clause=clause,
            title=Text(zh="任务", en="duty"),
            agencies=("station",),
            measure=Count(of=inspections),
            window=window,
            target=stages(("2025-06-30", at_least(1)), ("2025-12-31", at_least(2))),
        )
        for place, clause in enumerate(("annex", "3.10", "3.9", "2", "3.9.1"))
    )
    county = Jurisdiction(
        id="order",
        code="990101",
        name=Text(zh="示例县", en="Example"),
        plans=(Plan(id="order-2025", title=Text(zh="计划", en="Plan"), period=window, obligations=duties),),
    )
    facts = {"subjects": [{"subject_id": "s1", "jurisdiction": "990101", "name": "x", "kinds": "drug_retailer"}]}
    found = regrules.assess(county, register=facts, as_of="2025-07-01").verdicts
    assert [each.clause for each in found[::2]] == ["2", "3.9", "3.9.1", "3.10", "annex"]
    assert [str(each.due) for each in found[:2]] == ["2025-06-30", "2025-12-31"]
