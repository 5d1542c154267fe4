"""Parts three and four: inspectors, coordination, training."""

from __future__ import annotations

from regrules.model import Coverage, Obligation, Text

from .agencies import SECTION, STATION
from .duties import attested
from .terms import ALL, DRUG_INSPECTORS, STANDARD_CAPACITY, STATIONS, YEAR

STANDARDS = (
    attested(
        "capacity/standard",
        "3.12",
        Text(zh="基层药品监管能力标准化建设", en="Local drug supervision brought to the standard"),
        Text(zh="对照省实施方案的进展材料", en="A note of progress against the province's programme"),
        agencies=(STATION, SECTION),
        basis=(STANDARD_CAPACITY,),
    ),
    attested(
        "capacity/inspector-pool",
        "3.12",
        Text(zh="配合建设市级药品检查员库", en="The district's part in the city's pool of drug inspectors"),
        Text(zh="推荐人员名单", en="The names put forward"),
        strength="aims_at",
    ),
    Obligation(
        id="stations/drug-inspector",
        clause="3.12",
        title=Text(
            zh="每个市场监管所至少一名有资格的药品检查员", en="At least one qualified drug inspector in every station"
        ),
        agencies=(STATION, SECTION),
        measure=Coverage(of=STATIONS, by=DRUG_INSPECTORS),
        window=YEAR,
        target=ALL,
        interpretation=Text(
            zh="未写期限，按2024年底理解；资格和所在机构以提问当日的人员记录为准，一人只计入其所在的所。",
            en="No day is given, so by the end of 2024. Qualification and post are those of the staff record on the "
            "day of the question; a person counts for the station where the record stands.",
        ),
        basis=(STANDARD_CAPACITY,),
    ),
)

COORDINATION = (
    attested(
        "coordination/government-informed",
        "3.13",
        Text(zh="向区委区政府汇报药品监管工作", en="Reports on drug supervision to the district's leadership"),
        Text(zh="汇报材料", en="The reports given"),
    ),
    attested(
        "coordination/departments",
        "3.13",
        Text(zh="常态化多部门协作机制", en="Standing cooperation with the other departments"),
        Text(zh="领导小组会议或协作制度材料", en="Minutes of the leading group, or the rules of cooperation"),
    ),
    attested(
        "coordination/exchange",
        "3.13",
        Text(zh="检查员互调和交叉检查机制", en="Exchange of inspectors and cross-inspections"),
        Text(zh="机制文件或交叉检查记录", en="The arrangement, or records of cross-inspections"),
        strength="aims_at",
        interpretation=Text(
            zh="需与其他区县共同建立，本局不能单独完成：按努力目标理解。",
            en="It takes other districts to set it up, so it is read as an aim.",
        ),
    ),
)

QUALITY = (
    attested(
        "quality/check-ups",
        "4.14",
        Text(zh="对企业质量体系的“体检式”检查", en="Thorough check-ups of businesses' quality systems"),
        Text(zh="检查记录", en="Records of the check-ups"),
        agencies=(STATION, SECTION),
        interpretation=Text(
            zh="未写家数：确认当年已开展即可。",
            en="No number is given: it is enough that check-ups took place this year.",
        ),
    ),
    attested(
        "quality/staff-training",
        "4.14",
        Text(zh="监管人员培训与练兵", en="Training and practice of supervision staff"),
        Text(zh="培训或竞赛记录", en="Records of training or contests"),
    ),
    attested(
        "quality/laboratory-verification",
        "4.14",
        Text(zh="参加上级药品检验能力验证", en="Part in proficiency tests of drug testing set from above"),
        Text(zh="参加能力验证的记录", en="Records of the proficiency tests"),
        strength="aims_at",
    ),
)

OBLIGATIONS = (*STANDARDS, *COORDINATION, *QUALITY)
