"""Who is responsible for subjects and records, their values of a column, and who is waived: as arrays."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase
from typing import Any

import numpy as np

from ...model.plans import AgencyRule
from ..question import Question
from ..values import each_column
from .encode import Codes, Mask, different
from .facts import Facts
from .members import Names
from .rows import View


class People:
    """
    Agencies, values and waivers.

    Args:
        facts: The facts.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts, self.arrays, self.names = facts, facts.arrays, Names()

    def of_subjects(self, question: Question, view: View) -> Codes:
        """The agency responsible for each subject of a view: the first rule that holds, else its own."""
        rules = tuple(rule for rule in question.obligation.agencies if isinstance(rule, AgencyRule))
        key = ("agencies", view.key, rules, question.window if rules else None)
        found: Codes = self.facts.keep(key, lambda: self._of_subjects(rules, view))
        return found

    def _of_subjects(self, rules: tuple[AgencyRule, ...], view: View) -> Codes:
        own = self._text_numbers("subjects", "agency", view)
        for rule in reversed(rules):
            held = self.facts.truth(rule.when, view)
            own = np.where(
                held.sure, np.int32(self.names.number(rule.agency)), np.where(held.unknown, np.int32(0), own)
            )
        return own

    def of_records(self, question: Question, table: str, on: date) -> Codes:
        """The agency that acted in each record; else the one responsible for its subject."""
        rules = tuple(rule for rule in question.obligation.agencies if isinstance(rule, AgencyRule))
        key = ("agencies", table, on, rules, question.window if rules else None)
        found: Codes = self.facts.keep(key, lambda: self._of_records(question, table, on))
        return found

    def _of_records(self, question: Question, table: str, on: date) -> Codes:
        owners, days = self.arrays.owners(table), self.facts.record_days(table, on)
        acted = np.zeros(len(owners), dtype=np.int32)
        if self.arrays.has(table, "agency"):
            acted = self._numbers_of(table, "agency")
        missing = (acted == 0) & (owners >= 0)
        if not missing.any():
            return acted
        responsible = np.zeros(len(owners), dtype=np.int32)
        for day in different(days[missing]) if self._has_rules(question) else [None]:
            chosen = missing if day is None else missing & (days == day)
            rows = self.arrays.version_at(owners[chosen], days[chosen])
            view = View(
                table="subjects", rows=rows, on=on if day is None else date.fromordinal(int(day)), window=question.window,
                seen=days[chosen], positions=owners[chosen], key=("records' subjects", table, on, day),
            )  # fmt: skip
            responsible[chosen] = self.of_subjects(question, view)
        return np.where(acted == 0, responsible, acted)

    @staticmethod
    def _has_rules(question: Question) -> bool:
        return any(isinstance(rule, AgencyRule) for rule in question.obligation.agencies)

    def _numbers_of(self, table: str, name: str) -> Codes:
        def make() -> Codes:
            coded = self.arrays.coded(table, name)
            numbers = [*(self.names.number(str(value)) for value in coded.values), 0]
            return np.array(numbers, dtype=np.int32)[coded.codes]

        found: Codes = self.facts.keep(("numbers", table, name), make)
        return found

    def _text_numbers(self, table: str, name: str, view: View) -> Codes:
        """A column of the view's rows as numbers of texts; 0 where there is no row or no value."""
        if not self.arrays.has(table, name) or not self.arrays.size(table):
            return np.zeros(view.size, dtype=np.int32)
        found = self._numbers_of(table, name)[view.rows]
        schema = self.arrays.column(table, name)
        lost = view.rows < 0
        if schema.step:
            lost = lost | (self.arrays.days(table, name)[view.rows] > view.seen)
        if schema.dated_by and self.arrays.has(table, schema.dated_by):
            lost = lost | (self.arrays.days(table, schema.dated_by)[view.rows] > view.seen)
        if name == "follows":
            found = np.where(found == 0, np.int32(self.names.number("-")), found)
        return np.where(lost, np.int32(0), found)

    def values_of_subjects(self, question: Question, view: View, agency: Codes) -> Codes | None:
        """Each subject's value of the column by which verdicts are split; None if they are not."""
        column = each_column(question)
        if column is None:
            return None
        if column.table == "agencies":
            return agency
        if column.table != "subjects":
            return np.zeros(view.size, dtype=np.int32)
        return self._text_numbers("subjects", column.name, view)

    def values_of_records(self, question: Question, table: str, on: date, agency: Codes) -> Codes | None:
        """Each record's value of the column by which verdicts are split; None if they are not."""
        column = each_column(question)
        if column is None:
            return None
        if column.table == "agencies":
            return agency
        whole = self.facts.records(table, on, question.window)
        if column.table == table and column.via is None:
            return self._text_numbers(table, column.name, whole)
        if column.name == "jurisdiction" and self.arrays.has(table, "jurisdiction"):
            return self._numbers_of(table, "jurisdiction")
        owners, days = self.arrays.owners(table), self.facts.record_days(table, on)
        view = View(
            table="subjects", rows=self.facts.versions_of(table, "subject_id", on), on=on, window=question.window, seen=days,
            positions=owners, key=("records' subjects", table, on, "values"),
        )  # fmt: skip
        return self.values_of_subjects(question, view, agency)

    def waived(self, question: Question, positions: Codes, days: Any) -> Mask:
        """Whom a waiver takes out on a day."""
        found = np.zeros(len(positions), dtype=np.bool_)
        world = self.facts.world
        for row in world.rows("waivers"):
            pattern = world.raw("waivers", row, "obligation")
            if any(fnmatchcase(name, pattern) for name in question.names):
                since, until = world.raw("waivers", row, "from"), world.raw("waivers", row, "until")
                inside = (since is None or days >= since.toordinal()) & (until is None or days <= until.toordinal())
                found |= (positions == self.arrays.position[world.raw("waivers", row, "subject_id")]) & inside
        return found
