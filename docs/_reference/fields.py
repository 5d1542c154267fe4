"""The fields of a record of the model: what may stand in each, what stands for it when it is left out, what it means."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import attrs

from regrules import model
from regrules.model.exact import optionally_written
from regrules.model.plans import Jurisdiction
from regrules.model.predicates import Column, Literals, Predicate, Records, Value
from regrules.model.shapes import field_types, is_union, reachable
from regrules.model.targets import AnyTarget, FigureOf
from regrules.model.windows import AnyWindow, DueDay

from .docstrings import code, said, table

PLANS, MEASURES, PREDICATES = "reference-plan.md", "reference-measures.md", "reference-predicates.md"
RECORDS = reachable(Jurisdiction)
_FAMILIES: dict[frozenset[Any], str] = {
    frozenset(get_args(model.Measure)): f"[measure]({MEASURES}#measures)",
    frozenset(get_args(Predicate)): f"[predicate]({PREDICATES})",
    frozenset(get_args(AnyTarget)): f"[target]({MEASURES}#targets)",
    frozenset(get_args(AnyWindow)): f"[window]({MEASURES}#windows)",
    frozenset(get_args(Value)): f"[value of a row]({PREDICATES}#columns)",
    frozenset(get_args(Literals)): "text, whole number, `True`, `False` or date",
}
_HOMES = dict.fromkeys(("measures", "targets", "windows", "clocks"), MEASURES) | {"predicates": PREDICATES}
_BY_OTHER_NAMES: dict[Any, str] = {
    Records: f"[set of records]({PREDICATES}#sets-of-records)",
    Column: f"[column]({PREDICATES}#columns)",
    FigureOf: f"[`figure(name)`]({MEASURES}#figureof)",
    DueDay: f"[`same_month(day=…)` or `next_month(day=…)`]({MEASURES}#dueday)",
    model.Clock: f"[clock]({MEASURES}#clocks)",
    model.Periods: f"[periods]({MEASURES}#periods)",
    model.Window: f"[first and last day]({MEASURES}#window)",
    bool: "`True` or `False`",
    int: "whole number",
    str: "text",
    date: 'day: a date, or as `"2025-03-31"`',
}
_FORMS = {
    "_identifier": "lower-case words joined by `-` and `/`",
    "_clause": "path of a clause, such as `3.4.1`",
    "_clauses": "paths of clauses, such as `3.4.1`",
    "_division": "six digits",
    "some_text": "text, not empty",
    "digest": "`sha256:` and 64 hexadecimal digits, or empty",
}


def section(record: type) -> str:
    """A section on *record*: what it is, and a row for each of its fields."""
    return f"### {record.__name__}\n\n{about(record)}\n\n{fields(record)}"


def about(record: type) -> str:
    """What a record is, in its own words."""
    found = said(record)
    return "\n\n".join(filter(None, (found.summary, found.rest)))


def fields(record: type) -> str:
    """A row for each field of *record*."""
    rows = [
        (f"`{each.name}`", accepted(record, each), unless_said(each), said(record).about("Attributes", each.name))
        for each in attrs.fields(record)
    ]
    return table(("field", "accepted", "unless said", "meaning"), *rows) if rows else "It has no fields."


def accepted(record: type, field: Any) -> str:
    """What may stand in a field, in words."""
    if field.converter is optionally_written:
        return 'exact figure, such as `"25%"`, `"1/3"` or `450`'
    if form := _FORMS.get(getattr(field.validator, "__name__", "")):
        return form
    annotation = field_types(record)[field.name]
    nothing = ", or `None`" if field.default is attrs.NOTHING and NoneType in get_args(annotation) else ""
    return _words(annotation) + _bound(field.validator) + nothing


def _bound(check: Any) -> str:
    """The least whole number that a validator passes, in words."""
    least = inspect.getclosurevars(check).nonlocals.get("least") if inspect.isfunction(check) else None
    return "" if least is None else f", {least} or more"


def _words(annotation: Any) -> str:
    if annotation in _BY_OTHER_NAMES:
        return _BY_OTHER_NAMES[annotation]
    if annotation in RECORDS:
        return f"[`{annotation.__name__}`]({page_of(annotation)}#{annotation.__name__.lower()})"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if is_union(annotation):
        return _either(frozenset(arguments) - {NoneType}, [each for each in arguments if each is not NoneType])
    if origin is Literal:
        return _or([f"`{each}`" for each in arguments])
    if origin is tuple:
        return f"any number: {_words(arguments[0])}"
    if origin is Mapping:
        return f"for each name: {_words(arguments[1])}"
    raise TypeError(f"there are no words for {annotation}")


def _either(wanted: frozenset[Any], in_order: list[Any]) -> str:
    told = []
    for family, words in _FAMILIES.items():
        if family <= wanted:
            told.append(words)
            in_order = [each for each in in_order if each not in family]
    return _or([*told, *map(_words, in_order)])


def _or(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def unless_said(field: Any) -> str:
    """What stands for a field that is left out."""
    default = field.default
    if default is attrs.NOTHING:
        return "must be said"
    if default is None or default == () or default == "" or isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return "none"
    return f"`{code(default)}`"


def page_of(record: type) -> str:
    """The page that describes a record."""
    home = record.__module__.rpartition(".")[2]
    return MEASURES if record is model.Times else _HOMES.get(home, PLANS)
