"""The relations, each a sentence and a function that says where a world breaks it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from random import Random

from attrs import evolve, frozen

from ...analysis.witness import TooManyWaysError, counter_witness
from ...model.measures import Count, Coverage, Response, Share, Timeliness
from ...model.plans import Obligation
from ...model.predicates import Column
from ...model.text import Text
from ..strategies.worlds import World, asking
from .changes import (
    alone,
    rearranged,
    renamed,
    renamed_verdicts,
    with_far_rows,
    with_late_records,
)
from .differences import differences, parts_differ
from .judging import verdicts
from .one_more import grows, one_more

OUTSIDER = "outsider"


@frozen(kw_only=True)
class Relation:
    """
    One thing that holds of every world.

    Attributes:
        id: Its name.
        title: What holds.
        broken: Where an engine breaks it in a world, in words; empty if it holds.
        concerns: Whether it says anything of an obligation.
        whole: Whether it is about several obligations of a plan together.
    """

    id: str
    title: Text
    broken: Callable[[World, str], str]
    concerns: Callable[[Obligation], bool] = lambda _obligation: True
    whole: bool = False


def _order(world: World, engine: str) -> str:
    before = verdicts(world, engine)
    backwards = evolve(world, rows={name: rows[::-1] for name, rows in world.rows.items()})
    told = (
        differences(before, verdicts(other, engine), ("as given", "rearranged"))
        for other in (backwards, rearranged(world, Random(1)))
    )
    return next((each for each in told if each), "")


def _outside(world: World, engine: str) -> str:
    before = verdicts(world, engine)
    far = differences(before, verdicts(with_far_rows(world), engine), ("without", "with rows of another county"))
    return far or differences(
        before, verdicts(_with_outsider(world), engine), ("without", "with one that is not meant")
    )


def _with_outsider(world: World) -> World:
    """The world with a subject that is not in the population; as it is, where no such subject can be told."""
    for obligation in world.plan.obligations:
        measure = obligation.measure
        of_subjects = isinstance(measure, (Coverage, Share)) and measure.of.table == "subjects"
        if not of_subjects or isinstance(obligation.each, Column) or not world.rows["subjects"]:
            return world
        assert isinstance(measure, (Coverage, Share))
        try:
            found = counter_witness(measure.of.where, world.jurisdiction.schema, on=world.as_of)
        except TooManyWaysError:
            return world
        columns = world.rows["subjects"][0].keys()
        if found is None or len(found.subject) > 1 or found.grades or found.related or not found.row.keys() <= columns:
            return world
        row = dict.fromkeys(columns) | world.rows["subjects"][0] | {"valid_from": None, "valid_to": None}
        row |= {"closed_on": None} if "closed_on" in columns else {}
        row |= {**found.row, "subject_id": OUTSIDER}
        world = evolve(world, rows={**world.rows, "subjects": [*world.rows["subjects"], row]})
    return world


def _untouched(world: World, engine: str) -> str:
    evaluate = importlib.import_module(f"regrules.engine.{engine}").evaluate
    register = world.register
    before = {
        name: {column: list(values) for column, values in table.columns.items()}
        for name, table in register.tables.items()
    }
    evaluate(world.plan, world.jurisdiction, register, as_of=world.as_of, known_at=world.known_at)
    after = {name: table.columns for name, table in register.tables.items()}
    for name, columns in before.items():
        for column, values in columns.items():
            if after.get(name, {}).get(column) != values:
                return f"{name}.{column}\n  before: {values}\n  after: {after.get(name, {}).get(column)}"
    added = [f"{name}.{column}" for name, columns in after.items() for column in columns if column not in before[name]]
    return f"columns added: {', '.join(added)}" if added else ""


def _each_alone(world: World, engine: str) -> str:
    one_by_one = tuple(verdict for each in world.plan.obligations for verdict in verdicts(alone(world, each), engine))
    return differences(one_by_one, verdicts(world, engine), ("one by one", "together"))


def _names(world: World, engine: str) -> str:
    expected = renamed_verdicts(verdicts(world, engine))
    return differences(expected, verdicts(renamed(world), engine), ("names changed after", "names changed before"))


def _late(world: World, engine: str) -> str:
    known = evolve(world, known_at=world.known_at or world.as_of)
    return differences(
        verdicts(known, engine), verdicts(with_late_records(known), engine), ("as known", "with what was entered later")
    )


def _parts(world: World, engine: str) -> str:
    world = asking(world, *map(undivided, world.plan.obligations))
    (obligation,) = world.plan.obligations
    counts = isinstance(obligation.measure, Count)
    told = (parts_differ(verdict, counts=counts) for verdict in verdicts(world, engine))
    return next((each for each in told if each), "")


def undivided(obligation: Obligation) -> Obligation:
    """The obligation asked once, of records rather than of different values of theirs."""
    measure = obligation.measure
    if isinstance(measure, Count):
        measure = evolve(measure, distinct=None, per_million=False)
    return evolve(obligation, each=None, measure=measure)


def _has_parts(obligation: Obligation) -> bool:
    measure = obligation.measure
    if isinstance(measure, Coverage):
        return measure.of.grouped is None
    return isinstance(measure, (Share, Timeliness, Response, Count))


def _again(world: World, engine: str) -> str:
    evaluate = importlib.import_module(f"regrules.engine.{engine}").evaluate
    register = world.register
    first, second = (
        evaluate(world.plan, world.jurisdiction, register, as_of=world.as_of, known_at=world.known_at) for _ in "12"
    )
    return differences(first, second, ("first", "again"))


RELATIONS = (
    Relation(
        id="row-order",
        title=Text(zh="行的顺序不影响判定", en="the order of rows does not matter"),
        broken=_order,
    ),
    Relation(
        id="out-of-scope-row",
        title=Text(zh="范围以外的行不影响判定", en="rows outside the scope change nothing"),
        broken=_outside,
    ),
    Relation(
        id="one-more-hit-never-hurts",
        title=Text(zh="多做一次不会使判定变差", en="one more record of what is wanted never hurts"),
        broken=one_more,
        concerns=grows,
    ),
    Relation(
        id="register-untouched",
        title=Text(zh="判定不改动台账", en="judging does not change the register"),
        broken=_untouched,
    ),
    Relation(
        id="one-by-one",
        title=Text(zh="整份计划的判定等于逐项判定", en="a plan as a whole is its obligations one by one"),
        broken=_each_alone,
        whole=True,
    ),
    Relation(
        id="renamed-ids",
        title=Text(zh="编号只是名称", en="ids are only names"),
        broken=_names,
    ),
    Relation(
        id="recorded-later",
        title=Text(zh="当时尚未录入的记录不影响判定", en="what was not yet recorded changes nothing"),
        broken=_late,
    ),
    Relation(
        id="joined-agencies",
        title=Text(zh="各机构之和等于全体", en="the agencies' parts add up to the whole"),
        broken=_parts,
        concerns=_has_parts,
    ),
    Relation(
        id="repeated-run",
        title=Text(zh="重复判定结果相同", en="judging again gives the same"),
        broken=_again,
    ),
)
