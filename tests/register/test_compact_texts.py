"""Columns of texts as arrays: every way to read them gives what was written."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from regrules.register.compact.hashing import Places
from regrules.register.compact.marks import marks_of
from regrules.register.compact.texts import MISSING, sorting, stored_texts, text_arrays, text_series

TEXT = st.one_of(st.sampled_from(["a", "b", "一", ""]), st.text(max_size=4))
SAME = st.integers(1, 3).flatmap(lambda length: st.lists(st.text("ab一", min_size=length, max_size=length)))
CELLS = st.one_of(
    st.lists(st.one_of(st.none(), TEXT), max_size=30),
    st.lists(TEXT, max_size=30),
    SAME,
    st.tuples(st.lists(st.none(), min_size=20), TEXT).map(lambda both: [*both[0], both[1], *both[0]]),
)


@given(CELLS, st.data())
def test_what_is_written_is_read(cells: list[str | None], data: st.DataObject) -> None:
    """All texts, a range of them and any of them are those that were written, missing and empty ones told apart."""
    arrays = text_arrays(text_series(cells))
    row = st.integers(0, max(len(cells) - 1, 0))
    start, stop = sorted((data.draw(row), data.draw(row)))
    rows = data.draw(st.lists(row, max_size=8)) if cells else []
    places = np.array(rows, dtype=data.draw(st.sampled_from([np.int32, np.int64, np.uint32])))
    column = stored_texts(arrays, len(cells))
    picked, within = [cells[each] for each in rows], places[places < stop - start]
    assert column.some(places) == picked == [column[each] for each in rows] == list(column.take(places))
    assert list(column.cut(start, stop)) == cells[start:stop]
    assert column.cut(start, stop).some(within) == [cells[start:stop][each] for each in within.tolist()]
    twice = column.cut(start, stop).joined(column)
    wanted = np.arange(len(twice))[::-1]
    assert twice.some(wanted) == [*cells[start:stop], *cells][::-1]
    assert list(twice) == [*cells[start:stop], *cells]
    assert list(column) == cells
    assert column.some(places) == picked


def test_little_is_kept_where_little_is_said() -> None:
    """Texts of one length need no ends, and a column of few texts holds those alone."""
    assert set(text_arrays(text_series(["ab", "cd"]))) == {"bytes"}
    assert set(text_arrays(text_series(["ab", "c"]))) == {"bytes", "ends"}
    few = text_arrays(text_series([None, None, None, None, None, "ab"]))
    assert few["rows"].tolist() == [5]
    assert few["bytes"].tobytes() == b"ab"
    assert text_arrays(text_series([None, "a"]))["bytes"].tobytes() == MISSING + b"a"


@given(st.lists(TEXT, unique=True, max_size=40), st.lists(st.one_of(st.none(), TEXT), max_size=40))
def test_texts_are_found_by_hash(known: list[str], wanted: list[str | None]) -> None:
    """Each text is found at its place among others, and a missing or an unknown one nowhere."""
    places = {text: place for place, text in enumerate(known)}
    found = Places(text_series(known)).of(text_series(wanted))
    assert found.tolist() == [-1 if text is None else places.get(text, -1) for text in wanted]


@given(st.one_of(st.lists(TEXT), SAME))
def test_texts_are_sorted(texts: list[str]) -> None:
    """Texts rise in order of their bytes, whether or not they are of one length."""
    assert [texts[place] for place in sorting(text_series(texts))] == sorted(texts)


LONG = st.one_of(TEXT, st.text("ab", max_size=20))


@given(st.lists(LONG, unique=True, max_size=20))
def test_marks_tell_texts_apart(texts: list[str]) -> None:
    """A text has the same mark wherever it stands, and different texts have different ones."""
    marks = marks_of(text_arrays(text_series(texts)), len(texts)).tolist()
    assert marks == [marks_of(text_arrays(text_series([each])), 1)[0] for each in texts]
    assert len(set(marks)) == len(texts)
    assert marks_of(text_arrays(text_series([None, "a"])), 2)[0] == 0
