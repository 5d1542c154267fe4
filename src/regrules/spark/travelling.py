"""What travels between the program that asks and the executors of a cluster, besides overviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from ..model.plans import Jurisdiction
from ..plugins import Installed
from ..report.overview import Failed, Overview


@frozen(kw_only=True)
class Question:
    """
    What every task is asked.

    Attributes:
        path: The compact register.
        as_of: The day of the question.
        known_at: The day whose state of knowledge is used.
        attempts: How often Spark starts a task before it gives up the whole job.
    """

    path: str
    as_of: date
    known_at: date | None
    attempts: int


@frozen(kw_only=True)
class Asked:
    """
    A jurisdiction that a task asks.

    Attributes:
        named: The jurisdiction as it is named when it fails.
        given: Its record; None if it is installed where the task runs.
    """

    named: Failed
    given: Jurisdiction | Installed | None


@frozen(kw_only=True)
class Survey:
    """
    What there is to ask.

    Attributes:
        sizes: How many subjects each jurisdiction has, by division code; those without any are left out.
        asked: These jurisdictions, by division code.
        overview: Who has no subjects, and which subjects nobody speaks for.
    """

    sizes: Mapping[str, int]
    asked: Mapping[str, Asked]
    overview: Overview


@frozen(kw_only=True)
class Unfinished:
    """
    A share that no attempt has finished.

    Attributes:
        share: Its jurisdictions.
        problem: What is known about it.
    """

    share: tuple[Asked, ...]
    problem: str
