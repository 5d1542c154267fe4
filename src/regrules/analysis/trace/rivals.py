"""
Words of the register that exclude each other, with the Chinese words that name them: where a title names one of a group and
the obligation means another, the title speaks against it. For an editor to add to.
"""

from __future__ import annotations

from collections.abc import Mapping

from .vocabulary import DOMAINS, KINDS, SCOPES

Signs = Mapping[str, tuple[str, ...]]

# Ways of inspecting that a title names only where it means them.
WAYS = {
    "routine": ("日常检查", "日常监督检查", "常规检查", "例行"),
    "full": ("全项目",),
    "unannounced": ("飞行检查", "飞检"),
    "follow_up": ("跟踪检查", "跟踪复查", "复查", "回头看"),
    "gsp": ("GSP", "符合性检查"),
    "special": ("专项检查", "专项整治"),
    "patrol": ("巡查",),
    "cross": ("交叉检查", "交叉互检"),
}
SOURCES = {
    "superior": ("市局", "省局", "上级", "市级", "省级", "国家级"),
    "own": ("自行", "自主"),
    "draw": ("随机抽取",),
    "online_monitoring": ("网络监测", "网监"),
    "inspection": ("检查发现", "检查反映"),
    "complaint": ("投诉", "举报"),
    "transfer": ("移交", "移送", "转办", "交办"),
    "consultation": ("会商", "风险清单", "风险点"),
    "sampling": ("抽检", "抽样"),
    "adverse_event": ("不良反应", "不良事件", "信号"),
    "media": ("媒体", "舆情"),
}
TASKS = {
    "inspection": ("检查", "核查", "互检", "勘查", "勘察"),
    "sampling": ("抽检", "抽样", "抽验"),
    "campaign": ("专项", "行动"),
}
MEETINGS = {
    "training": ("培训", "练兵"),
    "publicity": ("宣传", "宣贯", "科普"),
    "risk_consultation": ("会商",),
    "coordination": ("协调", "联席"),
}
FLAGS = {"serious": ("严重",), "new": ("新的",), "death": ("死亡",), "valid": ("有效",)}
STEPS = {
    "case_filed_on": ("立案",),
    "published_on": ("公示", "公开", "公布"),
    "answered_on": ("反馈", "答复"),
    "reported_on": ("录入", "上报"),
    "closed_on": ("办结", "闭环", "销号"),
    "handled_on": ("处置",),
}
# 第二类精神药品 is no longer one of the first class; 精神药品 alone may be either.
CLASSES_OF_DRUGS = {"psychotropic_1": ("第一类精神", "一类精神"), "psychotropic_2": ("第二类精神", "二类精神")}
# The groups in which a title that names one word speaks against the others, by table and column.
RIVALS = {
    ("inspections", "kinds"): WAYS,
    ("leads", "source"): SOURCES,
    ("assignments", "source"): SOURCES,
    ("assignments", "kind"): TASKS,
    ("meetings", "kind"): MEETINGS,
    ("subjects", "scopes"): SCOPES,
}
# Said of many kinds of places and of much else, so that they speak against none.
GENERAL = frozenset(
    (
        *(
            "企业",
            "经营",
            "销售",
            "配送",
            "储配",
            "流通",
            "经营者",
            "平台",
            "生产",
            "宣传",
            "处方",
            "批准",
            "国家",
            "医药",
        ),
        *(
            "特殊药品",
            "特药",
            "特殊管理",
            "精神药",
            "麻精",
            "疫苗",
            "储存",
            "运输",
            "贮存",
            "储运",
            "监测系统",
            "监测信息",
            "高风险",
        ),
        *("较高风险", "风险较高", "美容"),
    )
)
# Words that say more than their own: a device distributor is of the domain of devices.
IMPLIED_DOMAINS = {
    "drug_wholesaler": "drug",
    "drug_retailer": "drug",
    "device_distributor": "device",
    "device_manufacturer": "device",
    "cosmetics_operator": "cosmetic",
    "vaccination_site": "vaccine",
    "drug_inspector": "drug",
    "device_inspector": "device",
}


def places(word: str) -> Signs:
    """The kinds of places among which *word* is one."""
    # Drugs and devices are told apart by their domain; both are sold by those who trade.
    trades = ("drug_wholesaler", "drug_retailer", "drug_chain")
    others = ("device_distributor",) if word in trades else trades if word == "device_distributor" else ()
    return {each: signs for each, signs in KINDS.items() if each not in others}


def domains(word: str) -> Signs:
    """The domains that exclude *word*, and itself."""
    # A vaccine is a drug, and so is what is abused.
    drugs = ("drug", "vaccine", "drug_abuse")
    return {each: signs for each, signs in DOMAINS.items() if not (word in drugs and each in drugs)}
