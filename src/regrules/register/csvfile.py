"""One table from a CSV file: its text, its heading row, its rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from .draft import Draft, Findings
from .shown import shown


def read_csv(file: Path, draft: Draft, findings: Findings) -> None:
    """Fill *draft* with the cells of *file*, all text; note what cannot be read as a table."""
    text = _decoded(file.read_bytes(), draft, findings)
    lines = None if text is None else _lines(text, draft, findings)
    if lines is None:
        draft.readable = False
        return
    heading, rows, numbers = lines
    _check_heading(heading, draft, findings)
    draft.numbers, draft.length, draft.text_only = numbers, len(rows), True
    _check_widths(rows, len(heading), draft, findings)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(heading)
    for name, cells in zip(heading, columns, strict=True):
        draft.cells.setdefault(name, cells)
    draft.cells.pop("", None)


def _decoded(data: bytes, draft: Draft, findings: Findings) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as refused:
        line = data.count(b"\n", 0, refused.start) + 1
        findings.add(draft, f"line {line} is not UTF-8 text{_other_encoding(data)}; save the file as CSV in UTF-8")
        return None


def _other_encoding(data: bytes) -> str:
    """What the text seems to be written in, or nothing."""
    for name, marks in (("UTF-16", (b"\xff\xfe", b"\xfe\xff")), ("GB18030", (b"",))):
        try:
            if data.startswith(marks) and data.decode(name):
                return f" (it reads as {name})"
        except UnicodeDecodeError:
            continue
    return ""


def _lines(text: str, draft: Draft, findings: Findings) -> tuple[list[str], list[list[str]], list[int]] | None:
    """The heading, the rows and their numbers in the file; blank lines hold no row. None if nothing can be read."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = list(reader)
    except csv.Error as refused:
        accepted = 'cells parted by commas, each whole cell between " if it holds a comma'
        findings.add(draft, f"line {reader.line_num} cannot be read: {refused}; accepted: {accepted}")
        return None
    if not lines or not any(lines[0]):
        findings.add(draft, "the first line is empty; accepted: a heading row of column names")
        return None
    numbers = [number for number, row in enumerate(lines[1:], start=2) if row]
    return lines[0], list(filter(None, lines[1:])), numbers


def _check_heading(heading: list[str], draft: Draft, findings: Findings) -> None:
    seen: set[str] = set()
    for position, name in enumerate(heading, start=1):
        if not name:
            findings.add(draft, f"cell {position} of the heading row is empty; every column needs its name")
        elif name in seen:
            findings.add(draft, f"column {shown(name)} stands twice in the heading row")
        seen.add(name)


def _check_widths(rows: list[list[str]], width: int, draft: Draft, findings: Findings) -> None:
    """Note rows that are empty, too short or too long, and bring them to the right width."""
    if set(map(len, rows)) == {width} and all(map(any, rows)):
        return
    for number, row in enumerate(rows):
        if len(row) != width:
            problem = f"the row has {len(row)} cells, the heading row has {width}"
            row[:] = [*row, *[""] * width][:width]
        elif not any(row):
            problem = "the row is empty; take it away"
        else:
            continue
        findings.add(draft, problem, number)
        draft.broken.add(number)
