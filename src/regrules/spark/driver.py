"""Handing a question about many counties to the executors of a cluster, and putting the answers together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from ..api import days_of
from ..errors import QuestionError, RegrulesError
from ..many import refuse_nothing
from ..model.plans import Jurisdiction
from ..plugins import Installed
from ..report.overview import Failed, Overview
from .sharing import shared_out
from .tasks import answer, survey
from .travelling import Asked, Question, Unfinished

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
    number = None if tasks is None else _positive(tasks)
    context = _context(spark)
    question = Question(path=_local(path), as_of=on, known_at=known, attempts=_attempts(context))
    given = None if jurisdictions is None else tuple(jurisdictions)
    (found,) = _on_executors(context, partial(survey, question), (given,))
    if isinstance(found, RegrulesError):
        raise found
    shares = shared_out(found.sizes, number or _number(found.sizes, context))
    parts, failed = _answers(context, question, [tuple(found.asked[code] for code in share) for share in shares])
    if any(part.digest != found.overview.digest for part in parts):
        raise QuestionError(f"the register at {question.path} was replaced while it was read; ask again")
    overview = Overview.joined([evolve(found.overview, failed=failed), *parts])
    refuse_nothing(overview)
    return overview


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


def _on_executors(context: SparkContext, work: Callable[[T], Any], shares: Sequence[T]) -> list[Any]:
    """What *work* makes of each of the *shares*, each in a task of its own."""
    return list(context.parallelize(shares, len(shares)).map(work).collect()) if shares else []


def _answers(
    context: SparkContext, question: Question, shares: Sequence[Sequence[Asked]]
) -> tuple[list[Overview], tuple[Failed, ...]]:
    """The overviews of all shares; what was not finished is asked once more, each jurisdiction alone, then named."""
    work = partial(answer, question)
    first = _on_executors(context, work, shares)
    alone = [(each,) for left in first if isinstance(left, Unfinished) for each in left.share]
    second = _on_executors(context, work, alone)
    failed = tuple(evolve(left.share[0].named, problem=left.problem) for left in second if isinstance(left, Unfinished))
    return [each for each in (*first, *second) if isinstance(each, Overview)], failed
