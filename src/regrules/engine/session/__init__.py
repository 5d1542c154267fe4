"""
One more fact: verdicts brought up to date without reading the register again.

A fact names one subject, or is a member itself. So of each question that reads its table only that subject, that record, or the
triggers that it may answer are asked again, by the functions of the reference, with the fact and without it; what the two answers
differ in is taken out of the population and put into it. Questions for which this is not enough are asked as a whole.
"""

from .session import Session

__all__ = ["Session"]
