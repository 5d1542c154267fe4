"""Checks of names: ids, the clauses that an obligation cites, agencies, kinds of action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from ...model.measures import Attested, Coverage, Response, Share, Tasks, Timeliness, parts_of
from ...model.plans import AgencyRule, Jurisdiction, Plan
from ...model.predicates import Column, Compare, IsIn
from ...model.schema import Schema
from ...model.text import Text
from ..check import Candidate, Check, Finding
from .case import Case, Problem, problem
from .checks import of_obligations, of_plans
from .clauses import is_numbered
from .columns import column_problems
from .readable import literals_of, unknown
from .walk import leaves_of

SHOWN = 3


def _ids(candidate: Candidate) -> Iterator[Finding]:
    plans = candidate.plans
    for name, count in Counter(plan.id for plan in plans).items():
        if count > 1:
            yield _found(_twice(name), name)
    for first, second in combinations(plans, 2):
        apart = first.period.end < second.period.start or second.period.end < first.period.start
        if not apart and first.id != second.id:
            yield from _shared(first, second)


def _twice(name: str) -> Problem:
    return problem(
        f"编号“{name}”在本辖区的计划中出现多次",
        f"the id `{name}` stands more than once among the county's plans",
        "请为其中一个另取编号",
        "give one of them another id",
    )


def _shared(first: Plan, second: Plan) -> Iterator[Finding]:
    """Ids that two plans of the same time share: what a person confirms for one would count for both."""
    others = {obligation.id: obligation for obligation in second.obligations}
    shared = [(each, others[each.id]) for each in first.obligations if each.id in others]
    for each, other in shared:
        if isinstance(each.measure, Attested) or isinstance(other.measure, Attested):
            yield _found(_twice(each.id), second.id, each.id)
    counted = [each.id for each, other in shared if not isinstance(each.measure, Attested)]
    counted = [name for name in counted if not isinstance(others[name].measure, Attested)]
    if counted:
        some = ", ".join(counted[:SHOWN]) + (" …" if len(counted) > SHOWN else "")
        told = problem(
            f"有{len(counted)}个编号同时用于“{first.id}”和“{second.id}”：{some}",
            f"{len(counted)} ids stand in both {first.id} and {second.id}: {some}",
            f"台账中的豁免请写全，如 {second.id}/{counted[0]}",
            f"let waivers name the plan too, as in {second.id}/{counted[0]}",
            note=True,
        )
        yield _found(told, second.id)


def _found(told: Problem, plan: str, obligation: str = "") -> Finding:
    return Finding(
        check="ids-unique",
        plan=plan,
        obligation=obligation,
        problem=told.problem,
        advice=told.advice,
        severity=told.severity,
    )


def _clauses_once(case: Case) -> Iterator[Problem]:
    for path, count in Counter(case.obligation.clauses).items():
        if count > 1:
            yield problem(
                f"条款 {path} 被引用了{count}次",
                f"clause {path} is cited {count} times",
                "请删去重复的引用",
                "cite it once",
            )


def _plain_paths(plan: Plan, _county: Jurisdiction) -> Iterator[Problem]:
    cited = [(path, obligation.id) for obligation in plan.obligations for path in obligation.clauses]
    cited += [(guidance.clause, "") for guidance in plan.guidance]
    cited += [(note.clause, "") for note in plan.figure_notes]
    for path, obligation in cited:
        if not is_numbered(path):
            yield _at(
                problem(
                    f"条款“{path}”的编号写法不对",
                    f"clause `{path}` is not numbered as a document numbers",
                    "请写如 3.4.1，编号从1起，不加0",
                    "write it as 3.4.1: numbers from 1, without leading zeros",
                ),
                path,
                obligation,
            )


def _at(found: Problem, clause: str, obligation: str) -> Problem:
    return Problem(
        problem=found.problem, advice=found.advice, severity=found.severity, clause=clause, obligation=obligation
    )


def _columns(case: Case) -> Iterable[Problem]:
    return column_problems(case.obligation, case.schema)


def _agencies(case: Case) -> Iterator[Problem]:
    entries = case.jurisdiction.agencies
    if not entries:
        return
    ids, kinds = [entry.id for entry in entries], case.schema.table("agencies").column("kind").words
    if not case.obligation.agencies:
        yield problem(
            "没有写明责任机构",
            "nobody is named who must act",
            f"请写机构编号或类型，如 {ids[0]}",
            f"name an agency or a kind of agency, such as {ids[0]}",
        )
    for named in case.obligation.agencies:
        name = named.agency if isinstance(named, AgencyRule) else named
        accepted = ids if isinstance(named, AgencyRule) else [*ids, *kinds]
        if name not in accepted:
            yield unknown("责任机构", "agency", name, accepted)
    measure = case.obligation.measure
    if isinstance(measure, Tasks):
        for name in sorted({cell.agency for cell in measure.cells} - set(ids)):
            yield unknown("任务表中的机构", "agency of the attached table", name, ids)
    for leaf in leaves_of(case.obligation):
        if isinstance(leaf, Compare | IsIn) and isinstance(leaf.value, Column) and _is_agency(leaf.value, case.schema):
            for literal in literals_of(leaf):
                if literal not in ids:
                    yield unknown("机构", "agency", str(literal), ids)


def _is_agency(column: Column, schema: Schema) -> bool:
    return schema.table(column.table).column(column.name).refers == "agencies"


def _unchecked_agencies(plan: Plan, county: Jurisdiction) -> Iterator[Problem]:
    if plan.obligations and not county.agencies:
        yield problem(
            "辖区没有列出机构，责任机构的名称未检查",
            "the county lists no agencies, so the names of agencies were not checked",
            "请在辖区中列出机构，或连同辖区一起检查",
            "list the county's agencies, or check the plan together with its county",
            note=True,
        )
    else:
        yield from _unlisted(plan, county)
    for name, count in Counter(entry.id for entry in county.agencies).items():
        if count > 1:
            yield problem(
                f"机构编号“{name}”出现{count}次",
                f"the agency `{name}` is listed {count} times",
                "请只列一次",
                "list each agency once",
            )
    accepted = county.schema.table("agencies").column("kind").words
    for entry in county.agencies:
        if accepted and entry.kind not in accepted:
            yield unknown("机构类型", "kind of agency", entry.kind, accepted)


def _unlisted(plan: Plan, county: Jurisdiction) -> Iterator[Problem]:
    listed = {name for entry in county.agencies for name in (entry.id, entry.kind)}
    named = {name for obligation in plan.obligations for name in obligation.agencies if isinstance(name, str)}
    for kind in sorted(named & set(county.schema.table("agencies").column("kind").words) - listed):
        yield problem(
            f"责任机构“{kind}”是一类机构，而辖区没有列出这一类",
            f"`{kind}` is a kind of agency, and the county lists none of that kind",
            "请在辖区中列出，否则以台账的机构表为准",
            "list them, or leave it to the register's table of agencies",
            note=True,
        )


def _named_once(case: Case) -> Iterator[Problem]:
    plain = [named for named in case.obligation.agencies if not isinstance(named, AgencyRule)]
    for name, count in Counter(plain).items():
        if count > 1:
            yield problem(
                f"责任机构“{name}”写了{count}次",
                f"the agency `{name}` is named {count} times",
                "请只写一次",
                "name it once",
            )


def _escalation(case: Case) -> Iterator[Problem]:
    steps = case.obligation.escalation
    if steps and not _has_members(case):
        yield problem(
            "写有后续措施，但这项任务没有可对其采取措施的监管对象",
            "steps follow, but no subject is a member of this obligation",
            "请删去后续措施，或改为按监管对象计算",
            "leave the steps out, or count subjects",
        )
    accepted = case.schema.table("actions").column("kind").words
    for step in steps:
        if step.action not in accepted:
            yield unknown("措施类型", "kind of action", step.action, accepted)
    for name, count in Counter(step.action for step in steps).items():
        if count > 1:
            yield problem(
                f"后续措施“{name}”出现{count}次，后一次永远视为已完成",
                f"the step `{name}` stands {count} times, so the later one counts as taken at once",
                "每一步请用不同的措施",
                "let each step be proved by another kind of action",
            )


def _has_members(case: Case) -> bool:
    """Whether subjects, or records of subjects, are judged one by one."""
    measure = case.obligation.measure
    if not isinstance(measure, Share | Coverage | Response | Timeliness):
        return False
    table = parts_of(measure)[0].table
    return table == "subjects" or case.schema.table(table).has("subject_id")


CHECKS = (
    Check(
        id="ids-unique",
        level="well-formed",
        title=Text(zh="编号在本辖区内唯一", en="ids are unique in the county"),
        find=_ids,
    ),
    of_plans(
        "clauses-well-numbered",
        "well-formed",
        "条款编号写法正确",
        "clauses are numbered as documents number",
        _plain_paths,
    ),
    of_obligations(
        "clauses-cited-once",
        "well-formed",
        "同一条款只引用一次",
        "no obligation cites a clause twice",
        _clauses_once,
        readable=False,
    ),
    of_obligations(
        "columns-known",
        "well-formed",
        "台账、栏目和取值都存在",
        "tables, columns and words exist",
        _columns,
        readable=False,
    ),
    of_plans(
        "county-agencies",
        "well-formed",
        "辖区机构列示无误",
        "the county's agencies are well listed",
        _unchecked_agencies,
    ),
    of_obligations("agencies-known", "well-formed", "责任机构都在辖区机构之列", "agencies are known", _agencies),
    of_obligations("agencies-named-once", "well-formed", "责任机构不重复", "no agency is named twice", _named_once),
    of_obligations(
        "steps-known", "well-formed", "后续措施存在且不重复", "escalation steps are known and differ", _escalation
    ),
)
