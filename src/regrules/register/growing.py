"""A register to which facts are added: each is examined as a register is, and a refused one changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, overload

import attrs
from attrs import frozen

from ..errors import RegisterError
from ..model.checks import unknown_name
from .cells import type_columns
from .division import PLACE, prefix_of
from .draft import Draft, Findings
from .grades import check_grades, check_grades_once, with_grades
from .orders import check_orders, check_versions
from .parse import as_text
from .records import fill
from .references import NONE, Budget, check_keys, dangling
from .register import Register, Table
from .shown import shown


class LongerColumn(Sequence[Any]):
    """
    A column with further values behind those that it had.

    Args:
        first: What it had; it is left as it is.
        added: What came later.
    """

    __slots__ = ("added", "first", "length")

    def __init__(self, first: Sequence[Any], added: list[Any]) -> None:
        self.first, self.added, self.length = first, added, len(first)

    def __len__(self) -> int:
        return self.length + len(self.added)

    @overload
    def __getitem__(self, row: int) -> Any: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Any]: ...
    def __getitem__(self, row: int | slice) -> Any:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        if 0 <= row < self.length:
            return self.first[row]
        return self.added[range(len(self))[row] - self.length]

    def __iter__(self) -> Iterator[Any]:
        return chain(self.first, self.added)


@frozen(kw_only=True)
class Fact:
    """
    One row that has been examined.

    Attributes:
        table: Its table.
        values: The value of each column that was given; None is a missing one.
    """

    table: str
    values: Mapping[str, Any]


class GrowingRegister:
    """
    A county's register that takes further facts.

    Args:
        register: What it begins with; it stays as it is.
        code: The division code of the county, whose facts alone are taken.
    """

    def __init__(self, register: Register, code: str) -> None:
        self._first, self._code = register, code
        self._frozen: Register | None = register
        self._columns: dict[str, dict[str, LongerColumn]] = {}
        tables = {table.name: self._opened(register.table(table.name)) for table in register.schema.tables}
        self._known: dict[tuple[str, ...], set[Any]] = {}
        self.register = attrs.evolve(register, tables=tables)

    def _opened(self, table: Table) -> Table:
        columns = self._columns[table.schema.name] = {
            name: LongerColumn(values, []) for name, values in table.columns.items()
        }
        return attrs.evolve(table, columns=columns, packed=None)

    def frozen(self) -> Register:
        """The register as it is now; what is added later leaves it as it is."""
        if self._frozen is None:
            tables = []
            for name, columns in self._columns.items():
                if any(column.added for column in columns.values()):
                    kept = {each: LongerColumn(column.first, list(column.added)) for each, column in columns.items()}
                    tables.append(Table(schema=self.register.schema.table(name), columns=kept))
            self._frozen = self._first.with_tables(tables)
        return self._frozen

    def add(self, fact: Fact) -> tuple[int, bool]:
        """
        Add a fact that has been examined.

        Returns:
            Its row, and whether its table has a column now that it had not before.
        """
        self._frozen = None
        columns = self._columns[fact.table]
        size = len(self.register.table(fact.table))
        new = [name for name in fact.values if name not in columns]
        for name in new:
            columns[name] = LongerColumn([None] * size, [])
        for name, column in columns.items():
            column.added.append(fact.values.get(name))
        for (table, *names), known in self._known.items():
            if table == fact.table:
                known.add(_key(tuple(fact.values.get(name) for name in names)))
        return size, bool(new)

    def know(self, table: str) -> None:
        """Find out beforehand which keys a table has, and which names its rows may give."""
        schema = self.register.schema.table(table)
        if schema.keys:
            self._values(table, *schema.keys)
        for column in schema.columns:
            if column.refers is not None:
                self._values(column.refers, self.register.schema.table(column.refers).identity or "")

    # Examining

    def examined(self, facts: Mapping[str, Any]) -> tuple[Fact, ...]:
        """
        Facts as rows of their tables, subjects first.

        Args:
            facts: For each kind of record, by its singular name, a record or several.

        Raises:
            RegisterError: something is wrong with them; every defect is named.
        """
        findings = Findings()
        drafts = {draft.schema.name: draft for draft in self._drafts(facts, findings)}
        for draft in drafts.values():
            self._examine(draft, drafts, findings)
        if len(findings):
            raise RegisterError(findings.told())
        return tuple(fact for table in self.register.schema.names for fact in _facts(table, drafts))

    def _drafts(self, facts: Mapping[str, Any], findings: Findings) -> Iterator[Draft]:
        tables = {table.row: table for table in self.register.schema.tables}
        for name, given in facts.items():
            if name not in tables:
                findings.add_elsewhere(name, unknown_name("kind of record", name, tuple(tables)))
                continue
            several = isinstance(given, Iterable) and not isinstance(given, (Mapping, str))
            rows = tuple(given) if several else (given,)
            draft = Draft(schema=tables[name], name=name, length=len(rows))
            fill(draft, rows, findings)
            if rows:
                yield draft

    def _examine(self, draft: Draft, drafts: Mapping[str, Draft], findings: Findings) -> None:
        if not draft.readable:
            return
        draft.doubtful |= draft.broken
        type_columns(self.register.schema, draft, findings)
        check_keys(draft, findings)
        self._check_known_keys(draft, findings)
        self._check_references(draft, drafts, findings)
        self._check_place(draft, findings)
        check_orders(draft, findings)
        if draft.schema.name == "gradings":
            check_grades(self.register.schema, draft, findings)
        if draft.schema.name == "subjects":
            self._check_versions(draft, findings)
            if draft.grades:
                check_grades_once(draft, self._graded(), findings)

    def _check_known_keys(self, draft: Draft, findings: Findings) -> None:
        """Note each row whose key the register has already."""
        names = draft.schema.keys
        if not names or not any(name in draft.columns for name in names):
            return
        known = self._values(draft.schema.name, *names)
        for row, key in enumerate(zip(*draft.pick(names), strict=True)):
            if _key(key) in known and row not in draft.doubtful:
                written = " / ".join(as_text(value) or "(no value)" for value in key)
                problem = f"the key {shown(written)} is in the register already; each row needs its own"
                findings.add(draft, problem, row, names[0])
                draft.doubtful.add(row)

    def _check_references(self, draft: Draft, drafts: Mapping[str, Draft], findings: Findings) -> None:
        """Note each cell that names a subject, an agency or a record that neither the register nor the facts hold."""
        for column in draft.schema.columns:
            table = column.refers
            if table is None or column.name not in draft.columns:
                continue
            if not self.register.table(table).given and table not in drafts:
                continue
            identity = self.register.schema.table(table).identity
            assert identity is not None
            with_them = drafts[table].cells.get(identity, ()) if table in drafts else ()
            for row, value in enumerate(draft.columns[column.name]):
                accepted = value is None or (value == NONE and column.name == "follows")
                if accepted or value in self._values(table, identity) or value in with_them or row in draft.broken:
                    continue
                known = sorted(str(name) for name in (*self._values(table, identity), *with_them) if name is not None)
                findings.add(draft, dangling(str(value), column, known, Budget()), row, column.name)

    def _check_place(self, draft: Draft, findings: Findings) -> None:
        """Note each row that belongs to another county."""
        for row, place in enumerate(draft.columns.get(PLACE, ())):
            if place is not None and not str(place).startswith(prefix_of(self._code)):
                problem = f"{shown(place)} is another jurisdiction; accepted: {self._code}"
                findings.add(draft, problem, row, PLACE)

    def _check_versions(self, draft: Draft, findings: Findings) -> None:
        """Note versions that overlap those in the register, or leave a gap after them."""
        names, named = ("subject_id", "valid_from", "valid_to"), set(draft.columns.get("subject_id", ()))
        table = self.register.table("subjects")
        before = [row for row, name in enumerate(table.columns.get("subject_id", ())) if name in named]
        every = Draft(schema=draft.schema, name=draft.schema.name, length=len(before) + draft.length)
        every.numbers = [*(row + 1 for row in before), *(len(table) + row + 1 for row in range(draft.length))]
        every.doubtful = {len(before) + row for row in draft.doubtful}
        for name, new in zip(names, draft.pick(names), strict=True):
            old = table.columns.get(name)
            every.columns[name] = [*(None if old is None else old[row] for row in before), *new]
        check_versions(every, findings)

    def _graded(self) -> Draft:
        table = self.register.table("gradings")
        columns = {name: list(values) for name, values in table.columns.items()}
        return Draft(schema=table.schema, name=table.schema.name, length=len(table), columns=columns)

    def _values(self, table: str, *names: str) -> set[Any]:
        """What the register holds in one column, or in some together."""
        found = self._known.get((table, *names))
        if found is None:
            facts = self.register.table(table)
            columns = [facts.columns.get(name) or [None] * len(facts) for name in names]
            found = self._known[table, *names] = set(columns[0] if len(names) == 1 else zip(*columns, strict=True))
        return found


def _key(values: tuple[Any, ...]) -> Any:
    return values[0] if len(values) == 1 else values


def _facts(table: str, drafts: Mapping[str, Draft]) -> Iterator[Fact]:
    """The rows of one table; the grades that stand in columns of subjects are gradings."""
    columns: Mapping[str, Sequence[object]] = drafts[table].columns if table in drafts else {}
    yield from _rows(table, columns)
    if table == "gradings" and "subjects" in drafts and drafts["subjects"].grades:
        yield from _rows(table, with_grades(drafts["subjects"], None))


def _rows(table: str, columns: Mapping[str, Sequence[object]]) -> Iterator[Fact]:
    for values in zip(*columns.values(), strict=True):
        yield Fact(table=table, values=dict(zip(columns, values, strict=True)))


__all__ = ["Fact", "GrowingRegister", "LongerColumn"]
