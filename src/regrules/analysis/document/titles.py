"""Titles of documents and of their parts, and what stands around them: signatures, dates, lists of attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from .lines import Line, finished, glued

LONGEST_TITLE = 60
_PLAN = re.compile(r"要点|计划|方案|安排|意见|办法|规定|细则|规划|任务|措施|清单|目录|标准|指南|制度")
_NOTICE = re.compile(r"通知|通报|公告|函$")
_NO_TITLE = re.compile(
    r".*[。；！？：:，,]$|.*[〔\[【﹝]\d{4}[〕\]】﹞].*号?|.*文件$|[（(].*[）)]$|(?:.*[^\d])?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日.*"
    r"|附\s*[件表].{0,4}|.*印发$|[-_=*—\s]+"
)
_NO_LETTERS = re.compile(r"[\W_]+")

ATTACHMENT = re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")
ATTACHMENTS = re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]{0,2}\s*[:：]\s*\S.*")
_FOOTER = re.compile(
    r"(?:[^。，；]{0,40}\s)?[^。，；\d]{0,30}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:印发|发布)?|抄\s*[送报].*|[（(]此件.*[）)]|.{0,60}印发"
    r"|[（(]?联\s*系\s*(?:人|电话).*|(?:主动|依申请|不予)公开|附\s*[件表]\s*[\d一二三四五六七八九十]{0,2}\s*(?:[:：].*)?|[-_=*—\s]+"
)
_SIGNATURE = re.compile(
    r"[^。，；：\d]{2,40}(?:局|办公室|委员会|人民政府|厅|领导小组|支队|大队|中心)(?:[（(]?代章[）)]?)?"
)


def title_like(text: str) -> bool:
    """Whether a line could be a title, or a piece of one."""
    return (
        bool(text)
        and len(text) <= LONGEST_TITLE
        and not re.search(r"[。；！？]", text)
        and not _NO_TITLE.fullmatch(text)
    )


def find_title(lines: Sequence[Line], width: int) -> tuple[int, int, str] | None:
    """
    The title among *lines* that stand before the first number: where it begins and ends, and its text.

    The last one that calls itself a plan, else the last that calls itself a notice, else the last that could be a title.
    """
    blocks = _blocks(lines, width)
    for words in (_PLAN, _NOTICE, re.compile("")):
        for begin, end in reversed(blocks):
            title = glued([line.text for line in lines[begin:end]])
            if words.search(title):
                return begin, end, title
    return None


def next_title(lines: Sequence[Line], width: int) -> int | None:
    """
    Where, among the *lines* of the last clause of a plan, the title of another begins; None if there is none.

    It calls itself a plan or a notice, or stands right before the number that begins again.
    """
    blocks = [block for block in _blocks(lines, width) if block[0]]
    for words in (_PLAN, _NOTICE):
        for begin, end in reversed(blocks):
            if words.search(glued([line.text for line in lines[begin:end]])):
                return begin
    last = max((at for at, line in enumerate(lines) if line.text), default=0)
    return next((begin for begin, end in blocks if end == last + 1), None)


def _blocks(lines: Sequence[Line], width: int) -> list[tuple[int, int]]:
    """Runs of lines that could be titles, each after the end of a sentence; blank lines part them."""
    blocks: list[tuple[int, int]] = []
    before: Line | None = None
    for at, line in enumerate(lines):
        if title_like(line.text):
            if blocks and blocks[-1][1] == at and _goes_on(lines, blocks[-1]):
                blocks[-1] = (blocks[-1][0], at + 1)
            elif before is None or finished(before, width):
                blocks.append((at, at + 1))
        before = line if line.text else before
    return blocks


def _goes_on(lines: Sequence[Line], block: tuple[int, int]) -> bool:
    """Whether the title that ends *block* may go on in the next line: not if a plan or a notice is named at its end."""
    return not re.search(rf"(?:{_PLAN.pattern}|通知|通报|公告)$", lines[block[1] - 1].text)


def without_footer(lines: Sequence[Line]) -> list[Line]:
    """*lines* without what stands below a plan: signature, date, attachments, who gets a copy."""
    kept = list(lines)
    while kept and (not kept[-1].text or _FOOTER.fullmatch(kept[-1].text) or _signs(kept)):
        kept.pop()
    return kept


def _signs(lines: Sequence[Line]) -> bool:
    """Whether the last line is a signature: the name of an office, apart from the text before."""
    apart = len(lines) == 1 or not lines[-2].text or lines[-2].text.endswith(("。", "）", ")"))
    return apart and bool(_SIGNATURE.fullmatch(lines[-1].text))


def likeness(title: str, other: str) -> float:
    """How much of the shorter of two titles stands in the other, in order: 1 if all of it does. Blanks do not count."""
    first, second = _NO_LETTERS.sub("", title), _NO_LETTERS.sub("", other)
    if not first or not second:
        return 0.0
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(first), len(second))
