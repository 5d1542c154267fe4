"""The documents that the clauses rest on. Articles are given only where the text, or one that applies it, was read."""

from __future__ import annotations

from regrules.model import Basis, Text

_DRUG_ORDER = Text(
    zh="药品经营和使用质量监督管理办法（2023年总局令第84号）",
    en="Measures for the quality supervision of drug trade and use (Order 84 of 2023)",
)
_ADR_ORDER = Text(
    zh="药品不良反应报告和监测管理办法（2011年卫生部令第81号）",
    en="Measures for adverse drug reaction reporting and monitoring (Order 81 of 2011)",
)

DRUG_YEARLY_PLAN = Basis(document=_DRUG_ORDER, article="59")
DRUG_HALF_YEARLY = Basis(document=_DRUG_ORDER, article="60(1)")
DRUG_YEARLY = Basis(document=_DRUG_ORDER, article="60(2)")
VACCINE_YEARLY = Basis(document=_DRUG_ORDER, article="60(4)")
ADR = Basis(document=_ADR_ORDER)
ADR_DEADLINES = Basis(document=_ADR_ORDER, article="21")

DEVICE_LEVELS = Basis(
    document=Text(
        zh="医疗器械经营企业分级监管的国家要求（药监综械管〔2022〕78号）",
        en="National rule on graded supervision of device distributors (2022, no. 78)",
    )
)
DEVICE_EVENTS = Basis(
    document=Text(
        zh="医疗器械不良事件监测和再评价管理办法（2018年总局令第1号，2019年施行）",
        en="Measures for device adverse event monitoring and re-evaluation (Order 1, in force 2019)",
    )
)
DEVICE_ONLINE = Basis(
    document=Text(
        zh="医疗器械网络销售监督管理办法（2017年总局令第38号）",
        en="Measures for the supervision of online device sales (Order 38, in force 2018)",
    )
)
DRUG_ONLINE = Basis(
    document=Text(
        zh="辽宁省药品网络销售监督管理的实施细则",
        en="Liaoning's detailed rules on the supervision of online drug sales",
    )
)
PHARMACY_MECHANISM = Basis(
    document=Text(
        zh="朝阳市零售药店跨部门综合监管的工作机制",
        en="Chaoyang's mechanism for cross-department supervision of retail pharmacies",
    )
)
EVENT_SCORING = Basis(
    document=Text(
        zh="医疗器械不良事件监测的质量评分要点",
        en="Key points for scoring the quality of device adverse event monitoring",
    )
)
SENTINEL_SCORING = Basis(
    document=Text(
        zh="辽宁省哨点医院监测工作的考核评分细则",
        en="Liaoning's scoring rules for the monitoring work of sentinel hospitals",
    )
)
CAPACITY = Basis(
    document=Text(
        zh="辽宁省关于市县药品监管能力标准化建设的意见",
        en="Liaoning's opinions on standardising drug supervision capacity in cities and counties",
    )
)
