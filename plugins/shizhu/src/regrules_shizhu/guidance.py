"""The clauses that ask for nothing that could be counted or confirmed, each with the reason."""

from __future__ import annotations

from regrules.model import Guidance, Text


def _guidance(clause: str, title: Text, reason: Text) -> Guidance:
    return Guidance(clause=clause, title=title, reason=reason)


AIM = Text(zh="只讲目标和方针。", en="States aims and principles only.")
WHAT_TO_LOOK_AT = Text(
    zh="讲检查时看什么，义务在被检查单位；检查次数由其他条款规定。",
    en="Says what an inspection looks at; the duties are those of the unit. How often is said elsewhere.",
)
NO_FIGURE = Text(
    zh="没有数量、期限或可确认的成果。", en="Names no figure, no day and no result that could be confirmed."
)

GUIDANCE = (
    _guidance("1", Text(zh="总体目标", en="Overall aim"), AIM),
    _guidance(
        "2",
        Text(zh="职责分工", en="Who is responsible for what"),
        Text(
            zh="划分职责：各任务的责任机构即依此确定，本身不另设任务。",
            en="Divides the work; the agencies of every duty follow it. It sets no duty of its own.",
        ),
    ),
    _guidance("3.3.3", Text(zh="监管重点", en="Offences and products to watch"), WHAT_TO_LOOK_AT),
    _guidance(
        "3.4.2",
        Text(zh="飞行检查重点对象", en="Whom unannounced visits should go to"),
        Text(zh="引出其下三类对象，三类各自列出。", en="Introduces three groups, each of which is shown by itself."),
    ),
    _guidance("4.2.3", Text(zh="使用单位检查重点", en="What to look at in use units"), WHAT_TO_LOOK_AT),
    _guidance("4.2.3.1", Text(zh="采购和进货查验", en="Purchase and checks on receipt"), WHAT_TO_LOOK_AT),
    _guidance("4.2.3.2", Text(zh="在用设备质量管理", en="Quality of equipment in use"), WHAT_TO_LOOK_AT),
    _guidance("4.2.3.3", Text(zh="产品可追溯", en="Traceability of products"), WHAT_TO_LOOK_AT),
    _guidance("4.2.3.4", Text(zh="贮存运输", en="Storage and transport"), WHAT_TO_LOOK_AT),
    _guidance("4.2.3.5", Text(zh="在用器械转让", en="Transfer of devices in use"), WHAT_TO_LOOK_AT),
    _guidance(
        "5",
        Text(zh="专项整治总体要求", en="Campaigns in general"),
        Text(
            zh="专项整治结合日常检查开展；检查率由3.3.2和附件规定。",
            en="Campaigns go along with routine inspection; the rates are those of 3.3.2 and the annex.",
        ),
    ),
    _guidance("6", Text(zh="不良事件重点监测", en="Priority monitoring of adverse events"), AIM),
    _guidance("6.1", Text(zh="提升监测评价能力", en="Better monitoring and evaluation"), NO_FIGURE),
    _guidance("6.2", Text(zh="推进重点监测专项", en="Push priority monitoring forward"), NO_FIGURE),
    _guidance(
        "6.3", Text(zh="落实经营使用单位监测责任", en="Traders and users answer for their monitoring"), NO_FIGURE
    ),
    _guidance("7", Text(zh="工作要求", en="Requirements in general"), AIM),
    _guidance("7.1", Text(zh="组织实施", en="Organisation"), NO_FIGURE),
)
