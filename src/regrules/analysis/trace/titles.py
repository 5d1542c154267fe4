"""Whether what an obligation says of itself fits its data and the clause that it cites."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from ...model.plans import Guidance, Obligation
from ..check import Finding
from ..document import Figure, find_figures
from .figures import uses
from .moments import span_of
from .said import figures_text, finding
from .sides import Held, Sides, pairs_of_characters, places_of

# A title that shares so little with its clause, and so much more with another one, speaks of that other one.
LITTLE = 0.4
MORE = 0.35
# Fewer pairs of characters than this, found in few clauses, tell nothing.
ENOUGH = 3
RARE = 0.3
_NAMED = {"Q": "quarter", "H": "half", "M": "month"}


def agreeing(found: Sides) -> Iterator[Finding]:
    """Figures of an obligation's title that neither its data nor, where it has none, its clause says."""
    for held in found.held:
        for figure in held.title_figures:
            if figure.kind == "period" and figure.unit == "year" and figure.value == 1:
                continue
            if not _meant(held, figure):
                there = figures_text(each for clause in held.cited for each in clause.figures)
                yield finding(
                    "titles-agree",
                    found.plan.id,
                    (
                        f"标题写“{figure.text}”，任务的数据并不如此（条款有：{there.zh}）",
                        f"the title says “{figure.text}”, the obligation's data do not (the clause has: {there.en})",
                    ),
                    ("改标题，或改任务的数据", "change the title, or the obligation's data"),
                    clause=held.obligation.clause,
                    obligation=held.obligation.id,
                )


def _meant(held: Held, figure: Figure) -> bool:
    kinds = {"period": ("length", "frequency", "day"), "date": ("day",)}.get(figure.kind, (figure.kind,))
    claims = [claim for claim in held.claims if claim.kind in kinds and not (claim.implied and claim.kind == "day")]
    if uses(held, figure):
        return True
    if figure.unit[:1] in _NAMED and any(each.unit == _NAMED[figure.unit[0]] for each in held.claims):
        return True  # 半年 is said of the first half, and of what is asked in each half
    return _stands(held, figure) and not any(claim.unit == figure.unit or claim.kind != "level" for claim in claims)


def readings(found: Sides) -> Iterator[Finding]:
    """Days of the plan's period that the interpretation names, and neither the obligation's data nor its clause has."""
    for held in found.held:
        note = held.obligation.interpretation
        for figure in find_figures(note.zh) if note is not None else ():
            span = span_of(figure, held.year) if figure.kind == "date" else None
            if span is None or not found.plan.period.start <= span.end <= found.plan.period.end:
                continue
            known = span.end in (found.plan.issued_on, found.plan.period.end)
            if known or uses(held, figure) or _stands(held, figure):
                continue
            yield finding(
                "readings-agree",
                found.plan.id,
                (
                    f"理解说明写“{figure.text}”，任务的数据和条款都没有这一天",
                    f"the interpretation says “{figure.text}”, a day that neither the obligation's data nor its clause has",
                ),
                (
                    "把这一天写进任务（如 due），或改理解说明",
                    "give the obligation that day (such as its due day), or mend the interpretation",
                ),
                clause=held.obligation.clause,
                obligation=held.obligation.id,
            )


def _stands(held: Held, figure: Figure) -> bool:
    return any(
        (each.kind, each.value, each.unit) == (figure.kind, figure.value, figure.unit)
        for clause in held.places
        for each in clause.figures
    )


@frozen
class _Speech:
    """Which pairs of characters stand in which clause, and how much each tells: what stands everywhere tells nothing."""

    pairs: dict[str, set[str]]
    weights: dict[str, float]

    def told(self, title: str) -> set[str]:
        """The pairs of *title* that tell something."""
        return {pair for pair in pairs_of_characters(title) if self.weights.get(pair, 0) > 0}

    def fits(self, title: set[str], paths: Iterable[str]) -> float:
        """How much of what *title* tells stands at *paths*."""
        there = set().union(*(self.pairs.get(path, set()) for path in paths))
        return sum(self.weights[pair] for pair in title & there) / sum(self.weights[pair] for pair in title)


def _speech(found: Sides) -> _Speech:
    tables = {path for path, each in places_of(found.part).items() if each in found.part.tables}
    own = {each.path: pairs_of_characters(each.text) for each in found.part.clauses}
    own |= {each.path: pairs_of_characters(each.caption) for each in found.part.tables}
    counts = Counter(pair for pairs in own.values() for pair in pairs)
    weights = {pair: math.log((len(own) + 1) / (count + 1)) for pair, count in counts.items()}
    above = {path: pairs_of_characters("。".join(each.text for each in found.part.above(path))) for path in own}
    return _Speech({path: own[path] | (set() if path in tables else above[path]) for path in own}, weights)


def misplaced(found: Sides) -> Iterator[Finding]:
    """Titles that speak of another clause than the one that is cited."""
    speech = _speech(found)
    for held in found.held:
        paths = [*(each.path for each in held.cited), *(each.path for each in held.tables)]
        yield from _elsewhere(found, speech, held.obligation, paths)
    for guidance in found.plan.guidance:
        yield from _elsewhere(found, speech, guidance, [guidance.clause])


def _elsewhere(found: Sides, speech: _Speech, about: Obligation | Guidance, paths: list[str]) -> Iterator[Finding]:
    """That a title fits another clause much better than those at *paths*."""
    title = speech.told(about.title.zh)
    if sum(speech.weights[pair] > RARE for pair in title) < ENOUGH:
        return
    here = speech.fits(title, paths)
    best, path = max((speech.fits(title, [path]), path) for path in speech.pairs)
    if here < LITTLE and best - here > MORE:
        yield finding(
            "titles-in-place",
            found.plan.id,
            (
                f"标题“{about.title.zh}”说的不像条款{about.clause}，更像条款{path}",
                f"the title “{about.title.en}” does not fit clause {about.clause}; it fits clause {path}",
            ),
            (
                f"改引条款{path}，或用条款自己的事项写标题",
                f"cite clause {path}, or let the title name what the clause is about",
            ),
            clause=about.clause,
            obligation=about.id if isinstance(about, Obligation) else "",
        )
