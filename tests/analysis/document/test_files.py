"""Documents come from text files; what is no text is refused, and the part of a plan is found by its title."""

from __future__ import annotations

from pathlib import Path

import pytest

from regrules.analysis.document import read_document, read_file
from regrules.errors import DocumentError
from regrules.model import Plan, Text, calendar_year

TEXT = "某县2025年药品监管计划\n一、每年检查一次。\n某县2025年医疗器械监管计划\n一、每两年检查一次。\n"


@pytest.mark.parametrize(
    ("name", "encoding", "told"),
    [
        ("plan.txt", "utf-8", "UTF-8"),
        ("plan.md", "utf-8-sig", "UTF-8"),
        ("plan.TXT", "gb18030", "GB18030"),
        ("plan.txt", "utf-16", "UTF-16"),
    ],
)
def test_encodings(tmp_path: Path, name: str, encoding: str, told: str) -> None:
    """A text file is read whatever its encoding, which is told."""
    file = tmp_path / name
    file.write_bytes(TEXT.encode(encoding))
    document = read_file(file)
    assert (document.parts, document.encoding) == (read_document(TEXT).parts, told)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("plan.docx", b"PK\x03\x04", r"`\.docx` cannot be read; accepted: \.txt"),
        ("plan.pdf", b"%PDF-1.7", "Save its text"),
        ("plan.txt", b"\xff\xfe\x00\x00\xff", "no text"),
        ("plan.txt", b"\x00\x01\x02", "no text"),
        ("plan.txt", b"", "no numbered clause"),
        ("plan.txt", "今年做了很多工作。".encode(), "no numbered clause"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    """A file that holds no text, or no plan, is refused with its name and what is accepted."""
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(DocumentError, match=told) as refused:
        read_file(file)
    assert str(file) in str(refused.value)


def test_missing_files(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, is refused."""
    with pytest.raises(DocumentError, match="no such file"):
        read_file(tmp_path / "plan.txt")
    with pytest.raises(DocumentError, match="is a folder"):
        read_file(tmp_path)


def plan(title: str, document: str = "") -> Plan:
    """A plan with a title."""
    return Plan(
        id="a-2025", title=Text(zh=title, en="A plan"), period=calendar_year(2025), document=document, obligations=()
    )


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        (plan("某县2025年药品监管计划"), 0),
        (plan("某县2025年医疗器械监管计划"), 1),
        (plan("2025年某县医疗器械 监管计划"), 1),
        (plan("甲乙丙丁", document="某县2025年药品监管计划"), 0),
    ],
)
def test_the_part_of_a_plan(wanted: Plan, part: int) -> None:
    """A plan belongs to the part whose title is most like its own, blanks and order aside."""
    document = read_document(TEXT)
    assert document.part_for(wanted) == document.parts[part]


@pytest.mark.parametrize("title", ["甲乙丙丁戊", "某县2025年监管计划"])
def test_a_plan_of_no_part(title: str) -> None:
    """A plan that is like no part, or like two, is refused with the titles of the parts."""
    with pytest.raises(DocumentError, match=r"某县2025年药品监管计划.*某县2025年医疗器械监管计划"):
        read_document(TEXT).part_for(plan(title))


def test_the_only_part_is_taken() -> None:
    """A document with one plan is that plan's, whatever its title."""
    document = read_document("一、每年检查一次。")
    assert document.part_for(plan("某县计划")) == document.parts[0]
