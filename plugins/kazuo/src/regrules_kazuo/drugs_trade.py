"""Drug plan, 1.2 to 3.5: cooperation, priority products, and the links of the trade that carry risk."""

from __future__ import annotations

from regrules.model import (
    Count,
    Coverage,
    Obligation,
    Response,
    Share,
    Text,
    action,
    actions,
    inspection,
    lead,
    leads,
    sample,
)

from .agencies import DRUG_LINE, DRUG_OFFICE
from .bases import DRUG_ONLINE, PHARMACY_MECHANISM
from .common import AT_LEAST_ONE, BY_YEAR_END, EVERY_IMPLIED, SOME_IMPLIED, YEAR, attested
from .populations import (
    drug_or_vaccine_visits,
    drug_samples,
    drug_visits,
    entrusted_vaccine_distributors,
    remote_pharmacies,
    remote_pharmacy_follow_ups,
)

COOPERATION = (
    Obligation(
        id="joint/medical-insurance",
        clause="1.2",
        title=Text(zh="与医保部门联合检查零售药店", en="Joint checks of retail pharmacies with medical insurance"),
        agencies=DRUG_OFFICE,
        measure=Count(
            of=drug_visits.where(
                inspection.subject.kinds.has("drug_retailer"), inspection.joint_with.has("medical_insurance")
            )
        ),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=AT_LEAST_ONE,
        basis=(PHARMACY_MECHANISM,),
    ),
)

PRODUCTS = (
    attested(
        "special-drugs/abnormal-data",
        "2.1",
        Text(
            zh="筛查特殊药品追溯系统中的异常数据并核查",
            en="Screening of special-drug data in the tracing system, and verification of what stands out",
        ),
        agencies=DRUG_LINE,
        evidence=Text(zh="筛查记录和核查结果", en="Record of the screening and the results of verification"),
        interpretation=AT_LEAST_ONE,
    ),
    Obligation(
        id="vaccines/entrusted-distributors",
        clause="2.2",
        title=Text(zh="疫苗受托储配企业的延伸检查", en="Extended inspection of entrusted vaccine distributors"),
        agencies=DRUG_OFFICE,
        measure=Coverage(of=entrusted_vaccine_distributors, by=drug_or_vaccine_visits),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="没有写明频次：每家受托企业全年至少一次。疾控机构和接种点的频次见三（六）。",
            en="No frequency is given: every entrusted firm at least once in the year. For disease-control "
            "centres and vaccination sites the frequency stands in 3.6.",
        ),
    ),
)

ONLINE = (
    Obligation(
        id="online/sampling",
        clause="3.2",
        also=("4.2",),
        title=Text(zh="抽检网络销售的药品", en="Sampling of drugs sold online"),
        agencies=DRUG_OFFICE,
        measure=Count(of=drug_samples.where(sample.channel == "online")),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=Text(
            zh="没有写明批次：全年至少一批。四（二）要求列入抽检方案，以实际抽样为证。",
            en="No number is given: at least one sample in the year. 4.2 wants these drugs in the sampling "
            "plan; a sample taken proves it.",
        ),
        basis=(DRUG_ONLINE,),
    ),
    attested(
        "online/monitoring",
        "3.2",
        Text(zh="监测药品网络销售违法行为", en="Monitoring of offences in online drug sales"),
        agencies=DRUG_OFFICE,
        evidence=Text(zh="监测记录", en="Monitoring record"),
        interpretation=AT_LEAST_ONE,
        basis=(DRUG_ONLINE,),
    ),
    Obligation(
        id="online/leads-closed",
        clause="3.2",
        title=Text(zh="药品网络监测线索闭环处置", en="Every lead from online drug monitoring is closed"),
        agencies=DRUG_OFFICE,
        measure=Share(
            of=leads.where(lead.domain == "drug", lead.source == "online_monitoring"),
            having=lead.closed_on.happened(),
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=BY_YEAR_END,
        basis=(DRUG_ONLINE,),
    ),
)

PHARMACIES = (
    Obligation(
        id="remote-pharmacy/follow-up",
        clause="3.3",
        title=Text(zh="远程药学服务门店跟踪检查", en="Follow-up inspection of branches with remote pharmacy service"),
        agencies=DRUG_LINE,
        measure=Coverage(of=remote_pharmacies, by=remote_pharmacy_follow_ups),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="没有写明比例和频次：每家门店全年至少一次跟踪检查。",
            en="Neither share nor frequency is given: every branch has at least one follow-up in the year.",
        ),
    ),
    Obligation(
        id="remote-pharmacy/measures",
        clause="3.3",
        title=Text(
            zh="对不合格的远程药学门店采取风险控制措施",
            en="Interview, warning or suspension for branches whose remote service fails",
        ),
        agencies=DRUG_LINE,
        measure=Response(
            to=remote_pharmacy_follow_ups.where(inspection.outcome.is_in("rectify", "stop")),
            by=actions.where(action.kind.is_in("interview", "warning", "suspension")),
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="跟踪检查结果为整改或停业的算不合格；没有写明时限，年底前对该门店采取一项措施即可。",
            en="A follow-up that ends in rectification or a stop is a failure; no time limit is given, one of "
            "the three measures at that branch by the year's end is enough.",
        ),
    ),
    attested(
        "pharmacists/insurance-records",
        "3.3",
        Text(
            zh="用社保记录核查执业药师是否挂证",
            en="Licensed pharmacists checked against social-insurance records for lent certificates",
        ),
        agencies=DRUG_LINE,
        evidence=Text(zh="查询记录和处理结果", en="Record of the queries and of what followed"),
        interpretation=AT_LEAST_ONE,
    ),
)

CHANNELS = (
    Obligation(
        id="channels/health-department-told",
        clause="3.4",
        title=Text(
            zh="涉定点门诊的非法渠道药品通报卫健、医保部门",
            en="Health and insurance departments told of illegal drugs that seem to come from designated clinics",
        ),
        agencies=DRUG_LINE,
        measure=Response(
            to=leads.where(lead.domain == "drug", lead.topic == "designated_clinic"),
            by=actions.where(action.kind.is_in("reported_to_health", "referral")),
            match=action.follows,
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh=f"条款点名卫健、医保两个部门；台账只有通报卫健一类措施，告知医保部门的记为移送，有其中一条即可。{BY_YEAR_END.zh}",
            en="The clause names both departments. The register has an action for telling the health department; telling "
            f"the insurance department is recorded as a referral, and one of the two is enough. {BY_YEAR_END.en}",
        ),
    ),
    attested(
        "campaign/deployed",
        "3.5",
        Text(
            zh="部署药品清源专项行动并列出重点企业",
            en="Drug clean-source campaign set up, with a list of priority firms",
        ),
        agencies=DRUG_LINE,
        evidence=Text(zh="部署文件和重点企业清单", en="The deployment paper and the list of priority firms"),
    ),
    Obligation(
        id="campaign/inspections",
        clause="3.5",
        title=Text(zh="药品清源专项行动的检查", en="Inspections in the drug clean-source campaign"),
        agencies=DRUG_LINE,
        measure=Count(of=drug_visits.where(inspection.campaign == "qingyuan")),
        window=YEAR,
        target=SOME_IMPLIED,
        interpretation=AT_LEAST_ONE,
    ),
)

TRADE = (*COOPERATION, *PRODUCTS, *ONLINE, *PHARMACIES, *CHANNELS)
