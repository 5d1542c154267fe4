"""
Asking many counties on a Spark cluster: jurisdictions are shared out, each task runs the same engine, only rows travel.

Nothing is written anywhere, so to ask again is to get the same answer again.
"""

from .driver import assess_all

__all__ = ["assess_all"]
