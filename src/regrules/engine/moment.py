"""Where a question stands in time: the facts about it that decide which rules apply."""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import frozen

Family = Literal["coverage", "share", "clock", "tasks", "attested", "number", "mean"]


@frozen(kw_only=True)
class Moment:
    """
    One question, seen from the as-of date.

    Attributes:
        as_of: The as-of date (D).
        start: First day of the window (w0).
        end: Last day of the window (w1).
        due: The due day (d).
        family: How its number behaves: ``coverage``; ``share`` (and responses without a clock); ``clock``; ``tasks``;
            ``attested``; ``number`` (counts and their growth); ``mean``.
        of_subjects: Its members are subjects (or agencies), not records.
        capped: A hit can still be lost: its ``times`` have an upper bound, or a step to come may end its property.
        joining: A record that is there may come to be counted by a step, also after the window has ended.
        leaving: What is counted may be counted no longer: by a step, by the end of a state, by a window that rolls.
        rolling: Its window rolls.
        staged: Its target names a date.
        before_plan: The as-of date lies before the plan's first day.
        in_force: The due day lies within the dates of the obligation.
        provisional: A clock passes the last day whose working calendar is final.
    """

    as_of: date
    start: date
    end: date
    due: date
    family: Family
    of_subjects: bool = False
    capped: bool = False
    joining: bool = False
    leaving: bool = False
    rolling: bool = False
    staged: bool = False
    before_plan: bool = False
    in_force: bool = True
    provisional: bool = False

    @property
    def asked(self) -> bool:
        """Whether the due day has come."""
        return self.as_of >= self.due

    @property
    def begun(self) -> bool:
        """Whether the window has begun."""
        return self.as_of >= self.start

    @property
    def closed(self) -> bool:
        """Whether the window has ended."""
        return self.as_of >= self.end

    @property
    def joinable(self) -> bool:
        """Whether further records can still join the number that is asked."""
        if self.asked and self.family != "clock":
            return not self.closed or self.joining
        return self.as_of < (self.due if self.joining else min(self.end, self.due))
