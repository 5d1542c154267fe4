"""Passes whose rows fall into not too many classes."""

from __future__ import annotations

from datetime import date

from ...model.plans import Jurisdiction
from ...model.text import Text
from ...register import Register
from ..passes import Left, Pass, Passes, passes_for
from ..unfit import UnfitError
from .classes import Classes, classes_of


def fitted(
    passes: Passes, jurisdiction: Jurisdiction, like: Register, as_of: date
) -> tuple[Passes, dict[str, Classes]]:
    """The passes whose rows fall into not too many classes, and these; tasks are left one by one until they do."""
    while True:
        classes: dict[str, Classes] = {}
        refused: dict[int, Text] = {}
        for needs in passes.passes:
            try:
                classes[needs.table] = classes_of(needs, like, jurisdiction, as_of)
            except UnfitError as unfit:
                refused = _refused(passes, needs, jurisdiction, like, as_of) or {needs.tasks[-1]: unfit.reason}
                break
        else:
            return passes, classes
        passes = _without(passes, refused, like)


def _refused(
    passes: Passes, needs: Pass, jurisdiction: Jurisdiction, like: Register, as_of: date
) -> dict[int, Text]:
    """The tasks of a pass that do not fit even by themselves."""
    found = {}
    for place in needs.tasks:
        for alone in passes_for((passes.tasks[place],), like.schema):
            try:
                classes_of(alone, like, jurisdiction, as_of)
            except UnfitError as unfit:
                found[place] = unfit.reason
    return found


def _without(passes: Passes, refused: dict[int, Text], like: Register) -> Passes:
    """The passes without some tasks, and without the others of their obligations."""
    names = {(passes.tasks[place].plan, passes.tasks[place].obligation): place for place in refused}
    tasks = tuple(task for task in passes.tasks if (task.plan, task.obligation) not in names)
    left = tuple(
        Left(plan=plan, obligation=each, name=passes.tasks[place].question.obligation.id, reason=refused[place])
        for (plan, each), place in names.items()
    )
    return Passes(tasks=tasks, passes=passes_for(tasks, like.schema), left=(*passes.left, *left))
