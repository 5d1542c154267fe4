"""A scorecard on a terminal: the levels, then what was found, place by place."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from ..analysis.check import Finding
from ..model.text import Text
from .scorecard import STATES, CheckResult, Scorecard, by_place
from .wrapping import indented, labelled, wrapped

WORDS = {
    "level": Text(zh="级别", en="Level"),
    "pinned": Text(zh="应有", en="Pinned"),
    "passed": Text(zh="通过", en="Passed"),
    "failed": Text(zh="未通过", en="Failed"),
    "known": Text(zh="已知", en="Known"),
    "not_run": Text(zh="未运行", en="Not run"),
    "seconds": Text(zh="秒", en="Seconds"),
    "reached": Text(zh="达到级别：{}", en="Level reached: {}"),
    "none": Text(zh="无", en="none"),
    "partly": Text(zh="没有一级的检查全部通过；也没有检查未通过", en="No check failed; of no level did all checks run and pass"),
    "found": Text(zh="发现的问题", en="Found"),
    "known failures": Text(zh="已知问题", en="Known failures"),
    "left out": Text(zh="未运行的检查", en="Not run"),
    "notes": Text(zh="提示", en="Notes"),
    "county": Text(zh="辖区", en="the county itself"),
    "more": Text(zh="，另有 {} 项", en=" and {} more"),
    "between": Text(zh="、", en=", "),
    "colon": Text(zh="：", en=": "),
}
SHOWN = 5
STYLES = {"passed": "green", "failed": "red", "known": "yellow", "not_run": "dim"}


def scorecard_screen(card: Scorecard, lang: str, width: int = 80) -> Iterator[RenderableType]:
    """The parts of what is shown of *card*, in a language."""
    yield _heading(card, lang, width)
    yield _levels(card, lang)
    failed = [finding for result in card.failed for finding in result.errors]
    yield from _places("found", "red", failed, lang, width)
    known = [result for result in card.results if result.state == "known"]
    yield from _lines("known failures", "yellow", ((each, each.reason) for each in known), lang, width)
    notes = [finding for result in card.results for finding in result.notes]
    yield from _places("notes", "bold", notes, lang, width)
    yield from _left_out(card, lang, width)
    for remark in card.remarks:
        yield indented(f"※{remark.in_language(lang)}", width, 0, "italic")
    yield Line("\n" + _reached(card, lang), style="red" if card.failed else "green")


def _reached(card: Scorecard, lang: str) -> str:
    if card.reached is not None:
        return _said("reached", lang).format(card.reached.title.in_language(lang))
    return _said("reached", lang).format(_said("none", lang)) if card.failed else _said("partly", lang)


def _heading(card: Scorecard, lang: str, width: int) -> Line:
    name = card.county if card.name is None else card.name.in_language(lang)
    line = Line("\n".join(wrapped(name, width)), style="bold")
    parts = (card.code, card.county if card.name else "", f"{card.distribution} {card.version}".strip())
    return line.append("\n" + " · ".join(part for part in parts if part) + "\n", style="not bold")


def _levels(card: Scorecard, lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, expand=True)
    table.add_column(_said("level", lang), ratio=1)
    for name in ("pinned", *STATES, "seconds"):
        table.add_column(_said(name, lang), justify="right", no_wrap=True)
    for each in card.levels:
        counts = [Line(str(each.count(state) or ""), style=STYLES[state]) for state in STATES]
        title = Line(f"{'✓' if each.passed else '·'} {each.level.title.in_language(lang)}")
        table.add_row(title, str(each.pinned), *counts, f"{each.seconds:.1f}")
    return table


def _places(name: str, style: str, findings: list[Finding], lang: str, width: int) -> Iterator[RenderableType]:
    """Findings under the clause and the obligation that they concern."""
    if not findings:
        return
    yield Line(f"\n{_said(name, lang)}", style=style)
    for (plan, clause, obligation), found in by_place(iter(findings)).items():
        place = " · ".join(part for part in (plan, clause, obligation) if part)
        yield indented(place or _said("county", lang), width, 0, "bold")
        for each in found:
            yield labelled(each.check, each.problem.in_language(lang), width)
            yield indented(f"→ {each.advice.in_language(lang)}", width, 4)
            if each.snippet:
                yield Line("\n".join(f"    {line}" for line in each.snippet.rstrip().splitlines()), style="dim")


def _lines(
    name: str, style: str, told: Iterator[tuple[CheckResult, Text | None]], lang: str, width: int
) -> Iterator[RenderableType]:
    lines = [labelled(each.check, reason.in_language(lang) if reason else "", width) for each, reason in told]
    if lines:
        yield Line(f"\n{_said(name, lang)}", style=style)
        yield from lines


def _left_out(card: Scorecard, lang: str, width: int) -> Iterator[RenderableType]:
    """The checks that were not run; those left out for one reason share a line."""
    reasons: dict[str, list[str]] = {}
    for each in card.results:
        if each.state == "not_run" and each.reason is not None:
            reasons.setdefault(each.reason.in_language(lang), []).append(each.check)
    if reasons:
        yield Line(f"\n{_said('left out', lang)}", style="bold")
    for reason, names in reasons.items():
        told = _said("between", lang).join(names[:SHOWN])
        if len(names) > SHOWN:
            told += _said("more", lang).format(len(names) - SHOWN)
        yield indented(reason + _said("colon", lang) + told, width, 2)


def _said(name: str, lang: str) -> str:
    return WORDS[name].in_language(lang)
