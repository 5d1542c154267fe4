"""
What a Chinese title may name, and the words of the register of which one must then be asked. For an editor to add to.

A name that is said of much else as well (企业, 检查, 监管) tells nothing and stands in no group.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Named:
    """
    Names that a title may use, and what the data must then ask for.

    Attributes:
        names: The Chinese names.
        words: Words, columns or tables of which one must be asked; a longer word that holds one of them will do.
        of_units: Whether it tells which units are counted, so that it must be asked of these.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]
    of_units: bool = False


_HOSPITALS = ("medical_institution", "hospital", "clinic", "centre", "institution", "dental", "sentinel", "aesthetic")
_SPECIAL_DRUGS = ("narcotic", "psychotropic", "toxic", "precursor", "botulinum", "special_drug")

PLACES = (
    Named(("药店", "药房", "药品零售企业"), ("drug_retailer", "drug_chain"), True),
    Named(("批发企业",), ("wholesale", "device_distributor"), True),
    Named(("连锁",), ("drug_chain", "chain"), True),
    Named(("疾控", "疾病预防控制"), ("disease_control",), True),
    Named(("接种",), ("vaccination",), True),
    Named(("医疗美容", "医美"), ("aesthetic",), True),
    Named(("化妆品经营",), ("cosmetics_operator", "cosmetic"), True),
    Named(("医疗机构", "医院", "卫生院", "卫生室", "诊所", "使用单位", "使用机构"), _HOSPITALS, True),
    Named(("医疗器械经营企业",), ("device_distributor",), True),
    Named(("器械生产",), ("device_manufacturer",), True),
)
GOODS = (
    Named(("冷链", "冷藏", "冷冻"), ("cold_chain",), True),
    Named(("血液制品", "血制品"), ("blood_products",), True),
    Named(("麻醉药品",), ("narcotic",), True),
    Named(("精神药品",), ("psychotropic", "narcotic", "special_drug"), True),
    Named(("特殊药品",), _SPECIAL_DRUGS, True),
    Named(("肉毒",), ("botulinum",), True),
    Named(("植入", "无菌"), ("sterile_implants",), True),
    Named(("诊断试剂",), ("in_vitro_diagnostics",), True),
    Named(("接触镜", "隐形眼镜"), ("contact_lens",), True),
    Named(("计生类", "计划生育"), ("family_planning",), True),
    Named(("远程",), ("remote",), True),
    Named(("重点品种",), ("priority_products",), True),
    Named(("口腔", "牙科"), ("dental",), True),
    Named(("眼科",), ("eye",), True),
    Named(("哨点",), ("sentinel",), True),
    Named(("信用",), ("credit",), True),
    Named(("特殊化妆品",), ("special_cosmetics",), True),
)
VISITS = (
    Named(("飞行检查", "飞检"), ("unannounced",)),
    Named(("专项检查", "专项整治"), ("special", "campaign")),
    Named(("专项行动",), ("campaign", "special")),
    Named(("跟踪检查", "复查", "回头看"), ("follow_up", "recheck")),
    Named(("GSP", "符合性检查", "规范检查"), ("gsp",)),
    Named(("交叉", "互检"), ("cross",)),
    Named(("巡查",), ("patrol",)),
    Named(("随机",), ("random", "draw")),
    Named(("联合检查", "会同"), ("joint",)),
    Named(("不合格",), ("fail", "rectify", "stop", "returned")),
    Named(("责令整改", "整改企业"), ("rectify", "correction_order")),
)
MATTERS = (
    Named(("投诉", "信访", "举报"), ("complaint",)),
    Named(("网络监测",), ("online_monitoring",)),
    Named(("网络销售", "网售", "线上"), ("online",)),
    Named(("会商",), ("consultation",)),
    Named(("死亡",), ("death",)),
    Named(("严重伤害", "严重报告", "严重的", "严重违法"), ("serious",)),
    Named(("严重隐患",), ("stop", "serious", "problem")),
    Named(("新的",), ("new",)),
    Named(("有效率",), ("valid",)),
    Named(("自查",), ("self_inspection", "summary_report")),
    Named(("档案",), ("archive",)),
    Named(("培训",), ("training", "train")),
    Named(("宣传",), ("publicity", "advertising", "outreach", "posts")),
    Named(("失联", "僵尸"), ("dormant",)),
    Named(("追溯",), ("tracing",)),
    Named(("检查员",), ("inspector",)),
    Named(("执业药师",), ("pharmacist",)),
    Named(("滥用",), ("drug_abuse",)),
)
STEPS = (
    Named(("立案",), ("case_filed",)),
    Named(("公示", "公开", "公布"), ("published",)),
    Named(("反馈",), ("answered",)),
    Named(("办结", "闭环", "销号"), ("closed",)),
    Named(("录入",), ("reported", "system_entry", "entered")),
    Named(("注册",), ("registrations",)),
    Named(("约谈",), ("interview",)),
    Named(("责令停",), ("stop", "suspension")),
    Named(("移送", "移交"), ("referral", "transfer")),
    Named(("监管级别", "风险等级", "已分级"), ("gradings", "grade", "level")),
)
FIELDS = (
    Named(("器械",), ("device",)),
    Named(("药品", "药店"), ("drug", "vaccin", "adr_system")),
    Named(("化妆品",), ("cosmetic",)),
    Named(("疫苗",), ("vaccin",)),
    Named(("不良反应", "不良事件"), ("reports", "adverse_event", "adr_system", "mdr_system")),
)
GROUPS = (*PLACES, *GOODS, *VISITS, *MATTERS, *STEPS, *FIELDS)
