"""The 14 obligations about subjects as a decision of zen-engine, asked of one subject after the other."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import zen
from region.answers import Answers
from region.of_subjects import RULES, counted_by_county


def read(subjects: pl.DataFrame) -> tuple[pl.DataFrame, Any]:
    """The subjects, and the decision with an expression for each obligation: hit, miss or no member."""
    expressions = [
        {"id": str(number), "key": f"rule_{number}", "value": f"({who}) ? (({which}) ? 1 : 0) : -1"}
        for number, (who, which) in enumerate(RULES.values())
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "rules", "name": "rules", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in (("in", "rules"), ("rules", "out"))
    ]
    content = {"nodes": [{**node, "position": {"x": 0, "y": 0}} for node in nodes], "edges": edges}
    return subjects, zen.ZenEngine().create_decision(json.dumps(content))


def ask(asked: tuple[pl.DataFrame, Any]) -> Answers:
    """The numbers of 14 obligations, a pair for each county."""
    subjects, decision = asked
    results = [decision.evaluate(row)["result"] for row in subjects.iter_rows(named=True)]
    numbers = {name: f"rule_{number}" for number, name in enumerate(RULES)}
    return counted_by_county(subjects["county"], lambda name: [each[numbers[name]] for each in results])
