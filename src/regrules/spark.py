"""
Asking many counties on a Spark cluster: jurisdictions are shared out, each task runs the same engine, only rows travel.

Nothing is written anywhere, so to ask again is to get the same answer again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from heapq import heapify, heapreplace
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, frozen

from .api import days_of
from .errors import QuestionError, RegrulesError
from .failing import failure_text
from .many import overview_of, refuse_nothing
from .model.plans import Jurisdiction
from .plugins import Installed, installed
from .report.overview import Failed, Overview

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

T = TypeVar("T")
SUBJECTS_PER_TASK = 50_000
TASKS_PER_CORE = 4
"""More tasks than cores, so that what is quick fills the time that something slow leaves."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def assess_all(
    spark: SparkSession,
    path: str | PathLike[str],
    *,
    as_of: str | date,
    known_at: str | date | None = None,
    jurisdictions: Iterable[Jurisdiction | Installed] | None = None,
    tasks: int | None = None,
) -> Overview:
    """
    How far every county in a compact register has come with its plans on a date, asked on a Spark cluster.

    The answer is that of :func:`regrules.assess_all`, except that a jurisdiction whose evaluation fails is named in
    ``failed`` and the others finish. One whose process ends without a word (for want of memory, say) is tried again, then
    alone, then named.

    Args:
        spark: A session on the cluster; each executor has regrules installed.
        path: The compact register, a folder that every executor finds under this path; the driver need not.
        as_of: The day of the question, whose end counts.
        known_at: Leave out what was recorded after this day, which must not lie before *as_of*.
        jurisdictions: Who is asked, records that need not be installed; those installed on the executors, if unsaid.
        tasks: How many tasks to make of it; from the subjects and the cores of the cluster, if unsaid.

    Raises:
        QuestionError: a date cannot be read, the dates contradict each other, the path is an address, the session has no
            executors of its own, or the register was replaced while it was read.
        NothingEvaluated: no jurisdiction has both subjects in the register and a plan that can be asked about.
        RegisterError: there is no compact register at *path*, or it cannot be read.
        PluginError: a plugin on the executors cannot be used.

    >>> from regrules.spark import assess_all
    >>> overview = assess_all(spark, "/mnt/registers/region", as_of="2025-06-30")  # doctest: +SKIP
    >>> [each.county for each in overview.failed]  # doctest: +SKIP
    []
    """
    on, known = days_of(as_of, known_at)
    context = _context(spark)
    question = _Question(
        path=_local(path),
        as_of=on,
        known_at=known,
        jurisdictions=None if jurisdictions is None else tuple(jurisdictions),
        attempts=_attempts(context),
    )
    number = None if tasks is None else _positive(tasks)
    (survey,) = _on_executors(context, partial(_survey, question), ((),))
    if isinstance(survey, RegrulesError):
        raise survey
    parts = _answers(context, question, survey, shared_out(survey.sizes, number or _number(survey.sizes, context)))
    if any(part.digest != survey.overview.digest for part in parts):
        raise QuestionError(f"the register at {question.path} was replaced while it was read; ask again")
    overview = Overview.joined([survey.overview, *parts])
    refuse_nothing(overview)
    return overview


@frozen(kw_only=True)
class _Question:
    """
    What every task is asked.

    Attributes:
        path: The compact register.
        as_of: The day of the question.
        known_at: The day whose state of knowledge is used.
        jurisdictions: Who is asked; None for those installed where the task runs.
        attempts: How often Spark starts a task before it gives up the whole job.
    """

    path: str
    as_of: date
    known_at: date | None
    jurisdictions: tuple[Jurisdiction | Installed, ...] | None
    attempts: int


@frozen(kw_only=True)
class _Survey:
    """
    What there is to ask.

    Attributes:
        sizes: How many subjects each jurisdiction has, by division code; those without any are left out.
        names: Each of these jurisdictions as it is named when it fails.
        overview: Who has no subjects, and which subjects nobody speaks for.
    """

    sizes: Mapping[str, int]
    names: Mapping[str, Failed]
    overview: Overview


@frozen(kw_only=True)
class _Unfinished:
    """
    Jurisdictions that no attempt has finished.

    Attributes:
        codes: Their division codes.
        problem: What is known about it.
    """

    codes: tuple[str, ...]
    problem: str


def _context(spark: SparkSession) -> SparkContext:
    context: SparkContext | None = getattr(spark, "sparkContext", None)  # a Spark Connect session refuses to name one
    if context is None:
        raise QuestionError(
            "this session cannot hand tasks to executors (Spark Connect does not offer it); "
            "run the program with spark-submit, or with a session whose master is the cluster"
        )
    return context


def _local(path: str | PathLike[str]) -> str:
    text = fspath(path)
    if _ADDRESS.match(text):
        raise QuestionError(
            f"`{text}` is an address; a compact register is mapped from files: give the path of a folder that every "
            "executor can open, on a shared volume, or copied to each of them (spark-submit --archives)"
        )
    return text


def _positive(tasks: object) -> int:
    if not isinstance(tasks, int) or isinstance(tasks, bool) or tasks < 1:
        raise QuestionError(f"number of tasks {tasks!r}: a whole number from 1 is wanted")
    return tasks


def _attempts(context: SparkContext) -> int:
    """How often Spark starts a task; on one machine, without a cluster, just once."""
    if re.match(r"local(\[|$)", str(context.master)):
        return 1
    return int(str(context.getConf().get("spark.task.maxFailures", "4")))


def _number(sizes: Mapping[str, int], context: SparkContext) -> int:
    cores = int(context.defaultParallelism)
    return max(TASKS_PER_CORE * cores, sum(sizes.values()) // SUBJECTS_PER_TASK)


def shared_out(sizes: Mapping[str, int], tasks: int) -> tuple[tuple[str, ...], ...]:
    """
    The jurisdictions shared out among at most so many tasks, the heaviest task first.

    Each jurisdiction, from the largest down, joins the task that has least: so a large city is not kept waiting, and
    keeps nothing waiting.

    Args:
        sizes: How many subjects each jurisdiction has, by division code.
        tasks: How many tasks there may be.
    """
    loads: list[tuple[int, int]] = [(0, place) for place in range(min(tasks, len(sizes)))]
    heapify(loads)
    shares: list[list[str]] = [[] for _ in loads]
    for code in sorted(sizes, key=lambda each: (-sizes[each], each)):
        load, place = loads[0]
        shares[place].append(code)
        heapreplace(loads, (load + sizes[code] + 1, place))
    return tuple(tuple(shares[place]) for load, place in sorted(loads, key=lambda each: (-each[0], each[1])))


def _on_executors(context: SparkContext, work: Callable[[T], Any], shares: Sequence[T]) -> list[Any]:
    """What *work* makes of each of the *shares*, each in a task of its own."""
    return list(context.parallelize(shares, len(shares)).map(work).collect()) if shares else []


def _answers(
    context: SparkContext, question: _Question, survey: _Survey, shares: Sequence[tuple[str, ...]]
) -> list[Overview]:
    """The overviews of all shares; what was not finished is asked once more, each jurisdiction alone, then named."""
    found = _on_executors(context, partial(_task, question, survey.names), shares)
    alone = [(code,) for each in found if isinstance(each, _Unfinished) for code in each.codes]
    found += _on_executors(context, partial(_task, question, survey.names), alone)
    lost = {each.codes[0]: each.problem for each in found[len(shares) :] if isinstance(each, _Unfinished)}
    failed = tuple(evolve(survey.names[code], problem=problem) for code, problem in lost.items())
    return [*(each for each in found if isinstance(each, Overview)), evolve(survey.overview, skipped=(), failed=failed)]


# What follows runs on the executors.


@cache
def _installed_here() -> tuple[Installed, ...]:
    """The installed jurisdictions, looked for once in a process that may run many tasks."""
    return installed()


def _everybody(question: _Question) -> tuple[Jurisdiction | Installed, ...]:
    return _installed_here() if question.jurisdictions is None else question.jurisdictions


def _survey(question: _Question, _share: object) -> _Survey | RegrulesError:
    """What there is to ask; a refusal is handed back, so that the caller meets it as it is."""
    from .register.compact import open_compact

    try:
        register = open_compact(question.path)
        everybody = [each.jurisdiction if isinstance(each, Installed) else each for each in _everybody(question)]
        sizes = {each.code: register.subjects(each.code) for each in everybody}
        return _Survey(
            sizes={code: size for code, size in sizes.items() if size},
            names={each.code: Failed(code=each.code, county=each.id, name=each.name, problem="") for each in everybody},
            overview=_ask(question, register, [code for code, size in sizes.items() if not size]),
        )
    except RegrulesError as refused:
        return refused


def _task(question: _Question, names: Mapping[str, Failed], codes: tuple[str, ...]) -> Overview | _Unfinished:
    """The overview of some jurisdictions, with those named that fail."""
    from pyspark import TaskContext

    from .register.compact import open_compact

    task = TaskContext.get()
    earlier = task.attemptNumber() if task else 0
    if 1 < question.attempts <= earlier + 1:  # a further loss would end the whole job
        return _Unfinished(codes=codes, problem=_why(question, earlier))
    # Where the register cannot be opened Spark is told so: another executor may have it.
    return _each_or_all(question, open_compact(question.path), names, codes)


def _why(question: _Question, earlier: int) -> str:
    """Why earlier attempts may have come to nothing."""
    from .register.compact import open_compact

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


def _each_or_all(question: _Question, register: Any, names: Mapping[str, Failed], codes: Sequence[str]) -> Overview:
    """The overview of some jurisdictions; should they fail as a whole, of each by itself."""
    try:
        return _ask(question, register, codes)
    except Exception as failure:
        if len(codes) > 1:
            return Overview.joined([_each_or_all(question, register, names, [code]) for code in codes])
        failed = evolve(names[codes[0]], problem=_problem(failure))
        return evolve(_ask(question, register, ()), failed=(failed,))


def _ask(question: _Question, register: Any, codes: Sequence[str]) -> Overview:
    return overview_of(
        register,
        as_of=question.as_of,
        known_at=question.known_at,
        jurisdictions=_everybody(question),
        only=codes,
        on_failure="name",
    )
