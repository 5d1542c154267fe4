"""What a person meets who saves facts: changes, an assessment that follows, and words for what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

import regrules
from regrules.errors import QuestionError, RegisterError
from regrules.model import Response, between_dates, days, inspection, inspections
from regrules.model.tables import Inspection
from regrules.model.targets import Target
from regrules.register import from_records
from regrules.report.assessment import Assessment
from regrules.report.session import Session
from regrules.testing.strategies.lines import line_world
from regrules.testing.strategies.pool import COUNTY, NEIGHBOUR
from regrules.testing.strategies.worlds import asking

DAY = date(2025, 7, 1)
VISIT: dict[str, Any] = {
    "inspection_id": "new", "subject_id": "s02", "date": DAY, "domains": ["drug"], "kinds": ["routine"],
}  # fmt: skip
SHOP = {"subject_id": "s09", "jurisdiction": COUNTY, "name": "x", "kinds": ["drug_retailer"]}
WORLD = line_world(2, 4, Target(least="75%"))


@pytest.fixture
def assessment() -> Assessment:
    """Two of four subjects are inspected, and three are wanted."""
    return regrules.assess(WORLD.jurisdiction, register=WORLD.register, as_of="2025-12-31")


@pytest.fixture
def session(assessment: Assessment) -> Session:
    """A session that begins there."""
    return assessment.session()


def test_a_fact_that_meets_an_obligation_is_told(session: Session) -> None:
    """The inspection that was lacking turns the verdict, and one more of the same subject changes nothing."""
    (change,) = session.add(inspection=VISIT)
    assert change.plan == "example-2025"
    assert change.before is not None and change.after is not None
    assert (change.before.status, change.after.status) == ("breached", "met")
    assert [member.id for member in change.before.outstanding] == ["s02", "s03"]
    assert change.after.number.least == (3, 4)
    assert session.add(inspection={**VISIT, "inspection_id": "again"}) == ()


def test_an_assessment_follows_and_the_old_one_stays(assessment: Assessment, session: Session) -> None:
    """The session's assessment is that of the longer register; the one from which it began is as it was."""
    session.add(inspection=VISIT)
    after = session.assessment
    rows = {**WORLD.rows, "inspections": [*WORLD.rows["inspections"], VISIT]}
    again = regrules.assess(WORLD.jurisdiction, register=from_records(**rows), as_of="2025-12-31")
    assert after == again
    assert after.register.digest == again.register.digest and after.receipt.digest == again.receipt.digest
    assert [each.status for each in assessment.verdicts] == ["breached"] and len(assessment.breached) == 1
    session.add(inspection={**VISIT, "inspection_id": "last", "subject_id": "s03"})
    assert len(after.register.table("inspections")) == 3
    assert session.verdicts[0].number.least == (4, 4)


def test_several_facts_at_once(session: Session) -> None:
    """A new subject and the inspection that names it are taken together, as records of the classes too."""
    visit = Inspection(
        inspection_id="n", subject_id="s09", date=DAY, domains=frozenset({"drug"}), kinds=frozenset({"gsp"})
    )
    (change,) = session.add(subject=SHOP, inspection=[visit, VISIT])
    assert change.after is not None and change.after.number.least == (4, 5)


def test_grades_may_stand_with_a_new_subject(session: Session) -> None:
    """A column of grades is taken as a register takes it, and not twice."""
    session.add(subject={**SHOP, "grade:credit": "A"})
    (grade,) = session.register.table("gradings").columns["grade"]
    assert grade == "A"
    with pytest.raises(RegisterError, match="graded here and in gradings"):
        session.add(subject={**SHOP, "valid_from": "2026-01-01", "grade:credit": "B"})


def test_an_answer_answers_its_trigger() -> None:
    """A follow-up turns the inspection that asked for it, and one about another subject turns nothing."""
    measure = Response(
        to=inspections.where(inspection.outcome == "rectify"),
        by=inspections.where(inspection.kinds.has("follow_up")),
        within=days(30),
    )
    world = asking(WORLD, evolve(WORLD.plan.obligations[0], measure=measure))
    rows = [{**row, "outcome": "rectify"} for row in world.rows["inspections"]]
    register = from_records(**{**world.rows, "inspections": rows})
    session = regrules.assess(world.jurisdiction, register=register, as_of="2025-12-31").session()
    answer = {**VISIT, "kinds": ["follow_up"], "outcome": "pass"}
    assert session.add(inspection=answer) == ()
    (change,) = session.add(inspection={**answer, "inspection_id": "right", "subject_id": "s01"})
    assert change.before is not None and change.after is not None
    assert (change.before.number.least, change.after.number.least) == ((0, 2), (1, 2))


def test_a_first_record_moves_the_days_that_are_complete() -> None:
    """Without a word on it a table is complete from the year of its first record, which an older one moves."""
    rows = {name: each for name, each in WORLD.rows.items() if name != "extents"}
    late = evolve(WORLD.plan.obligations[0], window=between_dates("2024-01-01", "2025-12-31"))
    world = asking(WORLD, late)
    session = regrules.assess(world.jurisdiction, register=from_records(**rows), as_of="2025-12-31").session()
    assert [each.status for each in session.verdicts] == ["undecided"]
    (change,) = session.add(inspection={**VISIT, "subject_id": "s00", "date": "2024-02-01"})
    assert change.after is not None and change.after.status == "breached"


ACCEPTED = {
    "a date as text": {"inspection": {**VISIT, "date": "2025-07-01"}},
    "words as in a file": {"inspection": {**VISIT, "kinds": "routine;gsp"}},
    "a fact without a subject": {"inspection": {**VISIT, "subject_id": None}},
    "a fact that follows one of the same time": {
        "inspection": [{**VISIT, "inspection_id": "later", "follows": "new"}, VISIT],
    },
    "a version that begins when the one before ends": {
        "subject": [{**SHOP, "valid_to": "2025-06-30"}, {**SHOP, "valid_from": "2025-07-01"}]
    },
    "nothing": {},
    "no row": {"inspection": []},
}
REFUSED = {
    "an unknown kind of record": ({"inspektion": VISIT}, "inspektion: .*did you mean `inspection`"),
    "the name of the table": ({"inspections": VISIT}, "did you mean `inspection`"),
    "no record": ({"inspection": "J-7"}, r"inspection\[0\]: `J-7` is no record"),
    "a missing column": ({"inspection": {"inspection_id": "new"}}, "column `date` .* is missing"),
    "an empty cell": ({"inspection": {**VISIT, "date": None}}, r"inspection\[0\].date: the cell is empty"),
    "an unknown column": ({"inspection": {**VISIT, "colour": "red"}}, "unknown column `colour`"),
    "an unknown word": ({"inspection": {**VISIT, "kinds": ["rutine"]}}, "did you mean `routine`"),
    "an unknown subject": ({"inspection": {**VISIT, "subject_id": "s2"}}, "`s2` is not in subjects; accepted: s00"),
    "a key that stands in the register": ({"inspection": {**VISIT, "inspection_id": "i-s00"}}, "in the register already"),
    "a key that stands twice": ({"inspection": [VISIT, VISIT]}, "stands twice"),
    "another county": ({"subject": {**SHOP, "jurisdiction": NEIGHBOUR}}, f"another jurisdiction; accepted: {COUNTY}"),
    "a version inside another": ({"subject": {**SHOP, "subject_id": "s00"}}, "in the register already"),
    "a gap between versions": (
        {"subject": [{**SHOP, "valid_to": "2025-06-30"}, {**SHOP, "valid_from": "2025-08-01"}]},
        "no version from `2025-07-01` to `2025-07-31`",
    ),
    "dates out of order": ({"subject": {**SHOP, "opened_on": "2025-01-02", "closed_on": "2025-01-01"}}, "comes before"),
    "an unknown grade": (
        {"grading": {"subject_id": "s00", "scheme": "credit", "grade": "E"}}, "unknown grade of credit `E`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("facts", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(session: Session, facts: dict[str, Any]) -> None:
    """What a register takes is taken."""
    rows = sum(len(each) if isinstance(each, list) else 1 for each in facts.values())
    before = sum(map(len, session.register.tables.values()))
    session.add(**facts)
    assert sum(map(len, session.register.tables.values())) == before + rows


@pytest.mark.parametrize(("facts", "words"), REFUSED.values(), ids=REFUSED)
def test_refused(session: Session, facts: dict[str, Any], words: str) -> None:
    """What a register refuses is refused in its words, and nothing has changed."""
    register, before = session.register, session.assessment
    with pytest.raises(RegisterError, match=words):
        session.add(**facts)
    assert session.register is register and session.assessment is before


def test_all_defects_are_named(session: Session) -> None:
    """Each of several facts is examined, and the good ones among them are not taken either."""
    with pytest.raises(RegisterError) as refused:
        session.add(inspection=[_visit("a", subject_id="no"), VISIT, _visit("b", kinds=["no"])], filing={"period": "x"})
    places = [defect.place for defect in refused.value.defects]
    assert places[:2] == ["inspection[0].subject_id", "inspection[2].kinds"] and "filing" in places
    assert len(session.register.table("inspections")) == 2


def _visit(key: str, **cells: Any) -> dict[str, Any]:
    return {**VISIT, "inspection_id": key, **cells}


def test_what_was_known_then_takes_no_facts() -> None:
    """An assessment of what was known on a day has no session, and says why."""
    assessment = regrules.assess(WORLD.jurisdiction, register=WORLD.register, as_of="2025-12-31", known_at="2026-01-31")
    with pytest.raises(QuestionError, match="what was known on 2026-01-31; leave out `known_at`"):
        assessment.session()
