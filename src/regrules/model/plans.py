"""Obligations, plans and jurisdictions: what a county's plugin returns."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from types import NoneType
from typing import Literal, get_args

from attrs import field, frozen

from .checks import as_tuple, made_of, one_of, optional_day
from .clocks import Clock
from .measures import Measure
from .names import Cell, Row, as_column
from .predicates import Column, Predicate
from .provenance import FigureNote, KnownFailure, digest
from .schema import Schema
from .tables import CORE
from .targets import AnyTarget, Stages, Target
from .text import Text, in_both_languages
from .windows import AnyWindow, Periods, Window

Strength = Literal["must", "in_principle", "aims_at"]
_CLAUSE = re.compile(r"[A-Za-z0-9]+(-[0-9]+)?(\.[A-Za-z0-9]+)*(/[^/\s]+)*")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")


_MEASURE = made_of("a measure, such as Coverage(of=..., by=...)", *get_args(Measure))
_WINDOW = made_of("a window, such as calendar_year(2025)", *get_args(AnyWindow))
_TARGET = made_of('a target, such as at_least("10%"), or None', *get_args(AnyTarget), NoneType)
_DAYS = made_of("a first and a last day, such as calendar_year(2025)", Window)


def _clause(_instance: object, attribute: object, value: str) -> None:
    if not isinstance(value, str) or not _CLAUSE.fullmatch(value):
        raise ValueError(f"clause `{value}` is not a path; accepted: 3.4.1, annex, annex/station/2025-Q1/kind")


def _clauses(instance: object, attribute: object, values: tuple[str, ...]) -> None:
    for value in values:
        _clause(instance, attribute, value)


def _identifier(_instance: object, _attribute: object, value: str) -> None:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError(
            f"id `{value}` is not well formed; accepted: lower-case words joined by - and /, as in recall/class-3"
        )


@frozen(kw_only=True)
class AgencyRule:
    """
    Which agency is responsible for some subjects.

    Attributes:
        when: The subjects.
        agency: Its id.
    """

    when: Predicate
    agency: str


def when(predicate: Predicate, agency: str) -> AgencyRule:
    """The *agency* responsible for the subjects of *predicate*."""
    return AgencyRule(when=predicate, agency=agency)


@frozen(kw_only=True)
class EscalationStep:
    """
    What follows when a subject's duty is missed.

    Attributes:
        title: The step.
        action: The kind of action (table ``actions``) that proves it.
        within: The time for it, from the due day or from the step before; None for no limit.
    """

    title: Text
    action: str
    within: Clock | None = None


@frozen(kw_only=True)
class Basis:
    """
    A document that a clause rests on.

    Attributes:
        document: Its title.
        article: The article, if one is known.
    """

    document: Text
    article: str | None = None


def _each(value: object) -> object:
    return as_column(value) if isinstance(value, (Cell, Row)) else value


@frozen(kw_only=True)
class Obligation:
    """
    One checkable duty that a clause puts on the bureau.

    Attributes:
        id: Unique in the plan, such as ``unannounced/class-3``.
        clause: Path of the clause.
        also: Paths of further clauses that say the same.
        title: What is to be done.
        agencies: Who must act: ids or kinds of agency, or rules in order. A subject for which no rule holds is its own
            agency's.
        measure: How the number is computed.
        window: Which events count, and when the target is asked.
        target: What the number must be; None makes the obligation an indicator, shown without a status.
        each: One verdict for every value: periods of the calendar, or a column (``agency``, ``jurisdiction``,
            ``subject.owner_id``).
        strength: ``must``, ``in_principle`` (原则上) or ``aims_at``.
        interpretation: The reading chosen where the plan is silent or ambiguous.
        basis: The documents that the clause rests on.
        escalation: What follows when subjects miss the duty.
        in_force: The days on which the duty is asked at all; always, if unsaid.
    """

    id: str = field(validator=_identifier)
    clause: str = field(validator=_clause)
    also: tuple[str, ...] = field(default=(), converter=as_tuple, validator=_clauses)
    title: Text = field(validator=in_both_languages)
    agencies: tuple[str | AgencyRule, ...] = field(converter=as_tuple)
    measure: Measure = field(validator=_MEASURE)
    window: AnyWindow = field(validator=_WINDOW)
    target: AnyTarget | None = field(validator=_TARGET)
    each: Periods | Column | None = field(default=None, converter=_each)
    strength: Strength = field(default="must", validator=one_of("must", "in_principle", "aims_at"))
    interpretation: Text | None = None
    basis: tuple[Basis, ...] = field(default=(), converter=as_tuple)
    escalation: tuple[EscalationStep, ...] = field(default=(), converter=as_tuple)
    in_force: Window | None = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause it cites."""
        return (self.clause, *self.also)

    @property
    def implied(self) -> bool:
        """Whether a figure of the target is implied by the words of the clause."""
        targets = [stage.target for stage in self.target.stages] if isinstance(self.target, Stages) else [self.target]
        return any(isinstance(target, Target) and target.implied for target in targets)


@frozen(kw_only=True)
class Guidance:
    """
    A clause with no checkable duty.

    Attributes:
        clause: Path of the clause.
        title: What it is about.
        reason: Why nothing is checked.
    """

    clause: str = field(validator=_clause)
    title: Text = field(validator=in_both_languages)
    reason: Text = field(validator=in_both_languages)


@frozen(kw_only=True)
class Plan:
    """
    One published document of a jurisdiction for one period.

    Attributes:
        id: Such as ``shizhu-2025``.
        title: Its title.
        period: Its first and last day.
        issued_on: The day it was issued.
        document: Its number or the way to find it, in words.
        document_digest: Digest of the published text that it was written from, as ``sha256:…``; empty if not recorded.
        obligations: Its obligations.
        guidance: Its clauses without a checkable duty.
        figure_notes: Figures of the document that no obligation uses, each with the reason.
    """

    id: str = field(validator=_identifier)
    title: Text = field(validator=in_both_languages)
    period: Window = field(validator=_DAYS)
    issued_on: date | None = field(default=None, converter=optional_day)
    document: str = ""
    document_digest: str = field(default="", validator=digest)
    obligations: tuple[Obligation, ...] = field(converter=as_tuple)
    guidance: tuple[Guidance, ...] = field(default=(), converter=as_tuple)
    figure_notes: tuple[FigureNote, ...] = field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        counts = Counter(obligation.id for obligation in self.obligations)
        if twice := sorted(name for name, count in counts.items() if count > 1):
            raise ValueError(f"obligation ids stand twice in plan {self.id}: {', '.join(twice)}")

    def obligation(self, name: str) -> Obligation:
        """The obligation with the id *name*."""
        return next(obligation for obligation in self.obligations if obligation.id == name)


@frozen(kw_only=True)
class AgencyEntry:
    """
    One agency of the bureau.

    Attributes:
        id: As in the register.
        name: Its name.
        kind: ``station``, ``section``, ``enforcement_team``, ``monitoring_centre`` or ``bureau``.
    """

    id: str
    name: Text = field(validator=in_both_languages)
    kind: str


def _division(_instance: object, _attribute: object, value: str) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{6}", value):
        raise ValueError(f"division code `{value}` is not six digits (GB/T 2260), such as 500240")


@frozen(kw_only=True)
class Jurisdiction:
    """
    What a plugin returns: one county, its agencies and its plans.

    Attributes:
        id: The name used on the command line, such as ``shizhu``.
        code: Six-digit division code (GB/T 2260).
        name: Its name.
        agencies: Its agencies.
        plans: Its plans.
        schema: The tables its predicates were written for: the core's, with its own additions.
        demo: Folder with a small register to try, inside the plugin, as a module path; None if it has none.
        known_failures: Checks of the conformance kit that it does not pass yet, each with a reason and a last day.
    """

    id: str = field(validator=_identifier)
    code: str = field(validator=_division)
    name: Text = field(validator=in_both_languages)
    agencies: tuple[AgencyEntry, ...] = field(default=(), converter=as_tuple)
    plans: tuple[Plan, ...] = field(converter=as_tuple)
    schema: Schema = CORE
    demo: str | None = None
    known_failures: tuple[KnownFailure, ...] = field(default=(), converter=as_tuple)

    def plan(self, name: str) -> Plan:
        """The plan with the id *name*."""
        return next(plan for plan in self.plans if plan.id == name)


__all__ = [
    "AgencyEntry", "AgencyRule", "Basis", "EscalationStep", "Guidance", "Jurisdiction", "Obligation", "Plan", "Strength",
    "when",
]  # fmt: skip
