"""The part of a register that belongs to one jurisdiction: its own records and those of the jurisdictions below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from attrs import evolve

from .register import Register, Table

PLACE = "jurisdiction"


def part(register: Register, code: str) -> Register:
    """The part of *register* that belongs to *code*: a county's own, or all of a city (..00) or a province (..0000)."""
    prefix = prefix_of(code)
    subjects = register.table("subjects")
    if not all(str(place).startswith(prefix) for table in _placed(register) for place in set(table.columns[PLACE])):
        return register.with_tables(
            _part(register, table, prefix, _Elsewhere(subjects, prefix)) for table in register.tables.values()
        )
    return register


def prefix_of(code: str) -> str:
    """What the codes begin with of all that belongs to a county, a city (..00) or a province (..0000)."""
    while code.endswith("00") and len(code) % 2 == 0:
        code = code[:-2]
    return code


def parents(code: str) -> tuple[str, ...]:
    """The division codes of the city and the province that a jurisdiction lies in, nearest first; itself is none of them."""
    return tuple(each for each in dict.fromkeys((f"{code[:4]}00", f"{code[:2]}0000")) if each != code)


def _placed(register: Register) -> Iterator[Table]:
    return (table for table in register.tables.values() if table.has(PLACE))


def _belongs(prefix: str, table: Table) -> list[bool]:
    return [str(place).startswith(prefix) for place in table.columns[PLACE]]


class _Elsewhere:
    """Which subjects belong to another jurisdiction: always, or at a time."""

    def __init__(self, subjects: Table, prefix: str) -> None:
        self.versions: dict[object, list[tuple[date, bool]]] = defaultdict(list)
        names: Sequence[object] = subjects.columns.get("subject_id", [])
        starts: Sequence[Any] = subjects.columns.get("valid_from", [None] * len(names))
        for name, start, belongs in zip(names, starts, _belongs(prefix, subjects) if names else [], strict=True):
            self.versions[name].append((start or date.min, belongs))
        self.always = {name for name, versions in self.versions.items() if not any(belongs for _, belongs in versions)}
        self.at_times = {
            name for name, versions in self.versions.items() if len({belongs for _, belongs in versions}) > 1
        }

    def on(self, name: object, when: date | None) -> bool:
        """Whether the subject belongs elsewhere on a day (on every day, if None)."""
        if name not in self.at_times or when is None:
            return name in self.always
        day = when.date() if isinstance(when, datetime) else when
        began = [version for version in self.versions[name] if version[0] <= day]
        return not (max(began) if began else min(self.versions[name]))[1]


def _part(register: Register, table: Table, prefix: str, elsewhere: _Elsewhere) -> Table:
    rows = range(len(table))
    if table.schema.name == "subjects":
        table = _ended(table, elsewhere)
    if table.has(PLACE):
        return table.take([row for row, belongs in zip(rows, _belongs(prefix, table), strict=True) if belongs])
    if table.has("subject_id"):
        subjects = table.columns["subject_id"]
        # A record without a subject possibly belongs to every jurisdiction, whichever agency acted.
        days: Sequence[Any] = table.columns.get(table.schema.dated or "", [None] * len(table))
        return table.take([row for row in rows if not elsewhere.on(subjects[row], days[row])])
    if table.has("agency"):
        others = _agencies_elsewhere(register.table("agencies"), prefix)
        return table.take([row for row in rows if table.columns["agency"][row] not in others])
    return table


def _agencies_elsewhere(agencies: Table, prefix: str) -> set[object]:
    if not agencies.given:
        return set()
    names = zip(agencies.columns["agency_id"], _belongs(prefix, agencies), strict=True)
    return {name for name, belongs in names if not belongs}


def _ended(subjects: Table, elsewhere: _Elsewhere) -> Table:
    """The subjects, each version with its last day if the next one lies elsewhere and is taken away."""
    if not elsewhere.at_times:
        return subjects
    starts: Sequence[Any] = subjects.columns["valid_from"]
    ends = list(subjects.columns.get("valid_to", [None] * len(subjects)))
    for row, name in enumerate(subjects.columns["subject_id"]):
        if name in elsewhere.at_times and ends[row] is None:
            later = [start for start, _ in elsewhere.versions[name] if start > (starts[row] or date.min)]
            ends[row] = min(later) - timedelta(days=1) if later else None
    return evolve(subjects, columns={**subjects.columns, "valid_to": ends})
