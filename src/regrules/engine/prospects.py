"""What may still become of a member: a hit, a miss that can be mended, or one that cannot."""

from __future__ import annotations

from itertools import product

from attrs import evolve

from ..model.predicates import AllOf, AnyOf, CountOf, Not, OpenedBy, Predicate
from .tally import DEAD, HIT, OPEN
from .truth import Asked, truth


def leaves(predicate: Predicate) -> tuple[Predicate, ...]:
    """The parts of *predicate* that are not put together from others, each once."""
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return tuple(dict.fromkeys(leaf for part in parts for leaf in leaves(part)))
        case Not(part=part):
            return leaves(part)
    return (predicate,)


def occurrences(predicate: Predicate) -> int:
    """How many parts *predicate* is put together from, one that stands twice counting twice."""
    match predicate:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return sum(occurrences(part) for part in parts)
        case Not(part=part):
            return occurrences(part)
    return 1


def outcomes(predicate: Predicate, asked: Asked) -> int:
    """
    How a member with the property *predicate* may stand: hit, open miss or dead miss, as a mask.

    A miss is open if a later record or a step that has not come can still give the property. Unknown parts are completed
    one by one, so the mask holds no outcome that no completion has.
    """
    now = {leaf: truth(leaf, asked) for leaf in leaves(predicate)}
    ahead = {leaf: truth(leaf, evolve(asked, future=True)) for leaf in now}
    unknown = [leaf for leaf, held in now.items() if held is None]
    mask = 0
    for chosen in product((True, False), repeat=len(unknown)):
        held = {**now, **dict(zip(unknown, chosen, strict=True))}
        free = {leaf for leaf in now if ahead[leaf] is None and (now[leaf] is not None or _may_change(leaf, asked))}
        if _put_together(predicate, {leaf: (bool(held[leaf]),) * 2 for leaf in now}):
            mask |= HIT
        else:
            later = {leaf: (bool(held[leaf]) or leaf in free, bool(held[leaf]) and leaf not in free) for leaf in now}
            mask |= OPEN if _put_together(predicate, later) else DEAD
    return mask


def _may_change(leaf: Predicate, asked: Asked) -> bool:
    """Whether an unknown part may also change: it asks the subject itself, or the subject's records."""
    value = getattr(leaf, "value", None)
    if isinstance(value, CountOf):
        return True
    via = leaf.via if isinstance(leaf, OpenedBy) else getattr(value, "via", None)
    return asked.subject is not None and via is None and getattr(value, "on", None) is None


def _put_together(predicate: Predicate, parts: dict[Predicate, tuple[bool, bool]]) -> bool:
    """Whether *predicate* can be true, given for each part whether it can be true and whether it must be."""
    return _can_and_must(predicate, parts)[0]


def _can_and_must(predicate: Predicate, parts: dict[Predicate, tuple[bool, bool]]) -> tuple[bool, bool]:
    match predicate:
        case AllOf(parts=inner):
            both = [_can_and_must(part, parts) for part in inner]
            return all(can for can, _ in both), all(must for _, must in both)
        case AnyOf(parts=inner):
            both = [_can_and_must(part, parts) for part in inner]
            return any(can for can, _ in both), any(must for _, must in both)
        case Not(part=part):
            can, must = _can_and_must(part, parts)
            return not must, not can
    return parts[predicate]
