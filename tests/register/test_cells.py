"""Twin tables: the cells that are accepted and what they hold, and the cells that are refused and why."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy
import pandas
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regrules.errors import Defect, RegisterError
from regrules.model.schema import ColumnSchema, TableSchema
from regrules.model.tables import CORE
from regrules.model.text import Text
from regrules.register import from_frames, from_records

NAME = Text(zh="测试", en="test")
COLUMNS = {
    "text": {},
    "word": {"words": ("routine", "full")},
    "open_word": {"type": "word"},
    "words": {"words": ("drug", "device")},
    "open_words": {"type": "words"},
    "date": {},
    "time": {},
    "flag": {},
    "whole": {"least": 0, "most": 3},
    "free_whole": {"type": "whole"},
    "number": {"least": 0, "most": 100},
    "division": {},
    "uscc": {"type": "text"},
}
TABLE = TableSchema(
    name="things",
    row="thing",
    heading=NAME,
    columns=[ColumnSchema(**{"name": name, "type": name, "heading": NAME} | about) for name, about in COLUMNS.items()],
)
SCHEMA = CORE.extended(tables=[TABLE])
moment = datetime.fromisoformat
CODE = "91110000600037341L"

ACCEPTED: list[tuple[str, object, object]] = [
    ("text", "药店", "药店"),
    ("text", "-", "-"),
    ("text", "a;b", "a;b"),
    ("text", "", None),
    ("word", "full", "full"),
    ("open_word", "anything", "anything"),
    ("words", "drug", {"drug"}),
    ("words", "drug;device", {"drug", "device"}),
    ("words", "-", set()),
    ("words", "", None),
    ("words", ["drug"], {"drug"}),
    ("words", (), set()),
    ("words", frozenset({"device"}), {"device"}),
    ("words", numpy.array(["drug", "device"], dtype=object), {"drug", "device"}),
    ("open_words", "this;that", {"this", "that"}),
    ("date", "2024-02-29", date(2024, 2, 29)),
    ("date", "1900-01-01", date(1900, 1, 1)),
    ("date", "2200-12-31", date(2200, 12, 31)),
    ("date", date(2025, 3, 31), date(2025, 3, 31)),
    ("date", moment("2025-03-31"), date(2025, 3, 31)),
    ("date", pandas.Timestamp("2025-03-31"), date(2025, 3, 31)),
    ("date", pandas.NaT, None),
    ("time", "2025-03-31T09:30", moment("2025-03-31T09:30")),
    ("time", "2025-03-31 09:30:15", moment("2025-03-31T09:30:15")),
    ("time", moment("2025-03-31T09:30"), moment("2025-03-31T09:30")),
    ("flag", "true", True),
    ("flag", "false", False),
    ("flag", False, False),
    ("whole", "3", 3),
    ("whole", "0", 0),
    ("whole", 2, 2),
    ("whole", 2.0, 2),
    ("whole", float("nan"), None),
    ("free_whole", "-12", -12),
    ("number", "87.50", Decimal("87.5")),
    ("number", "100", Decimal(100)),
    ("number", 0, Decimal(0)),
    ("number", 87.4, Decimal("87.4")),
    ("number", Decimal("0.1"), Decimal("0.1")),
    ("division", "500240", "500240"),
    ("uscc", CODE, CODE),
    ("uscc", None, None),
]
REFUSED: list[tuple[str, object, str]] = [
    ("text", " a", "` a` has blanks before or after it; accepted: `a`"),
    ("text", "a\u3000", "accepted: `a`"),
    ("text", "  ", "only blanks"),
    ("text", 17, "`17` is not text"),
    ("text", 1.5, "given as text"),
    ("text", b"a", "is not text"),
    ("word", "routin", "did you mean `routine`?"),
    ("word", "-", "unknown word of word `-`; accepted: full, routine"),
    ("word", "full;routine", "unknown word"),
    ("word", 3, "`3` is not an accepted word"),
    ("words", "drug;devise", "unknown word of words `devise`; accepted: device, drug; did you mean `device`?"),
    ("words", "drug;", "an empty word"),
    ("words", "drug;;device", "an empty word"),
    ("words", "drug; device", "blanks before or after"),
    ("words", "drug;-", "`-` alone is the empty set"),
    ("words", "drug;drug", "`drug` stands twice"),
    ("words", "drug,device", "unknown word"),
    ("words", ["drug", None], "not a set of words"),
    ("words", {"drug": 1}, "not a set of words"),
    ("words", ["drug;device"], "`;` parts the words"),
    ("open_words", ["a", ""], "an empty word"),
    ("open_words", ["-"], "`-` alone is the empty set"),
    ("words", 4, "`4` is not a set"),
    ("date", "2025-02-30", "`2025-02-30` is a date that cannot be"),
    ("date", "2025-3-1", "did you mean `2025-03-01`?"),
    ("date", "2025/12/31", "did you mean `2025-12-31`?"),
    ("date", "2025年3月1日", "did you mean `2025-03-01`?"),
    ("date", "20250301", "did you mean `2025-03-01`?"),
    ("date", "2025-W01-1", "is not a date; accepted: YYYY-MM-DD"),
    ("date", "２０２５-03-01", "is not a date"),
    ("date", "2025-03-01T00:00", "is not a date"),
    ("date", "1899-12-31", "accepted: years 1900 to 2200"),
    ("date", "2201-01-01", "accepted: years 1900 to 2200"),
    ("date", date(1899, 12, 31), "accepted: years 1900 to 2200"),
    ("date", moment("2025-03-31T00:01"), "holds a time"),
    ("date", datetime(2025, 3, 31, tzinfo=UTC), "without time and zone"),
    ("date", 20250301, "`20250301` is not a date"),
    ("date", "-", "`-` is not a date"),
    ("time", "2025-03-31", "is not a time"),
    ("time", "2025-03-31T24:30", "is a time that cannot be"),
    ("time", "2025-02-30T09:30", "is a date that cannot be"),
    ("time", "2025-03-31T09:30+08:00", "local time"),
    ("time", date(2025, 3, 31), "is not a time"),
    ("time", datetime(2025, 3, 31, tzinfo=UTC), "has a time zone"),
    ("flag", "True", "accepted: `true`, `false`; did you mean `true`?"),
    ("flag", "否", "did you mean `false`?"),
    ("flag", "2", "accepted: `true`, `false`"),
    ("flag", 1, "`1` is not accepted"),
    ("flag", 0.0, "`0.0` is not accepted"),
    ("whole", "4", "`4` is out of range; accepted: 0 to 3"),
    ("whole", "-1", "out of range"),
    ("whole", 4, "out of range"),
    ("whole", "1.0", "`1.0` is not a whole number"),
    ("whole", "１", "not a whole number"),
    ("whole", "1_0", "not a whole number"),
    ("whole", 1.5, "`1.5` is not a whole number"),
    ("whole", True, "`True` is not a whole number"),
    ("number", "87,5", "is not a number"),
    ("number", "1e2", "is not a number"),
    ("number", "50%", "is not a number"),
    ("number", ".5", "is not a number"),
    ("number", "5.", "is not a number"),
    ("number", "-0.1", "out of range; accepted: 0 to 100"),
    ("number", "100.01", "out of range"),
    ("number", float("inf"), "is not a number"),
    ("number", True, "is not a number"),
    ("number", Decimal("NaN"), "is not a number"),
    ("division", "50024", "six digits"),
    ("division", "5002400", "six digits"),
    ("division", "50024X", "six digits"),
    ("division", 500240, "given as text"),
    ("uscc", "91110000600037341l", "is not a unified social credit code"),
    ("uscc", "911100006000373410", "a code that begins so ends in `L`"),
    ("uscc", "12345", "18 signs"),
]


def read(column: str, value: object) -> Any:
    """What the cell holds after reading."""
    return from_records(SCHEMA, subjects=[], things=[{column: value}]).table("things").columns[column][0]


def shown(value: object) -> str:
    """A value as it is written; of a set, the words in order, so that a test has one name in every process."""
    return repr(sorted(value)) if isinstance(value, (set, frozenset)) else repr(value)


def defects(**tables: Any) -> tuple[Defect, ...]:
    """Why the tables are refused."""
    with pytest.raises(RegisterError) as refused:
        from_records(SCHEMA, subjects=[], **tables)
    return refused.value.defects


@pytest.mark.parametrize(("column", "value", "held"), ACCEPTED, ids=shown)
def test_accepted_cells(column: str, value: object, held: object) -> None:
    """An accepted cell is held exactly, and as the type that the column promises."""
    found = read(column, value)

    assert found == held
    assert type(found) is (frozenset if isinstance(held, set) else type(held))


@pytest.mark.parametrize(("column", "value", "reason"), REFUSED, ids=shown)
def test_refused_cells(column: str, value: object, reason: str) -> None:
    """A refused cell is one defect, which names its place and says why."""
    (defect,) = defects(things=[{column: None}, {column: value}])

    assert f"things[1].{column}" == defect.place
    assert reason in defect.problem


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9), st.integers(10_000_000, 99_999_999))
@settings(max_examples=50)
def test_one_check_digit_is_right(tail: str, head: int) -> None:
    """For the first 17 signs of a credit code exactly one last sign is accepted, and the refusals name it."""
    codes = [f"{head}{tail}{last}" for last in "0123456789ABCDEFGHJKLMNPQRTUWXY"]

    refused = defects(things=[{"uscc": code} for code in codes])

    (right,) = {defect.problem[-2] for defect in refused}
    assert len(refused) == 30
    assert read("uscc", f"{head}{tail}{right}") == f"{head}{tail}{right}"


def test_credit_codes_of_other_authorities() -> None:
    """A code may begin with letters, as those of village cooperatives do."""
    (defect,) = defects(things=[{"uscc": "N2110000600037300" + "0"}])

    assert read("uscc", "N2110000600037300" + defect.problem[-2])


def test_many_unknown_words_are_all_refused_soon() -> None:
    """A column full of other things is refused cell by cell; after many the nearest word is no longer looked for."""
    found = defects(things=[{"words": f"word-{number}"} for number in range(5000)])

    assert len(found) == 5000
    assert "accepted: device, drug" in found[0].problem
    assert "like the values before it" in found[-1].problem


def test_values_that_python_holds_equal_are_told_apart() -> None:
    """1, 1.0 and true are equal to Python and yet three things in a column."""
    (defect,) = defects(things=[{"free_whole": 1}, {"free_whole": 1.0}, {"free_whole": True}])

    assert defect.place == "things[2].free_whole"


@pytest.mark.parametrize(
    ("column", "series", "held"),
    [
        ("whole", pandas.Series([1, None], dtype="Int64"), [1, None]),
        ("whole", pandas.Series([1.0, float("nan")]), [1, None]),
        ("flag", pandas.Series([True, None], dtype="boolean"), [True, None]),
        ("text", pandas.Series(["a", float("nan")], dtype=object), ["a", None]),
        ("text", pandas.Series(["a", None], dtype="category"), ["a", None]),
        ("text", pandas.Series(["a", ""]), ["a", None]),
        ("date", pandas.Series(["2025-03-31", None], dtype="datetime64[ns]"), [date(2025, 3, 31), None]),
        ("date", pandas.Series([date(2025, 3, 31), None], dtype=object), [date(2025, 3, 31), None]),
        ("words", pandas.Series([["drug"], None]), [{"drug"}, None]),
        ("number", pandas.Series([87.4, None], dtype="float32"), [Decimal("87.4"), None]),
        ("number", polars.Series([87.4, float("nan")], dtype=polars.Float32), [Decimal("87.4"), None]),
        ("number", polars.Series([87.4, float("nan")]), [Decimal("87.4"), None]),
        ("whole", polars.Series([2, None], dtype=polars.UInt8), [2, None]),
        ("word", polars.Series(["full", None], dtype=polars.Categorical), ["full", None]),
        ("words", polars.Series([[], None], dtype=polars.List(polars.String)), [set(), None]),
        ("date", polars.Series([None, None]), [None, None]),
    ],
    ids=shown,
)
def test_columns_of_dataframes(column: str, series: Any, held: list[object]) -> None:
    """The ways in which dataframes hold values and missing ones are known."""
    library = pandas if isinstance(series, pandas.Series) else polars

    register = from_frames(SCHEMA, subjects=polars.DataFrame(schema=EMPTY), things=library.DataFrame({column: series}))

    assert held == register.table("things").columns[column]


EMPTY = dict.fromkeys(("subject_id", "jurisdiction", "name", "kinds"), polars.String)
