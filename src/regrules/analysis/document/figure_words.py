"""
The words by which figures are known, for an editor to add to.

Words are parted by blanks, and their order means nothing: the longest that fits is taken.
"""

from __future__ import annotations

from .outline import Bound


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Counters that make a figure of any number before them.
COUNTERS = _words("次 家 份 户 名 场 例 篇 期 批次 家次 户次 人次 场次 课时 学时 轮 遍")

# Counters that do so of Arabic numerals, or beside a bound: 2个 and 不少于一项 are figures, 一项工作 and 两个责任 are not.
WEAK_COUNTERS = _words(
    """
    个 项 种 类 批 起 件 条 处 所 台 支 组 人 分 只 幅 册 门 节 辆 款 元 万元 宗 套 块 间 品种 品规
    """
)

# 一 before these counters is a figure only beside a bound or a period, as in 每年一家.
SINGLE_NEEDS_BOUND = _words("家 户 场 例 期 轮 遍 名 篇")

# Characters that make another word of the counter before them: 台账, 处理, 场所, 人口.
NOT_FOLLOWED = {
    "次": "序日月年",
    "家": "庭用长属电",
    "名": "录单称义牌优",
    "场": "所地景",
    "例": "如行外会",
    "期": "间限货",
    "户": "外籍",
    "份": "子",
    "人": "口员民体才",
    "个": "别体",
    "项": "目",
    "批": "发准评复",
    "起": "来草到诉",
    "条": "件例款",
    "处": "理罚置方于分",
    "所": "有在属以",
    "台": "账湾",
    "支": "持撑付出",
    "组": "织长成合",
    "分": "之钟级类别析布工管局店支",
    "类": "别型",
    "只": "有",
    "门": "店诊",
    "节": "点",
    "篇": "章",
    "间": "隔接",
}

CLOCK_UNITS = {
    "个工作日": "working_day",
    "工作日": "working_day",
    "个自然日": "day",
    "个日历日": "day",
    "自然日": "day",
    "天": "day",
    "个小时": "hour",
    "小时": "hour",
    "个月": "month",
}

PERIOD_UNITS = {
    "日": "day",
    "天": "day",
    "周": "week",
    "星期": "week",
    "月": "month",
    "月度": "month",
    "季": "quarter",
    "季度": "quarter",
    "半年": "half",
    "年": "year",
    "年度": "year",
}

# What a word before a figure asks of it.
BEFORE: dict[str, Bound] = {
    **dict.fromkeys(
        _words(
            """
            不少于 不得少于 不能少于 不应少于 不低于 不得低于 不能低于 不应低于 不小于 不得小于
            至少 最少 最低 达到 达 大于等于 大于或等于 ≥
            """
        ),
        "least",
    ),
    **dict.fromkeys(_words("超过 大于 高于 多于 超出 高出 > ＞"), "above"),
    **dict.fromkeys(
        _words(
            """
            不超过 不得超过 不能超过 不应超过 不高于 不得高于 不多于 不得多于 不大于 不得大于
            不晚于 不得晚于 不迟于 不得迟于 至多 最多 最高 最长 最迟 最晚 控制在 小于等于 小于或等于 ≤
            """
        ),
        "most",
    ),
    **dict.fromkeys(_words("少于 低于 小于 不足 不到 未达到 未达 达不到 < ＜"), "below"),
}

# What a word after a figure asks of it; 以上 and 以下 include the figure.
AFTER: dict[str, Bound] = {
    **dict.fromkeys(_words("以上 及以上 或以上 （含）以上 (含)以上 （含）及以上 以后 之后 后 起"), "least"),
    **dict.fromkeys(_words("以下 及以下 或以下 （含）以下 (含)以下 以内 之内 内 以前 之前 前 止"), "most"),
}

# Words that hold a number and are no figure; figures are looked for in what is left. `#` stands for any number.
NAMES = _words(
    """
    一次性 一件事 一体 一体化 一把手 一盘棋 一张网 一系列 一律 一定 一般 一致 一旦 一些 一经 一并 一同 一线 一方面 一流 一揽子
    一票否决 一支队伍 一抓到底 一以贯之 一如既往 一类一策 唯一 统一 单一 逐一 进一步 新一轮 第一时间 第一责任人 第一线
    两品一械 三品一械 三医 三医联动
    两法 两法衔接 两会 两个责任 两个维护 两个确立 两定 两翼 三无 三清 三争 三小 三农 三同时 三会一课
    四个最严 四个意识 四个自信 四种形态 四梁八柱 五位一体 五有 六稳
    十三五 十四五 十五五 十大 十分 百日 百姓 百强 百千万 千方百计 千里眼
    万无一失 二手 二次供水 双随机、一公开 双随机一公开 三级联动 两级联动 一级抓一级 上报一级 下抓一级
    #年行动 #年专项 #年攻坚 #年计划 #年规划 #年提升 #年整治 #年方案 #年期 #年来 #届 #中全会 #大精神
    """
)
