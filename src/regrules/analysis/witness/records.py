"""Rows in a search: how a record falls in a window, and the records that a subject must have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve

from ...model.predicates import (
    AllOf,
    Always,
    Column,
    Compare,
    Grade,
    Happened,
    Not,
    OpenedBy,
    Predicate,
    Records,
)
from ...model.schema import Schema
from ...model.windows import Window
from .search import Goal, Search
from .state import State, Thing
from .values import as_day, everything_in, in_days

Wanted = tuple[tuple[Predicate, bool], ...]


def falling(records: Records, window: Window, on: date, schema: Schema) -> Predicate:
    """What is asked of a row of *records* besides their own predicate: that it falls in the window by a day."""
    shape = schema.table(records.table)
    name = records.dated or shape.dated
    cell = partial(Column, table=shape.name)
    if shape.name == "subjects" and name is None:
        closed = Happened(value=cell(name="closed_on"))
        return AllOf(parts=(OpenedBy(by=on), Not(part=closed)))
    if name is None:
        since = Compare(value=cell(name=shape.since), operator="<=", literal=on) if shape.since else Always()
        until = Compare(value=cell(name=shape.until), operator=">=", literal=on) if shape.until else Always()
        return AllOf(parts=(since, until))
    last = min(window.end, on)
    parts: list[Predicate] = [
        Compare(value=cell(name=name), operator=">=", literal=window.start),
        Compare(value=cell(name=name), operator="<=", literal=last),
    ]
    if shape.dated and shape.dated != name and not shape.column(shape.dated).step:
        parts.append(Compare(value=cell(name=shape.dated), operator="<=", literal=on))
    return AllOf(parts=tuple(parts))


def row_solutions(search: Search, thing: Thing, wanted: Wanted, state: State) -> Iterator[State]:
    """Every way in which a row of its own answers as wanted; its date is fixed first where its subject is asked."""
    shape = search.pool.schema.table(thing.table)
    if thing.table == "gradings":  # a grade is one of its scheme, whichever of the two is asked
        cells = {(thing, name): search.pool.column("gradings", name, search.on) for name in ("scheme", "grade")}
        state = evolve(state, cells={**state.cells, **cells})
    if thing.table == "subjects" or shape.dated is None:
        yield from search.solutions(_goals(thing, wanted, search.on), state)
        return
    slot = (thing, shape.dated)
    dates = search.pool.column(thing.table, shape.dated, search.on)
    if not any(_asks_subject(predicate) for predicate, _ in wanted):
        yield from search.solutions(_goals(thing, wanted, search.on), evolve(state, cells={**state.cells, slot: dates}))
        return
    for own in dates:
        fixed = evolve(state, cells={**state.cells, slot: (own,)})
        seen = search.on if own is None else min(as_day(own), search.on)
        yield from search.solutions(_goals(thing, wanted, seen), fixed)


def _goals(thing: Thing, wanted: Wanted, day: date) -> tuple[Goal, ...]:
    return tuple(Goal(predicate=predicate, wanted=answer, thing=thing, day=day) for predicate, answer in wanted)


def _asks_subject(predicate: Predicate) -> bool:
    return any(isinstance(part, Column | Grade | OpenedBy) and part.via for part in everything_in(predicate))


def with_records(search: Search, state: State) -> Iterator[State]:
    """Every way to give the subject the records that the counts of *state* demand."""
    yield from _filled(search, state, dict.fromkeys(state.counts, 0))


def _filled(search: Search, state: State, having: dict[Records, int]) -> Iterator[State]:
    lacking = next((records for records, number in having.items() if number < state.counts[records][0]), None)
    if lacking is None:
        yield state
        return
    others = [each for each in having if each.table == lacking.table and each != lacking]
    for together in _subsets(others):
        members = (lacking, *together)
        room = min(state.counts[each][1] - having[each] for each in members)
        need = state.counts[lacking][0] - having[lacking]
        for times in range(int(min(need, room)), 0, -1):
            more = {each: number + times * (each in members) for each, number in having.items()}
            for found in _with_row(search, state, members, others, times):
                yield from _filled(search, found, more)


def _subsets(records: list[Records]) -> Iterator[tuple[Records, ...]]:
    """The choices among some record sets, the largest first: one row in many sets saves rows."""
    if not records:
        yield ()
        return
    first, *rest = records
    for chosen in _subsets(rest):
        yield (first, *chosen)
    yield from _subsets(rest)


def _with_row(
    search: Search, state: State, members: tuple[Records, ...], others: list[Records], times: int
) -> Iterator[State]:
    """Every way to add a row, so many times, that is in all of *members* and in none of the *others*."""
    wanted = tuple(
        (AllOf(parts=(_in_window(search, each), each.where)), each in members)
        for each in (*members, *(other for other in others if other not in members))
    )
    thing = Thing(members[0].table, number=len(state.times) + 1)
    for found in row_solutions(search, thing, wanted, state):
        yield found.with_record(thing, times)


def _in_window(search: Search, records: Records) -> Predicate:
    window = in_days(records.within or search.window, search.on)
    return falling(records, window, search.on, search.pool.schema)
