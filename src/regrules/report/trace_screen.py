"""A trace on a terminal: the clauses with their figures, what is missing or differs, and the count."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from ..analysis.check import Finding
from ..analysis.trace import Trace, TracedClause, TracedFigure
from ..model.text import Text
from .trace import Traced
from .wrapping import indented, labelled, wrapped

WORDS = {
    "clause": Text(zh="条款", en="Clause"),
    "figures": Text(zh="原文数字", en="Figures of the document"),
    "accounted": Text(zh="任务", en="Obligations"),
    "guidance": Text(zh="原则性要求", en="guidance"),
    "heading": Text(zh="标题", en="heading"),
    "missing": Text(zh="没有着落", en="missing"),
    "cells": Text(zh="附表：{}格，其中{}格不符", en="attached table: {} cells, {} differ"),
    "differs": Text(zh="不符之处", en="What is missing or differs"),
    "notes": Text(zh="提示", en="Notes"),
    "left out": Text(zh="原文中没有的计划：{}", en="plans that the document does not hold: {}"),
    "strange": Text(
        zh="原文的这一部分不是该辖区的计划：{}", en="this part of the document is no plan of the county: {}"
    ),
    "strange advice": Text(
        zh="补写这份计划，或用 --plan 只核对一份", en="write that plan, or trace one plan alone: --plan"
    ),
    "count": Text(zh="条款{}/{}，数字{}/{}", en="{} of {} clauses, {} of {} figures"),
    "between": Text(zh="、", en=", "),
}
SHOWN = 3


def traced_screen(traced: Traced, lang: str, width: int = 80) -> Iterator[RenderableType]:
    """The parts of what is shown of *traced*, in a language."""
    for each in traced.traces:
        yield from trace_screen(each, lang, width)
        if len(traced.traces) > 1:
            counts = (each.accounted_clauses, len(each.asked), each.accounted_figures, len(each.figures))
            yield Line(f"\n{each.plan}: {_said('count', lang).format(*counts)}\n")
    for title in traced.strange:
        yield indented(_said("strange", lang).format(title), width, 0, "red")
        yield indented(f"→ {_said('strange advice', lang)}", width, 4)
    if traced.left_out:
        named = _said("between", lang).join(traced.left_out)
        yield indented(_said("left out", lang).format(named), width, 0, "dim")
    count = _said("count", lang).format(*traced.clauses, *traced.figures)
    yield Line(f"\n{count}", style="green" if traced.holds else "red")


def trace_screen(trace: Trace, lang: str, width: int = 80) -> Iterator[RenderableType]:
    """One plan: its clauses, and then what speaks against it."""
    title = Line("\n".join(wrapped(trace.title or trace.plan, width)), style="bold")
    yield title.append(f"\n{trace.plan} · {trace.digest[:19]}…\n", style="not bold")
    yield _clauses(trace, lang)
    if trace.cells:
        differing = sum(not cell.agrees for cell in trace.cells)
        yield Line(_said("cells", lang).format(len(trace.cells), differing))
    errors = [each for each in trace.findings if each.severity == "error"]
    yield from _findings("differs", "red", errors, lang, width)
    notes = [each for each in trace.findings if each.severity == "note"]
    yield from _findings("notes", "bold", notes, lang, width)


def _clauses(trace: Trace, lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, expand=True)
    table.add_column("")
    table.add_column(_said("clause", lang), overflow="fold", max_width=10)
    table.add_column(_said("accounted", lang), overflow="fold", ratio=1)
    table.add_column(_said("figures", lang), overflow="fold", ratio=1)
    for clause in trace.clauses:
        fine = clause.accounted and all(figure.accounted for figure in clause.figures)
        mark = Line("✓" if fine else "✗", style="green" if fine else "red")
        table.add_row(mark, clause.path, _account(clause, lang), _figures(clause.figures))
    return table


def _account(clause: TracedClause, lang: str) -> Line:
    if clause.obligations:
        rest = len(clause.obligations) - SHOWN
        return Line("\n".join([*clause.obligations[:SHOWN], *([f"+{rest}"] if rest > 0 else [])]))
    if clause.guidance:
        return Line(_said("guidance", lang), style="dim")
    if clause.parent:
        return Line(_said("heading", lang), style="dim")
    return Line(_said("missing", lang), style="red")


def _figures(figures: tuple[TracedFigure, ...]) -> Line:
    line = Line()
    for at, each in enumerate(figures):
        mark = "" if each.used_by else "※" if each.note is not None else "✗"
        line.append("  " if at else "").append(mark + each.figure.text.strip(), style="" if each.accounted else "red")
    return line


def _findings(name: str, style: str, findings: list[Finding], lang: str, width: int) -> Iterator[RenderableType]:
    """Findings under the clause and the obligation that they concern; one advice stands once."""
    if not findings:
        return
    yield Line(f"\n{_said(name, lang)}", style=style)
    places: dict[tuple[str, str], list[Finding]] = {}
    for each in findings:
        places.setdefault((each.clause, each.obligation), []).append(each)
    for (clause, obligation), found in places.items():
        yield indented(" · ".join(part for part in (clause, obligation) if part) or "—", width, 0, "bold")
        for each in found:
            yield labelled(each.check, each.problem.in_language(lang), width)
            yield indented(f"→ {each.advice.in_language(lang)}", width, 4)
            if each.snippet:
                yield indented(each.snippet, width, 4, "dim")


def _said(name: str, lang: str) -> str:
    return WORDS[name].in_language(lang)
