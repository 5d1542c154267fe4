"""One cell: from text as in a CSV file, or from a value as in a dataframe, to the value that a register holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar, cast

from attrs import frozen

from ..model.checks import unknown_name
from ..model.schema import ColumnSchema
from .codes import credit_code
from .dates import day, day_of, moment, moment_of
from .shown import shown

EMPTY_SET = "-"
CODES = {"uscc": credit_code}  # columns of text with a form of their own
TOLD_APART = 200  # after so many refused values of one column the nearest word is no longer looked for
Number = TypeVar("Number", int, Decimal)
FLAGS = {"true": ("true", "1", "yes", "是"), "false": ("false", "0", "no", "否")}
WANTED = {
    "text": "text",
    "word": "an accepted word",
    "words": "a set of accepted words",
    "date": "a date",
    "time": "a time",
    "flag": "`true` or `false`",
    "whole": "a whole number",
    "number": "a number",
    "division": "a division code",
}


@frozen
class Refusal:
    """
    Stands in the place of a value that is refused.

    Attributes:
        problem: Why.
    """

    problem: str


class Memo(dict[str, object]):
    """The values of one column by their text: each text is read once."""

    def __init__(self, column: ColumnSchema) -> None:
        super().__init__({"": None})
        self.column, self.refused = column, 0

    def __missing__(self, text: str) -> object:
        value = self[text] = self._read(text)
        return value

    def _read(self, text: str) -> object:
        try:
            if text.strip() != text:
                raise ValueError(_blanks(text))
            if self.refused >= TOLD_APART and self._unknown(text):
                raise ValueError(f"{shown(text)} is not {WANTED[self.column.type]}, like the values before it")
            return FROM_TEXT[self.column.type](text, self.column)
        except ValueError as refused:
            self.refused += 1
            return Refusal(str(refused))

    def _unknown(self, text: str) -> bool:
        """Whether a word is not accepted, found out without looking for the nearest."""
        return bool(self.column.words) and not set(text.split(";")) <= {*self.column.words, EMPTY_SET}


def read_cells(column: ColumnSchema, cells: Sequence[object], *, text_only: bool = False) -> list[object]:
    """The values of a column's *cells*, with a refusal in the place of each that is not accepted; None if missing."""
    memo = Memo(column)
    if text_only:
        texts = cast(Sequence[str], cells)
        if column.type == "text" and column.name not in CODES and list(map(str.strip, texts)) == list(texts):
            return [text or None for text in texts]  # nothing to read: texts differ too much for the memo to help
        return list(map(memo.__getitem__, texts))
    return [memo[str(cell)] if isinstance(cell, str) else _read_value(column, cell) for cell in cells]


def as_text(value: object) -> str:
    """A value as it stands in a CSV file."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="microseconds" if value.microsecond else "seconds")
        case date():
            return value.isoformat()
        case frozenset():
            return ";".join(sorted(value)) or EMPTY_SET
        case Decimal():
            return format(value.normalize() + 0, "f")  # 0 and not -0; 100 and not 1E+2
    return str(value)


def missing(value: object) -> bool:
    """Whether a value stands for a missing one: None, or a number or time that is not one (NaN, NaT)."""
    return value is None or (isinstance(value, (float, datetime)) and value != value)  # NaN differs from itself


def _read_value(column: ColumnSchema, value: object) -> object:
    if missing(value):
        return None
    try:
        return FROM_VALUE[column.type](value, column)
    except ValueError as refused:
        return Refusal(str(refused))


def _blanks(text: str) -> str:
    if not text.strip():
        return "the cell holds only blanks; leave it empty if the value is missing"
    return f"{shown(text)} has blanks before or after it; accepted: {shown(text.strip())}"


# From text


def _text(text: str, column: ColumnSchema) -> str:
    return CODES[column.name](text) if column.name in CODES else text


def _word(text: str, column: ColumnSchema) -> str:
    if column.words and text not in column.words:
        raise ValueError(unknown_name(f"word of {column.name}", text, column.words))
    return text


def _words(text: str, column: ColumnSchema) -> frozenset[str]:
    return frozenset() if text == EMPTY_SET else _set_of(text.split(";"), column)


def _set_of(words: list[str], column: ColumnSchema) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if not word:
            raise ValueError("an empty word stands in the set; accepted: words joined by `;`, or `-` for the empty set")
        if word.strip() != word:
            raise ValueError(_blanks(word))
        if word == EMPTY_SET or ";" in word:
            raise ValueError(f"{shown(word)} is no word of a set; `-` alone is the empty set, and `;` parts the words")
        if word in found:
            raise ValueError(f"{shown(word)} stands twice in the set")
        found.add(_word(word, column))
    return frozenset(found)


def _flag(text: str, _column: ColumnSchema) -> bool:
    if text not in ("true", "false"):
        meant = next((flag for flag, texts in FLAGS.items() if text.lower() in texts), None)
        offer = f"; did you mean `{meant}`?" if meant else ""
        raise ValueError(f"{shown(text)} is not accepted here; accepted: `true`, `false`{offer}")
    return text == "true"


def _whole(text: str, column: ColumnSchema) -> int:
    if not _digits(text.removeprefix("-")):
        raise ValueError(f"{shown(text)} is not a whole number")
    return _in_range(int(text), column)


def _number(text: str, column: ColumnSchema) -> Decimal:
    whole, point, part = text.removeprefix("-").partition(".")
    if not _digits(whole) or (point and not _digits(part)):
        raise ValueError(f"{shown(text)} is not a number; accepted: digits with at most one point, such as 87.5")
    return _in_range(Decimal(text), column)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _in_range(value: Number, column: ColumnSchema) -> Number:
    least, most = column.least, column.most
    if (least is not None and value < least) or (most is not None and value > most):
        bounds = f"{least} or more" if most is None else f"{most} or less" if least is None else f"{least} to {most}"
        raise ValueError(f"{shown(value)} is out of range; accepted: {bounds}")
    return value


def _division(text: str, _column: ColumnSchema) -> str:
    if len(text) != 6 or not _digits(text):
        raise ValueError(f"{shown(text)} is not a division code; accepted: six digits, such as 500240")
    return text


# From values


def _not_typed(value: object, column: ColumnSchema) -> object:
    raise ValueError(f"{shown(value)} is not {WANTED[column.type]}; codes and words are given as text")


def _typed_words(value: object, column: ColumnSchema) -> frozenset[str]:
    if hasattr(value, "tolist"):  # an array of NumPy, as pandas holds lists after reading a file
        value = value.tolist()
    if not isinstance(value, (list, tuple, set, frozenset)) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{shown(value)} is not a set of words")
    return _set_of(list(value), column)


def _typed_flag(value: object, _column: ColumnSchema) -> bool:
    if type(value) is not bool:
        raise ValueError(f"{shown(value)} is not accepted here; accepted: `true`, `false`")
    return value


def _typed_whole(value: object, column: ColumnSchema) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # pandas holds whole numbers so where some are missing
    if type(value) is not int:
        raise ValueError(f"{shown(value)} is not a whole number")
    return _in_range(value, column)


def _typed_number(value: object, column: ColumnSchema) -> Decimal:
    if isinstance(value, float):
        value = Decimal(repr(float(value)))  # the decimal that the same library would write in a CSV file
    if type(value) is int:
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise ValueError(f"{shown(value)} is not a number")
    return _in_range(value, column)


FROM_TEXT: dict[str, Callable[[str, ColumnSchema], object]] = {
    "text": _text,
    "word": _word,
    "words": _words,
    "date": lambda text, _: day(text),
    "time": lambda text, _: moment(text),
    "flag": _flag,
    "whole": _whole,
    "number": _number,
    "division": _division,
}
FROM_VALUE: dict[str, Callable[[object, ColumnSchema], object]] = {
    "text": _not_typed,
    "word": _not_typed,
    "words": _typed_words,
    "date": lambda value, _: day_of(value),
    "time": lambda value, _: moment_of(value),
    "flag": _typed_flag,
    "whole": _typed_whole,
    "number": _typed_number,
    "division": _not_typed,
}
