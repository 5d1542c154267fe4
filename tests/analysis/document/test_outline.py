"""An outline is read back from its text: the same paths, the same words, wherever the lines were broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.analysis.document import Clause, read_document
from regrules.errors import DocumentError

HAN = ("", *"一二三四五六七八九十")
CIRCLES = "〇①②③④⑤⑥⑦⑧⑨"
WORDS = st.text(
    st.sampled_from("监督检查企业落实责任规范经营使用单位建立档案及时报送风险隐患"), min_size=6, max_size=40
)


@frozen
class Place:
    """A numbered place of an outline: its own text and the places below it."""

    text: str
    below: tuple[Place, ...] = ()


# How the numbers of each level may be written.
STYLES = (
    ("{han}、",),
    ("（{han}）", "({han})", "（{han})", "（ {han} ）"),
    ("{count}.", "{count}．", "{count}、", "{count}. "),
    ("（{count}）", "({count})"),
    ("{circle}",),
)


def places(depth: int) -> st.SearchStrategy[Place]:
    """A place with at most *depth* levels below it; one that has any may be a mere heading."""
    sentence = WORDS.map(lambda words: f"{words}，{words[:5]}。")
    if not depth:
        return st.builds(Place, sentence)
    below = st.lists(places(depth - 1), max_size=3).map(tuple)
    return st.one_of(
        st.builds(Place, sentence, below),
        st.builds(Place, WORDS, st.lists(places(depth - 1), min_size=1, max_size=3).map(tuple)),
    )


OUTLINES = st.lists(places(4), min_size=1, max_size=3).map(tuple)
CHOICES = st.tuples(*(st.sampled_from(styles) for styles in STYLES))


def rendered(outline: tuple[Place, ...], styles: tuple[str, ...], level: int = 0) -> Iterator[str]:
    """The lines of an outline."""
    for count, place in enumerate(outline, start=1):
        label = styles[level].format(han=HAN[count], count=count, circle=CIRCLES[count])
        yield f"{label}{place.text}"
        yield from rendered(place.below, styles, level + 1)


def flat(outline: tuple[Place, ...], above: str = "") -> Iterator[tuple[str, str]]:
    """The paths and texts of an outline, mere headings left out."""
    for count, place in enumerate(outline, start=1):
        path = f"{above}.{count}" if above else str(count)
        if place.text.endswith("。"):
            yield path, place.text
        yield from flat(place.below, path)


def broken(lines: list[str], width: int, between: str) -> str:
    """*lines* as a page shows them: broken at a width, with *between* after each."""
    return between.join(line[at : at + width] for line in lines for at in range(0, len(line), width))


@settings(max_examples=60)
@given(OUTLINES, CHOICES, st.integers(20, 400), st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"]))
def test_an_outline_is_read_back(outline, styles, width, between):  # type: ignore[no-untyped-def]
    """Every clause comes back with its path and its text, whatever the style of the numbers and the width of the page."""
    text = "某县2025年监管工作计划\n\n" + broken(list(rendered(outline, styles)), width, between)
    (part,) = read_document(text).parts
    assert [(each.path, each.text) for each in part.clauses] == list(flat(outline))
    assert part.title == "某县2025年监管工作计划"


@given(OUTLINES, CHOICES)
def test_lines_are_told(outline, styles):  # type: ignore[no-untyped-def]
    """Each clause knows the line on which it begins, and its number as the document writes it."""
    lines = ["某县2025年监管工作计划", *rendered(outline, styles)]
    (part,) = read_document("\n".join(lines)).parts
    assert [lines[each.line - 1] for each in part.clauses] == [line for line in lines if line.endswith("。")]
    assert all(lines[each.line - 1].startswith(each.label) for each in part.clauses)


SPOKEN = st.lists(WORDS, min_size=2, max_size=5)


@given(SPOKEN, st.sampled_from(["{han}是", "{han}要"]), st.sampled_from("；。"), st.integers(20, 300))
def test_spoken_numbers_are_one_level_more(texts, style, stop, width):  # type: ignore[no-untyped-def]
    """一是 and 一要 inside running text part it one level below their clause."""
    items = "".join(f"{style.format(han=HAN[count])}{text}{stop}" for count, text in enumerate(texts, start=1))
    lines = ["一、重点任务", f"（一）突出重点。做好以下工作：{items}"]
    (part,) = read_document(broken(lines, width, "\n")).parts
    wanted = [
        ("1.1", "突出重点。做好以下工作："),
        *((f"1.1.{at}", text + stop) for at, text in enumerate(texts, start=1)),
    ]
    assert [(each.path, each.text) for each in part.clauses] == wanted


def clauses(text: str) -> dict[str, str]:
    """Paths and texts of the only part of *text*."""
    (part,) = read_document(text).parts
    return {each.path: each.text for each in part.clauses}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一、总则\n抓好落实。", {"1": "总则 抓好落实。"}),
        ("一、抓好落实。一是作风要实。", {"1": "抓好落实。一是作风要实。"}),
        ("二、监管\n（七）检查。每年一次。\n三、其他\n（八）报送。按时。", {"2.7": "检查。每年一次。", "3.8": "报送。按时。"}),
        ("一、检查\n1.批发企业。\n2.零售企业。", {"1.1": "批发企业。", "1.2": "零售企业。"}),
        ("1、检查\n（1）批发企业。\n（2）零售企业。", {"1.1": "批发企业。", "1.2": "零售企业。"}),
        ("（一）检查企业。\n（二）报送结果。", {"1": "检查企业。", "2": "报送结果。"}),
        ("㈠检查企业。\n㈡报送结果。", {"1": "检查企业。", "2": "报送结果。"}),
        ("一、检查\n⒈批发企业。\n⒉零售企业。", {"1.1": "批发企业。", "1.2": "零售企业。"}),
        ("1. 检查\n1.1 批发企业。\n1.2 零售企业。\n2. 报送\n2.1 按时。",
         {"1.1": "批发企业。", "1.2": "零售企业。", "2.1": "按时。"}),
        ("三、宣传\n办好\n3.15国际消费者权益日活动。\n1.5万份资料。", {"3": "宣传 办好3.15国际消费者权益日活动。1.5万份资料。"}),
        ("## 一、检查\n**（一）批发企业。**", {"1.1": "批发企业。"}),
        ("一、检查以下企业：（1）批发企业；（2）零售企业。", {"1": "检查以下企业：", "1.1": "批发企业；", "1.2": "零售企业。"}),
        ("一、检查以下企业：1.批发企业；2.零售企业。", {"1": "检查以下企业：", "1.1": "批发企业；", "1.2": "零售企业。"}),
        ("一、检查以下企业：①批发企业；②零售企业。", {"1": "检查以下企业：", "1.1": "批发企业；", "1.2": "零售企业。"}),
        (
            "第一章 总则\n第一条 制定本办法。\n第二章 检查\n第二条 检查如下：\n（一）批发企业；\n（二）零售企业。\n第三条 施行。",
            {"1": "制定本办法。", "2": "检查如下：", "2.1": "批发企业；", "2.2": "零售企业。", "3": "施行。"},
        ),
        ("第一部分 药品\n一、检查。\n二、抽检。\n第二部分 器械\n一、核查。", {"1.1": "检查。", "1.2": "抽检。", "2.1": "核查。"}),
        ("一、加强第三类医疗器械经营企业的监督检查，其他企业按照第\n一、二类企业的要求执行。\n二、报送。", {
            "1": "加强第三类医疗器械经营企业的监督检查，其他企业按照第一、二类企业的要求执行。", "2": "报送。"}),
        ("一、须符合《办法》第十二条的规定，按照\n第十三条办理。", {"1": "须符合《办法》第十二条的规定，按照第十三条办理。"}),
        ("一、按照上级部署加强经营企业的监督检查工作，确保2\n025年全覆盖。\n- 3 -\n二、报送。", {
            "1": "按照上级部署加强经营企业的监督检查工作，确保2025年全覆盖。", "2": "报送。"}),
        ("一、检查。\n二、抽检。\n四、报送。", {"1": "检查。", "2": "抽检。", "4": "报送。"}),
        ("一、检查\n（一）批发企业。\n（一）零售企业。", {"1.1": "批发企业。 零售企业。"}),
    ],
)  # fmt: skip
def test_outlines_as_they_are_met(text: str, wanted: dict[str, str]) -> None:
    """Outlines of many kinds, with what each is read as."""
    assert clauses(text) == wanted


@pytest.mark.parametrize(
    ("text", "headings", "paths"),
    [
        ("一、强化监管\n（一）检查企业。", ["1"], ["1.1"]),
        ("一、强化监管。\n（一）检查企业。", ["1"], ["1.1"]),
        ("一、强化监管\n各所抓好落实。\n（一）检查企业。", [], ["1", "1.1"]),
        ("一、强化监管\n（一）提高质量。一是数量够。二是质量好。", ["1", "1.1"], ["1.1.1", "1.1.2"]),
        ("一、强化监管\n（一）重点对象：一是药店。二是诊所。", ["1"], ["1.1", "1.1.1", "1.1.2"]),
        ("一、确保抽检合格率98%以上\n（一）检查企业。", [], ["1", "1.1"]),
        ("一、强化监管", [], ["1"]),
    ],
)
def test_headings_alone_are_no_clauses(text: str, headings: list[str], paths: list[str]) -> None:
    """A number that only heads others is a heading; one that says or asks more is a clause."""
    (part,) = read_document(text).parts
    assert ([each.path for each in part.headings], [each.path for each in part.clauses]) == (headings, paths)


def test_what_stands_above_a_clause() -> None:
    """The headings and clauses above a clause are found, the outermost first."""
    (part,) = read_document("一、强化监管\n（一）检查\n各所负责。\n1. 每年一次。").parts
    assert [each.path for each in part.above("1.1.1")] == ["1", "1.1"]
    assert part.above("1") == ()


SIGNED = (
    "某县市场监督管理局\n2025年3月1日",
    "附件：1.任务表\n      2.检查表",
    "（此件主动公开）",
    "某县市场监督管理局办公室　　　2025年3月1日印发",
    "抄送：市市场监督管理局。",
    "附件：任务表",
    "某县市场监督管理局\n\n2025年3月1日",
    "附件：1.任务表\n2.检查表\n\n某县市场监督管理局\n2025年3月1日\n（联系人：某人，联系电话：123）",
)


@pytest.mark.parametrize("end", ["\n", "\n\n"])
@pytest.mark.parametrize("footer", SIGNED)
def test_what_stands_below_is_no_clause(footer: str, end: str) -> None:
    """Signature, date and the list of attachments do not belong to the last clause."""
    assert clauses(f"一、检查企业。\n二、按时报送结果。{end}{footer}\n") == {"1": "检查企业。", "2": "按时报送结果。"}


def test_words_of_signatures_may_be_clauses() -> None:
    """A last clause that reads like what stands below a plan is kept."""
    assert clauses("一、检查企业。\n二、主动公开") == {"1": "检查企业。", "2": "主动公开"}


TWO = """某县市场监督管理局关于印发工作要点的通知
各所：
现将要点印发给你们。
某县市场监督管理局
2025年3月1日

2025年某县药品流通
监管工作要点
总体要求：守住底线。
一、检查药店
（一）每年检查一次。
二、报送结果。

2025年某县医疗器械 监管工作要点
总体要求：推动发展。
一、检查诊所。
"""


def test_two_plans_in_one_document() -> None:
    """Numbers that begin again below a title begin another part, with its own title and preamble."""
    drugs, devices = read_document(TWO).parts
    assert (drugs.title, devices.title) == ("2025年某县药品流通监管工作要点", "2025年某县医疗器械监管工作要点")
    assert [each.path for each in drugs.clauses] == ["1.1", "2"]
    assert [(each.path, each.text) for each in devices.clauses] == [("1", "检查诊所。")]
    assert (drugs.preamble, devices.preamble) == ("总体要求：守住底线。", "总体要求：推动发展。")


def test_a_plan_below_any_heading_is_a_part() -> None:
    """Where the numbers begin again, the line above them is the title, whatever it calls itself."""
    drugs, devices = read_document("药品监管\n一、检查药店。\n二、报送结果。\n医疗器械监管\n一、检查诊所。").parts
    assert (drugs.title, devices.title) == ("药品监管", "医疗器械监管")
    assert [each.text for each in (*drugs.clauses, *devices.clauses)] == ["检查药店。", "报送结果。", "检查诊所。"]


def test_an_attached_plan_is_a_part() -> None:
    """A plan that is attached to a notice with numbers of its own is another part."""
    text = (
        "某县关于印发计划的通知\n一、加强领导。\n二、抓好落实。\n\n附件：\n\n附件\n2025年某县检查计划\n一、检查药店。\n"
    )
    text += "附件2\n任务表\n单位|家次\n东所|3\n西所|4"
    notice, plan = read_document(text).parts
    assert (notice.title, plan.title) == ("某县关于印发计划的通知", "2025年某县检查计划")
    assert [each.text for each in plan.clauses] == ["检查药店。"]
    assert (len(notice.tables), [each.caption for each in plan.tables]) == (0, ["任务表"])


@given(
    st.sampled_from(["\r\n", "\r", "\n"]),
    st.sampled_from(["", " ", "\t", "　"]),
    st.sampled_from(["", "\ufeff"]),
    st.booleans(),
)
def test_the_digest_is_of_the_words(end, trailing, mark, more):  # type: ignore[no-untyped-def]
    """Line ends, trailing blanks and a byte-order mark do not change the digest; a changed word does."""
    text = mark + "".join(f"{line}{trailing}{end}" for line in TWO.split("\n")) + (end if more else "")
    assert read_document(text).digest == read_document(TWO).digest
    assert read_document(text.replace("一次", "两次")).digest != read_document(TWO).digest


def test_every_clause_has_its_figures() -> None:
    """The figures of a clause are those of its text."""
    (part,) = read_document("一、检查\n（一）药店每年检查\n一次。").parts
    clause = part.clause("1.1")
    assert isinstance(clause, Clause)
    assert [each.text for each in clause.figures] == ["每年", "一次"]
    assert all(clause.text[each.start :].startswith(each.text) for each in clause.figures)


@pytest.mark.parametrize("text", ["", "\n\n", "没有编号的一段话。", "2025年工作总结\n\n今年做了很多工作。"])
def test_a_text_without_numbers_is_refused(text: str) -> None:
    """A text in which nothing is numbered is no plan."""
    with pytest.raises(DocumentError, match="no numbered clause"):
        read_document(text)


@given(st.text(st.sampled_from("一二三（）()、.．1234①②第条章是要。；：附件表|\t\n 　年月检查合计"), max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text, it is read with unique paths and lines that exist, or refused."""
    try:
        document = read_document(text)
    except DocumentError:
        return
    for part in document.parts:
        paths = [each.path for each in (*part.clauses, *part.tables)]
        assert len(paths) == len(set(paths))
        assert all(1 <= each.line <= text.count("\n") + 1 for each in part.clauses)
