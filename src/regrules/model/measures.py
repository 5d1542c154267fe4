"""Measures: how a number is computed from the register. Their meaning is stated in ``engine/reference.py``."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from attrs import field, frozen

from .checks import as_tuple, at_least, made_of
from .clocks import Clock
from .names import as_column, as_optional_column, as_records
from .predicates import Column, Predicate, Records, Times
from .targets import FigureOf
from .text import Text
from .windows import Window

once = Times()
_TIMES = made_of("how often, such as times_at_least(2)", Times)
_PREDICATE = made_of('a predicate, such as sample.result == "fail"', *get_args(Predicate))


def _no_subjects(_instance: object, attribute: Any, value: Records) -> None:
    """Refuse subjects where records are counted: whether a subject is one of them has no date of its own."""
    if value.table == "subjects":
        raise ValueError(
            f"`{attribute.name}` wants records, and subjects are none; ask for a share of subjects (Coverage, Share), or "
            "for the records that concern them, such as filings, actions or gradings"
        )


def times_exactly(times: int) -> Times:
    """Just so many times."""
    return Times(least=times, most=times)


def times_at_least(times: int) -> Times:
    """So many times or more."""
    return Times(least=times)


def times_at_most(times: int) -> Times:
    """So many times or fewer: a cap."""
    return Times(least=0, most=times)


@frozen(kw_only=True)
class Coverage:
    """
    The share of units whose count of events lies in *times*.

    Attributes:
        of: The units: subjects, groups of them, agencies, or rows of a plugin's own table.
        by: The events (or states) that count.
        times: How often.
        once_per: Records of one unit that share this value count once; a record without one stands by itself.
    """

    of: Records = field(converter=as_records)
    by: Records = field(converter=as_records, validator=_no_subjects)
    times: Times = field(default=once, validator=_TIMES)
    once_per: Column | None = field(default=None, converter=as_optional_column)


@frozen(kw_only=True)
class Count:
    """
    A number of records, or of distinct values of theirs.

    Attributes:
        of: The records.
        distinct: Count different values of this column (户) instead of records (户次).
        per_million: Per million residents, from the figure ``residents``.
    """

    of: Records = field(converter=as_records, validator=_no_subjects)
    distinct: Column | None = field(default=None, converter=as_optional_column)
    per_million: bool = False


@frozen(kw_only=True)
class Share:
    """
    The share of records, or of subjects, with a property.

    Attributes:
        of: The records or subjects.
        having: The property.
    """

    of: Records = field(converter=as_records)
    having: Predicate = field(validator=_PREDICATE)


@frozen(kw_only=True)
class Mean:
    """
    The average of a number of each record.

    Attributes:
        of: The records.
        value: The column of numbers.
    """

    of: Records = field(converter=as_records, validator=_no_subjects)
    value: Column = field(converter=as_column)


@frozen(kw_only=True)
class Growth:
    """
    The change of a measure against another number, as a share of that number.

    Attributes:
        of: The measure.
        versus: The same measure in another window, another measure, or a figure of the register.
    """

    of: Count | Share | Mean
    versus: Window | Count | Share | Mean | FigureOf


@frozen(kw_only=True)
class Timeliness:
    """
    The share of records closed in time.

    Attributes:
        of: The records.
        start: The date (or time) at which the clock starts, and by which a record falls in the window.
        end: The date (or time) by which it is closed.
        within: The clock; None if only the record's own due date counts.
        due: A column with the record's own due date, which goes before the clock.
    """

    of: Records = field(converter=as_records, validator=_no_subjects)
    start: Column = field(converter=as_column)
    end: Column = field(converter=as_column)
    within: Clock | None = None
    due: Column | None = field(default=None, converter=as_optional_column)

    def __attrs_post_init__(self) -> None:
        if self.within is None and self.due is None:
            raise ValueError("timeliness needs a clock (within) or a column with due dates (due)")
        if self.within is not None and self.within.unit == "hour":
            for column in (self.start, self.end):
                if not column.name.endswith("_at"):
                    raise ValueError(
                        f"a clock in hours needs times, and `{column.name}` holds dates; a time ends in _at"
                    )


@frozen(kw_only=True)
class Response:
    """
    The share of triggers that are followed (or preceded) by enough answers.

    Attributes:
        to: The triggers.
        by: The answers.
        within: The clock for answers.
        due: A column of the trigger with its own due date, which goes before the clock.
        match: The answer's column that must equal the trigger's (its key, if the column names a trigger: ``follows``);
            unsaid, both concern the same subject.
        before: The answers must come before the trigger.
        times: How many answers.
    """

    to: Records = field(converter=as_records, validator=_no_subjects)
    by: Records = field(converter=as_records, validator=_no_subjects)
    within: Clock | None = None
    due: Column | None = field(default=None, converter=as_optional_column)
    match: Column | None = field(default=None, converter=as_optional_column)
    before: bool = False
    times: Times = field(default=once, validator=_TIMES)

    @property
    def is_clock(self) -> bool:
        """Whether each trigger has a limit of its own."""
        return self.within is not None or self.due is not None


@frozen(kw_only=True)
class TaskKind:
    """
    One kind of task in an attached table.

    Attributes:
        name: Its name in clause paths, such as ``distributors``.
        title: Its heading.
        of: The records that count.
    """

    name: str
    title: Text
    of: Records = field(converter=as_records, validator=_no_subjects)


@frozen(kw_only=True)
class TaskCell:
    """
    One cell of an attached table: so many records of one kind by one agency in one period.

    Attributes:
        agency: The agency.
        period: The period's label, such as ``2025-Q1``.
        kind: The kind's name.
        planned: How many are planned in this period alone.
    """

    agency: str
    period: str
    kind: str
    planned: int = field(validator=at_least(0))


@frozen(kw_only=True)
class TaskTotal:
    """
    The total that the attached table itself gives for an agency.

    Attributes:
        agency: The agency.
        planned: What the table gives as its total, over all periods and kinds.
    """

    agency: str
    planned: int = field(validator=at_least(0))


@frozen(kw_only=True, cache_hash=True)
class Tasks:
    """
    The share of the cells of an attached table that reached their planned count.

    Attributes:
        kinds: The kinds of task.
        cells: The cells.
        cumulative: Counts run from the window's start, so that a surplus is carried; else each period stands alone.
        once_per: Records of one subject that share this value count once.
        totals: The totals of the source; they must agree with the cells.
    """

    kinds: tuple[TaskKind, ...] = field(converter=as_tuple)
    cells: tuple[TaskCell, ...] = field(converter=as_tuple)
    cumulative: bool = True
    once_per: Column | None = field(default=None, converter=as_optional_column)
    totals: tuple[TaskTotal, ...] = field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        places = Counter((cell.agency, cell.period, cell.kind) for cell in self.cells)
        if twice := [place for place, count in places.items() if count > 1]:
            raise ValueError(f"the cell {'/'.join(twice[0])} stands twice in the table")
        names = {kind.name for kind in self.kinds}
        if strangers := {cell.kind for cell in self.cells} - names:
            raise ValueError(f"kind `{min(strangers)}` is not among the table's kinds: {', '.join(sorted(names))}")
        sums: Counter[str] = Counter()
        for cell in self.cells:
            sums[cell.agency] += cell.planned
        for total in self.totals:
            if sums[total.agency] != total.planned:
                raise ValueError(f"the cells of {total.agency} sum to {sums[total.agency]}, not to {total.planned}")

    def kind(self, name: str) -> TaskKind:
        """The kind called *name*."""
        return next(kind for kind in self.kinds if kind.name == name)


@frozen(kw_only=True)
class Attested:
    """
    A duty that only a person can confirm.

    Attributes:
        evidence: What is to be recorded as proof.
    """

    evidence: Text


Measure = Coverage | Count | Share | Mean | Growth | Timeliness | Response | Tasks | Attested


def parts_of(measure: Any) -> tuple[Records, ...]:
    """The record sets that *measure* reads, in order."""
    match measure:
        case Coverage(of=of, by=by):
            return (of, by)
        case Count(of=of) | Share(of=of) | Mean(of=of) | Timeliness(of=of):
            return (of,)
        case Response(to=to, by=by):
            return (to, by)
        case Tasks(kinds=kinds):
            return tuple(kind.of for kind in kinds)
        case Growth(of=of, versus=versus):
            return (*parts_of(of), *parts_of(versus))
    return ()
