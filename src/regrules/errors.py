"""What can be refused, and how it is worded."""

from __future__ import annotations

from attrs import frozen


class RegrulesError(Exception):
    """Something given to regrules is refused; the message is for the person who gave it."""


class PluginError(RegrulesError):
    """A plugin cannot be used, or a county has none."""


class QuestionError(RegrulesError):
    """A question that cannot be asked: an impossible date, an unknown option."""


class NothingEvaluated(RegrulesError):
    """No obligation could be asked: an empty register, or a date outside every plan."""


class DocumentError(RegrulesError):
    """A published document cannot be read, or holds no plan of that title."""


@frozen(kw_only=True)
class Defect:
    """
    One thing that is wrong with a register.

    Attributes:
        place: File (and sheet), row and column, as far as they apply.
        problem: What is wrong, with the value, what is accepted and the nearest name.
    """

    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


SHOWN_DEFECTS = 50


class RegisterError(RegrulesError):
    """
    A register is refused. Its text shows the first defects and counts the rest.

    Attributes:
        defects: Everything that is wrong with it.
    """

    def __init__(self, defects: tuple[Defect, ...]) -> None:
        self.defects = defects
        super().__init__(_first_of(defects))

    def __reduce__(self) -> tuple[type[RegisterError], tuple[tuple[Defect, ...]]]:
        return type(self), (self.defects,)  # else a copy in another process takes the text for the defects


class PlanError(RegrulesError):
    """
    A written plan is refused. Its text shows the first defects and counts the rest.

    Attributes:
        defects: Everything that is wrong with it; each place is a path such as ``$.obligations[3].measure.of.where``.
    """

    def __init__(self, defects: tuple[Defect, ...]) -> None:
        self.defects = defects
        super().__init__(_first_of(defects))

    def __reduce__(self) -> tuple[type[PlanError], tuple[tuple[Defect, ...]]]:
        return type(self), (self.defects,)


def _first_of(defects: tuple[Defect, ...]) -> str:
    rest = len(defects) - SHOWN_DEFECTS
    return "\n".join([*map(str, defects[:SHOWN_DEFECTS]), *([f"and {rest} more defects"] if rest > 0 else [])])
