"""Plans on a terminal: what each clause asks for."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text as Line

from ..model.describe import describe
from ..model.plans import AgencyRule, Jurisdiction, Obligation, Plan
from ..model.sentence import sentence
from ..model.windows import Rolling
from ..plugins import Installed
from .clauses import clause_order
from .screen import plain_table
from .terms import counted, due_days
from .words import STRENGTH, agency_text, said
from .wrapping import indented, labelled, wrapped


def plan_screen(county: Jurisdiction, plan: Plan, lang: str, width: int = 80) -> Iterator[RenderableType]:
    """The parts of what is shown of one plan."""
    issued = "" if plan.issued_on is None else f" · {plan.issued_on}"
    title = Line("\n".join(wrapped(plan.title.in_language(lang), width)), style="bold")
    title.append(f"\n{county.name.in_language(lang)} {county.code} · {plan.id}{issued}\n", style="not bold")
    yield title
    for obligation in sorted(plan.obligations, key=lambda each: clause_order(each.clause)):
        yield from obligation_screen(county, plan, obligation, lang, width)
    if plan.guidance:
        yield Line(f"\n{said('guidance', lang)}\n", style="bold")
    for each in plan.guidance:
        yield labelled(each.clause, each.title.in_language(lang), width, 0)
        yield indented(each.reason.in_language(lang), width, 4, "dim")
    yield Line("")


def obligation_screen(
    county: Jurisdiction, plan: Plan, obligation: Obligation, lang: str, width: int
) -> Iterator[RenderableType]:
    """An obligation: what it is called, who must act by when, what is counted, how the clause was read."""
    between = said("between", lang)
    title = obligation.title.in_language(lang)
    if obligation.strength != "must":
        title += f" ({STRENGTH[obligation.strength].in_language(lang)})"
    yield labelled(between.join(obligation.clauses), title, width, 0)
    yield indented(f"{agencies_text(obligation, county, lang)} · {due_text(obligation, plan, lang)}", width, 4, "cyan")
    yield indented(sentence(obligation, county.schema).in_language(lang), width, 4)
    if obligation.interpretation is not None:
        yield indented(f"※{obligation.interpretation.in_language(lang)}", width, 4, "italic")


def due_text(obligation: Obligation, plan: Plan, lang: str) -> str:
    """The days for which an obligation is asked; a few of many."""
    days = [str(day) for day in due_days(obligation, plan)]
    window = counted(obligation, plan)
    if isinstance(window, Rolling) and not days:
        return describe(window).in_language(lang)
    return said("between", lang).join(days if len(days) <= 5 else [*days[:4], f"… {days[-1]}"])


def agencies_text(obligation: Obligation, county: Jurisdiction, lang: str) -> str:
    """The agencies that must act."""
    ids = dict.fromkeys(each.agency if isinstance(each, AgencyRule) else each for each in obligation.agencies)
    return said("between", lang).join(agency_text(county, each).in_language(lang) for each in ids)


def counties_screen(found: tuple[Installed, ...], lang: str) -> Iterator[RenderableType]:
    """The installed counties, a row for each of their plans."""
    if not found:
        yield Line(said("none installed", lang))
        return
    table = plain_table(lang, "code", "county", "plan", "period", "obligations")
    for each in found:
        county = each.jurisdiction
        first = True
        for plan in county.plans:
            period = f"{plan.period.start}\n{plan.period.end}"
            name = f"{county.id}\n{county.name.in_language(lang)}" if first else ""
            title = Line(plan.id, style="bold").append(f"\n{plan.title.in_language(lang)}", style="not bold")
            table.add_row(county.code if first else "", name, title, period, str(len(plan.obligations)))
            first = False
    yield table
