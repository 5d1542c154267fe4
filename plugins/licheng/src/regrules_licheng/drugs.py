"""Part two, item seven: pharmacies, medical institutions, vaccines."""

from __future__ import annotations

from regrules.model import Count, Coverage, Obligation, Response, Text, at_least

from .agencies import SECTION, STATION
from .duties import attested, indicator
from .terms import (
    ALL,
    DRUG_GSP_INSPECTIONS,
    DRUG_INSPECTIONS,
    INSTITUTIONS,
    INSTITUTIONS_IN_THREE_YEARS,
    NARCOTICS_OFFENCES,
    NOTICES_TO_HEALTH,
    OTHER_TRADERS_IN_THREE_YEARS,
    PHARMACIES,
    PHARMACIES_OPENED_LAST_YEAR,
    PHARMACY_CAMPAIGN_VISITS,
    SPECIAL_SCOPE_PHARMACIES,
    THREE_YEARS,
    VACCINE_INSPECTIONS,
    VACCINE_STORES,
    VACCINES_YEARLY,
    YEAR,
    YEARLY_FOR_SPECIAL_SCOPES,
    YEARLY_PLAN_AND_NEW_BUSINESSES,
)

_CYCLE_START = Text(
    zh="条款未写明三年从何时起算：按第84号令施行之日2024年1月1日起算，至2026年12月31日止。",
    en="The clause does not say when the three years begin: counted from 1 January 2024, when Order 84 came into "
    "force, to 31 December 2026.",
)

GENERAL = (
    indicator(
        "pharmacies/campaign-visits",
        "2.7",
        Text(zh="药品零售企业专项检查户次", en="Special inspections of pharmacies"),
        Count(of=PHARMACY_CAMPAIGN_VISITS),
        interpretation=Text(
            zh="条款点出处方药销售等专项检查及重点品种、重点区域，但未定数量：只列户次，不作判定。",
            en="The clause stresses prescription sales, some products and some areas without a number: the visits are "
            "shown, nothing is judged.",
        ),
    ),
)

PHARMACY_DUTIES = (
    attested(
        "pharmacies/inspection-plan",
        "2.7.1",
        Text(zh="细化药品零售企业年度检查计划", en="Yearly inspection plan for pharmacies"),
        Text(
            zh="载明频次、内容和企业数量的年度检查计划",
            en="The year's inspection plan with frequencies, contents and number of businesses",
        ),
        basis=(YEARLY_PLAN_AND_NEW_BUSINESSES,),
    ),
    Obligation(
        id="pharmacies/special-scope",
        clause="2.7.1",
        title=Text(
            zh="经营冷藏冷冻药品、血液制品等特殊范围的药店每年至少检查一次",
            en="Yearly inspection of pharmacies with cold-chain drugs, blood products and other special scopes",
        ),
        agencies=(STATION,),
        measure=Coverage(of=SPECIAL_SCOPE_PHARMACIES, by=DRUG_INSPECTIONS),
        window=YEAR,
        target=ALL,
        basis=(YEARLY_FOR_SPECIAL_SCOPES,),
    ),
    Obligation(
        id="pharmacies/new",
        clause="2.7.1",
        title=Text(
            zh="上一年度新开办药店的经营质量管理规范符合性检查",
            en="GSP conformity inspection of pharmacies opened in the previous year",
        ),
        agencies=(STATION,),
        measure=Coverage(of=PHARMACIES_OPENED_LAST_YEAR, by=DRUG_GSP_INSPECTIONS),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="新开办指开办日期在2023年内；未写期限，按2024年底理解。开办日期缺失的药店列为未定。",
            en="Newly opened: opened within 2023; no day is given, so by the end of 2024. A pharmacy without an "
            "opening date is listed as undetermined.",
        ),
        basis=(YEARLY_PLAN_AND_NEW_BUSINESSES,),
    ),
    indicator(
        "pharmacies/gsp-yearly-share",
        "2.7.1",
        Text(
            zh="年度接受经营质量管理规范符合性检查的药店比例",
            en="Share of pharmacies with a GSP conformity inspection this year",
        ),
        Coverage(of=PHARMACIES, by=DRUG_GSP_INSPECTIONS),
        interpretation=Text(
            zh="条款要求每年确定一定比例但未写数值：只列实际比例，不作判定。",
            en="The clause wants a share to be set each year but names none: the share reached is shown, nothing is "
            "judged.",
        ),
        basis=(OTHER_TRADERS_IN_THREE_YEARS,),
    ),
    Obligation(
        id="pharmacies/gsp-three-years",
        clause="2.7.1",
        title=Text(
            zh="三年内对全部药店开展经营质量管理规范符合性检查",
            en="GSP conformity inspection of all pharmacies within three years",
        ),
        agencies=(STATION,),
        measure=Coverage(of=PHARMACIES, by=DRUG_GSP_INSPECTIONS),
        window=THREE_YEARS,
        target=ALL,
        interpretation=_CYCLE_START,
        basis=(OTHER_TRADERS_IN_THREE_YEARS,),
    ),
)

INSTITUTION_DUTIES = (
    Obligation(
        id="institutions/yearly-third",
        clause="2.7.2",
        title=Text(
            zh="每年检查不少于三分之一的医疗机构药品质量管理",
            en="Drug quality inspection of at least a third of the medical institutions each year",
        ),
        agencies=(STATION,),
        measure=Coverage(of=INSTITUTIONS, by=DRUG_INSPECTIONS),
        window=YEAR,
        target=at_least("1/3"),
        interpretation=Text(
            zh="“检查数”按户数理解：同一机构多次检查只计一家。",
            en="The number inspected counts institutions: several visits to one count once.",
        ),
        basis=(INSTITUTIONS_IN_THREE_YEARS,),
    ),
    Obligation(
        id="institutions/three-years",
        clause="2.7.2",
        title=Text(
            zh="三年内检查全部医疗机构的药品质量管理",
            en="Drug quality inspection of all medical institutions within three years",
        ),
        agencies=(STATION,),
        measure=Coverage(of=INSTITUTIONS, by=DRUG_INSPECTIONS),
        window=THREE_YEARS,
        target=ALL,
        interpretation=_CYCLE_START,
        basis=(INSTITUTIONS_IN_THREE_YEARS,),
    ),
    Obligation(
        id="vaccines/stores",
        clause="2.7.2",
        title=Text(
            zh="储存疫苗的疾控机构和接种单位每年至少检查一次",
            en="Yearly inspection of disease-control centres and vaccination sites that store vaccines",
        ),
        agencies=(STATION,),
        measure=Coverage(of=VACCINE_STORES, by=VACCINE_INSPECTIONS),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="只计接收并储存疫苗的单位；须为疫苗领域的检查。全国规定为“原则上”，本条写“不少于一次”，按必须理解。",
            en="Only those that receive and store vaccines, and only inspections of vaccines. The national rule says "
            "in principle; this clause says at least once, so it is a must.",
        ),
        basis=(VACCINES_YEARLY,),
    ),
    Obligation(
        id="institutions/narcotics-reported",
        clause="2.7.2",
        title=Text(
            zh="医疗机构违规购用麻精药品的情况通报卫健部门",
            en="Narcotics and psychotropics offences of medical institutions told to the health department",
        ),
        agencies=(STATION, SECTION),
        measure=Response(to=NARCOTICS_OFFENCES, by=NOTICES_TO_HEALTH),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="“及时”未写时限：按年底前每次发现均已通报理解；违规以检查发现的问题`narcotics_offence`为准。",
            en="In good time has no clock: read as every finding told by the end of the year. A finding is an "
            "inspection with the problem `narcotics_offence`.",
        ),
    ),
)

OBLIGATIONS = (*GENERAL, *PHARMACY_DUTIES, *INSTITUTION_DUTIES)
