"""Whatever a plan and a document say, they can be traced, and the trace be written in every form."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from regrules.analysis.document import read_document
from regrules.analysis.trace import CHECKS, trace
from regrules.report.screen import show
from regrules.report.trace import Traced
from regrules.report.trace_data import traced_data
from regrules.report.trace_screen import traced_screen
from regrules.testing.strategies import World, worlds

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/schema/trace.schema.json").read_text(encoding="utf-8"))
PHRASES = (
    "每年检查不少于一次", "三季度达到75%", "二级以上医院", "第三类企业不超过10%", "3月31日前提交", "7个工作日内公开",
    "每季度会商", "4年内全覆盖", "上一年度",
    "每百万人口1000份", "严格监管", "一是加强宣传；二是加强培训", "三分之一", "年底前完成",
)  # fmt: skip
clauses = st.lists(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3), min_size=1, max_size=6)
ANNEX = "\n附件：任务表\n单位 | 一季度 | 合计\n一所 | 3 | 3\n二所 | 若干 | 4\n"


def written(sentences: list[list[str]], annex: bool) -> str:
    """A document with these sentences, a clause each."""
    lines = [f"{'一二三四五六'[at]}、监管：{'，'.join(each)}。" for at, each in enumerate(sentences)]
    return "\n".join(["某县2025年监管计划", *lines]) + (ANNEX if annex else "")


@settings(max_examples=12)
@given(worlds(), clauses, st.booleans())
def test_every_plan_can_be_traced_to_every_document(world: World, sentences: list[list[str]], annex: bool) -> None:
    """The data keep to the schema, the screen fits, and the checks of the kit find what the trace finds."""
    part = read_document(written(sentences, annex)).parts[0]
    found = trace(world.plan, world.jurisdiction, part)
    traced = Traced(county=world.jurisdiction, traces=(found,))
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(traced_data(traced))))
    for lang in ("zh", "en"):
        paper = Console(file=io.StringIO(), width=80, highlight=False, emoji=False, markup=False)
        show(paper, traced_screen(traced, lang))
        assert max(map(cell_len, paper.file.getvalue().splitlines())) <= 80
    assert {each.check for each in found.findings} <= {check.id for check in CHECKS}
    assert found.accounted_clauses <= len(found.asked) and found.accounted_figures <= len(found.figures)
