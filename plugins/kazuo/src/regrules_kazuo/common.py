"""What both plans share: the year, the targets that words imply, and readings that come more than once."""

from __future__ import annotations

from regrules.model import Attested, Basis, Obligation, Text, at_least, calendar_year
from regrules.model.plans import Strength

DOCUMENT = "喀市监发〔2025〕12号"
# Of the notice: both plans stand in it.
DIGEST = "sha256:354db69c7f7f22012ae001d0326559f22e243b45f2cc254b755a5e1f04bdbefa"
ISSUED_ON = "2025-05-16"
YEAR = calendar_year(2025)
LAST_YEAR = calendar_year(2024)

EVERY = at_least("100%")  # the clause writes 100 %
EVERY_IMPLIED = at_least("100%", implied=True)  # 全覆盖, 确保, 闭环 and the like
SOME_IMPLIED = at_least(1, implied=True)  # 开展, 组织 without a number: at least one

REPORTING_HOSPITALS = Text(
    zh="先看是否二级及以上，括号只说明该级别的专科医院也算在内；未定级机构不在内；体检机构和停业机构不在内。",
    en="Level 2 or above comes first; the bracket only says that specialist hospitals of that level are "
    "included. Unrated institutions, check-up hospitals and suspended ones are out.",
)
WHOLE_YEAR = Text(
    zh="全年指标，12月31日考核；人口取常住人口的最近一年数字。",
    en="A target for the whole year, asked on 31 December; residents are usual residents of the latest year known.",
)
TEN_PERCENT_MORE = Text(
    zh="本年报告数不少于上年全年的1.1倍；不是指上年增幅的十分之一。",
    en="This year's reports are at least 1.1 times those of the whole last year; not a tenth of last year's rise.",
)
ONE_REPORT_EACH = Text(
    zh=f"每家医院全年至少报告一例，不是指事件的报告比例。{REPORTING_HOSPITALS.zh}",
    en=f"Every such hospital hands in at least one report in the year; not a share of events. {REPORTING_HOSPITALS.en}",
)
BY_YEAR_END = Text(
    zh="没有写明时限：当年发生的，12月31日前完成；之后完成的算迟完成。",
    en="No time limit is given: what falls in the year is done by 31 December; done afterwards it is late.",
)
AT_LEAST_ONE = Text(
    zh="没有写明次数：全年至少一次。",
    en="No number is given: at least once in the year.",
)


def attested(
    id: str,
    clause: str,
    title: Text,
    *,
    agencies: tuple[str, ...],
    evidence: Text,
    strength: Strength = "must",
    basis: tuple[Basis, ...] = (),
    interpretation: Text | None = None,
) -> Obligation:
    """A duty of the year that a person confirms, with the proof to be recorded."""
    return Obligation(
        id=id,
        clause=clause,
        title=title,
        agencies=agencies,
        measure=Attested(evidence=evidence),
        window=YEAR,
        target=EVERY_IMPLIED,
        strength=strength,
        basis=basis,
        interpretation=interpretation,
    )
