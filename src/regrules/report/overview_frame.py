"""Overviews as a dataframe: a row for each obligation of each jurisdiction, whole numbers and dates, nothing rounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..engine.assemble import required_of
from ..engine.words.standings import NONE, OUTLOOKS
from .overview import COUNTED, Overview, target_on
from .overview_columns import status_of

if TYPE_CHECKING:
    from ..register.giving import Kind

Column = tuple["Kind", Sequence[Any]]


def overview_frame(overview: Overview) -> Any:
    """A Polars dataframe with the rows of *overview*; the bounds of its numbers are numerators and denominators."""
    from ..register.giving import frame_of

    return frame_of(dict((*_about(overview), *_answered(overview))), "polars")


def _about(overview: Overview) -> Iterator[tuple[str, Column]]:
    """The columns that say what a row is about."""
    columns = overview.columns
    asked = [overview.asked[place] for place in columns["asked"]]
    obligations = [overview.obligations[place] for place in columns["obligation"]]
    yield "code", ("text", [each.code for each in asked])
    yield "county", ("text", [each.county for each in asked])
    yield "plan", ("text", [each.plan for each in asked])
    named = zip(obligations, columns["value"], strict=True)
    yield "obligation", ("text", [each.id if value is None else f"{each.id}@{value}" for each, value in named])
    yield "clause", ("text", [each.clause for each in obligations])
    yield "title_zh", ("text", [each.title.zh for each in obligations])
    yield "title_en", ("text", [each.title.en for each in obligations])
    yield "stage", ("date", columns["stage"])
    yield "value", ("text", columns["value"])
    yield "due", ("date", columns["due"])
    yield "strength", ("text", [each.strength for each in obligations])
    staged = zip(obligations, columns["stage"], strict=True)
    required = [required_of(target_on(obligation, stage)) for obligation, stage in staged]
    yield "required", ("text", [" ".join(f"{bound} {figure}" for bound, figure in each.items()) for each in required])


def _answered(overview: Overview) -> Iterator[tuple[str, Column]]:
    """The columns that say what came out."""
    columns = overview.columns
    yield "provisional", ("flag", columns["provisional"])
    yield "status", ("text", [status_of(bits) for bits in columns["could_be"]])
    yield "settled", ("flag", columns["settled"])
    yield "outlook", ("text", [OUTLOOKS[place] for place in columns["outlook"]])
    for bound in ("least", "most"):
        bottoms = _known(columns[f"{bound}_of"])
        tops = zip(columns[bound], bottoms, strict=True)
        yield bound, ("whole", [None if bottom is None else top for top, bottom in tops])
        yield f"{bound}_of", ("whole", bottoms)
    for name in ("shortfall", "excess"):
        yield f"{name}_least", ("whole", _known(columns[name]))
        yield f"{name}_most", ("whole", _known(columns[f"{name}_of"]))
    for name in COUNTED:
        yield name, ("whole", columns[name])


def _known(values: Sequence[int]) -> list[int | None]:
    return [None if value == NONE else value for value in values]
