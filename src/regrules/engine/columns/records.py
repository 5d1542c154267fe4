"""Records as members, in arrays."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from attrs import evolve

from ...model.measures import Share
from ..lacking import further
from ..prospects import outcomes
from ..question import Question
from ..tally import OUT
from ..truth import Asked
from .encode import Codes
from .facts import Facts
from .kleene import Truth
from .members import Members, Outcomes
from .people import People
from .properties import one_by_one, quick_outcomes


def share(facts: Facts, people: People, question: Question, measure: Share) -> Members:
    """Every record with the outcomes that the property gives."""
    now = standing(facts, question, measure, question.as_of)
    same = question.as_of == question.asked_on
    then = now if same else standing(facts, question, measure, question.asked_on)
    rows = np.flatnonzero((now != OUT) | (then != OUT))
    today = now[rows]
    before = today if then is now else then[rows]
    found = members(facts, people, question, measure.of.table, rows, before, today)
    return evolve(found, further=further(facts.world, question, measure))


def standing(facts: Facts, question: Question, measure: Share, on: date) -> Outcomes:
    """The outcomes of all rows of the table on a day; those that are no members are out."""
    of = measure.of
    belongs = facts.members(of, question.window, on)
    held = facts.truth(measure.having, facts.records(of.table, on, question.window))
    masks = quick_outcomes(measure.having, held, of_subjects=False, is_step=facts.is_step)
    if masks is None:
        masks = one_by_one(_only(held, belongs), lambda row: _asked(facts, question, measure, row, on))
    masks = np.where(belongs.possible, masks, np.uint8(OUT))
    return masks | np.where(belongs.unknown, np.uint8(OUT), np.uint8(0))


def _only(held: Truth, belongs: Truth) -> Truth:
    """The truth, with records that are surely out as if they were sure: nobody asks for them."""
    return Truth(held.sure | ~belongs.possible, held.possible)


def _asked(facts: Facts, question: Question, measure: Share, row: int, on: date) -> int:
    asked = Asked(world=facts.world, on=on, window=question.window, table=measure.of.table, row=row)
    return outcomes(measure.having, asked)


def members(
    facts: Facts, people: People, question: Question, table: str, rows: Any, then: Outcomes, now: Outcomes
) -> Members:
    """Some records with their outcomes, agencies and subjects."""
    on, arrays = question.as_of, facts.arrays
    agency = people.of_records(question, table, on)
    value = people.values_of_records(question, table, on, agency)
    owners: Codes = arrays.owners(table)[rows]
    return Members(
        at_due=then, now=now, waived=people.waived(question, owners, facts.record_days(table, on)[rows]),
        agency=agency[rows], value=None if value is None else value[rows], names=people.names,
        labels=arrays.labels(table), keys=rows, subjects=arrays.subjects, owners=owners, rows=rows,
    )  # fmt: skip
