"""Device plan, 2.2, 2.5, 2.6, 2.8 and 2.10: dormant filers, what the city hands down, leads."""

from __future__ import annotations

from regrules.model import (
    Count,
    EscalationStep,
    Obligation,
    Response,
    Share,
    Text,
    Timeliness,
    action,
    actions,
    assignment,
    assignments,
    lead,
    leads,
)

from .agencies import DEVICE_LINE, DEVICE_OFFICE, DEVICE_STATIONS
from .bases import DEVICE_ONLINE
from .common import AT_LEAST_ONE, EVERY_IMPLIED, YEAR, attested

dormant_filers_found = actions.where(action.kind == "found_dormant", action.subject.kinds.has("device_distributor"))

DORMANT = (
    attested(
        "dormant/survey",
        "2.2",
        Text(zh="排查失联和僵尸备案企业", en="Survey of unreachable and dormant device filers"),
        agencies=DEVICE_STATIONS,
        evidence=Text(zh="排查记录和企业名单", en="Record of the survey and the list of filers"),
        interpretation=AT_LEAST_ONE,
    ),
    Obligation(
        id="dormant/found",
        clause="2.2",
        title=Text(zh="查出的失联、僵尸备案企业数", en="Unreachable and dormant device filers found"),
        agencies=DEVICE_STATIONS,
        measure=Count(of=dormant_filers_found, distinct=action.subject_id),
        window=YEAR,
        target=None,
    ),
    Obligation(
        id="dormant/cleared",
        clause="2.2",
        title=Text(zh="清理失联和僵尸备案企业", en="Unreachable and dormant device filers are cleared"),
        agencies=DEVICE_STATIONS,
        measure=Response(
            to=dormant_filers_found,
            by=actions.where(action.kind.is_in("deregistered_on_request", "deregistered_by_notice")),
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="没有写明时限和方式：当年查出的，年底前主动取消或公告取消备案，只退出网络经营不算；已关闭的不再追究。",
            en="Neither date nor way is given: those found in the year are off the list by its end, on "
            "request or by public notice; leaving online trade is not enough; one that has closed is released.",
        ),
        escalation=(
            EscalationStep(
                title=Text(zh="上门指导主动取消", en="Visit, and guidance to cancel by request"), action="guidance"
            ),
            EscalationStep(
                title=Text(zh="公告取消备案", en="Cancellation by public notice"), action="deregistered_by_notice"
            ),
        ),
    ),
)


def _city_tasks(id: str, clause: str, kind: str, programme: str, title: Text) -> Obligation:
    """Every task that the city handed down is done."""
    return Obligation(
        id=id,
        clause=clause,
        title=title,
        agencies=DEVICE_STATIONS if kind == "sampling" else DEVICE_OFFICE,
        measure=Share(
            of=assignments.where(
                assignment.kind == kind, assignment.source == "superior", assignment.programme == programme
            ),
            having=assignment.done_on.happened(),
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="以市局当年下达的任务为准，年底前完成；没有下达的，不适用。",
            en="The city's tasks of the year count and are done by its end; without any the duty does not apply.",
        ),
    )


advertising_leads = leads.where(lead.domain == "advertising")

LEADS = (
    Obligation(
        id="leads/in-time",
        clause="2.6",
        title=Text(
            zh="网络监测、日常检查、投诉举报线索按时查处",
            en="Leads from online monitoring, inspections and complaints are handled in time",
        ),
        agencies=DEVICE_LINE,
        measure=Timeliness(
            of=leads.where(lead.domain == "device", lead.source.is_in("online_monitoring", "inspection", "complaint")),
            start=lead.received_on,
            end=lead.closed_on,
            due=lead.due_on,
        ),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="计划未写天数：以每条线索登记的期限为准；没有登记期限的不能判定。",
            en="No number of days is given: each lead's own due date counts; one without a due date can't be judged.",
        ),
        basis=(DEVICE_ONLINE,),
    ),
    Obligation(
        id="advertising/referred",
        clause="2.8",
        title=Text(zh="虚假宣传线索移交广告监管室", en="Leads on false publicity passed to advertising supervision"),
        agencies=("online_trade_office", *DEVICE_LINE),
        measure=Response(to=advertising_leads, by=actions.where(action.kind == "referral"), match=action.follows),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="“及时”没有写明天数：当年收到的年底前移交，移交记录注明对应线索。",
            en="“In time” gives no days: leads received in the year are passed on by its end, and the referral "
            "names the lead.",
        ),
    ),
    Obligation(
        id="advertising/outcome-followed",
        clause="2.8",
        title=Text(zh="虚假宣传线索跟踪到查处结果", en="Leads on false publicity are followed to their outcome"),
        agencies=("online_trade_office", *DEVICE_LINE),
        measure=Share(of=advertising_leads, having=lead.closed_on.happened()),
        window=YEAR,
        target=EVERY_IMPLIED,
        interpretation=Text(
            zh="线索在知道查处结果后才算办结；没有写明天数，年底前办结。",
            en="A lead is closed only once the outcome is known; no days are given, so it is closed by the year's end.",
        ),
    ),
)

TASKS = (
    *DORMANT,
    _city_tasks(
        "sampling/city-tasks", "2.5", "sampling", "device_sampling",
        Text(zh="配合完成市级器械抽检任务", en="The city's device sampling tasks are carried out"),
    ),
    *LEADS,
    _city_tasks(
        "licensing/site-surveys", "2.10", "inspection", "device_site_survey",
        Text(zh="配合完成备案和许可的现场核查", en="On-site surveys for filings and licences, as the city asks"),
    ),
)  # fmt: skip
