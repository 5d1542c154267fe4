"""What runs on the executors of a cluster: a survey of what there is to ask, and the tasks that ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attrs import evolve

from ..errors import RegrulesError
from ..failing import failure_text
from ..many import overview_of
from ..model.plans import Jurisdiction
from ..plugins import Installed, find, installed
from ..register.compact import CompactRegister, open_compact
from ..report.overview import Failed, Overview
from .travelling import Asked, Question, Survey, Unfinished


@cache
def _installed_here() -> tuple[Installed, ...]:
    """The installed jurisdictions, looked for once in a process that may run many tasks."""
    return installed()


def survey(question: Question, given: tuple[Jurisdiction | Installed, ...] | None) -> Survey | RegrulesError:
    """What there is to ask; a refusal is handed back, so that the caller meets it as it is."""
    try:
        register = open_compact(question.path)
        everybody = _installed_here() if given is None else given
        records = {_record(each).code: each for each in everybody}
        sizes = {code: register.subjects(code) for code in records}
        overview = _ask(question, register, everybody, only=[code for code, size in sizes.items() if not size])
        return Survey(
            sizes={code: size for code, size in sizes.items() if size},
            asked={
                code: Asked(named=_named(_record(each)), given=None if given is None else each)
                for code, each in records.items()
                if sizes[code]
            },
            overview=overview,
        )
    except RegrulesError as refused:
        return refused


def _record(each: Jurisdiction | Installed) -> Jurisdiction:
    return each.jurisdiction if isinstance(each, Installed) else each


def _named(county: Jurisdiction) -> Failed:
    return Failed(code=county.code, county=county.id, name=county.name, problem="")


def answer(question: Question, share: tuple[Asked, ...]) -> Overview | Unfinished:
    """The overview of some jurisdictions, with those named that fail."""
    from pyspark import TaskContext

    task = TaskContext.get()
    earlier = task.attemptNumber() if task else 0
    if 1 < question.attempts <= earlier + 1:  # a further loss would end the whole job
        return Unfinished(share=share, problem=_why(question, earlier))
    # Where the register cannot be opened Spark is told so: another executor may have it.
    return _all_or_each(question, open_compact(question.path), share)


def _why(question: Question, earlier: int) -> str:
    """Why earlier attempts may have come to nothing."""
    try:
        open_compact(question.path)
    except Exception as failure:
        return _problem(failure)
    return (
        f"the process that evaluated it ended {earlier} times without a word, perhaps for want of memory; "
        "the logs of the executors may tell more"
    )


def _problem(failure: Exception) -> str:
    return str(failure) if isinstance(failure, RegrulesError) else failure_text(failure)


def _all_or_each(question: Question, register: CompactRegister, share: Sequence[Asked]) -> Overview:
    """The overview of some jurisdictions; should they fail as a whole, of each by itself."""
    try:
        # What nobody speaks for is known from the survey, which knows everybody.
        return evolve(_ask(question, register, [_found(each) for each in share]), without_plugin={})
    except Exception as failure:
        if len(share) > 1:
            return Overview.joined([_all_or_each(question, register, [each]) for each in share])
        nothing = _ask(question, register, ())
        return evolve(nothing, without_plugin={}, failed=(evolve(share[0].named, problem=_problem(failure)),))


def _found(asked: Asked) -> Jurisdiction | Installed:
    return find(asked.named.code, _installed_here()) if asked.given is None else asked.given


def _ask(
    question: Question,
    register: CompactRegister,
    jurisdictions: Sequence[Jurisdiction | Installed],
    only: Sequence[str] | None = None,
) -> Overview:
    return overview_of(
        register,
        as_of=question.as_of,
        known_at=question.known_at,
        jurisdictions=jurisdictions,
        only=only,
        on_failure="name",
    )
