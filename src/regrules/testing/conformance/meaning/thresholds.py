"""Numbers on, just below and just above each target, against arithmetic in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from attrs import evolve

from ....analysis.check import Candidate, Check, Finding
from ....engine.verdict import Status
from ....model.measures import Attested, Count, Growth, Mean, Tasks, parts_of
from ....model.targets import Bands, FigureOf, Target
from ....model.text import Text
from ....model.windows import Window
from .arithmetic import MOST_MEMBERS, bounds_of, hits_beside, share_kept, sizes, value_kept
from .asks import Ask
from .cases import Case, each_obligation
from .filled import filled_tables
from .firm import asks_steps, firm
from .members import recipe, valued
from .recipes import NoRecipeError, Recipe, world_of
from .sought import middle

MOST_RECORDS = 1500
FEW = 3


def thresholds(candidate: Candidate) -> Iterator[Finding]:
    """Obligations whose verdict at a target is not what whole numbers say."""
    return each_obligation("thresholds", candidate, cases, lambda _measure: True)


def cases(ask: Ask) -> Iterator[Case]:
    """Registers on and beside the targets of a question; of one without a target only its number."""
    match ask.obligation.measure:
        case Tasks():
            return filled_tables(ask)
        case Mean():
            return _means(ask)
        case Count() as measure:
            return _rates(ask) if measure.per_million else _counts(ask)
        case Growth():
            return _growths(ask)
        case Attested():
            return _attested(ask)
    return _shares(ask)


def status(kept: bool) -> tuple[Status]:
    """What is true of a number that is due."""
    return ("met",) if kept else ("breached",)


def _shares(ask: Ask) -> Iterator[Case]:
    made = recipe(ask)
    if ask.target is None:
        yield _share(made, 2, 3, ())
        return
    if isinstance(ask.target, Target) and ask.target.of is not None:
        raise NoRecipeError("目标是某个数字的倍数", "its target is a multiple of a figure, which no share reaches")
    for size in sizes(ask.target):
        for hits in hits_beside(ask.target, size):
            yield _share(made, hits, size, _status_of_share(ask, share_kept(ask.target, size, hits)))


def _status_of_share(ask: Ask, kept: bool) -> tuple[Status, ...]:
    """What is true of a share that is due; of records with limits of their own new ones may still mend it."""
    asked = (records.where for records in parts_of(ask.obligation.measure))
    moving = ask.is_clock and (ask.rolls or any(asks_steps(ask, where) for where in asked))
    return ("breached", "open") if moving and not kept else status(kept)


def _share(made: Recipe, hits: int, size: int, expected: tuple[Status, ...]) -> Case:
    return Case(
        ask=made.ask, world=made.world(hits, size - hits), number=(hits, size), sure=made.sure,
        status=expected or (None,),
        words=Text(zh=f"{size}中有{hits}", en=f"{hits} of {size}"),
    )  # fmt: skip


def _attested(ask: Ask) -> Iterator[Case]:
    made = recipe(ask)
    for hits in (0, 1):
        kept = ask.target is None or share_kept(ask.target, 1, hits)
        expected: tuple[Status | None, ...] = (None,) if ask.target is None else status(kept)
        words = Text(zh=f"确认{hits}次", en=f"confirmed {hits} times")
        yield Case(ask=ask, world=made.world(hits), number=(hits, 1), status=expected, words=words)


def _plain(ask: Ask) -> Target | None:
    if isinstance(ask.target, Bands):
        raise NoRecipeError("不是比例，却按规模分档", "its number is no share, so bands by size say nothing")
    return ask.target


def _counts(ask: Ask) -> Iterator[Case]:
    made, target = recipe(ask), _plain(ask)
    if target is None:
        yield _count(made, FEW, (None,), {})
        return
    for figures, base in _bases(target.of, target):
        for number in _beside(tuple(bound * base for bound in bounds_of(target))):
            yield _count(made, number, status(value_kept(target, Fraction(number), base)), figures)


def _bases(of: FigureOf | None, target: Target) -> Iterator[tuple[dict[str, Decimal], Fraction]]:
    """Values of the figure that a target refers to: one at which its share is a whole number, and one at which it is not."""
    if of is None:
        yield {}, Fraction(1)
        return
    bottom = max(bound.denominator for bound in bounds_of(target))
    for value in (2 * bottom, 2 * bottom + 1):
        yield {of.name: Decimal(value)}, Fraction(value)


def _beside(bounds: tuple[Fraction, ...]) -> tuple[int, ...]:
    found = {
        number + step for bound in bounds for number in (floor(bound), ceil(bound)) for step in (-1, 0, 1)
    }  # fmt: skip
    if max(found) > MOST_RECORDS:
        raise NoRecipeError("数目太大，不便构造", f"it asks for more than {MOST_RECORDS} records")
    return tuple(sorted(number for number in found if number >= 0))


def _count(made: Recipe, number: int, expected: tuple[Status | None, ...], figures: dict[str, Decimal]) -> Case:
    what = "".join(f", {name} {value}" for name, value in figures.items())
    return Case(
        ask=made.ask, world=made.world(number, figures=figures), number=(number, 1), status=expected, sure=made.sure,
        words=Text(zh=f"共{number}条{what}", en=f"{number} records{what}"),
    )  # fmt: skip


def _rates(ask: Ask) -> Iterator[Case]:
    """Records per million residents, of places so small that a few records are the rate, or miss it by a resident."""
    made, target = recipe(ask), _plain(ask)
    rate = max(bounds_of(target), default=Fraction(0)) if target else Fraction(0)
    even = floor(FEW * 10**6 / rate) if rate else 1000
    for residents in (even, even + 1):
        for number in (FEW - 1, FEW, FEW + 1):
            value = Fraction(number * 10**6, max(1, residents))
            yield Case(
                ask=ask, world=made.world(number, figures={"residents": Decimal(max(1, residents))}), number=value, sure=made.sure,
                status=status(value_kept(target, value)) if target else (None,),
                words=Text(zh=f"{residents}人{number}份", en=f"{number} records among {residents} residents"),
            )  # fmt: skip


def _growths(ask: Ask) -> Iterator[Case]:
    """Counts against the same count in an earlier window, or against a figure."""
    measure, target = ask.obligation.measure, _plain(ask)
    assert isinstance(measure, Growth)
    if not isinstance(measure.of, Count) or measure.of.per_million or measure.of.distinct is not None:
        raise NoRecipeError("增长的不是件数", "what grows is no plain count")
    made = recipe(ask)
    before = _before(ask, measure)
    for base in (FEW, 10):
        bounds = bounds_of(target) if target else (Fraction(1, 10),)
        for number in _beside(tuple((1 + bound) * base for bound in bounds)):
            value = Fraction(number - base, base)
            figures = {measure.versus.name: Decimal(base)} if isinstance(measure.versus, FigureOf) else {}
            rows = [before.hit(900 + place) for place in range(base)] if before else []
            parts = [*rows, *map(made.hit, range(number))]
            yield Case(
                ask=ask, world=world_of(ask, parts, made.as_of, figures), number=value, sure=made.sure,
                status=status(value_kept(target, value)) if target else (None,),
                words=Text(zh=f"{number}条，基数{base}", en=f"{number} records against {base}"),
            )  # fmt: skip


def _before(ask: Ask, measure: Growth) -> Recipe | None:
    """How the records of the other window are built; None where it is a figure."""
    versus = measure.versus
    if isinstance(versus, FigureOf):
        return None
    if not isinstance(versus, Window) or versus.end >= ask.window.start:
        raise NoRecipeError("基数不是此前的同一件数", "its base is not the same count of an earlier window")
    earlier = evolve(ask, window=versus, due=versus.end)
    return recipe(earlier, middle(earlier), ask.as_of)


def _means(ask: Ask) -> Iterator[Case]:
    """Records whose average is the target, or misses it by one in one of them."""
    measure, target = ask.obligation.measure, _plain(ask)
    assert isinstance(measure, Mean)
    column = ask.jurisdiction.schema.table(measure.of.table).column(measure.value.name)
    for bound in bounds_of(target) if target else (Fraction(1),):
        if bound.denominator > MOST_MEMBERS:
            raise NoRecipeError("目标值过细", "its target has too many decimals")
        low, higher = floor(bound), bound.numerator % bound.denominator
        count = bound.denominator * 2
        exact = [low + 1] * (2 * higher) + [low] * (count - 2 * higher)
        for values in ([exact[0] - 1, *exact[1:]], exact, [*exact[:-1], exact[-1] + 1]):
            if any(_outside(value, column.least, column.most) for value in values):
                continue
            value = Fraction(sum(values), count)
            yield Case(
                ask=ask, world=world_of(ask, valued(ask, measure, values, ask.as_of), ask.as_of, {}), number=value,
                sure=firm(ask),
                status=status(value_kept(target, value)) if target else (None,),
                words=Text(zh=f"数值{values}", en=f"values {values}"),
            )  # fmt: skip


def _outside(value: int, least: int | None, most: int | None) -> bool:
    return (least is not None and value < least) or (most is not None and value > most)


THRESHOLDS = Check(
    id="thresholds",
    level="meaning",
    title=Text(zh="恰在目标值及其上下时判定正确", en="verdicts are right on each target, just below and just above it"),
    find=thresholds,
)
