"""
Predicates as data: what is asked of one row of a table.

Plans write them with the names in :mod:`regrules.model.names` (``subject.kinds.has("drug_retailer")``); here is what those
expressions turn into. Their truth is strong Kleene: true, false or unknown.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import field, frozen

from .checks import as_tuple, at_least, one_of, optional_day
from .windows import Window

# Engines look up what they have computed by predicate and record set, so their hashes are kept.

Literals = str | int | bool | date


class Combinable:
    """What all predicates share: ``&``, ``|`` and ``~``."""

    __slots__ = ()

    def __and__(self, other: Predicate) -> Predicate:
        mine = self.parts if isinstance(self, AllOf) else (self,)
        theirs = other.parts if isinstance(other, AllOf) else (other,)
        return AllOf(parts=(*mine, *theirs))

    def __or__(self, other: Predicate) -> Predicate:
        mine = self.parts if isinstance(self, AnyOf) else (self,)
        theirs = other.parts if isinstance(other, AnyOf) else (other,)
        return AnyOf(parts=(*mine, *theirs))

    def __invert__(self) -> Predicate:
        return Not(part=self)  # type: ignore[arg-type]  # every Combinable is a Predicate

    def __bool__(self) -> bool:
        raise TypeError("a predicate is neither true nor false by itself; join predicates with &, | and ~")


@frozen(kw_only=True, cache_hash=True)
class Column:
    """
    One column, seen from a row.

    Attributes:
        table: The table whose column it is.
        name: The column.
        via: The key of the row that leads there (``subject_id``); None if it is the row's own column.
        on: The day on which a subject is asked; None for the day of the question.
    """

    table: str
    name: str
    via: str | None = None
    on: date | None = field(default=None, converter=optional_day)


@frozen(kw_only=True, cache_hash=True)
class Grade:
    """
    The grade of a subject under a scheme.

    Attributes:
        scheme: ``device_distributor``, ``credit`` and so on.
        via: As for :class:`Column`.
        on: As for :class:`Column`.
    """

    scheme: str
    via: str | None = None
    on: date | None = field(default=None, converter=optional_day)


@frozen(kw_only=True, cache_hash=True)
class Records:
    """
    A set of records (or of subjects): a table, a predicate, and how its rows fall in a window.

    Attributes:
        table: The table.
        where: What is asked of each row.
        dated: Another date than the table's own by which a row falls in the window.
        within: A window of its own; the obligation's if unsaid.
        grouped: Column whose equal values make one unit (subjects only).
    """

    table: str
    where: Predicate
    dated: str | None = None
    within: Window | None = None
    grouped: str | None = None


@frozen(kw_only=True, cache_hash=True)
class CountOf:
    """
    How many of these records belong to the subject (by subject) in the window.

    Attributes:
        records: The records.
    """

    records: Records = field()

    @records.validator
    def _are_records(self, _attribute: object, value: Records) -> None:
        if value.table == "subjects":
            raise ValueError("subjects are not counted among the records of a subject; ask for records that concern it")


Value = Column | Grade | CountOf
Operator = Literal["==", "!=", "<", "<=", ">", ">="]


@frozen(kw_only=True, cache_hash=True)
class Always(Combinable):
    """Holds for every row."""


@frozen(kw_only=True, cache_hash=True)
class Compare(Combinable):
    """
    A value compared with a literal; grades in the order of their scheme.

    Attributes:
        value: A column, a grade or a count.
        operator: How they are compared.
        literal: What the value is compared with.
    """

    value: Value
    operator: Operator = field(validator=one_of("==", "!=", "<", "<=", ">", ">="))
    literal: Literals


@frozen(kw_only=True, cache_hash=True)
class IsIn(Combinable):
    """
    The value is one of the literals.

    Attributes:
        value: A column or a grade.
        literals: What it may be.
    """

    value: Column | Grade
    literals: tuple[Literals, ...] = field(converter=as_tuple)


@frozen(kw_only=True, cache_hash=True)
class Between(Combinable):
    """
    The value lies between two literals, both included.

    Attributes:
        value: A column, a grade or a count.
        low: The lowest accepted.
        high: The highest accepted.
    """

    value: Value
    low: Literals
    high: Literals


@frozen(kw_only=True, cache_hash=True)
class Has(Combinable):
    """
    A set holds any, or all, of the words.

    Attributes:
        value: A column that holds a set of words.
        words: The words.
        need: Whether one of the words is enough, or all are needed.
    """

    value: Column
    words: tuple[str, ...] = field(converter=as_tuple)
    need: Literal["any", "all"] = field(default="any", validator=one_of("any", "all"))


@frozen(kw_only=True, cache_hash=True)
class Happened(Combinable):
    """
    A step has come, by the day of the question.

    Attributes:
        value: A date that may not have come yet.
    """

    value: Column


@frozen(kw_only=True, cache_hash=True)
class OpenedBy(Combinable):
    """
    The subject was open by a day; a missing opening date counts as long ago.

    Attributes:
        by: The day.
        via: As for :class:`Column`.
    """

    by: date
    via: str | None = None


@frozen(kw_only=True, cache_hash=True)
class AllOf(Combinable):
    """
    Every part holds.

    Attributes:
        parts: The predicates.
    """

    parts: tuple[Predicate, ...] = field(converter=as_tuple)


@frozen(kw_only=True, cache_hash=True)
class AnyOf(Combinable):
    """
    At least one part holds.

    Attributes:
        parts: The predicates.
    """

    parts: tuple[Predicate, ...] = field(converter=as_tuple)


@frozen(kw_only=True, cache_hash=True)
class Not(Combinable):
    """
    The part does not hold.

    Attributes:
        part: The predicate.
    """

    part: Predicate


Predicate = Always | Compare | IsIn | Between | Has | Happened | OpenedBy | AllOf | AnyOf | Not


@frozen(kw_only=True, cache_hash=True)
class Times:
    """
    How often.

    Attributes:
        least: At least so many.
        most: At most so many; None for no limit.
    """

    least: int = field(default=1, validator=at_least(0))
    most: int | None = field(default=None, validator=at_least(0))

    def __attrs_post_init__(self) -> None:
        if self.most is not None and self.most < self.least:
            raise ValueError(f"at most {self.most} times is fewer than at least {self.least}")


def inner_records(predicate: Predicate) -> tuple[Records, ...]:
    """The record sets that *predicate* asks for, in order."""
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return tuple(found for part in parts for found in inner_records(part))
        case Not(part=part):
            return inner_records(part)
        case Compare(value=CountOf(records=records)) | Between(value=CountOf(records=records)):
            return (records,)
    return ()
