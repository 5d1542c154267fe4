"""An assessment on a terminal: a table for each plan, then who is missing and how clauses were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text as Line

from ..engine.verdict import STATUSES, Verdict
from ..model.plans import Plan
from .assessment import Assessment, PlanVerdicts
from .figures import number_text, range_text, required_text
from .missing import missing_lines, undetermined_lines
from .words import HEADINGS, STATUS, agency_text, said, status_parts
from .wrapping import labelled, wrapped

STYLES = {"met": "green", "late": "yellow", "breached": "red", "undecided": "magenta", "not_applicable": "dim"}


def screen() -> Console:
    """Standard output; with colours only if it is a terminal."""
    return Console(highlight=False, emoji=False, markup=False, soft_wrap=False)


def show(console: Console, parts: Iterable[RenderableType]) -> None:
    """Write *parts* to *console*."""
    for part in parts:
        console.print(part)


def assessment_screen(
    assessment: Assessment, lang: str, width: int = 80, *, by_agency: bool = False, notes: bool = True
) -> Iterator[RenderableType]:
    """The parts of what is shown of *assessment*, in a language."""
    for part in assessment.plans:
        yield heading(assessment, part, lang, width)
        yield agencies_table(assessment, part, lang) if by_agency else verdicts_table(assessment, part, lang)
        yield from _paragraphs(said("breached", lang), "red", missing_lines(assessment, part, lang, width))
        yield from _paragraphs(said("undecided", lang), "magenta", undetermined_lines(part, lang, width))
        if notes:
            yield from _paragraphs(said("readings", lang), "bold", readings(part, lang, width))
    if assessment.skipped:
        yield from _paragraphs(said("skipped", lang), "bold", skipped_lines(assessment, lang, width))


def heading(assessment: Assessment, part: PlanVerdicts, lang: str, width: int) -> Line:
    """The plan, the date, and how many obligations have each status."""
    when = said("as of", lang).format(assessment.as_of)
    if assessment.known_at is not None:
        when += said("between", lang) + said("known at", lang).format(assessment.known_at)
    counts = Counter(verdict.status for verdict in part.verdicts)
    shown = [status for status in (*STATUSES, None) if counts[status]]
    told = said("between", lang).join(f"{STATUS[status].in_language(lang)} {counts[status]}" for status in shown)
    name = assessment.county.name.in_language(lang)
    line = Line("\n".join(wrapped(part.plan.title.in_language(lang), width)), style="bold")
    rest = [*wrapped(f"{name} {assessment.county.code} · {when}", width), *wrapped(told, width)]
    return line.append("\n" + "\n".join(rest) + "\n", style="not bold")


def verdicts_table(assessment: Assessment, part: PlanVerdicts, lang: str) -> Table:
    """A row for each verdict of a plan."""
    table = plain_table(lang, "clause", "title", "status", "number", "required", "shortfall", "due")
    known = {obligation.id: obligation for obligation in part.plan.obligations}
    for verdict in part.verdicts:
        obligation = known[obligation_id(verdict, part.plan)]
        table.add_row(
            verdict.clause,
            titled(verdict, lang),
            Line("\n".join(status_parts(verdict, lang)), style=STYLES.get(str(verdict.status), "")),
            stacked(number_text(verdict.number, obligation.measure)),
            required_text(verdict.required),
            range_text(verdict.shortfall),
            f"{verdict.due}{'*' if verdict.provisional else ''}",
        )
    return table


def agencies_table(assessment: Assessment, part: PlanVerdicts, lang: str) -> Table:
    """A row for each agency's part of each verdict, agency by agency."""
    table = plain_table(lang, "agency", "clause", "title", "number", "outstanding", "undetermined")
    known = {obligation.id: obligation for obligation in part.plan.obligations}
    rows = [(each.agency, verdict, each) for verdict in part.verdicts for each in verdict.agencies]
    order = {entry.id: place for place, entry in enumerate(assessment.county.agencies)}
    rows.sort(key=lambda row: (row[0] is None, order.get(row[0] or "", len(order)), row[0] or ""))
    last: object = rows
    for agency, verdict, each in rows:
        if agency != last and last is not rows:
            table.add_section()
        name = "" if agency == last else agency_text(assessment.county, agency, assessment.register).in_language(lang)
        number = number_text(each.number, known[obligation_id(verdict, part.plan)].measure)
        counts = (str(len(ids) or "") for ids in (each.outstanding, each.undetermined))
        table.add_row(name, verdict.clause, titled(verdict, lang), number, *counts)
        last = agency
    return table


def readings(part: PlanVerdicts, lang: str, width: int) -> list[Line]:
    """The interpretation of each obligation shown; clauses that were read alike share a line."""
    clauses: dict[str, dict[str, None]] = {}
    for verdict in part.verdicts:
        if verdict.interpretation is not None:
            clauses.setdefault(verdict.interpretation.in_language(lang), {})[verdict.clause] = None
    return [labelled(said("between", lang).join(cited), note, width) for note, cited in clauses.items()]


def skipped_lines(assessment: Assessment, lang: str, width: int) -> list[Line]:
    """The plans that cannot be asked about, and when they could be."""
    when = said("assessable", lang)
    return [labelled(each.plan, when.format(each.first, each.last), width) for each in assessment.skipped]


def obligation_id(verdict: Verdict, plan: Plan) -> str:
    """The id of the obligation that *verdict* is about, without the value of ``each``."""
    name = verdict.obligation
    return name if any(each.id == name for each in plan.obligations) else name.rpartition("@")[0]


def titled(verdict: Verdict, lang: str) -> str:
    """The title, with the value that the verdict is about."""
    title = verdict.title.in_language(lang)
    return title if verdict.value is None else f"{title} · {verdict.value}"


def plain_table(lang: str, *columns: str) -> Table:
    """An empty table with these columns; the title takes what the others leave."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, expand=True)
    for name in columns:
        table.add_column(
            HEADINGS[name].in_language(lang),
            overflow="fold",
            justify="right" if name in ("shortfall", "outstanding", "undetermined") else "left",
            no_wrap=name in ("due", "code"),
            ratio=1 if name in ("title", "plan") else None,
            min_width=10 if name == "due" else None,
            max_width=WIDEST.get(name),
        )
    return table


WIDEST = {"clause": 10, "status": 10, "required": 9, "agency": 16}
STACKED = 9  # a number longer than this stands on two lines


def stacked(number: str) -> str:
    """A number that fits its column: its parts stand on lines of their own if it is too long."""
    return number if len(number) <= STACKED else number.replace(" ", "\n").replace("–", "–\n")


def _paragraphs(title: str, style: str, found: Iterable[Line]) -> Iterator[RenderableType]:
    if lines := list(found):
        yield Line("\n").join([Line(f"\n{title}", style=style), *lines])
