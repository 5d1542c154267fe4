"""Writing a compact register part by part: it is the one that is written at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.errors import NothingEvaluated, RegisterError
from regrules.model.tables import CORE
from regrules.register import Register, from_records
from regrules.register.compact import CompactRegister, CompactWriter, compact, growing, open_compact, piles, text_pile
from regrules.register.compact import pile as one_pile
from regrules.register.compact.texts import SeriesColumn, text_series

Rows = dict[str, list[dict[str, Any]]]
CODES = ("990101", "990102", "990103", "990201")
WORDS = ("subjects.kinds", "reports.product", "inspections.domains", "inspections.kinds", "inspections.reason")
DAYS = st.integers(0, 90_000).map(lambda days: date(1950, 1, 1) + timedelta(days))
SIGNS = ("一号", "b", "cc", "dd", "ee")
NAMES = st.sampled_from(SIGNS)
MAYBE_NAMES = st.one_of(st.none(), NAMES)


@st.composite
def parts(draw: st.DrawFn) -> list[Rows]:
    """The rows of some counties, one after the other."""
    return [_county(draw, code) for code in CODES[: draw(st.integers(1, len(CODES)))]]


def _county(draw: st.DrawFn, code: str) -> Rows:
    names = [f"{code}{'x' * draw(st.integers(0, 1))}{number}" for number in range(draw(st.integers(0, 3)))]
    subject = st.sampled_from([*names, None]) if names else st.none()
    subjects = [
        {
            "subject_id": name,
            "jurisdiction": code,
            "name": draw(NAMES),
            "kinds": {draw(NAMES)},
            "owner_id": draw(MAYBE_NAMES),
        }
        for name in names
    ]
    reports = [
        {
            "report_id": f"{code}r{number}",
            "jurisdiction": code,
            "subject_id": draw(subject),
            "product": draw(NAMES),
            "received_on": draw(DAYS),
            "serious": draw(st.one_of(st.none(), st.booleans())),
        }
        for number in range(draw(st.integers(0, 4)))
    ]
    visits = [
        {
            "inspection_id": f"{code}i{'y' * draw(st.integers(0, 1))}{number}",
            "subject_id": draw(st.sampled_from(names)),
            "date": draw(DAYS),
            "domains": {draw(NAMES)},
            "kinds": {draw(NAMES)},
            "reason": draw(MAYBE_NAMES),
            "visit_id": draw(MAYBE_NAMES),
        }
        for number in range(draw(st.integers(0, 4)) if names else 0)
    ]
    return {"subjects": subjects, "reports": reports, "inspections": visits, "extents": [{"table": "reports"}]}


def register_of(rows: Rows) -> Register:
    """A register of records whose words may be any."""
    return from_records(CORE.extended(words=dict.fromkeys(WORDS, SIGNS)), **rows)


def together(several: list[Rows]) -> Rows:
    """The rows of all parts; those that stand in each stand there once."""
    found = {name: [row for rows in several for row in rows[name]] for name in several[0]}
    return found | {"extents": several[0]["extents"]}


def written(several: list[Rows], target: Path) -> CompactRegister:
    """The register that is written part by part."""
    with CompactWriter(target, register_of(several[0]).schema) as writer:
        for rows in several:
            writer.add(register_of(rows))
    return open_compact(target)


def said(whole: CompactRegister, code: str) -> Iterator[Any]:
    """All that the part of a jurisdiction holds and knows of itself."""
    for name, table in whole.part(code).tables.items():
        packed = table.packed
        assert packed is not None
        yield name, {column: list(cells) for column, cells in table.columns.items()}
        yield None if packed.owners is None else packed.owners.tolist()
        for column, codes in packed.profiles.items():
            cells: Any = table.columns[column]
            found = codes[packed.profile]
            assert [None if each < 0 else cells.values[each] for each in found.tolist()] == list(cells)


@settings(max_examples=20)
@given(parts(), st.sampled_from([1, 3, 20]), st.sampled_from([1, 1_000]))
def test_parts_make_the_whole(several: list[Rows], few: int, listed: int) -> None:
    """Whatever is added, and however columns must be kept anew, each part reads as if all had been written at once."""
    with TemporaryDirectory() as folder, patch.object(growing, "MOST", few), patch.object(growing, "FEW", few):
        with (
            patch.object(piles, "LISTED", listed),
            patch.object(one_pile, "BLOCK", 2),
            patch.object(text_pile, "BLOCK", 2),
        ):
            found = written(several, Path(folder) / "parts")
        whole = compact(register_of(together(several)), Path(folder) / "whole")
        assert found.codes == whole.codes
        assert found.rows == whole.rows
        for code in (*CODES, "990100", "990000"):
            assert list(said(found, code)) == list(said(whole, code))
            assert found.subjects(code) == whole.subjects(code)


@given(st.lists(st.lists(st.one_of(st.none(), st.sampled_from(["", "一", "ab", "cd", "e"])), max_size=12), max_size=5))
def test_texts_are_added(several: list[list[str | None]]) -> None:
    """A column of texts that grows holds all texts, of one length or not, many or few of them missing."""
    with TemporaryDirectory() as folder, patch.object(text_pile, "BLOCK", 2):
        pile = text_pile.TextPile(lambda name: Path(folder) / name, "")
        for texts in several:
            pile.add(SeriesColumn(text_series(texts)))
        column = pile.column()
        wanted = [text for texts in several for text in texts]
        assert list(column) == wanted
        assert column.some(np.arange(len(wanted))) == wanted


def shop(name: str, code: str, since: date | None = None) -> dict[str, Any]:
    """A subject, or a version of one."""
    found = {"subject_id": name, "jurisdiction": code, "name": name, "kinds": {"b"}}
    return found if since is None else found | {"valid_from": since}


def visit(name: str, subject: str | None) -> dict[str, Any]:
    """An inspection."""
    day = date(2025, 3, 3)
    return {"inspection_id": name, "subject_id": subject, "date": day, "domains": {"b"}, "kinds": {"b"}}


def test_rows_of_several_jurisdictions(tmp_path: Path) -> None:
    """Rows of subjects that moved within a part, and rows that every part gives, are in the parts where they belong."""
    moved = [shop("m", "980101"), shop("m", "980102", date(2025, 1, 1)), shop("n", "980102")]
    nobody = [visit("nobody", None)]
    several: list[Rows] = [
        {
            "subjects": [shop("a", "970101", date(2020, 1, 1))],
            "inspections": [visit("i1", "a"), *nobody],
            "extents": [],
        },
        {"subjects": moved, "inspections": [visit("i2", "m"), visit("i3", "n"), *nobody], "extents": []},
    ]
    for number, (rows, code, name) in enumerate(zip(several, ("970101", "980101"), ("a", "n"), strict=True)):
        rows["extents"] = [{"table": "inspections"}]
        # the second is a report in one county of a subject of another
        report = {"report_id": f"r{number}", "jurisdiction": code, "subject_id": name, "product": "b"}
        rows["reports"] = [report | {"received_on": date(2025, 3, 3)}]
    found = written(several, tmp_path / "parts")
    all_rows = together(several)
    all_rows["inspections"] = [row for row in all_rows["inspections"] if row not in nobody] + nobody
    whole = compact(register_of(all_rows), tmp_path / "whole")
    for code in ("970101", "980101", "980102", "980000"):
        assert list(said(found, code)) == list(said(whole, code))
        assert found.subjects(code) == whole.subjects(code)


def test_folders_are_added(tmp_path: Path) -> None:
    """Tables in a folder are added as well."""
    for code in CODES[:2]:
        (tmp_path / code).mkdir()
        for name, rows in (("subjects", [shop(f"s{code}", code)]), ("inspections", [visit(f"i{code}", f"s{code}")])):
            cells = [{key: "b" if value == {"b"} else value for key, value in row.items()} for row in rows]
            pl.DataFrame(cells).write_parquet(tmp_path / code / f"{name}.parquet")
    with CompactWriter(tmp_path / "compact", CORE.extended(words=dict.fromkeys(WORDS, SIGNS))) as writer:
        for code in CODES[:2]:
            writer.add(tmp_path / code)
    found = open_compact(tmp_path / "compact")
    assert found.codes == CODES[:2]
    assert list(found.part(CODES[1]).table("inspections").columns["inspection_id"]) == [f"i{CODES[1]}"]


A, B = CODES[:2]
REFUSED: dict[str, tuple[list[Rows], str]] = {
    "out of order": ([{"subjects": [shop("b", B)]}, {"subjects": [shop("a", A)]}], f"{A} is added after {B}"),
    "the same again": ([{"subjects": [shop("a", A)]}, {"subjects": [shop("b", A)]}], f"{A} is added after {A}"),
    "a subject in two parts": ([{"subjects": [shop("a", A)]}, {"subjects": [shop("a", B)]}], "subjects: `a` stands in two"),
    "a record in two parts": (
        [
            {"subjects": [shop(code, code)], "inspections": [visit("i", code)]}
            for code in (A, B)
        ],
        "inspections: `i` stands in two parts",
    ),
    "other columns": (
        [{"subjects": [shop("a", A, date(2020, 1, 1))]}, {"subjects": [shop("b", B)]}],
        "subjects: has other columns .*missing: valid_from",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("several", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(several: list[Rows], told: str, tmp_path: Path) -> None:
    """What does not go together is refused in words, and nothing is written."""
    with pytest.raises(RegisterError, match=told):
        written(several, tmp_path / "compact")
    assert not list(tmp_path.iterdir())


def test_nothing_is_added(tmp_path: Path) -> None:
    """A register of nothing is not written."""
    with pytest.raises(NothingEvaluated, match="nothing was added"), CompactWriter(tmp_path / "compact"):
        pass
    assert not list(tmp_path.iterdir())
