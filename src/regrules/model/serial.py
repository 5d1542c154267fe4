"""
Records of the model as plain data and back, without loss and without guessing.

Where several kinds of record may stand, each carries its ``kind``: ``{"kind": "coverage", "of": ...}``. Days are ISO
text; a day that a row is compared with is ``{"date": "2025-03-31"}``. Fields at their default are left out, and may be
left out. Reading converts nothing: what is of the wrong type, unknown or missing is refused, all of it at once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar, overload

from ..errors import Defect, PlanError
from .plans import Plan

T = TypeVar("T")
Data = dict[str, Any] | list[Any] | str | int | bool | None


def to_data(record: object) -> Data:
    """
    *record* as dictionaries, lists, text, whole numbers, flags and None.

    Raises:
        TypeError: something in it is no record of the model and no plain value.
    """
    from .converter import converter  # only who writes or reads plans pays for its import

    data: Data = converter().unstructure(record)
    return data


@overload
def from_data(data: object, cls: type[T]) -> T: ...
@overload
def from_data(data: object, cls: Any) -> Any: ...
def from_data(data: object, cls: Any) -> Any:
    """
    The record that *data* writes.

    Args:
        data: What :func:`to_data` gives, or the same from a file.
        cls: What is wanted: a class such as ``Plan``, or a choice of classes such as ``Predicate``.

    Raises:
        PlanError: the data are refused; it holds every defect with its path.
    """
    from .converter import converter, defects

    try:
        return converter().structure(data, cls)
    except Exception as refused:
        raise PlanError(defects(refused)) from None


def plan_to_json(plan: Plan) -> str:
    """*plan* as JSON text."""
    return json.dumps(to_data(plan), ensure_ascii=False, indent=2) + "\n"


def plan_from_json(text: str) -> Plan:
    """
    The plan that JSON *text* writes.

    Raises:
        PlanError: the text is no JSON, a key stands twice in one object, or the plan is refused.
    """
    try:
        data = json.loads(text, object_pairs_hook=_Object)
        repeated = tuple(_repeated(data, "$"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise PlanError((Defect(place=place, problem=f"the text is no JSON: {error.msg}"),)) from None
    except RecursionError:
        raise PlanError((Defect(place="$", problem="the parts are nested too deeply to be read"),)) from None
    try:
        plan = from_data(data, Plan)
    except PlanError as refused:
        raise PlanError((*repeated, *refused.defects)) from None
    if repeated:
        raise PlanError(repeated)
    return plan


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys stood twice; an ordinary one keeps the last in silence."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def _repeated(data: Any, place: str) -> Iterator[Defect]:
    if isinstance(data, _Object):
        for key in data.repeated:
            yield Defect(place=f"{place}.{key}", problem="the key stands twice in one object")
        for key, value in data.items():
            yield from _repeated(value, f"{place}.{key}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _repeated(value, f"{place}[{index}]")
