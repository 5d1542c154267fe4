"""Words of plans, and the part of an obligation that they usually ask for."""

from __future__ import annotations

import re

# What a clause says, and how that is mostly written. The first hint of each place (measure, target, strength …) is given.
MEASURES = (
    (r"增长|提升幅度|较上年|同比", "Growth(of=Count(of=…), versus=calendar_year({last}))"),
    (r"平均分|平均得分|评分", "Mean(of=…, value=…)"),
    (r"百万人口|万人口|千人口", "Count(of=…, per_million=True)"),
    (r"整改.{0,12}(复查|跟踪)|跟踪检查", "Response(to=…, by=inspections.where(…), match=…)"),
    (r"自查报告", 'Coverage(of=subjects.where(…), by=filings.where(filing.kind == "self_inspection"))'),
    (
        r"(工作日|日|天|小时|时限|按时|及时).{0,12}(公开|公布|公示|办结|反馈|报送|上报|完成|处置)",
        "Timeliness(of=…, start=…, end=…, within=…)",
    ),
    (r"(立案|办结|合格|有效|处置|核查|注册|占比|比例|入驻).{0,4}率|占.{0,12}[%％]", "Share(of=…, having=…)"),
    (r"抽检|抽样|批次", "Count(of=samples.where(…)) or Coverage(of=assignments.where(…), …)"),
    (r"检查|巡查|抽查|覆盖", "Coverage(of=subjects.where(…), by=inspections.where(…))"),
    (r"报告.{0,12}(份|例)", "Count(of=reports.where(…))"),
    (r"会商|培训|约谈|宣传|会议", "Count(of=meetings.where(…)) or Attested(evidence=…)"),
)
DETAILS = (
    (r"飞行检查|飞检", 'inspection.kinds.has("unannounced")'),
    (r"随机", 'inspection.selection == "random"'),
    (r"全覆盖|逐一|每家|全部|全面检查", 'at_least("100%", implied=True)'),
    (r"原则上", 'strength="in_principle"'),
    (r"力争|争取|推动|推进.{0,12}全覆盖", 'strength="aims_at"'),
)


def hints(text: str, year: int) -> tuple[str, ...]:
    """
    What the words of a clause suggest: one measure at most, then details.

    >>> hints("原则上每年检查一次", 2025)
    ('Coverage(of=subjects.where(…), by=inspections.where(…))', 'strength="in_principle"')
    """
    measure = next((written for words, written in MEASURES if re.search(words, text)), None)
    details = tuple(written for words, written in DETAILS if re.search(words, text))
    return (*((measure.format(last=year - 1),) if measure else ()), *details)
