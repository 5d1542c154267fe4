"""Every check can fail: an engine is broken in one way, and the check that is meant for it says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from regrules.analysis.check import Candidate, Finding
from regrules.engine import columns, limits, numbers, reference, truth
from regrules.engine.limits import Limits
from regrules.engine.reference import clocks as reference_clocks
from regrules.engine.reference import units as reference_units
from regrules.engine.world import World
from regrules.model import Jurisdiction
from regrules.register import Register
from regrules.testing.conformance.meaning import CHECKS
from regrules.testing.relations import RELATIONS
from regrules.testing.strategies.county import of_plan

Patch = pytest.MonkeyPatch
ONE_DAY = timedelta(days=1)


def errors(check: str, county: Jurisdiction) -> list[Finding]:
    """What *check* finds wrong in the county."""
    (wanted,) = (each for each in CHECKS if each.id == check)
    found = wanted.find(Candidate(jurisdiction=county, examples=8))
    return [each for each in found if each.severity == "error"]


def answering(change: Callable[..., Any], *engines: Any) -> Callable[[Patch], None]:
    """A break: engines whose answer goes through *change*, which gets the engine, the plan, the register and the day."""

    def patch(monkeypatch: Patch) -> None:
        for engine in engines or (columns,):
            honest = engine.evaluate

            def evaluate(plan: Any, jurisdiction: Any, register: Any, honest: Any = honest, **days: Any) -> Any:
                return change(
                    lambda *asked, **when: honest(*asked, **(days | when)), plan, jurisdiction, register, days
                )

            monkeypatch.setattr(engine, "evaluate", evaluate)

    return patch


def setting(target: Any, name: str, make: Callable[[Any], Any]) -> Callable[[Patch], None]:
    """A break: an attribute that is replaced by what *make* makes of it."""
    return lambda monkeypatch: monkeypatch.setattr(target, name, make(getattr(target, name)))


def without_last_row(register: Register, table: str) -> Register:
    """The register without the last row of a table."""
    found = register.table(table)
    return register.with_tables([found.take(range(max(0, len(found) - 1)))] if len(found) else [])


def in_order_of_rows(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    return ask(plan, county, without_last_row(register, "subjects"))


def a_row_too_few(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    return ask(plan, county, without_last_row(register, "inspections"))


def a_day_early(ask: Any, plan: Any, county: Any, register: Register, days: Any) -> Any:
    return ask(plan, county, register, as_of=days["as_of"] - ONE_DAY)


def never_settled(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    return tuple(evolve(each, settled=False) for each in ask(plan, county, register))


def five_records_at_most(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    found = register.table("inspections")
    if len(found) > 3:
        register = register.with_tables([found.take(range(2))])
    return ask(plan, county, register)


def sorting_in_place(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    for table in register.tables.values():
        for values in table.columns.values():
            values.reverse()
    return ask(plan, county, register)


def forgetting_a_column(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    found = ask(plan, county, register)
    register.table("subjects").columns["seen"] = [True] * len(register.table("subjects"))
    return found


def first_of_many(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    found = ask(plan, county, register)
    return found if len(plan.obligations) == 1 else (evolve(found[0], clause="9.9"), *found[1:])


def knowing_a_name(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    subjects = register.table("subjects")
    names = subjects.columns["subject_id"]
    return ask(
        plan, county, register.with_tables([subjects.take([at for at, name in enumerate(names) if name != "s1"])])
    )


def a_part_too_few(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    return tuple(evolve(each, agencies=each.agencies[1:]) for each in ask(plan, county, register))


def ever_another(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    CALLS.append(1)
    return tuple(
        evolve(each, title=evolve(each.title, en=f"call {len(CALLS)}")) for each in ask(plan, county, register)
    )


CALLS: list[int] = []


def failing(ask: Any, plan: Any, county: Any, register: Register, _days: Any) -> Any:
    raise ZeroDivisionError("division by zero")


def falls_late(falls: Any) -> Any:
    """An event of the window's first day is overlooked."""
    return lambda self, records, row, window, on: falls(
        self, records, row, evolve(window, start=min(window.end, window.start + ONE_DAY), due=None), on
    )


def falls_long(falls: Any) -> Any:
    """An event of the day after the window counts."""
    return lambda self, records, row, window, on: falls(
        self, records, row, evolve(window, end=window.end + ONE_DAY, due=None), on
    )


def missing_is(answer: bool) -> Callable[[Any], Any]:
    """What is unknown is answered all the same."""

    def make(compare: Any) -> Any:
        def found(*asked: Any) -> Any:
            held = compare(*asked)
            return answer if held is None else held

        return found

    return make


def shifted(runs_out: Any, by: int) -> Any:
    return lambda clock, start: runs_out(clock, start) + by * ONE_DAY


def month_end_slips(runs_out: Any) -> Any:
    """A month has thirty days."""
    return lambda clock, start: start + 30 * clock.amount * ONE_DAY if clock.unit == "month" else runs_out(clock, start)


def weekdays_only(runs_out: Any) -> Any:
    """Working days are Monday to Friday, whatever the calendar says."""

    def found(clock: Any, start: date) -> Any:
        if clock.unit != "working_day":
            return runs_out(clock, start)
        day, left = start, clock.amount
        while left:
            day += ONE_DAY
            left -= day.weekday() < 5
        return day

    return found


BREAKS: dict[str, tuple[str, Callable[[Patch], None]]] = {
    "columns drop a row": ("engines-agree", answering(a_row_too_few)),
    "columns ask a day early": ("engines-agree", answering(a_day_early)),
    "columns call nothing settled": ("engines-agree", answering(never_settled)),
    "columns stop": ("engines-agree", answering(failing)),
    "the reference drops a row": ("engines-agree", answering(a_row_too_few, reference)),
    "shares are rounded down": ("thresholds", setting(limits, "_rounded", lambda _: lambda top, bottom, how: top // bottom)),
    "shares are rounded half up": (
        "thresholds", setting(limits, "_rounded", lambda _: lambda top, bottom, how: (2 * top + bottom) // (2 * bottom))
    ),
    "one hit too many is needed": ("thresholds", setting(Limits, "needed", lambda needed: lambda *a: needed(*a) + 1)),
    "one hit too few is needed": ("thresholds", setting(Limits, "needed", lambda needed: lambda *a: needed(*a) - 1)),
    "at least means more than": (
        "thresholds", setting(Limits, "above_lower", lambda _: lambda self, value: self.lower is None or value > self.lower)
    ),
    "at most means less than": (
        "thresholds", setting(Limits, "below_upper", lambda _: lambda self, value: self.upper is None or value < self.upper)
    ),
    "everybody is met": ("thresholds", setting(numbers.Number, "may_fail", lambda _: lambda *a: False)),
    "a filter is dropped": (
        "thresholds", setting(reference_units, "truth", lambda own: lambda predicate, asked: True)
    ),
    "both engines drop a row": ("thresholds", answering(a_row_too_few, columns, reference)),
    "the first day is overlooked": ("dates", setting(World, "falls", falls_late)),
    "the window is a day too long": ("dates", setting(World, "falls", falls_long)),
    "both engines ask a day early": ("dates", answering(a_day_early, columns, reference)),
    "the last day is too late": (
        "clocks", setting(reference_clocks, "in_time", lambda _: lambda end, due: end < due)
    ),
    "limits end a day early": ("clocks", setting(reference_clocks, "runs_out", lambda own: shifted(own, -1))),
    "limits end a day late": ("clocks", setting(reference_clocks, "runs_out", lambda own: shifted(own, 1))),
    "month ends slip": ("clocks", setting(reference_clocks, "runs_out", month_end_slips)),
    "holidays are worked": ("clocks", setting(reference_clocks, "runs_out", weekdays_only)),
    "what is open is late a day early": (
        "clocks", setting(reference_clocks, "still_runs", lambda own: lambda due, on: own(due, on + ONE_DAY))
    ),
    "missing values are no": ("unknowns", setting(truth, "_compare", missing_is(False))),
    "missing values are yes": ("unknowns", setting(truth, "_compare", missing_is(True))),
    "the order of rows matters": ("row-order", answering(in_order_of_rows)),
    "other counties count": ("out-of-scope-row", setting(Register, "jurisdiction", lambda _: lambda self, code: self)),
    "more visits count less": ("one-more-hit-never-hurts", answering(five_records_at_most)),
    "columns are sorted in place": ("register-untouched", answering(sorting_in_place)),
    "a column is added": ("register-untouched", answering(forgetting_a_column)),
    "plans change their parts": ("one-by-one", answering(first_of_many)),
    "a name is known": ("renamed-ids", answering(knowing_a_name)),
    "late entries count": ("recorded-later", setting(Register, "known_at", lambda _: lambda self, day: self)),
    "an agency is left out": ("joined-agencies", answering(a_part_too_few)),
    "answers change": ("repeated-run", answering(ever_another)),
}  # fmt: skip


# The obligations of the small county that show the breaks of each check; the others would only take time.
WANTED = {
    "engines-agree": ("visits/quarter-of-shops", "visits/quarterly"),
    "thresholds": ("visits/quarter-of-shops", "visits/seldom", "visits/quarterly", "reports/score"),
    "dates": ("visits/quarter-of-shops", "visits/stages", "visits/quarterly"),
    "clocks": ("leads/in-time", "leads/in-a-month"),
    "unknowns": ("reports/serious",),
    **dict.fromkeys((each.id for each in RELATIONS), ("visits/quarter-of-shops", "visits/quarterly")),
}


def narrowed(county: Jurisdiction, check: str) -> Jurisdiction:
    """The county with the obligations that matter to a check."""
    return of_plan(county, county.plans[0].id, *WANTED[check])


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_engine_is_caught(name: str, county: Jurisdiction, monkeypatch: Patch) -> None:
    """The check that is meant for a break fails, and names an obligation with its clause and a snippet."""
    check, patch = BREAKS[name]
    monkeypatch.setattr("regrules.testing.conformance.meaning.examples.TRIES", 10)
    patch(monkeypatch)
    found = errors(check, narrowed(county, check))
    assert found
    for each in found:
        assert each.check == check
        assert each.obligation in WANTED[check]
        assert each.clause == "1.1"
        assert each.snippet


def test_every_check_has_a_break() -> None:
    """No check of meaning or of relations goes without a break that makes it fail."""
    assert {check for check, _ in BREAKS.values()} == {check.id for check in CHECKS}


@pytest.mark.parametrize("check", [check.id for check in CHECKS])
def test_the_engines_as_they_are(check: str, county: Jurisdiction) -> None:
    """Unbroken, no check fails."""
    (wanted,) = (each for each in CHECKS if each.id == check)
    found = wanted.find(Candidate(jurisdiction=county, examples=1))
    assert not [each for each in found if each.severity == "error"]
