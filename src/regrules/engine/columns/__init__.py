"""
The columnar engine: the same verdicts as the reference, from arrays.

Every column is an array of codes into its different values, so that a predicate is asked once of each value and looked up for each
row; dates are day numbers. A truth is two arrays, *surely* and *possibly*. What is computed once for one obligation (a
predicate, the events of a window, the versions of subjects) is kept for the others.
"""

from .evaluate import evaluate

__all__ = ["evaluate"]
