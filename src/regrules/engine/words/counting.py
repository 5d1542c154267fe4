"""Counting the rows of one jurisdiction: the only part of the word engine that touches data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from ...model.measures import Timeliness
from ...model.predicates import Always, Records
from ...register.arrays import Packed
from ..columns import clocks
from ..columns.encode import MISSING_DAY
from ..columns.facts import Facts
from ..tally import HIT, MASKS, OUT, UPCOMING
from ..world import World
from .answering import narrowed, respond
from .bits import Numbers, Words, counted, packed, reduced
from .classes import Classes
from .program import BASE, MAYBE, NOW, SURELY, THEN, Counts, Members, Numbered, Program, Reading, Spans, Timer
from .sums import FIELDS, MOST, added_up, fields, nobodys, reached, summed

Places = npt.NDArray[np.intp]


@frozen(kw_only=True, eq=False)
class Tallied:
    """
    What is counted in one jurisdiction.

    Attributes:
        outcomes: For each task, on the due day and on the as-of date, how many members have each set of outcomes.
        numbers: For each task that counts records, on the due day, on the as-of date and of what it is compared with, the
            least and the most.
        covered: For each number whether the table is complete for it.
        provisional: For each task whether a clock passes the horizon of the calendar.
        different: For each task that counts different subjects, on the due day and on the as-of date, least and most.
        released: For each task how many triggers were released.
        odd: Tasks that do not fit here after all.
    """

    outcomes: Numbers
    numbers: Numbers
    covered: npt.NDArray[np.bool_]
    provisional: npt.NDArray[np.bool_]
    different: Numbers
    released: Numbers
    odd: set[int]


def tallied(program: Program, facts: Facts) -> Tallied:
    """
    Count the rows of one jurisdiction.

    Args:
        program: What is looked up.
        facts: The facts of the jurisdiction, whose tables are in order of subjects.
    """
    found = Tallied(
        outcomes=np.zeros((len(program.tasks), 2, MASKS), dtype=np.int64),
        numbers=np.zeros((len(program.tasks), 3, 2), dtype=np.int64),
        covered=_covered(program.spans, facts.world, len(program.tasks)),
        provisional=np.zeros(len(program.tasks), dtype=np.bool_),
        different=np.zeros((len(program.tasks), 2, 2), dtype=np.int64),
        released=np.zeros(len(program.tasks), dtype=np.int64),
        odd=set(),
    )
    sure = possible = np.zeros((-(-len(program.pairs) // 64), len(facts.arrays.subjects)), dtype=np.uint64)
    rows: dict[int, dict[str, Places]] = {}
    for reading in program.readings:
        classes = reading.classes.of_rows(facts)
        if reading.events is not None:
            if possible is sure and not _alike(reading, facts):
                possible = sure.copy()
            _reduce(program, reading, facts, classes, sure, possible, found)
        if reading.counts is not None:
            _count(reading.counts, classes, found)
        if reading.timed:
            _time(program, reading.timed, reading.needs.table, facts, classes, found)
        for task, wanted in reading.wanted.items():
            rows.setdefault(task, {})[reading.needs.table] = np.flatnonzero(wanted[classes])
    for task, few in rows.items():
        respond(program, task, facts, few, found)
    if program.people is not None:
        _settle(program, program.people, facts, sure, possible, found)
    return found


def _covered(spans: Spans, world: World, tasks: int) -> npt.NDArray[np.bool_]:
    """Whether the tables are complete for what is counted."""
    extents = [world.extent(Records(table=table, where=Always())) for table in spans.tables]
    first = np.array([each[0].toordinal() if each else MISSING_DAY for each in extents], dtype=np.int64)
    last = np.array([each[1].toordinal() if each else 0 for each in extents], dtype=np.int64)
    covered = np.ones((tasks, 3), dtype=np.bool_)
    complete = (first[spans.table] <= spans.first) & (spans.last <= last[spans.table])
    covered[spans.task, spans.slot] = (spans.last < spans.first) | complete
    return covered


# Events of subjects


def _alike(reading: Reading, facts: Facts) -> bool:
    """Whether nothing about the events is unknown."""
    events, table = reading.events, facts.arrays.register.table(reading.needs.table).packed
    assert events is not None and table is not None
    plain = events.sure is events.possible and all(each.sure is each.possible for each in events.numbered)
    return plain and table.named == table.size


def _reduce(
    program: Program, reading: Reading, facts: Facts, classes: Places, sure: Words, possible: Words, found: Tallied
) -> None:
    """Join the words of each subject's rows; rows of nobody may be anybody's."""
    events = reading.events
    assert events is not None
    table = facts.arrays.register.table(reading.needs.table).packed
    assert table is not None
    table = table.with_runs()
    assert table.starts is not None and table.runs is not None
    alike = possible is sure
    for row, lane in enumerate(events.lanes):
        words = events.sure[row][classes]
        sure[lane][table.runs] |= reduced(words, table.starts, table.named)
        if alike:
            continue
        maybe = words if events.possible is events.sure else events.possible[row][classes]
        possible[lane][table.runs] |= reduced(maybe, table.starts, table.named)
        if table.named < table.size:
            anybodys = np.bitwise_or.reduce(maybe[table.named :])
            possible[lane] |= anybodys
            found.odd.update(_asking_whose(program, lane, int(anybodys)))
    for numbered in events.numbered:
        none = np.zeros(len(numbered.least), dtype=np.int64)
        _number(numbered, numbered.sure, numbered.words, classes, table, none, sure)
        if not alike:
            others = nobodys(numbered.possible, classes, table)
            _number(numbered, numbered.possible, numbered.possible_words, classes, table, others, possible)


def _asking_whose(program: Program, lane: int, word: int) -> set[int]:
    """Tasks that count different subjects, where a record that names none may count."""
    pairs = [pair for bit, pair in enumerate(program.pairs[64 * lane : 64 * lane + 64]) if word >> bit & 1]
    return {pair.task for pair in pairs if pair is not None and program.tasks[pair.task].kind == "different"}


def _number(
    numbered: Numbered,
    held: npt.NDArray[np.bool_],
    words: Any,
    classes: Places,
    table: Packed,
    others: Numbers,
    found: Words,
) -> None:
    """Set the bits of the subjects that have enough events, *others* beside their own."""
    assert table.runs is not None and table.starts is not None
    longest = int(np.diff(table.starts, append=table.named).max(initial=0))
    if longest + int(others.max()) <= MOST:
        bits = reached(added_up(words[classes[: table.named]], table), numbered.least, others)
    else:  # more events than a field holds
        enough = summed(held, classes, table)[0] + others[:, None] >= np.array(numbered.least)[:, None]
        bits = fields(enough, FIELDS) << np.uint64(7)
    shift = np.uint64(numbered.shift)
    found[numbered.lane][table.runs] |= bits >> shift
    if others.any():
        anybodys = fields((others >= np.array(numbered.least))[:, None], FIELDS) << np.uint64(7)
        found[numbered.lane] |= anybodys[0] >> shift


# Populations


def _settle(
    program: Program, people: Classes, facts: Facts, sure: Words, possible: Words, found: Tallied
) -> None:
    """Count the outcomes of each population's members."""
    of_rows = people.of_rows(facts)
    possible = _uncovered(program, possible, found)
    first = last = new = None
    for members in program.members:
        rows = facts.arrays.versions_on(members.day.toordinal())
        classes = people.of_subjects(facts, of_rows, rows, members.day.toordinal())
        first = _joined(first, members.sure, classes)
        last = _joined(last, members.maybe, classes)
        new = _joined(new, members.new, classes)
        _share(members, classes, found)
    if program.pairs and first is not None:
        _cover(program, first, False, new, sure, possible, found)
        if last is not None and last.any():
            _cover(program, last, True, new, sure, possible, found)


def _joined(before: Words | None, table: Words | None, classes: Places) -> Words | None:
    if table is None:
        return before
    words = np.take(table, classes, axis=1)
    return words if before is None else before | words


def _share(members: Members, classes: Places, found: Tallied) -> None:
    if not members.shares:
        return
    numbers = np.bincount(classes, minlength=members.sure.shape[1])
    for task, now, then, outcomes in members.shares:
        every = np.bincount(outcomes, weights=numbers, minlength=MASKS).astype(np.int64)
        if now:
            found.outcomes[task, NOW] = every
        if then:
            found.outcomes[task, THEN] = every


def _uncovered(program: Program, possible: Words, found: Tallied) -> Words:
    """Further events are possible where a table is not complete for a window."""
    complete = [pair is None or bool(found.covered[pair.task, NOW if pair.now else THEN]) for pair in program.pairs]
    if all(complete):
        return possible
    return possible | packed([np.array([not each]) for each in complete], 1)


def _cover(
    program: Program, belong: Words, out: bool, new: Words | None, sure: Words, possible: Words, found: Tallied
) -> None:
    """Count who hits, misses, or may do either, of those who surely belong, or of those who may."""
    bits = len(program.pairs)
    every, hits = counted(belong, bits), counted(belong & sure, bits)
    may = hits if possible is sure else counted(belong & possible, bits)
    upcoming, unsure = np.zeros(bits, dtype=np.int64), np.zeros(bits, dtype=np.int64)
    if new is not None and new.any():
        late = belong & new
        upcoming = counted(late & ~possible, bits)
        unsure = upcoming * 0 if possible is sure else counted(late & possible & ~sure, bits)
    either, missed = may - hits - unsure, every - may - upcoming
    for slot in (NOW, THEN):
        of, tasks, misses = _asked(program, slot)
        add = ((HIT, hits), (HIT | misses, either), (misses, missed), (HIT | UPCOMING, unsure), (UPCOMING, upcoming))
        for masks, numbers in add:
            found.outcomes[tasks, slot, masks | (OUT if out else 0)] += numbers[of]
    for bit, pair in enumerate(() if out else program.pairs):  # whoever is counted, everybody surely belongs
        if pair is not None and program.tasks[pair.task].kind == "different":
            found.different[pair.task, [slot for slot, asked in ((NOW, pair.now), (THEN, pair.then)) if asked]] = (
                hits[bit], may[bit],
            )  # fmt: skip


def _asked(program: Program, slot: int) -> tuple[Places, Places, npt.NDArray[np.intp]]:
    """The bits that are asked for, their tasks, and the outcome of too few events of each."""
    asked = [
        (bit, pair)
        for bit, pair in enumerate(program.pairs)
        if pair is not None and (pair.now if slot == NOW else pair.then)
    ]
    columns = [(bit, pair.task, pair.missed) for bit, pair in asked]
    of, tasks, misses = np.array(columns, dtype=np.intp).reshape(-1, 3).T
    return of, tasks, misses


# Records


def _count(counts: Counts, classes: Places, found: Tallied) -> None:
    numbers = np.bincount(counts.kinds[classes], minlength=counts.number)
    for codes, (task, slot) in zip(counts.codes, counts.asked, strict=True):
        every = np.bincount(codes, weights=numbers, minlength=MASKS).astype(np.int64)
        found.numbers[task, slot] = every[SURELY], every[SURELY] + every[MAYBE]
        if slot != BASE:
            found.outcomes[task, slot] = every


def _time(
    program: Program, timed: Sequence[tuple[Timer, Counts]], table: str, facts: Facts, classes: Places, found: Tallied
) -> None:
    """Outcomes of the records of a table under clocks, counted by kind; most are of no kind that is counted."""
    wanted = np.zeros(len(timed[0][1].kinds), dtype=np.bool_)
    for _, counts in timed:
        wanted |= (counts.codes != 0).any(axis=0)[counts.kinds]
    rows = np.flatnonzero(wanted[classes])
    few = narrowed(facts, {table: rows})
    for timer, counts in timed:
        _time_some(program, timer, counts, few, classes[rows], found)


def _time_some(
    program: Program, timer: Timer, counts: Counts, facts: Facts, classes: Places, found: Tallied
) -> None:
    on, tasks = program.as_of.toordinal(), [task for task, _ in counts.asked]
    measure = program.tasks[tasks[0]].question.obligation.measure
    assert isinstance(measure, Timeliness)
    start = clocks.steps(facts, measure.of.table, timer.start.name, on)
    limit = clocks.limits(facts, measure, measure.of.table, timer.start.name, start, on)
    masks = clocks.closed(facts, measure, slice(None), limit, on)
    kinds = counts.kinds[classes]
    numbers = np.bincount(kinds * MASKS + masks, minlength=counts.number * MASKS).reshape(counts.number, MASKS)
    late = limit.provisional(measure.within)
    doubtful = None if late is None or not late.any() else np.bincount(kinds[late], minlength=counts.number)
    for codes, task in zip(counts.codes, tasks, strict=True):
        row = found.outcomes[task, NOW]
        row += numbers[codes == SURELY].sum(axis=0)
        unsure = numbers[codes == MAYBE].sum(axis=0)
        row[OUT:] += unsure[:OUT] + unsure[OUT:]
        found.outcomes[task, THEN] = row
        if doubtful is not None:
            found.provisional[task] = bool(doubtful[codes != 0].any())
