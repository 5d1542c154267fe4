"""Checks over registers that are drawn at random: both engines agree, and what must not change does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ....analysis.check import Candidate, Check, Finding
from ....model.text import Text
from ...relations import RELATIONS, Relation, differences, verdicts
from ...strategies.worlds import World
from . import snippets
from .examples import Told, falsify, smallest
from .samples import Sample, plan_samples, samples
from .telling import NOT_CONCERNED, fault, left_out

MADE_SMALL = 3  # faults of one check whose register is made small; the others show theirs whole


def disagreement(world: World) -> str:
    """Where the two engines differ on *world*; empty if they do not."""
    return _safely(lambda: differences(verdicts(world, "reference"), verdicts(world, "columns")))


def engines_agree(candidate: Candidate) -> Iterator[Finding]:
    """Obligations on whose registers the two engines differ."""
    number = 0
    for sample in samples(candidate):
        found = falsify(sample.worlds, disagreement)
        if found is None:
            continue
        number += 1
        world, told = _made_small(found, disagreement, number)
        yield fault(
            "engines-agree", sample.plan, sample.obligations,
            f"两个引擎对同一台账判定不同：{_first(told)}", f"the two engines differ on the same register: {_first(told)}",
            snippets.of_verdicts(world, told),
        )  # fmt: skip


def relation_holds(relation: Relation, candidate: Candidate) -> Iterator[Finding]:
    """Obligations on whose registers *relation* is broken."""
    asked = dict.fromkeys((plan.id for plan in candidate.plans), 0)
    left: dict[str, list[str]] = {plan.id: [] for plan in candidate.plans}
    number = 0
    for sample in plan_samples(candidate) if relation.whole else samples(candidate):
        if not relation.whole and not relation.concerns(sample.obligations[0]):
            left[sample.plan.id].append(sample.obligations[0].id)
            continue
        asked[sample.plan.id] += len(sample.obligations)
        found = falsify(sample.worlds, partial(_broken, relation))
        if found is not None:
            number += 1
            yield _of_relation(relation, sample, *_made_small(found, partial(_broken, relation), number))
    for plan in candidate.plans:
        yield from left_out(relation.id, plan, asked[plan.id], {NOT_CONCERNED: left[plan.id]})


def _of_relation(relation: Relation, sample: Sample, world: World, told: str) -> Finding:
    title = relation.title
    return fault(
        relation.id, sample.plan, sample.obligations,
        f"“{title.zh}”不成立：{_first(told)}", f"it does not hold that {title.en}: {_first(told)}",
        snippets.of_relation(world, relation.id, "columns", told),
    )  # fmt: skip


def _broken(relation: Relation, world: World) -> str:
    return _safely(lambda: relation.broken(world, "columns"))


def _safely(told: Callable[[], str]) -> str:
    """What *told* says; if judging stops with an error, that."""

    try:
        return told()
    except Exception as failure:  # whatever a plan makes an engine raise is the finding
        return f"judging stops: {failure}"


def _made_small(found: tuple[World, str], told: Told, number: int) -> tuple[World, str]:
    if number > MADE_SMALL:
        return found
    world = smallest(found[0], told)
    return world, told(world)


def _first(told: str) -> str:
    """The difference in one line."""
    return "; ".join(line.strip() for line in told.splitlines()[:3])[:300]


AGREE = Check(
    id="engines-agree",
    level="meaning",
    title=Text(zh="两个引擎对本县每项任务判定一致", en="both engines judge every obligation alike"),
    find=engines_agree,
)
RELATED = tuple(
    Check(id=relation.id, level="relations", title=relation.title, find=partial(relation_holds, relation))
    for relation in RELATIONS
)
