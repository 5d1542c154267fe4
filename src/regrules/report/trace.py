"""What a document says and what a county's plans make of it: what ``regrules trace`` shows."""

from __future__ import annotations

from attrs import field, frozen

from ..analysis.trace import Trace
from ..model.checks import as_tuple
from ..model.plans import Jurisdiction


@frozen(kw_only=True, eq=False)
class Traced:
    """
    The plans of a county beside one document.

    Attributes:
        county: The county.
        traces: Its plans, each beside its part of the document.
        left_out: Ids of plans that the document does not hold.
        strange: Titles of parts of the document that are no plan of the county.
    """

    county: Jurisdiction
    traces: tuple[Trace, ...] = field(converter=as_tuple)
    left_out: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything in the document is accounted for, and nothing differs."""
        return not self.strange and all(trace.holds for trace in self.traces)

    @property
    def clauses(self) -> tuple[int, int]:
        """How many clauses are accounted for, and how many there are."""
        return sum(each.accounted_clauses for each in self.traces), sum(len(each.asked) for each in self.traces)

    @property
    def figures(self) -> tuple[int, int]:
        """How many figures are accounted for, and how many there are."""
        return sum(each.accounted_figures for each in self.traces), sum(len(each.figures) for each in self.traces)
