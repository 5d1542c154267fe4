"""An overview on a terminal: how each jurisdiction stands, what they add up to, and who was not asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from ..engine.verdict import STATUSES
from ..model.text import Text
from .figures import number_text, range_text
from .overview import Failed, LeftOut, Overview
from .overview_parents import RolledUp
from .screen import STYLES, stacked
from .words import HEADINGS, STATUS, said
from .wrapping import labelled, wrapped

SHOWN = (*STATUSES, "indicators")


def overview_screen(overview: Overview, lang: str, width: int = 80) -> Iterator[RenderableType]:
    """The parts of what is shown of *overview*, in a language."""
    yield heading(overview, lang, width)
    yield totals_table(overview, lang)
    shared = [each for each in overview.rolled_up if len(each.codes) > 1]
    for code, found in groupby(shared, key=lambda each: each.code):
        yield Line("\n".join(["", *wrapped(parent_text(overview, code, lang), width)]), style="bold")
        yield parent_table(list(found), lang)
    plain = overview.without_plugin.items()
    yield from _paragraph("failed", lang, [_of_county(each, each.problem, lang, width) for each in overview.failed])
    yield from _paragraph("left out", lang, [left_out_line(each, lang, width) for each in overview.skipped])
    yield from _paragraph(
        "no plugin", lang, [labelled(code, counted(number, "subject", lang), width) for code, number in plain]
    )


def heading(overview: Overview, lang: str, width: int) -> Line:
    """The day of the question, and how many jurisdictions were asked."""
    when = said("as of", lang).format(overview.as_of)
    if overview.known_at is not None:
        when += said("between", lang) + said("known at", lang).format(overview.known_at)
    told = f"{counted(len(overview.codes), 'jurisdiction', lang)} · {when}"
    return Line("\n".join(wrapped(told, width)) + "\n", style="bold")


def totals_table(overview: Overview, lang: str) -> Table:
    """A row for each jurisdiction: how many of its obligations have each status."""
    table = _table([(HEADINGS["code"], "code"), (HEADINGS["county"], "name")], lang)
    for status in SHOWN:
        table.add_column(_status_text(status, lang).replace(" ", "\n"), justify="right", no_wrap=True)
    names = {each.code: each.name.in_language(lang) for each in overview.asked}
    for code, counts in overview.totals.items():
        table.add_row(code, names[code], *_counts([counts[status] for status in SHOWN]))
    if len(names) > 1:
        table.add_section()
        sums = [sum(counts[status] for counts in overview.totals.values()) for status in SHOWN]
        table.add_row("", said("together", lang), *_counts(sums))
    return table


def parent_text(overview: Overview, code: str, lang: str) -> str:
    """The code of a city or a province, with its name if one of the plugins speaks for it, and what is shown of it."""
    names = {each.code: each.name.in_language(lang) for each in overview.asked}
    named = f"{code} {names[code]}" if code in names else code
    return f"{named} · {said('together', lang)}{said('shared', lang)}"


def parent_table(found: Sequence[RolledUp], lang: str) -> Table:
    """A row for each obligation that several jurisdictions below a city or a province have in common."""
    table = _table([(HEADINGS["title"], "title"), (HEADINGS["due"], "due")], lang)
    table.add_column(HEADINGS["number"].in_language(lang), overflow="fold")
    table.add_column(HEADINGS["jurisdictions"].in_language(lang), justify="right")
    table.add_column(HEADINGS["status"].in_language(lang), max_width=16)
    table.add_column(HEADINGS["shortfall"].in_language(lang), justify="right")
    for each in found:
        title = each.title.in_language(lang)
        table.add_row(
            title if each.value is None else f"{title} · {each.value}",
            str(each.due),
            stacked(number_text(each.number, each.asked.measure)),
            str(len(each.codes)),
            _statuses(each, lang),
            range_text(each.shortfall),
        )
    return table


def left_out_line(each: LeftOut, lang: str, width: int) -> Line:
    """A jurisdiction or a plan that was not asked, and why."""
    if each.plan is not None:
        return labelled(f"{each.code} {each.plan}", said("assessable", lang).format(each.first, each.last), width)
    why = said("no plan", lang).format(each.subjects) if each.subjects else said("no subjects", lang)
    return _of_county(each, why, lang, width)


def _of_county(each: LeftOut | Failed, told: str, lang: str, width: int) -> Line:
    return labelled(f"{each.code} {each.name.in_language(lang)}{said('colon', lang).strip()}", told, width)


def counted(number: int, what: str, lang: str) -> str:
    """So many of something."""
    return said(what, lang) if number == 1 else said(f"{what}s", lang).format(number)


def _statuses(each: RolledUp, lang: str) -> Line:
    told = Line()
    for status in SHOWN:
        if number := each.statuses[status]:
            told.append("\n" if told else "")
            told.append(f"{_status_text(status, lang)} {number}", style=STYLES.get(status, ""))
    return told


def _status_text(status: str, lang: str) -> str:
    return STATUS[None if status == "indicators" else status].in_language(lang)


def _counts(numbers: Iterable[int]) -> list[str]:
    return [str(number or "") for number in numbers]


def _table(columns: Iterable[tuple[Text, str]], lang: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, expand=True)
    for text, name in columns:
        free = name in ("name", "title")
        table.add_column(text.in_language(lang), overflow="fold", no_wrap=not free, ratio=1 if free else None)
    return table


def _paragraph(title: str, lang: str, lines: Sequence[Line]) -> Iterator[RenderableType]:
    if lines:
        yield Line("\n").join([Line(f"\n{said(title, lang)}", style="bold"), *lines])
