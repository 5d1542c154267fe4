"""Checks that what is left out, and what may stand for something else, is said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...model.measures import Attested
from ...model.predicates import AllOf, AnyOf, Compare, Has, Not, OpenedBy, Predicate, Records
from .case import Case, Problem, problem
from .checks import of_obligations
from .walk import counted_by

# 不低于, 不合格 and the like leave nothing out.
_NO_EXCLUSION = re.compile(
    r"不(?:低于|少于|高于|超过|得|良|合格|符合|同|论|分|限|要求|属|作|定)|非随机|没有写|未定|未[^，。；]{0,6}写"
)
_LEFT_OUT = re.compile(r"非|不|未|无|没有|除|其他|其余|另|之外|以外|外的")
_PLAINLY_OUT = re.compile(r"不在内|除外|不包括|不含|不计入|不计在内")
_EITHER = re.compile(r"或|、|和|及(?!以上)|与|兼|均|都|各类|分别")
_BOTH = re.compile(r"同时|均|都|兼|并|且|又|和|及(?!以上)|与|、")
_ALL_OF_THEM = re.compile(r"都要|均须|均要|均应|都须|同时具备|缺一不可|齐全")
_DOMAINS = ("domain", "domains", "product")


def words_of(case: Case, *, title: bool = True) -> str:
    """What an obligation says of itself, in Chinese."""
    obligation = case.obligation
    reading = obligation.interpretation.zh if obligation.interpretation else ""
    return f"{obligation.title.zh}。{reading}" if title else reading


def _exclusions(case: Case) -> Iterator[Problem]:
    if isinstance(case.obligation.measure, Attested):
        return
    left_out = any(_excludes(part) for _, asked in counted_by(case.obligation) for part in parts_of(asked))
    if left_out and not _LEFT_OUT.search(_NO_EXCLUSION.sub("", words_of(case))):
        yield problem(
            "任务把一部分排除在外，标题和说明都没有写",
            "the obligation leaves some out, of which title and interpretation say nothing",
            "请核对是否多写了 ~、!= 或 == False；确要排除的，在说明中写明（如“…不在内”“…除外”）",
            "check the ~, the != or the == False; if it is meant, say who is left out (in Chinese …不在内, …除外)",
        )
    elif not left_out and (found := _PLAINLY_OUT.search(words_of(case, title=False))):
        yield problem(
            f"说明写“{found[0]}”，任务却没有排除任何对象",
            f"the interpretation says that some are left out (“{found[0]}”), the obligation leaves nobody out",
            "请写上排除的条件，或改说明",
            "ask for it in the obligation, or mend the interpretation",
        )


def _excludes(part: Predicate) -> bool:
    return isinstance(part, Not) or (isinstance(part, Compare) and (part.operator == "!=" or part.literal is False))


def parts_of(predicate: Predicate) -> Iterator[Predicate]:
    """A predicate and everything that is joined in it."""
    yield predicate
    if isinstance(predicate, AllOf | AnyOf):
        for part in predicate.parts:
            yield from parts_of(part)
    elif isinstance(predicate, Not):
        yield from parts_of(predicate.part)


def _alternatives(case: Case) -> Iterator[Problem]:
    for _, asked in counted_by(case.obligation):
        for part in parts_of(asked):
            if isinstance(part, AnyOf):
                yield from _either(case, part)
            elif isinstance(part, AllOf):
                yield from _together(case, part)
            elif isinstance(part, Has) and len(part.words) > 1:
                yield from _some_or_all(case, part)


def _either(case: Case, joined: AnyOf) -> Iterator[Problem]:
    asks = [set(columns_in(part)) for part in joined.parts]
    some = [bool(each & set(_DOMAINS)) for each in asks]
    if any(some) and not all(some):
        yield problem(
            "“或”的一边限定了领域或产品，另一边没有，等于没有限定",
            "one side of an | asks for a domain or product and the other does not, so neither is kept to it",
            "请用 & 连接领域，或在每一边都写明",
            "join the domain with &, or ask for it on every side",
        )
    elif not set.intersection(*asks) and not _EITHER.search(words_of(case)):
        yield problem(
            "任务用“或”连接两类条件，标题和说明都没有写",
            "the obligation joins different conditions by |, of which title and interpretation say nothing",
            "请核对是否应为 &；确为“或”的，在说明中写明",
            "check whether & is meant; if not, say so in the interpretation (in Chinese with 或)",
        )


def _together(case: Case, joined: AllOf) -> Iterator[Problem]:
    columns = [part.value for part in joined.parts if isinstance(part, Has)]
    if len(set(columns)) < len(columns) and not _BOTH.search(words_of(case)):
        yield problem(
            "任务要求同一栏目同时含两样，标题和说明都没有写",
            "the obligation asks one column for two things at once, of which title and interpretation say nothing",
            "请核对是否应为“或”；确须同时具备的，在说明中写明",
            "check whether | is meant; if not, say so in the interpretation (in Chinese with 同时)",
        )


def _some_or_all(case: Case, asked: Has) -> Iterator[Problem]:
    words = words_of(case)
    if asked.need == "any" and _ALL_OF_THEM.search(words):
        yield problem(
            "说明要求样样都有，任务只要求其中之一",
            "the interpretation asks for all of them, the obligation for one",
            "请用 has(…)，它要求样样都有",
            "ask with has(...), which wants all of the words",
        )
    elif asked.need == "all" and not re.search(r"都|均|同时|各|全|齐|兼|并", words):
        yield problem(
            "任务要求同一栏目样样都有，标题和说明都没有写",
            "the obligation asks one column for all of several words, of which title and interpretation say nothing",
            "请核对是否应为 has_any(…)；确须都有的，在说明中写明",
            "check whether one of them is enough, has_any(...); if not, say so in the interpretation (in Chinese with 都 or 同时)",
        )


def columns_in(predicate: Predicate) -> Iterator[str]:
    """The columns, schemes and tables that a predicate asks."""
    for part in parts_of(predicate):
        value: Any = getattr(part, "value", None)
        records: Records | None = getattr(value, "records", None)
        if records is not None:
            yield records.table
        elif value is not None:
            yield getattr(value, "name", None) or value.scheme
        elif isinstance(part, OpenedBy):
            yield "opened_on"


LEVEL = "explained"
CHECKS = (
    of_obligations("exclusions-said", LEVEL, "排除的对象有说明", "what is left out is said", _exclusions),
    of_obligations(
        "alternatives-said", LEVEL, "“或”与“且”有说明", "what may stand for something else is said", _alternatives
    ),
)
