"""Figures are found as they are written, with what the words around them ask; names that hold a number are none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regrules.analysis.document import Figure, find_figures
from regrules.analysis.document.numerals import number

# What stands in the text, and what is found: the figure as written, its value and unit, and its bound.
FOUND = {
    "share": (
        ("每年随机抽取25%以上的企业", "25%", "1/4", "", "least"),
        ("抽查比例不低于２５％", "２５％", "1/4", "", "least"),
        ("不合格率控制在 2.5 %以下", "2.5 %", "1/40", "", "most"),
        ("覆盖面百分之二十五", "百分之二十五", "1/4", "", ""),
        ("不少于辖区内机构总数的三分之一", "三分之一", "1/3", "", "least"),
        ("超过三分之二的企业", "三分之二", "2/3", "", "above"),
        ("抽查一半的门店", "一半", "1/2", "", ""),
        ("半数以上的门店", "半数", "1/2", "", "least"),
        ("过半数的门店", "过半数", "1/2", "", "above"),
        ("覆盖七成以上门店", "七成", "7/10", "", "least"),
        ("提高5个百分点", "5个百分点", "1/20", "point", ""),
        ("处置率达到100%", "100%", "1", "", "least"),
        ("差错率低于千分之三", "千分之三", "3/1000", "", "below"),
        ("不得超过20%", "20%", "1/5", "", "most"),
        ("是上年的1.1倍", "1.1倍", "11/10", "times", ""),
    ),
    "count": (
        ("收集调查表至少 2 份", "2 份", "2", "份", "least"),
        ("检查不少于一次", "一次", "1", "次", "least"),
        ("每个监管所至少有1名检查员", "1名", "1", "名", "least"),
        ("每年开展两次检查", "两次", "2", "次", ""),
        ("检查三家以上", "三家", "3", "家", "least"),
        ("不得超过3次", "3次", "3", "次", "most"),
        ("完成抽检10批次", "10批次", "10", "批次", ""),
        ("抽检任务1,200批次", "1,200批次", "1200", "批次", ""),
        ("出动3万人次", "3万人次", "30000", "人次", ""),
        ("培训不少于四十学时", "四十学时", "40", "学时", "least"),
        ("平均90分以上", "90分", "90", "分", "least"),
        ("要求。2.两家以上", "两家", "2", "家", "least"),
        ("不少于一项", "一项", "1", "项", "least"),
        ("检查约300余家", "300余家", "300", "家", ""),
    ),
    "clock": (
        ("于7个工作日内公开", "7个工作日", "7", "working_day", "most"),
        ("应当在15日内办结", "15日", "15", "day", "most"),
        ("24小时内上报", "24小时", "24", "hour", "most"),
        ("三个月内完成整改", "三个月", "3", "month", "most"),
        ("十五个工作日内", "十五个工作日", "15", "working_day", "most"),
        ("不超过10天", "10天", "10", "day", "most"),
        ("不超过30日", "30日", "30", "day", "most"),
        ("30分钟内到场", "30分钟", "1/2", "hour", "most"),
        ("处置时间不得少于 5 个工作日", "5 个工作日", "5", "working_day", "least"),
    ),
    "date": (
        ("3月31日前提交", "3月31日前", "0", "03-31", "most"),
        ("三月三十一日前提交", "三月三十一日前", "0", "03-31", "most"),
        ("于2025年3月31日之前", "2025年3月31日之前", "0", "2025-03-31", "most"),
        ("2025 年 6 月 5 日印发", "2025 年 6 月 5 日", "0", "2025-06-05", ""),
        ("6月底前完成", "6月底前", "0", "06-30", "most"),
        ("2024年2月底前", "2024年2月底前", "0", "2024-02-29", "most"),
        ("12月底", "12月底", "0", "12-31", ""),
        ("11月中旬前报送", "11月中旬前", "0", "11-20", "most"),
        ("年底前全部完成", "年底前", "0", "12-31", "most"),
        ("2025年底前", "2025年底前", "0", "2025-12-31", "most"),
        ("力争年内完成", "年内", "0", "12-31", "most"),
        ("自5月1日起施行", "5月1日起", "0", "05-01", "least"),
        ("最迟10月31日报送", "10月31日", "0", "10-31", "most"),
    ),
    "period": (
        ("不少于40学时/年", "年", "1", "year", ""),
        ("两年内全覆盖", "两年内", "2", "year", "most"),
        ("4年内达到全覆盖", "4年内", "4", "year", "most"),
        ("按季度报送", "按季度", "1", "quarter", ""),
        ("一季度完成", "一季度", "1", "Q1", ""),
        ("第三季度末前完成", "第三季度末前", "1", "Q3", "most"),
        ("前三季度完成", "前三季度", "1", "Q3", ""),
        ("下半年开展", "下半年", "1", "H2", ""),
        ("半年、全面小结", "半年", "1", "H1", ""),
        ("全年完成", "全年", "1", "year", ""),
        ("年度检查覆盖率", "年度", "1", "year", ""),
        ("9月份集中开展", "9月份", "1", "M09", ""),
        ("近三年未检查的企业", "三年", "3", "year", ""),
        ("两周内反馈", "两周内", "2", "week", "most"),
        ("半年内整改", "半年内", "1", "half", "most"),
        *((f"每{word}报送", f"每{word}", "1", unit, "")
          for word, unit in (("年", "year"), ("年度", "year"), ("半年", "half"), ("季度", "quarter"), ("个季度", "quarter"),
                             ("月", "month"), ("个月", "month"), ("周", "week"), ("日", "day"))),
        ("每两年检查", "每两年", "2", "year", ""),
        ("每2年检查", "每2年", "2", "year", ""),
        ("每三个月检查", "每三个月", "3", "month", ""),
        ("每10天报送", "每10天", "10", "day", ""),
    ),
    "level": (
        ("对二级以上医院", "二级以上", "2", "grade", "least"),
        ("对二级及以上医院", "二级及以上", "2", "grade", "least"),
        ("对二级（含）以上医院", "二级（含）以上", "2", "grade", "least"),
        ("确定为三级监管的企业", "三级", "3", "grade", ""),
        ("第三类医疗器械经营企业", "第三类", "3", "class", ""),
        ("二类医疗器械备案", "二类", "2", "class", ""),
        ("2.三级以上风险单位", "三级以上", "3", "grade", "least"),
        ("III类产品", "III类", "3", "class", ""),
        ("Ⅱ类产品", "Ⅱ类", "2", "class", ""),
    ),
}  # fmt: skip

# Texts that hold several figures, each with what is found.
SEVERAL = (
    ("半年、三季度、全年分别达到50%、75%、100%", ("H1", "Q3", "year", "1/2 least", "3/4 least", "1 least")),
    ("每年开展1至2次", ("1 year", "1 次 least", "2 次 most")),
    ("抽取20%-30%的企业", ("1/5 least", "3/10 most")),
    ("检查10—20家", ("10 家 least", "20 家 most")),
    ("二、三级医院", ("2 grade", "3 grade")),
    ("第二类、第三类企业", ("2 class", "3 class")),
    ("第二、三类企业", ("2 class", "3 class")),
    ("1月15日、7月15日前报送", ("01-15 most", "07-15 most")),
    ("每月5日前报送", ("1 month", "*-05 most")),
    ("3月1日至11月30日", ("03-01 least", "11-30 most")),
    ("3月至11月开展", ("03-01 least", "11-30 most")),
    ("5月10日至20日", ("05-10 least", "05-20 most")),
    ("二、三、四季度", ("Q2", "Q3", "Q4")),
    ("每季度至少开展一次检查", ("1 quarter", "1 次 least")),
    ("至少每季度开展一次检查", ("1 quarter", "1 次 least")),
    ("一年一次", ("1 year", "1 次")),
    ("每年不少于2次（上半年、下半年各1次）", ("1 year", "2 次 least", "H1", "H2", "1 次")),
    ("收到后10日内核实，20个工作日内办结", ("10 day most", "20 working_day most")),
    ("不少于2次、检查3家", ("2 次 least", "3 家")),
    ("不少于2次且不超过4次", ("2 次 least", "4 次 most")),
)

# Texts that hold numbers and no figure.
WITHOUT_FIGURES = """
深化“三医联动” 落实“四个最严”要求 “十四五”规划 “5·25”爱肤日 两品一械监管 落实一把手责任 查办一批大案要案
药品零售监管一件事改革 上下一体联动 县市监发〔2025〕12号 《2025年医疗器械检查任务表》 2025年工作计划 2023年以来新增的品种
全面振兴新突破三年行动 上一年度不合格的产品 作为一项长期重要工作 进一步落实 第一时间固定证据 一次性使用的器械 近年来
第二批试点工作 压实两个责任 支持一个园区 两大主题 市区两级 按照要求开展 十分重要 国家二十大精神 二十届三中全会
一企一档 第十二条规定 各类企业 年度自查报告制度 每个企业 全覆盖 逐一核查 双随机、一公开 二手设备 多次违规 三处罚
安全用药月 省市县三级联动 千方百计 百姓用药 国家药监局2023年第154号公告 2024-2026年 编号A25 当年 上半场 去年底
"""


def described(figure: Figure) -> str:
    """A figure in short, as in the table above."""
    value = str(figure.value) if figure.value and not figure.unit.startswith(("Q", "H", "M")) else ""
    value = "" if figure.kind == "period" and figure.text in ("全年",) else value
    return " ".join(filter(None, (value, figure.unit, figure.bound)))


@pytest.mark.parametrize(
    ("kind", "text", "written", "value", "unit", "bound"),
    [(kind, *row) for kind, rows in FOUND.items() for row in rows],
)
def test_found(kind: str, text: str, written: str, value: str, unit: str, bound: str) -> None:
    """A figure is found as it is written, with its value and what the words ask of it."""
    figures = [each for each in find_figures(text) if each.kind == kind and each.text == written]
    assert [(each.value, each.unit, each.bound) for each in figures] == [(Fraction(value), unit, bound)]


@pytest.mark.parametrize(("text", "wanted"), SEVERAL)
def test_several(text: str, wanted: tuple[str, ...]) -> None:
    """A text with several figures gives each, in order, and a bound holds for a whole list."""
    assert tuple(map(described, find_figures(text))) == wanted


@pytest.mark.parametrize("text", WITHOUT_FIGURES.split())
def test_not_found(text: str) -> None:
    """Names, document numbers, years and manners of speaking are no figures."""
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "per", "bound"),
    [
        ("达到年度每百万人口报告 1000 份", 1000, "1000000 residents", "least"),
        ("每百万人口报告数不少于450份", 450, "1000000 residents", "least"),
        ("达到每百万人口1000份的要求", 1000, "1000000 residents", "least"),
        ("每十万人至少20份", 20, "100000 residents", "least"),
        ("每万人口不超过三例", 3, "10000 residents", "most"),
        ("抽检量达到4批次/千人", 4, "1000 residents", "least"),
        ("每千名居民5份", 5, "1000 residents", ""),
    ],
)
def test_per_residents(text: str, value: int, per: str, bound: str) -> None:
    """A count for so many residents says for how many."""
    (figure,) = [each for each in find_figures(text) if each.kind == "count"]
    assert (figure.value, figure.per, figure.bound) == (value, per, bound)


CHINESE_DIGITS = "零一二三四五六七八九"


def in_chinese(value: int) -> str:
    """A whole number below ten thousand in Chinese."""
    signs, gap = "", False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            signs += ("零" if gap else "") + CHINESE_DIGITS[digit] + sign
            gap = False
        elif signs:
            gap = True
    return signs.removeprefix("一") if signs.startswith("一十") else signs


@given(st.integers(1, 9999))
@example(10)
@example(1001)
def test_chinese_numerals(value: int) -> None:
    """A number in Chinese is read as the number it was written from."""
    assert number(in_chinese(value)) == value


NUMERALS = st.sampled_from(
    (str, in_chinese, lambda value: str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")))
)
BOUNDS = st.sampled_from(
    (("不少于", "", "least"), ("不得超过", "", "most"), ("超过", "", "above"), ("", "以上", "least"), ("", "", ""))
)


@given(
    st.integers(3, 2000),
    NUMERALS,
    BOUNDS,
    st.sampled_from(["次", "家", "份", "户", "批次"]),
    st.sampled_from(["", " "]),
)
def test_counts_of_any_style(value, numerals, bound, counter, blank):  # type: ignore[no-untyped-def]
    """A count is found whatever its numerals, blanks and bound, in a sentence of other words."""
    before, after, wanted = bound
    written = f"{numerals(value)}{blank}{counter}"
    (figure,) = find_figures(f"各所完成检查{before}{written}{after}，做好记录。")
    assert (figure.text, figure.value, figure.unit, figure.bound) == (written, value, counter, wanted)


@given(st.integers(1, 100), st.sampled_from(["{}%", "{} %", "百分之{}"]), NUMERALS, BOUNDS)
def test_shares_of_any_style(value, style, numerals, bound):  # type: ignore[no-untyped-def]
    """A share is found exactly, whatever its style."""
    before, after, wanted = bound
    written = style.format(value if "%" in style else numerals(value))
    (figure,) = find_figures(f"抽查比例{before}{written}{after}。")
    assert (figure.text, figure.value, figure.bound) == (written, Fraction(value, 100), wanted)


@given(st.dates(), st.sampled_from(["{0}年{1}月{2}日前", "{1}月{2}日前", "{0} 年 {1} 月 {2} 日前"]))
def test_dates_of_any_style(day, style):  # type: ignore[no-untyped-def]
    """A day is found, with its year where it is written."""
    year = f"{day.year:04}"
    (figure,) = find_figures(f"请于{style.format(year, day.month, day.day)}报送")
    assert (figure.unit, figure.bound) == (str(day) if "0" in style[:3] else f"{day:%m-%d}", "most")


@given(st.lists(st.sampled_from([row for rows in FOUND.values() for row in rows]), min_size=2, max_size=4))
def test_sentences_do_not_disturb_each_other(rows):  # type: ignore[no-untyped-def]
    """Texts put one after the other give the figures that each gives by itself."""
    alone = [(each.text, each.value, each.unit, each.bound) for row in rows for each in find_figures(row[0])]
    together = find_figures("。".join(row[0] for row in rows))
    assert [(each.text, each.value, each.unit, each.bound) for each in together] == alone


@given(
    st.text(
        st.sampled_from("一二三两十百每年月日季度半前内第类级次家份%0123456789 、，。至-不少于超过以上个工作分之"),
        max_size=30,
    )
)
def test_any_text_can_be_read(text: str) -> None:
    """Whatever the text, figures stand in it where they say, one after the other."""
    figures = find_figures(text)
    assert all(text[each.start :].startswith(each.text) for each in figures)
    assert [each.start for each in figures] == sorted(each.start for each in figures)
