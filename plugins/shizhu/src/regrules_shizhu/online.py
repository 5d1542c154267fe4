"""3.1 and 3.2: the trade quality practice, online sales."""

from __future__ import annotations

from regrules.model import (
    Attested,
    Obligation,
    Share,
    Text,
    Timeliness,
    at_least,
    filing,
    filings,
    lead,
    leads,
    working_days,
)

from .agencies import SECTION_AND_STATIONS, STATIONS
from .populations import EVERY_ONE, NO_CLOCK, YEAR, YEAR_END
from .rules import ONLINE_SALES

ACCEPTED_FILINGS = filings.where(filing.kind == "online_sales", filing.outcome == "accepted").dated(filing.verified_on)
MONITORING_LEADS = leads.where(lead.domain == "device", lead.source == "online_monitoring")

OBLIGATIONS = (
    Obligation(
        id="quality-practice/class-3-known",
        clause="3.1",
        title=Text(
            zh="摸清第三类经营企业质量体系现状，宣讲经营质量管理规范",
            en="Know how class III distributors run their quality systems, and explain the trade quality practice to "
            "them",
        ),
        agencies=STATIONS,
        measure=Attested(
            evidence=Text(
                zh="各所第三类企业体系现状与问题清单、宣讲记录、督促自查整改的记录",
                en="Each station's list of class III distributors with state and problems; records of briefings and "
                "urging",
            )
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
    ),
    Obligation(
        id="online/publicity",
        clause="3.2.1",
        title=Text(zh="向网络销售企业宣讲政策", en="Explain the rules to those who sell devices online"),
        agencies=STATIONS,
        measure=Attested(
            evidence=Text(zh="宣讲活动记录和到场企业名单", en="Record of the briefings and list of the sellers reached")
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=YEAR_END,
        basis=(ONLINE_SALES,),
    ),
    Obligation(
        id="online/filings-published",
        clause="3.2.2",
        title=Text(
            zh="网络销售备案核实合格后7个工作日内公开", en="Online-sales filings published within 7 working days"
        ),
        agencies=("licensing_section", "station"),
        measure=Timeliness(
            of=ACCEPTED_FILINGS, start=filing.verified_on, end=filing.published_on, within=working_days(7)
        ),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=Text(
            zh="期限从核实符合规定之日起算；从收到之日起算则更严。",
            en="The clock starts when the filing is verified as conforming; counting from receipt would be stricter.",
        ),
        basis=(ONLINE_SALES,),
    ),
    Obligation(
        id="online/leads-handled",
        clause="3.2.3",
        title=Text(zh="网络监测线索核查处置", en="Online-monitoring leads checked and disposed of"),
        agencies=SECTION_AND_STATIONS,
        measure=Share(of=MONITORING_LEADS, having=lead.closed_on.happened()),
        window=YEAR,
        target=EVERY_ONE,
        interpretation=NO_CLOCK,
        basis=(ONLINE_SALES,),
    ),
    Obligation(
        id="online/leads-answered",
        clause="3.2.3",
        title=Text(
            zh="网络监测线索处置结果按时反馈市药监局",
            en="Outcome of online-monitoring leads reported back to the city in time",
        ),
        agencies=SECTION_AND_STATIONS,
        measure=Timeliness(of=MONITORING_LEADS, start=lead.received_on, end=lead.answered_on, due=lead.due_on),
        window=YEAR,
        target=at_least("100%"),
        interpretation=Text(
            zh="100%指按时反馈；时限以市局移交时所定的日期为准，条文本身未定天数。",
            en="The 100 % stands on reporting back in time; the limit is the one the city set for the lead.",
        ),
        basis=(ONLINE_SALES,),
    ),
)
