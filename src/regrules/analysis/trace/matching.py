"""Which part of a document is which plan."""

from __future__ import annotations

from attrs import field, frozen

from ...errors import DocumentError
from ...model.checks import as_tuple
from ...model.plans import Plan
from ..document import Document, Part
from ..document.titles import likeness


@frozen(kw_only=True)
class Matched:
    """
    The plans of a county beside the parts of a document.

    Attributes:
        pairs: Each plan with its part.
        left_out: Plans that the document does not hold.
        strange: Parts that are no plan of the county.
    """

    pairs: tuple[tuple[Plan, Part], ...] = field(converter=as_tuple)
    left_out: tuple[Plan, ...] = field(converter=as_tuple)
    strange: tuple[Part, ...] = field(converter=as_tuple)


def matched(document: Document, plans: tuple[Plan, ...]) -> Matched:
    """
    Each of *plans* with its part of *document*; of plans that claim one part, the one with the likest title has it.

    Raises:
        DocumentError: no plan has a part.
    """
    claims: dict[int, list[Plan]] = {}
    refused: DocumentError | None = None
    for plan in plans:
        try:
            part = document.part_for(plan)
        except DocumentError as unlike:
            refused = unlike
        else:
            claims.setdefault(document.parts.index(part), []).append(plan)
    pairs = [(max(those, key=lambda plan: _like(plan, document.parts[at])), at) for at, those in claims.items()]
    if not pairs and refused is not None:
        raise refused
    chosen = [plan.id for plan, _ in pairs]
    return Matched(
        pairs=[(plan, document.parts[at]) for plan, at in pairs],
        left_out=[plan for plan in plans if plan.id not in chosen],
        strange=[part for at, part in enumerate(document.parts) if at not in claims],
    )


def _like(plan: Plan, part: Part) -> float:
    return max(likeness(part.title, name) for name in (plan.title.zh, plan.document))
