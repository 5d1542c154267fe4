"""
What an obligation means, in plain loops.

This evaluator imports no dataframe library and takes its time: it goes through the members of each population one by one and
says of each whether it is a hit, a miss, pending or out. The columnar engine must agree with it on everything.
"""

from .evaluate import evaluate

__all__ = ["evaluate"]
