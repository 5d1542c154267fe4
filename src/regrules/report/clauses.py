"""The order in which clauses stand in a document."""

from __future__ import annotations

import re


def clause_order(path: str) -> tuple[tuple[bool, int, str], ...]:
    """
    A key that sorts clauses as the document has them: numbers by value, attached tables after them.

    >>> sorted(["annex", "3.10", "3.9.1", "3.9"], key=clause_order)
    ['3.9', '3.9.1', '3.10', 'annex']
    """
    parts = re.split(r"[./]", path)
    return tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)
