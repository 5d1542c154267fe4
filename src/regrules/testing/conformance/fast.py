"""The checks of speed: loading, evaluating, and the size of what is written."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from attrs import evolve

from ...analysis.check import Candidate, Check, Finding
from ...engine.columns import evaluate
from ...model.measures import Coverage
from ...model.names import inspections, subject, subjects
from ...model.plans import Jurisdiction, Obligation, Plan
from ...model.serial import to_data
from ...model.targets import at_least
from ...model.text import Text
from ...register import Register
from .bulk import bulk_register
from .county import Attempt
from .loading import HOOK, snippet
from .telling import text

LOADING = 3.0  # seconds; a good plugin takes a tenth of one
TIMES_PLAIN = 60  # how many times as long as a plain one an obligation may take
SHORTEST = 0.25  # seconds that are never too long for one obligation
PLAN_SIZE, OBLIGATION_SIZE = 1_000_000, 100_000  # characters of JSON; those of good plans are a tenth of it
RUNS, TOO_FAR = 3, 5  # what takes five times as long as is accepted need not be tried again


def loads_in_time(attempt: Attempt) -> Iterator[Finding]:
    """Importing the county and calling its hook takes little time: every command does it."""
    seconds = min(each.seconds for each in (attempt.here, *attempt.far))
    if seconds > LOADING:
        yield Finding(
            check="loads-in-time",
            problem=text(
                f"加载用了 {seconds:.1f} 秒，应不超过 {LOADING:.0f} 秒",
                f"loading it takes {seconds:.1f} seconds; accepted: {LOADING:.0f} at most",
            ),
            advice=text(
                "导入时不读文件、不计算、不联网", "read no files, compute nothing and ask no network while importing"
            ),
            snippet=snippet(
                attempt,
                f"import time\nstarted = time.perf_counter()\nentry.load().{HOOK}()\nprint(time.perf_counter() - started)",
            ),
        )


def assesses_in_time(candidate: Candidate) -> Iterator[Finding]:
    """No obligation takes many times as long as a plain one on the same register."""
    county = candidate.jurisdiction
    for plan in candidate.plans:
        register = bulk_register(county, plan.period.end)
        plain = _seconds(_only(plan, plain_obligation(plan)), county, register, enough=0.0)
        accepted = max(SHORTEST, TIMES_PLAIN * plain)
        for obligation in plan.obligations:
            seconds = _seconds(_only(plan, obligation), county, register, enough=accepted)
            if seconds > accepted:
                yield _slow(county, plan, obligation, seconds, accepted)


def sizes(candidate: Candidate) -> Iterator[Finding]:
    """A plan is small enough to be read, sent and compared."""
    for plan in candidate.plans:
        for obligation in plan.obligations:
            if (size := _size(obligation)) > OBLIGATION_SIZE:
                yield _large(plan, size, OBLIGATION_SIZE, obligation)
        if (size := _size(plan)) > PLAN_SIZE:
            yield _large(plan, size, PLAN_SIZE)


def plain_obligation(plan: Plan) -> Obligation:
    """The obligation by which others are measured: half of the retailers inspected in the plan's period."""
    return Obligation(
        id="plain",
        clause="1",
        title=Text(zh="检查", en="Inspections"),
        agencies=("station",),
        measure=Coverage(of=subjects.where(subject.kinds.has("drug_retailer")), by=inspections),
        window=plan.period,
        target=at_least("50%"),
    )


def _only(plan: Plan, obligation: Obligation) -> Plan:
    return evolve(plan, obligations=(obligation,))


def _seconds(plan: Plan, county: Jurisdiction, register: Register, *, enough: float) -> float:
    """The shortest of some evaluations, divided by the verdicts; no more are made than it takes to compare it with *enough*."""
    best = float("inf")
    for _ in range(RUNS):
        unread = evolve(register)  # a register keeps what was worked out from it, and the next run would find it there
        started = time.perf_counter()
        verdicts = evaluate(plan, county, unread, as_of=plan.period.end)
        best = min(best, (time.perf_counter() - started) / max(1, len(verdicts)))
        if best <= enough or 0 < TOO_FAR * enough < best:
            break
    return best


def _slow(county: Jurisdiction, plan: Plan, obligation: Obligation, seconds: float, accepted: float) -> Finding:
    return Finding(
        check="assesses-in-time",
        plan=plan.id,
        clause=obligation.clause,
        obligation=obligation.id,
        problem=text(
            f"在数百个对象的台账上判定用了 {seconds:.2f} 秒，应不超过 {accepted:.2f} 秒",
            f"on a register of some hundred subjects it takes {seconds:.2f} seconds; accepted: {accepted:.2f} at most",
        ),
        advice=text(
            "条件不要逐一列举名单，改用类别、级别或专门的列",
            "do not list things one by one in its conditions: use a kind, a grade, or a column of its own",
        ),
        snippet=_reproduced(county, plan, obligation),
    )


def _reproduced(county: Jurisdiction, plan: Plan, obligation: Obligation) -> str:
    return (
        "import time\nimport regrules\nfrom attrs import evolve\nfrom regrules.engine.columns import evaluate\n"
        "from regrules.testing.conformance.bulk import bulk_register\n"
        f'county = regrules.jurisdiction("{county.id}")\nplan = county.plan("{plan.id}")\n'
        f'plan = evolve(plan, obligations=(plan.obligation("{obligation.id}"),))\n'
        "register = bulk_register(county, plan.period.end)\nstarted = time.perf_counter()\n"
        "evaluate(plan, county, register, as_of=plan.period.end)\nprint(time.perf_counter() - started)\n"
    )


def _large(plan: Plan, size: int, accepted: int, obligation: Obligation | None = None) -> Finding:
    return Finding(
        check="small-enough",
        plan=plan.id,
        clause=obligation.clause if obligation else "",
        obligation=obligation.id if obligation else "",
        problem=text(
            f"写成 JSON 有 {size:,} 个字符，应不超过 {accepted:,} 个",
            f"written as JSON it has {size:,} characters; accepted: {accepted:,} at most",
        ),
        advice=text(
            "计划写规则，不写名单；名单放在台账中",
            "a plan holds rules and no lists of names; such lists belong in the register",
        ),
    )


def _size(record: object) -> int:
    return len(json.dumps(to_data(record), ensure_ascii=False))


FAST = (
    Check(
        id="loads-in-time",
        level="fast",
        title=text("加载迅速", "it loads in little time"),
        find=loads_in_time,
        needs="distribution",
    ),
    Check(
        id="assesses-in-time",
        level="fast",
        title=text("每项任务判定迅速", "each obligation is assessed in little time"),
        find=assesses_in_time,
    ),
    Check(
        id="small-enough",
        level="fast",
        title=text("计划的数据量适度", "its plans are small enough to be sent and compared"),
        find=sizes,
    ),
)
