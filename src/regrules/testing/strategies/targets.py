"""Strategies for targets: every bound, in stages and in bands, with figures that small numbers meet exactly."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from ...model.exact import exact
from ...model.measures import Attested, Count, Coverage, Growth, Mean, Measure, Response, Share, Tasks, Timeliness
from ...model.targets import AnyTarget, Band, Bands, FigureOf, Stage, Stages, Target

SHARES = ("50%", "100%", "1/3", "25%", "2/3", "3/4", "12.5%", "0%")
COUNTS = ("1", "2", "3", "5", "0")
RATES = ("2", "6", "1000000", "3.5")
CHANGES = ("10%", "0%", "-50%", "100%", "50%")
MEANS = ("60", "50", "79.75", "1", "0", "100")
TASK = FigureOf(name="annual_task")
STAGE_DAYS = tuple(map(date.fromisoformat, ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")))


def targets(measure: Measure) -> st.SearchStrategy[AnyTarget]:
    """Targets that can be asked of *measure*, by themselves, in stages or by size."""
    plain = single_targets(measure)
    if isinstance(measure, (Attested, Tasks)):
        return plain
    choices: list[st.SearchStrategy[AnyTarget]] = [plain, plain, plain, staged(plain), staged(plain)]
    if isinstance(measure, (Coverage, Share, Timeliness, Response)):
        choices += [banded(plain), staged(banded(plain))]
    # Not one_of: it would weigh the many forms of a plain target against each of the others.
    return st.sampled_from(choices).flatmap(lambda chosen: chosen)


def single_targets(measure: Measure) -> st.SearchStrategy[Target]:
    """One target, with one or two bounds."""
    match measure:
        case Attested():
            return st.just(Target(least="1", implied=True))
        case Tasks():
            return st.builds(Target, least=st.sampled_from(SHARES[:4]))
        case Count(per_million=False):
            forms = (bounds(COUNTS), bounds(COUNTS), bounds(("1", "1/2", "1/4", "1/3"), of=TASK))
            return st.sampled_from(forms).flatmap(lambda chosen: chosen)
        case Count():
            return bounds(RATES)
        case Growth():
            return bounds(CHANGES)
        case Mean():
            return bounds(MEANS)
    return st.one_of(bounds(SHARES), rounded(), rounded())


def bounds(figures: tuple[str, ...], of: FigureOf | None = None) -> st.SearchStrategy[Target]:
    """Targets with one of *figures* as a bound: lower mostly, upper, both, or the two in one."""
    one, figure = st.sampled_from(figures), st.just(of)
    lower = st.builds(Target, least=one, of=figure)
    return st.one_of(
        lower,
        lower,
        lower,
        st.builds(Target, above=one, of=figure),
        st.builds(Target, most=one, of=figure),
        st.builds(Target, below=one, of=figure),
        st.tuples(one, one).map(lambda pair: _between(sorted(pair, key=exact), of)),
        one.map(lambda both: Target(least=both, most=both, of=of)),
    )


def _between(pair: list[str], of: FigureOf | None) -> Target:
    return Target(least=pair[0], most=pair[1], of=of)


def rounded() -> st.SearchStrategy[Target]:
    """Shares whose required number is rounded as stated, with a minimum at times."""
    return st.builds(
        Target,
        least=st.sampled_from(SHARES),
        rounding=st.sampled_from(("up", "down", "half_up")),
        minimum=st.sampled_from((None, None, 1, 2)),
    )


@st.composite
def staged(draw: st.DrawFn, target: st.SearchStrategy[Target | Bands]) -> Stages:
    """Two or three stages, each with a target of its own."""
    days = sorted(draw(st.sets(st.sampled_from(STAGE_DAYS), min_size=1, max_size=3)))
    return Stages(stages=tuple(Stage(due=day, target=draw(target)) for day in days))


@st.composite
def banded(draw: st.DrawFn, target: st.SearchStrategy[Target]) -> Bands:
    """Two or three bands."""
    limits = sorted(draw(st.sets(st.integers(0, 4), min_size=1, max_size=2)))
    return Bands(bands=tuple(Band(up_to=limit, target=draw(target)) for limit in (*limits, None)))
