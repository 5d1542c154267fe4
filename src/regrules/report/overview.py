"""How many jurisdictions stand on one date: a row for each obligation of each, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from attrs import field, frozen

from ..engine.assemble import required_of
from ..engine.verdict import STATUSES, Interval, Outlook, Range, Status
from ..engine.words.standings import OUTLOOKS
from ..errors import QuestionError
from ..model.plans import Obligation, Strength
from ..model.targets import Bands, Stages, Target
from ..model.text import Text
from .overview_columns import STATUSES_OF, Columns, status_of

if TYPE_CHECKING:
    from .assessment import Assessment
    from .overview_parents import RolledUp


@frozen(kw_only=True)
class AskedPlan:
    """
    One plan of one jurisdiction that was asked.

    Attributes:
        code: The division code of the jurisdiction.
        county: Its id.
        name: Its name.
        plan: The id of the plan.
        title: The title of the plan.
        distribution: The distribution that holds the jurisdiction; None if it was handed over as a record.
        plugin_version: Its version.
    """

    code: str
    county: str
    name: Text
    plan: str
    title: Text
    distribution: str | None = None
    plugin_version: str | None = None


@frozen(kw_only=True)
class Standing:
    """
    How one obligation stands in one jurisdiction: its verdict, with numbers of members instead of lists.

    Attributes:
        code: The division code of the jurisdiction.
        plan: The id of the plan.
        obligation: Id of the obligation, with ``@value`` if each value has a verdict of its own.
        clause: Path of its clause.
        also: Further clauses that say the same.
        title: Its title.
        stage: The due day of its stage; None if the target has no stages.
        value: The value of ``each``; None if there is none.
        due: The day for which the target is asked.
        provisional: A clock runs past the last year whose working days have been announced.
        status: As in a verdict; None for an indicator.
        could_be: The statuses that are possible.
        settled: No fact dated after the as-of date can change the status.
        outlook: ``on_track`` or ``behind``, for open obligations.
        strength: ``must``, ``in_principle`` or ``aims_at``.
        number: What was counted.
        required: The target's figures as the plan writes them.
        shortfall: How many more are needed.
        excess: How many are too many.
        outstanding: How many members are missing.
        undetermined: Of how many members the data leave the outcome open.
        waived: How many are released by a waiver.
        released: How many triggers were released.
        pending: For how many members time has not run out.
        upcoming: How many entered a rolling window too late to be asked.
        asked: What is asked, as the plan has it.
    """

    code: str
    plan: str
    obligation: str
    clause: str
    also: tuple[str, ...]
    title: Text
    stage: date | None
    value: str | None
    due: date
    provisional: bool
    status: Status | None
    could_be: tuple[Status, ...]
    settled: bool
    outlook: Outlook | None
    strength: Strength
    number: Interval
    required: Mapping[str, str]
    shortfall: Range
    excess: Range
    outstanding: int
    undetermined: int
    waived: int
    released: int
    pending: int
    upcoming: int
    asked: Obligation = field(repr=False)


@frozen(kw_only=True)
class LeftOut:
    """
    A jurisdiction, or one of its plans, that was not asked.

    Attributes:
        code: The division code of the jurisdiction.
        county: Its id.
        name: Its name.
        subjects: How many subjects the register holds of it.
        plan: The plan that cannot be asked about on that day; None if none was looked at, for want of subjects or of plans.
        first: The first day for which the plan can be assessed.
        last: The last one.
    """

    code: str
    county: str
    name: Text
    subjects: int
    plan: str | None = None
    first: date | None = None
    last: date | None = None


@frozen(kw_only=True)
class Failed:
    """
    A jurisdiction that could not be evaluated.

    Attributes:
        code: Its division code.
        county: Its id.
        name: Its name.
        problem: What went wrong.
    """

    code: str
    county: str
    name: Text
    problem: str


class Standings(Sequence[Standing]):
    """The rows of an overview, made when they are asked for; sorted by division code, plan and clause."""

    def __init__(self, overview: Overview) -> None:
        self._overview = overview

    def __len__(self) -> int:
        return len(self._overview.columns)

    @overload
    def __getitem__(self, place: int) -> Standing: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Standing, ...]: ...

    def __getitem__(self, place: int | slice) -> Standing | tuple[Standing, ...]:
        places = range(len(self))[place]
        return (
            _standing(self._overview, places)
            if isinstance(places, int)
            else tuple(_standing(self._overview, each) for each in places)
        )


@frozen(kw_only=True, eq=False, slots=False)
class Overview:
    """
    How many jurisdictions stand on one date. It is small, whatever the register, and can be pickled and joined.

    Attributes:
        as_of: The day of the question.
        known_at: The day whose state of knowledge was used; None for all that is known.
        asked: The plans that were asked, sorted by division code.
        obligations: The different obligations of those plans.
        columns: What came out, a value in each column for each jurisdiction, plan, obligation, value and stage.
        skipped: The jurisdictions without subjects in the register, and the plans that cannot be asked about on that day.
        without_plugin: How many subjects belong to each jurisdiction that no plugin speaks for, by division code.
        failed: The jurisdictions that could not be evaluated.
        digest: SHA-256 over the facts that were used; None if it is not known.
        assessed: Assesses one of the jurisdictions in full; None once the overview has left the process that made it.
    """

    as_of: date
    known_at: date | None
    asked: tuple[AskedPlan, ...]
    obligations: tuple[Obligation, ...] = field(repr=False)
    columns: Columns = field(repr=False)
    skipped: tuple[LeftOut, ...] = ()
    without_plugin: Mapping[str, int] = field(factory=dict)
    failed: tuple[Failed, ...] = ()
    digest: str | None = None
    assessed: Callable[[str], Assessment] | None = field(default=None, repr=False)

    @property
    def rows(self) -> Standings:
        """How each obligation stands in each jurisdiction, for every value and stage."""
        return Standings(self)

    def asked_by(self, row: int) -> AskedPlan:
        """The plan that the row at a place is about."""
        place: int = self.columns["asked"][row]
        return self.asked[place]

    def obligation_of(self, row: int) -> Obligation:
        """The obligation that the row at a place is about."""
        place: int = self.columns["obligation"][row]
        return self.obligations[place]

    @property
    def codes(self) -> tuple[str, ...]:
        """The division codes of the jurisdictions that were asked."""
        return tuple(dict.fromkeys(each.code for each in self.asked))

    @cached_property
    def totals(self) -> Mapping[str, Mapping[str, int]]:
        """For each jurisdiction that was asked, how many obligations have each status, and how many indicators it has."""
        found = {code: dict.fromkeys((*STATUSES, "indicators"), 0) for code in self.codes}
        for asked, bits in zip(self.columns["asked"], self.columns["could_be"], strict=True):
            found[self.asked[asked].code][status_of(bits) or "indicators"] += 1
        return found

    @cached_property
    def rolled_up(self) -> tuple[RolledUp, ...]:
        """What the jurisdictions below each city and each province add up to, for obligations that ask the same."""
        from .overview_parents import rolled_up

        return rolled_up(self)

    def assessment(self, code: str) -> Assessment:
        """
        One of these jurisdictions in full, with everybody who is outstanding.

        Raises:
            QuestionError: it was not asked, or the overview comes from another process and has no register at hand.
        """
        from ..model.checks import unknown_name

        if code not in self.codes:
            raise QuestionError(unknown_name("division code", code, self.codes))
        if self.assessed is None:
            raise QuestionError(
                f"this overview has no register at hand; ask for {code} itself: "
                f'regrules.assess("{code}", register=..., as_of="{self.as_of}")'
            )
        return self.assessed(code)

    def to_data(self) -> dict[str, Any]:
        """The overview as plain data, ready for JSON."""
        from .overview_data import overview_data

        return overview_data(self)

    def to_frame(self) -> Any:
        """A Polars dataframe with a row for each of :attr:`rows`."""
        from .overview_frame import overview_frame

        return overview_frame(self)

    @classmethod
    def joined(cls, parts: Iterable[Overview]) -> Overview:
        """
        The overview that several make up, each of other jurisdictions; their order is irrelevant.

        Raises:
            QuestionError: there is none, they are of different days, or two of them hold the same plan.
        """
        from .overview_joined import joined

        return joined(tuple(parts))

    def __getstate__(self) -> dict[str, Any]:
        # What is cached can be found again, and the register stays where it is.
        return {name: None if name == "assessed" else getattr(self, name) for name in _FIELDS}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


COUNTED = ("outstanding", "undetermined", "waived", "released", "pending", "upcoming")
"""What a verdict lists, and a row counts."""
_FIELDS = (
    "as_of",
    "known_at",
    "asked",
    "obligations",
    "columns",
    "skipped",
    "without_plugin",
    "failed",
    "digest",
    "assessed",
)


def target_on(obligation: Obligation, stage: date | None) -> Target | Bands | None:
    """What an obligation demands at a stage, or altogether if it has none; None for an indicator."""
    if not isinstance(obligation.target, Stages):
        return obligation.target
    return next(each.target for each in obligation.target.stages if each.due == stage)


def _standing(overview: Overview, place: int) -> Standing:
    columns, asked, obligation = overview.columns, overview.asked_by(place), overview.obligation_of(place)
    stage, value, bits = columns["stage"][place], columns["value"][place], columns["could_be"][place]
    return Standing(
        code=asked.code,
        plan=asked.plan,
        obligation=obligation.id if value is None else f"{obligation.id}@{value}",
        clause=obligation.clause,
        also=obligation.also,
        title=obligation.title,
        stage=stage,
        value=value,
        due=columns["due"][place],
        provisional=columns["provisional"][place],
        status=status_of(bits),
        could_be=STATUSES_OF[bits],
        settled=columns["settled"][place],
        outlook=OUTLOOKS[columns["outlook"][place]],
        strength=obligation.strength,
        number=columns.number("", place),
        required=required_of(target_on(obligation, stage)),
        shortfall=columns.range("shortfall", place),
        excess=columns.range("excess", place),
        **{name: columns[name][place] for name in COUNTED},
        asked=obligation,
    )
