"""What other programs import: functions with their arguments, records with their fields, errors with their exit codes."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr
from io import StringIO
from textwrap import dedent
from typing import Any

import attrs

import regrules
from regrules import errors, testing
from regrules.analysis import document, trace, validate
from regrules.analysis.check import Finding
from regrules.cli.failures import explain
from regrules.engine.verdict import AgencyPart, Interval, Member, NextStep, Range
from regrules.model import serial
from regrules.report.assessment import PlanVerdicts, Skipped
from regrules.report.overview import AskedPlan, Failed, LeftOut, Standing
from regrules.report.overview_parents import RolledUp
from regrules.report.scorecard import CheckResult, LevelResult

from .docstrings import markdown, said, signature, table
from .fields import about

ASKING = ("assess", "assess_all", "jurisdictions", "jurisdiction")
READING = ("read_register", "register_from_frames", "register_from_records")
ANSWERS = (
    regrules.Assessment, regrules.Verdict, regrules.Receipt, regrules.Overview, regrules.Session, regrules.Change,
    regrules.Register,
)  # fmt: skip
PARTS = (
    PlanVerdicts, Skipped, Interval, Range, Member, NextStep, AgencyPart, AskedPlan, Standing, RolledUp, LeftOut, Failed,
)  # fmt: skip
PROVED = (testing.Scorecard, LevelResult, CheckResult, Finding)
DOCUMENTS = (
    document.Document, document.Part, document.Clause, document.Figure, document.Table, document.TableCell,
)  # fmt: skip
TRACED = (trace.Trace, trace.TracedClause, trace.TracedFigure, trace.TracedClaim, trace.TracedCell)
ERRORS = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.RegrulesError)]


def functions(names: Iterable[str], home: Any = regrules) -> str:
    """A section on each function: how it is called, what comes back, its arguments, what it raises."""
    return "\n\n".join(_function(getattr(home, name), name) for name in names)


def _function(function: Any, name: str) -> str:
    found = said(function)
    parts = [f"### {name}", f"`{signature(function, name)}`", about(function)]
    if "Args" in found.sections:
        arguments = [name for name in inspect.signature(function).parameters if name != "self"]
        rows = [(f"`{each}`", found.about("Args", each)) for each in arguments]
        parts.append(table(("argument", "meaning"), *rows))
    if errors := found.sections.get("Raises"):
        parts.append(table(("raises", "if"), *((f"`{each}`", meaning) for each, meaning in errors.items())))
    return "\n\n".join(parts)


def answers(records: Iterable[type]) -> str:
    """A section on each record that comes back: its fields, and what it can be asked."""
    return "\n\n".join(map(_answer, records))


def _answer(record: type) -> str:
    fields = [(f"`{each.name}`", said(record).about("Attributes", each.name)) for each in _fields(record)]
    asked = [(f"`{_asked(record, each)}`", _summary(each)) for each in _members(record)]
    return f"### {record.__name__}\n\n{about(record)}\n\n{table(('it has', 'meaning'), *fields, *asked)}"


def _fields(record: type) -> Iterable[attrs.Attribute[Any]]:
    return attrs.fields(record) if attrs.has(record) else ()


def _members(record: type) -> list[ast.FunctionDef]:
    """The public methods and properties of a class as they are written; attrs hides the cached ones from inspection."""
    (written,) = ast.parse(dedent(inspect.getsource(record))).body
    assert isinstance(written, ast.ClassDef)
    return [each for each in written.body if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")]


def _asked(record: type, member: ast.FunctionDef) -> str:
    return member.name if member.decorator_list else signature(getattr(record, member.name), member.name)


def _summary(member: ast.FunctionDef) -> str:
    return markdown((ast.get_docstring(member) or "").split("\n\n")[0])


def refusals() -> str:
    """A row for each error: what it means, and the exit code of a command that meets it."""
    return table(("error", "meaning", "exit code"), *((f"`{each.__name__}`", *_error(each)) for each in ERRORS))


def _error(error: type[errors.RegrulesError]) -> tuple[str, str]:
    with_defects = "defects" in said(error).sections.get("Attributes", {})
    return about(error), str(_silently(error(()) if with_defects else error("")))


def _silently(failure: errors.RegrulesError) -> int:
    with redirect_stderr(StringIO()):
        return explain(failure, debug=False)


MADE: dict[str, Callable[[], str]] = {
    "asking": lambda: functions(ASKING),
    "reading": lambda: functions(READING),
    "answers": lambda: answers(ANSWERS),
    "parts_of_answers": lambda: answers(PARTS),
    "errors": refusals,
    "defect": lambda: answers((regrules.Defect,)),
    "proving": lambda: f"{functions(('conform',), testing)}\n\n{answers(PROVED)}",
    "validating": lambda: functions(("validate",), validate),
    "documents": lambda: (
        f"{functions(('read_file', 'read_document', 'find_figures'), document)}\n\n{answers(DOCUMENTS)}"
    ),
    "tracing": lambda: f"{functions(('trace',), trace)}\n\n{answers(TRACED)}",
    "written_plans": lambda: functions(("plan_to_json", "plan_from_json"), serial),
}
