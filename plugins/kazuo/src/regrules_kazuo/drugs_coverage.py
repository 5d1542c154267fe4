"""Drug plan, 3.6: the staged coverage of priority places, and what becomes of samples."""

from __future__ import annotations

from regrules.model import (
    Coverage,
    Obligation,
    Share,
    Text,
    assignment,
    assignments,
    at_least,
    calendar_year,
    sample,
    stages,
)

from .agencies import DRUG_LINE
from .bases import DRUG_HALF_YEARLY, DRUG_YEARLY, VACCINE_YEARLY
from .common import EVERY, EVERY_IMPLIED, YEAR
from .populations import (
    blood_product_businesses,
    disease_control_centres,
    drug_or_vaccine_visits,
    drug_visits,
    failing_drug_samples,
    priority_drug_places,
    special_drug_businesses,
    vaccination_sites,
)

COVERAGE = (
    Obligation(
        id="inspections/special-drugs-first-quarter",
        clause="3.6",
        title=Text(zh="一季度检查特殊药品经营企业", en="Special-drug businesses inspected in the first quarter"),
        agencies=DRUG_LINE,
        measure=Coverage(of=special_drug_businesses, by=drug_visits),
        window=calendar_year(2025, due="2025-03-31"),
        target=at_least("10%"),
        interpretation=Text(
            zh="5月16日印发时一季度已过，仍按自然年考核；一季度只点名特殊药品经营企业。之后补上的算迟完成。",
            en="The quarter was over when the plan was issued on 16 May; it is asked all the same, by calendar "
            "year. The first quarter names special-drug businesses alone. Made up afterwards, it is late.",
        ),
        basis=(DRUG_HALF_YEARLY, DRUG_YEARLY),
    ),
    Obligation(
        id="inspections/priority-places",
        clause="3.6",
        title=Text(
            zh="疾控机构、接种点、血液制品和特殊药品企业的检查覆盖",
            en="Coverage of disease-control centres, vaccination sites, blood-product and special-drug businesses",
        ),
        agencies=DRUG_LINE,
        measure=Coverage(of=priority_drug_places, by=drug_or_vaccine_visits),
        window=YEAR,
        target=stages(
            ("2025-06-30", at_least("50%")), ("2025-09-30", at_least("75%")), ("2025-12-31", at_least("100%"))
        ),
        interpretation=Text(
            zh="“分别”对应三个日期；比例按四类合并计算，各类另列为监测指标。",
            en="“Respectively” belongs to the three dates; the share is that of the four groups together, each "
            "group is shown besides as an indicator.",
        ),
        basis=(DRUG_HALF_YEARLY, DRUG_YEARLY, VACCINE_YEARLY),
    ),
    *(
        Obligation(
            id=f"inspections/priority-places/{name}",
            clause="3.6",
            title=Text(zh=f"其中：{zh}检查覆盖率", en=f"Of these, coverage of {en}"),
            agencies=DRUG_LINE,
            measure=Coverage(of=group, by=drug_or_vaccine_visits),
            window=YEAR,
            target=None,
        )
        for name, group, zh, en in (
            ("disease-control-centres", disease_control_centres, "疾控机构", "disease-control centres"),
            ("vaccination-sites", vaccination_sites, "接种点", "vaccination sites"),
            ("blood-products", blood_product_businesses, "血液制品企业", "blood-product businesses"),
            ("special-drugs", special_drug_businesses, "特殊药品企业", "special-drug businesses"),
        )
    ),
    Obligation(
        id="sampling/city-tasks",
        clause="3.6",
        title=Text(zh="完成市级药品抽检任务", en="The city's drug sampling tasks are carried out"),
        agencies=DRUG_LINE,
        measure=Share(
            of=assignments.where(
                assignment.kind == "sampling",
                assignment.source == "superior",
                assignment.programme == "drug_sampling",
            ),
            having=assignment.done_on.happened(),
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="按全市计划部署抽检，以当年下达的任务年底前全部完成为准。",
            en="Sampling follows the city's plan: every task handed down in the year is done by its end.",
        ),
    ),
    Obligation(
        id="sampling/failures-case-filed",
        clause="3.6",
        also=("4.2",),
        title=Text(zh="抽检不合格药品全部立案", en="A case is filed for every failing drug sample"),
        agencies=DRUG_LINE,
        measure=Share(of=failing_drug_samples, having=sample.case_filed_on.happened()),
        window=YEAR,
        target=EVERY,
        interpretation=Text(
            zh="以2025年内出具的不合格结果为准，12月31日前立案，没有更短的时限；之后立案的算迟完成。",
            en="Failing results dated in 2025 count; the case is filed by 31 December, no shorter limit is "
            "given; filed afterwards it is late.",
        ),
    ),
)
