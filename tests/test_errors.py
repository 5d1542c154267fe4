"""Refusals travel between processes."""

from __future__ import annotations

import pickle

import pytest

from regrules import errors
from regrules.errors import Defect, PlanError, RegisterError, RegrulesError

DEFECTS = tuple(Defect(place=f"subjects.csv, row {row}", problem="`dru` is no kind") for row in range(60))
REFUSALS = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, RegrulesError)]


@pytest.mark.parametrize("cls", REFUSALS, ids=lambda cls: cls.__name__)
def test_a_refusal_survives_a_journey(cls: type[RegrulesError]) -> None:
    """What another process refuses arrives as the same kind of refusal, with its text and all of its defects."""
    sent = cls(DEFECTS) if cls in (RegisterError, PlanError) else cls("no county `shizu`")
    got = pickle.loads(pickle.dumps(sent))
    assert type(got) is cls
    assert str(got) == str(sent)
    assert vars(got) == vars(sent)
