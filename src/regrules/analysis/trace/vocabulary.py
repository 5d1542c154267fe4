"""
The Chinese words by which a document speaks of what the register's words mean. For an editor to add to.

Each word of the register has the words of which one is enough; where it has none here, its Chinese name is looked for.
A word of the register that has neither is not looked for.
"""

from __future__ import annotations

from ...model.wording import CHINESE

# Words that exclude each other: where a title or a clause names one of a group, it does not mean another.
DOMAINS = {
    "device": ("器械", "药械", "两品一械", "一械", "医械", "SPD"),
    "drug": (
        *(
            "药品",
            "药店",
            "药房",
            "中药",
            "用药",
            "药物",
            "药学",
            "购药",
            "售药",
            "药械",
            "两品",
            "药师",
            "制剂",
            "麻精药",
            "处方",
        ),
        *("GSP", "精神药", "药剂", "特药", "医药", "哨点医院"),
    ),
    "cosmetic": ("化妆品", "妆", "药械化", "两品", "爱肤"),
    "vaccine": ("疫苗", "接种"),
    "advertising": ("广告", "宣传"),
    "drug_abuse": ("滥用",),
}
KINDS = {
    "drug_wholesaler": ("批发", "配送", "储配", "经营"),
    "drug_retailer": ("药店", "药房", "零售", "门店", "经营"),
    "drug_chain": ("连锁", "总部", "配送", "储配", "经营"),
    "device_distributor": (
        *("经营企业", "经营单位", "备案企业", "经营", "销售", "批发", "零售", "配送", "流通", "企业"),
    ),
    "device_manufacturer": ("生产", "注册人", "备案人"),
    "medical_institution": (
        *(
            "医疗机构",
            "医院",
            "诊所",
            "卫生院",
            "卫生室",
            "门诊",
            "使用单位",
            "使用机构",
            "使用环节",
            "药械使用",
            "医疗单位",
        ),
    ),
    "disease_control_centre": ("疾病预防控制", "疾控"),
    "vaccination_site": ("接种",),
    "aesthetic_clinic": ("医疗美容", "医美"),
    "cosmetics_operator": ("化妆品经营", "化妆品", "经营者", "美容"),
    "online_platform": ("平台",),
}
SCOPES = {
    "cold_chain": ("冷链", "冷藏", "冷冻", "低温", "储运"),
    "blood_products": ("血液制品", "血制品"),
    "cell_therapy": ("细胞治疗",),
    "narcotic": ("麻醉", "麻精", "特殊药品", "特药", "特殊管理"),
    "psychotropic_1": ("第一类精神", "一类精神", "麻精", "精神药", "特殊药品", "特药", "特殊管理"),
    "psychotropic_2": ("第二类精神", "二类精神", "麻精", "精神药", "特殊药品", "特药", "特殊管理"),
    "toxic": ("毒性", "特殊药品", "特药", "特殊管理"),
    "precursor": ("易制毒", "特殊药品", "特药", "特殊管理"),
    "vaccine_storage": ("疫苗",),
    "priority_products": ("重点品种", "重点产品"),
    "sterile_implants": ("无菌", "植入", "风险较高", "较高风险", "高风险"),
    "in_vitro_diagnostics": ("体外诊断", "诊断试剂", "较高风险", "高风险"),
    "contact_lens": ("接触镜", "隐形眼镜"),
    "family_planning": ("计划生育", "计生"),
    "botulinum": ("肉毒", "特殊药品"),
    "remote_pharmacy": ("远程",),
    "special_drug_compounds": ("复方制剂",),
    "wholesale": ("批发",),
    "retail": ("零售",),
    "storage_transport": ("贮存", "储存", "运输", "储运", "储配"),
    "eye": ("眼科",),
    "dental": ("口腔", "牙科"),
    "check_up": ("体检",),
    "traditional": ("中医",),
    "maternity": ("妇产", "产科", "妇幼"),
    "sentinel": ("哨点",),
    "priority_monitored": ("重点监测",),
    "adr_system": ("药品不良反应", "监测系统", "监测信息"),
    "mdr_system": ("医疗器械不良事件", "监测系统", "监测信息"),
    "tracing_platform": ("追溯",),
    "cosmetic_system": ("化妆品不良反应", "监测系统"),
}
INSPECTIONS = {
    "full": ("全项目", "全面检查", "全覆盖"),
    "unannounced": ("飞行检查", "飞检", "突击", "不打招呼", "暗访"),
    "follow_up": ("跟踪", "复查", "回头看", "整改"),
    "gsp": ("质量管理规范", "GSP", "规范检查", "符合性"),
    "licensing": ("许可", "备案", "核发", "换证"),
    "special": ("专项", "整治", "行动"),
    "patrol": ("巡查", "巡检"),
    "integrated": ("综合",),
    "cross": ("交叉", "互检", "互查"),
    "joint": ("联合", "会同"),
    "complaint": ("投诉", "举报", "信访"),
    "transfer": ("移送", "移交", "转办", "交办"),
    "monitoring": ("监测",),
    "superior": ("上级", "市局", "省局", "全市", "市级", "省级", "国家", "国抽", "省抽", "交办"),
    "request": ("申请",),
    "licence_change": ("变更", "新增", "许可"),
    "recheck": ("复查", "复核"),
    "emergency": ("应急", "突发"),
    "random": ("随机", "抽取", "抽查", "双随机"),
    "targeted": ("定向", "靶向", "重点"),
    "online": ("网络", "网上", "线上", "互联网", "网售", "电商"),
    "rectify": ("整改", "改正", "不符合", "不合格", "问题"),
    "stop": ("停止", "停业", "暂停", "停产", "隐患", "不符合", "不合格", "严重"),
    "fail": ("不合格", "不符合"),
    "pass": ("检查合格", "验收合格", "通过"),
}
PAPERS = {
    "self_inspection": ("自查",),
    "online_sales": ("网络销售", "网络", "网售", "线上"),
    "business_data": ("数据", "购销", "信息"),
    "archive": ("档案", "一企一档"),
    "approval": ("批准", "审批", "报批", "同意"),
    "annual_plan": ("计划",),
    "campaign_plan": ("方案", "部署"),
    "campaign_summary": ("总结", "小结"),
    "monthly_report": ("月报", "每月", "按月"),
    "rectification_report": ("整改",),
    "summary_report": ("汇总", "总结", "小结", "统计"),
    "vaccine_report": ("疫苗",),
    "work_report": ("报告", "报送", "总结", "进展", "上报"),
    "system_entry": ("录入", "系统", "填报", "上传"),
    "accepted": ("符合", "合格", "通过", "核实", "受理"),
    "returned": ("退回", "不符合", "不予"),
    "online_monitoring": ("监测",),
    "inspection": ("检查", "核查", "勘察", "勘查", "监管"),
    "consultation": ("会商", "研判", "风险清单"),
    "sampling": ("抽检", "抽样", "检验", "抽验"),
    "adverse_event": ("不良反应", "不良事件", "信号", "警戒"),
    "media": ("媒体", "舆情", "报道"),
    "campaign": ("专项", "行动", "整治"),
    "draw": ("随机", "抽取"),
}
ACTIONS = {
    "notice": ("告知", "通知", "公告", "提醒", "催报"),
    "guidance": ("指导", "督促", "帮扶", "处置"),
    "interview": ("约谈", "处置", "处理"),
    "correction_order": ("整改", "改正", "查处", "处理", "处置"),
    "suspension": ("暂停", "停业", "停止", "处罚", "违法", "处理", "处置"),
    "stop_order": ("停止", "停业", "停产", "处罚", "违法", "处理", "处置"),
    "case_filed": ("立案", "查处", "案件", "处理", "处置", "查办"),
    "warning": ("警告", "告诫", "查处", "处理", "处置"),
    "penalty": ("处罚", "查处", "违法", "罚", "处理", "处置"),
    "referral": ("移送", "移交", "通报", "违法", "处理", "处置"),
    "found_dormant": ("失联", "僵尸", "休眠", "空壳", "注销"),
    "deregistered_on_request": ("注销", "取消", "清理", "清源", "退出"),
    "deregistered_by_notice": ("注销", "取消", "公告", "清理", "清源", "退出"),
    "exited_online": ("退出", "网络", "下线"),
    "level_adjusted": ("级别", "调整", "分级"),
    "result_published": ("公示", "公布", "公开", "公告", "曝光"),
    "reported_to_health": ("卫生健康", "卫健", "卫生"),
    "drug_inspector": ("药品检查员", "检查员"),
    "device_inspector": ("器械检查员", "检查员", "监管人员"),
    "cosmetic_inspector": ("化妆品检查员", "检查员"),
    "risk_consultation": ("会商", "研判"),
    "training": ("培训", "练兵", "学习"),
    "publicity": ("宣传", "科普", "宣贯"),
    "coordination": ("协调", "联席", "会议"),
    "risk_list": ("风险清单", "清单"),
    "measure_list": ("措施清单", "清单"),
    "duty_list": ("责任清单", "清单"),
    "minutes": ("纪要", "记录"),
    "station": ("所", "分局"),
    "section": ("科", "股", "室", "处"),
    "enforcement_team": ("执法", "支队", "大队", "中队"),
    "monitoring_centre": ("监测",),
    "bureau": ("局",),
    "device_user": ("使用",),
    "credit": ("信用",),
}
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
    "inspection": ("检查",),
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
# Flags and dates, by the name of their column.
COLUMNS = {
    "online_sales": ("网络", "网上", "线上", "互联网", "网售", "电商"),
    "serious": ("严重", "时效", "及时"),
    "new": ("新的", "新发", "时效", "及时"),
    "death": ("死亡", "时效", "及时"),
    "valid": ("有效",),
    "published_on": ("公布", "公开", "公示", "公告", "发布", "曝光"),
    "case_filed_on": ("立案", "查处", "查办"),
    "answered_on": ("反馈", "上报", "答复", "回复", "报送", "报告", "反映"),
    "reported_on": ("上报", "报告", "报送", "录入", "通报", "填报"),
    "verified_on": ("核实", "审核", "核查", "验收", "审查", "符合"),
    "handled_on": ("处置", "处理", "核查", "查处", "查办"),
    "reviewed_on": ("审核", "评价", "审查", "评估"),
    "closed_on": (
        "办结",
        "查处",
        "处置",
        "闭环",
        "销号",
        "处理",
        "整改",
        "完成",
        "办理",
        "关闭",
        "查办",
        "反馈",
        "结果",
        "核查",
    ),
}
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
# What a plan says so often without the word that its absence tells nothing.
UNSAID = frozenset({"routine", "planned", "county", "own", "other", "general", "on_site", "written"})
WORDS = {**KINDS, **SCOPES, **INSPECTIONS, **PAPERS, **ACTIONS, **DOMAINS}


def stems(word: str) -> tuple[str, ...]:
    """The Chinese words of which one shows that *word* is meant; none if it is not looked for."""
    if word in UNSAID:
        return ()
    if word in WORDS:
        return WORDS[word]
    return (CHINESE[word],) if word in CHINESE else ()
