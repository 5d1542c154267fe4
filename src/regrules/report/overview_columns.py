"""The rows of an overview, held as columns, and how they are gathered question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..engine.question import Question, questions
from ..engine.verdict import STATUSES, Interval, Range, Status
from ..engine.words.standings import NONE, pair_of, statuses_of
from ..model.plans import Obligation, Plan
from .clauses import clause_order

if TYPE_CHECKING:
    from ..engine.words.evaluate import Answer

ABOUT = ("asked", "obligation", "stage", "due", "value")
"""The columns that say what a row is about: places among the plans asked and the obligations, two days, a value."""
SINGLE = (
    "could_be", "settled", "outlook", "provisional", "base_least", "base_most", "outstanding", "undetermined", "pending",
    "upcoming", "waived", "released",
)  # fmt: skip
DOUBLE = ("least", "most", "part_least", "part_most", "shortfall", "excess")
"""What stands in two columns each: numerator and denominator, least and most; the second is called ``..._of``."""
NAMES = (*ABOUT, *SINGLE, *DOUBLE, *(f"{name}_of" for name in DOUBLE))


@frozen(kw_only=True, eq=False)
class Columns:
    """
    Rows as columns of equal length. Its length is the number of rows.

    Numbers stand as in :class:`~regrules.engine.words.standings.Standings`: a denominator, or a range's bound, of -1 is none.

    Attributes:
        values: The values of each column.
    """

    values: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.values["asked"])

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self.values[name]

    def number(self, name: str, place: int) -> Interval:
        """One row's number between bounds, from ``NAME_least`` and ``NAME_most``; from ``least`` and ``most`` if empty."""
        least, most = (f"{name}_{bound}" if name else bound for bound in ("least", "most"))
        return Interval(
            least=pair_of((self[least][place], self[f"{least}_of"][place])),
            most=pair_of((self[most][place], self[f"{most}_of"][place])),
        )

    def range(self, name: str, place: int) -> Range:
        """One row's shortfall or excess."""
        least, most = self[name][place], self[f"{name}_of"][place]
        return Range(least=None if least == NONE else least, most=None if most == NONE else most)

    def take(self, places: Sequence[int]) -> Columns:
        """These rows, in this order."""
        return Columns(values={name: [values[place] for place in places] for name, values in self.values.items()})


STATUSES_OF = tuple(statuses_of(bits) for bits in range(1 << len(STATUSES)))
"""The possible statuses that each word of bits stands for."""


def status_of(bits: int) -> Status | None:
    """The status that a word of possible ones stands for; None for an indicator."""
    found = STATUSES_OF[bits]
    return None if not found else found[0] if len(found) == 1 else "undecided"


class Gathering:
    """
    Gathers the rows of an overview, in whatever order the questions are answered.

    Attributes:
        obligations: The different obligations so far, each with its place.
    """

    def __init__(self) -> None:
        self.obligations: dict[Obligation, int] = {}
        self._values: dict[str, list[Any]] = {name: [] for name in NAMES}
        self._order: list[tuple[int, int, int, str]] = []
        self._plans: dict[int, _Ranks] = {}
        self._alike: dict[tuple[Any, ...], _Ranks] = {}
        self._kept: list[Plan] = []

    def add(self, answer: Answer, *, first: int = 0) -> None:
        """Take in how one question stands in several jurisdictions, the plans asked being counted from *first*."""
        found, values = answer.standings, self._values
        value = found.value or ""
        ranked = [self._ranks_of(each.plan).of(each) for each in answer.questions]
        asked = [first + place for place in answer.places]
        values["asked"] += asked
        values["obligation"] += [each[0] for each in ranked]
        values["stage"] += [each.stage for each in answer.questions]
        values["due"] += [each.due for each in answer.questions]
        values["value"] += [found.value or each.period for each in answer.questions]
        self._order += [(place, rank, turn, value) for place, (_, rank, turn) in zip(asked, ranked, strict=True)]
        for name in SINGLE:
            values[name].extend(getattr(found, name).tolist())
        for name in DOUBLE:
            pairs = getattr(found, name)
            values[name].extend(pairs[:, 0].tolist())
            values[f"{name}_of"].extend(pairs[:, 1].tolist())

    def columns(self) -> Columns:
        """All rows, sorted by jurisdiction and plan, then as an assessment sorts its verdicts."""
        order = sorted(range(len(self._order)), key=self._order.__getitem__)
        return Columns(values=self._values).take(order)

    def _ranks_of(self, plan: Plan) -> _Ranks:
        known = self._plans.get(id(plan))
        if known is None:
            # Plans of many counties are often made of the very same obligations; to compare them would take longer.
            same = plan.period, *map(id, plan.obligations)
            known = self._alike.get(same)
            if known is None:
                known = self._alike[same] = _Ranks(plan, self.obligations)
            self._plans[id(plan)] = known
            self._kept.append(plan)  # so that no other one comes to have its identity
        return known


class _Ranks:
    """Where the questions of a plan stand."""

    def __init__(self, plan: Plan, obligations: dict[Obligation, int]) -> None:
        self._plan = plan
        self._places = {each.id: obligations.setdefault(each, len(obligations)) for each in plan.obligations}
        ordered = sorted(plan.obligations, key=lambda each: clause_order(each.clause))
        self._ranks = {each.id: rank for rank, each in enumerate(ordered)}
        self._found: dict[tuple[str, str | None, date | None], tuple[int, int, int]] = {}

    def of(self, question: Question) -> tuple[int, int, int]:
        """The place of its obligation among the different ones, that one's place by clause, and its own among its questions."""
        key = question.obligation.id, question.period, question.stage
        if key not in self._found:
            name = question.obligation.id
            for turn, each in enumerate(questions(self._plan, question.obligation, question.as_of)):
                self._found[name, each.period, each.stage] = self._places[name], self._ranks[name], turn
        return self._found[key]
