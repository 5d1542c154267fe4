"""The files of a new plugin: they import, they load, and they hold what the document holds."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regrules.analysis.document import Clause, Document, Part, Table, TableCell, find_figures
from regrules.model import Jurisdiction, Tasks
from regrules.scaffold import File, distribution_files, new_county
from regrules.scaffold.source import WIDTH, width

Load = Callable[[tuple[File, ...]], Jurisdiction]
COUNTY = new_county("yunshan", code="990201", plan="2025", zh="云杉县", en="Yunshan County")
DIGEST = "sha256:" + "0" * 64
SAID = (
    "总体要求",
    "检查频次。每年检查不少于一次，4年内覆盖25%以上",
    "7个工作日内公开，3月31日前提交\"报告\"'一份'，原则上每季度一次",
    "每百万人口报告1000份，较上年增长10%以上\\",
    "第三类企业的飞行检查不低于10%，二级以上医院每半年一次",
    "",
)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(SAID)


def clause(path: str, text: str, heading: str = "") -> Clause:
    """A clause with the figures that are in its text."""
    return Clause(path=path, label="（一）", heading=heading, text=text, line=7, figures=find_figures(text))


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A plan with some sections, short or long, and perhaps a table."""
    tops = draw(st.integers(1, 20))
    clauses = [
        clause(f"{top}.{below}" if below else str(top), draw(WORDS), draw(st.sampled_from(["", "落实监管频次"])))
        for top in range(1, tops + 1)
        for below in range(draw(st.integers(1, 3)))
    ]
    tables = [draw(tables_of_numbers())] if draw(st.booleans()) else []
    notes = [clause("annex.note", draw(WORDS))] if draw(st.booleans()) else []
    return Part(title="云杉县2025年 监管计划", clauses=(*clauses, *notes), tables=tuple(tables), digest=DIGEST)


@st.composite
def tables_of_numbers(draw: st.DrawFn) -> Table:
    """An attached table with its totals, which may be wrong, and cells that may hold words."""
    agencies = draw(st.sampled_from([("城北所",), ("城北所", "城南所", "执法队")]))
    columns = draw(
        st.sampled_from([(("一季度",), ("二季度",)), (("上半年", "经营"), ("上半年", "使用")), (("数量",),)])
    )
    cells = []
    for agency in agencies:
        numbers = [draw(st.integers(0, 99)) for _ in columns]
        wrong = draw(st.sampled_from([0, 0, 0, 1]))
        for column, number in zip((*columns, ("合计",)), (*numbers, sum(numbers) + wrong), strict=True):
            cells.append(TableCell(row=agency, column=column, text=str(number), value=number))
    if draw(st.integers(0, 4)) == 0:
        cells[0] = TableCell(row=cells[0].row, column=cells[0].column, text="若干\n家", value=None)
    return Table(path="annex", caption="任务表\n（一）", line=40, cells=tuple(cells))


def document(*plans: Part) -> Document:
    """A document of these plans."""
    return Document(parts=plans, digest=DIGEST)


def text_of(files: tuple[File, ...], end: str) -> str:
    """The file whose path ends so."""
    (found,) = (file.text for file in files if file.path.endswith(end))
    return found


def test_without_a_document_there_is_an_example(load: Load) -> None:
    """The county loads with its code and names; one duty shows the form, one clause waits to be written."""
    files = distribution_files(COUNTY)
    county = load(files)
    assert (county.id, county.code, county.name) == ("yunshan", "990201", COUNTY.name)
    (plan,) = county.plans
    assert (plan.id, len(plan.obligations), len(plan.guidance)) == ("yunshan-2025", 1, 1)
    assert plan.guidance[0].reason.zh.startswith("待编写")


def test_a_new_county_is_short() -> None:
    """All files together have fewer than 200 lines."""
    assert sum(len(file.text.splitlines()) for file in distribution_files(COUNTY)) < 200


@pytest.mark.parametrize("source", [None, document(Part(title="计划", clauses=(), tables=(), digest=DIGEST))])
def test_the_project_file_names_what_is_needed(source: Document | None) -> None:
    """The package is found by its entry point, and its tests run the kit from the lowest level on."""
    project = tomllib.loads(text_of(distribution_files(COUNTY, source), "pyproject.toml"))
    assert project["project"]["name"] == "regrules-yunshan"
    assert project["project"]["entry-points"] == {"regrules": {"yunshan": "regrules_yunshan"}}
    assert project["project"]["dependencies"] == ["regrules>=0.1,<0.2"]
    assert project["tool"]["pytest"]["ini_options"]["addopts"] == ["--regrules=yunshan", "--regrules-level=loads"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(parts(), min_size=1, max_size=2))
def test_every_clause_becomes_a_draft(load: Load, plans: list[Part]) -> None:
    """Whatever a document says, what is written loads and has a draft for each clause and each table, once."""
    county = load(distribution_files(COUNTY, document(*plans), "plan.txt"))
    assert [plan.document_digest for plan in county.plans] == [DIGEST] * len(plans)
    for part, plan in zip(plans, county.plans, strict=True):
        wanted = [*(each.path for each in part.clauses), *(each.path for each in part.tables)]
        assert sorted(each.clause for each in plan.guidance) == sorted(wanted)
        assert all(each.reason.zh == "待编写" and each.reason.en == "to be written" for each in plan.guidance)
        assert plan.title.zh == "云杉县2025年监管计划"


@settings(max_examples=25)
@given(parts())
def test_files_are_short_and_can_be_read(part: Part) -> None:
    """Every module is Python, at most 250 lines long, none too wide; no file is written twice."""
    files = distribution_files(COUNTY, document(part), "plan.txt")
    assert len({file.path for file in files}) == len(files)
    for file in files:
        if file.path.endswith(".py"):
            ast.parse(file.text)
            lines = file.text.splitlines()
            assert len(lines) <= 250
            assert [line for line in lines if width(line) > WIDTH and " · " in line] == []


def test_many_clauses_are_divided(load: Load) -> None:
    """A section of three hundred clauses becomes several modules, and none of its clauses is lost."""
    clauses = tuple(clause(f"3.{number}", SAID[1]) for number in range(1, 301))
    files = distribution_files(COUNTY, document(Part(title="计划", clauses=clauses, tables=(), digest=DIGEST)))
    assert max(len(file.text.splitlines()) for file in files) <= 250
    assert len(load(files).plans[0].guidance) == 300


def test_figures_stand_beside_their_clause() -> None:
    """Each figure is shown as the document writes it, and as an obligation would."""
    part = Part(title="计划", clauses=(clause("2.1", SAID[1], "检查频次"),), tables=(), digest=DIGEST)
    text = text_of(distribution_files(COUNTY, document(part)), "section_2.py")
    for wanted in ("（一）, line 7", '-> at_least("25%")', '4年内 -> window=cycle(start="…", years=4)', '"检查频次"'):
        assert wanted in text


def test_a_table_becomes_tasks(load: Load) -> None:
    """The numbers of a table stand in a measure that checks its totals, and its rows are the agencies."""
    rows = {"城北所": (1, 2, 3), "执法队": (0, 4, 4)}
    columns = (("一季度",), ("二季度",), ("合计",))
    cells = tuple(
        TableCell(row=row, column=column, text=str(value), value=value)
        for row, values in rows.items()
        for column, value in zip(columns, values, strict=True)
    )
    part = Part(
        title="计划", clauses=(), tables=(Table(path="annex", caption="表", line=1, cells=cells),), digest=DIGEST
    )
    files = distribution_files(COUNTY, document(part))
    county = load(files)
    assert [(each.name.zh, each.kind) for each in county.agencies] == [
        ("城北所", "station"),
        ("执法队", "enforcement_team"),
    ]
    space: dict[str, object] = {"__package__": "regrules_yunshan", "__name__": "regrules_yunshan.annex"}
    exec(text_of(files, "/annex.py"), space)
    tasks = space["TASKS"]
    assert isinstance(tasks, Tasks)
    assert [(cell.agency, cell.period, cell.planned) for cell in tasks.cells] == [
        ("agency_1", "2025-Q1", 1), ("agency_1", "2025-Q2", 2), ("agency_2", "2025-Q1", 0), ("agency_2", "2025-Q2", 4),
    ]  # fmt: skip
    assert [total.planned for total in tasks.totals] == [3, 4]


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        ("检查家次", "inspections"),
        ("抽检批次", "samples"),
        ("不良反应报告数", "reports"),
        ("培训场次", "meetings"),
        ("立案数", "actions"),
    ],
)
def test_kinds_count_what_they_are_called(heading: str, table: str) -> None:
    """The records that a kind begins with are those that its heading speaks of."""
    cells = tuple(TableCell(row="城北所", column=(heading,), text="1", value=1) for _ in "1")
    part = Part(
        title="计划", clauses=(), tables=(Table(path="annex", caption="表", line=1, cells=cells),), digest=DIGEST
    )
    space: dict[str, object] = {"__package__": "regrules_yunshan", "__name__": "regrules_yunshan.annex"}
    text = text_of(distribution_files(COUNTY, document(part)), "/annex.py")
    exec(text.replace("from .drafts import draft", "draft = print"), space)
    assert isinstance(space["TASKS"], Tasks)
    assert space["TASKS"].kinds[0].of.table == table


def test_what_an_author_uncomments_is_a_duty(load: Load) -> None:
    """The duty that stands in comments beside a table is one, as it is written."""
    cells = tuple(TableCell(row="城北所", column=(f"{name}季度",), text="1", value=1) for name in "一二")
    part = Part(
        title="计划", clauses=(), tables=(Table(path="annex", caption="表", line=1, cells=cells),), digest=DIGEST
    )
    files = distribution_files(COUNTY, document(part))
    load(files)
    told = [line[2:] for line in text_of(files, "/annex.py").splitlines() if line.startswith("# ")]
    first = next(at for at, line in enumerate(told) if line.startswith("Obligation("))
    last = next(at for at, line in enumerate(told) if line == "),")
    space: dict[str, object] = {"__package__": "regrules_yunshan", "__name__": "regrules_yunshan.annex"}
    exec("from regrules.model import *; from regrules_yunshan.terms import YEAR", space)
    exec(text_of(files, "/annex.py"), space)
    duty = eval("\n".join([*told[first:last], ")"]), space)
    assert (duty.clause, [f"{stage.due}" for stage in duty.target.stages]) == ("annex", ["2025-03-31", "2025-06-30"])
