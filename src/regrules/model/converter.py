"""
The strict converter behind :mod:`regrules.model.serial`.

Left to itself the library would read ``"85"`` as 85, ``85.9`` as 85 and a text as a list of letters; every such
conversion is replaced by a check here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import attrs
from cattrs import (
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from ..errors import Defect
from .checks import day, unknown_name
from .shapes import KIND, field_types, is_literals, is_union, may_be_nothing, records_among, tag

Reader = Callable[[Any, Any], Any]
_WANTED = {str: "text", int: "a whole number", bool: "true or false"}


class _WrongKeyError(ValueError):
    """What is wrong with one key, found where the whole object is in hand."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(problem)
        self.key = key


@cache
def converter() -> Converter:
    """The converter, built once. Of several rules for a type the one registered last goes first."""
    made = Converter(
        forbid_extra_keys=True,
        unstructure_fallback_factory=lambda _: _write_plain,
        unstruct_collection_overrides={tuple: list},
    )
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook_func(is_literals, _write_literal)
    made.register_unstructure_hook_factory(attrs.has, _record_writer)
    for plain in _WANTED:
        made.register_structure_hook(plain, _read_plain)
    made.register_structure_hook_func(lambda cls: cls is date, _read_day)
    made.register_structure_hook_func(_made_of(Literal), _read_word)
    made.register_structure_hook_factory(_made_of(tuple), _sequence_reader)
    made.register_structure_hook_factory(_made_of(Mapping), _mapping_reader)
    made.register_structure_hook_factory(is_union, _union_reader)
    made.register_structure_hook_func(is_literals, _read_literal)
    made.register_structure_hook_factory(attrs.has, _record_reader)
    return made


def _made_of(origin: Any) -> Callable[[Any], bool]:
    return lambda cls: get_origin(cls) is origin


def defects(refused: BaseException) -> tuple[Defect, ...]:
    """Everything that reading found wrong, each with its path from ``$``."""
    try:
        return tuple(_defects(refused, "$"))
    except RecursionError:
        return (Defect(place="$", problem=_problem(RecursionError())),)


def _defects(refused: BaseException, place: str) -> Iterator[Defect]:
    if isinstance(refused, ClassValidationError):
        named, others = refused.group_exceptions()
        for inner, field in named:
            yield from _defects(inner, place + _step(field.name))
        for other in others:
            yield from _defects(other, place)
    elif isinstance(refused, IterableValidationError):
        for inner, item in refused.group_exceptions()[0]:
            yield from _defects(inner, place + _step(item.index))
    elif isinstance(refused, ForbiddenExtraKeysError):
        accepted = (*field_types(refused.cl), *([KIND] if tag(refused.cl) else []))
        for key in sorted(map(str, refused.extra_fields)):
            yield Defect(place=place + _step(key), problem=unknown_name("key", key, accepted))
    else:
        step = _step(refused.key) if isinstance(refused, _WrongKeyError) else ""
        yield Defect(place=place + step, problem=_problem(refused))


def _problem(refused: BaseException) -> str:
    if isinstance(refused, KeyError):
        return "is missing"  # no rule below raises it, so it is a field without default that was looked up in vain
    return "the parts are nested too deeply to be read" if isinstance(refused, RecursionError) else str(refused)


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if re.fullmatch(r"\w+", key) else f"[{json.dumps(key, ensure_ascii=False)}]"


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 40 else f"{text[:37]}..."


# Writing


def _write_plain(value: Any) -> Any:
    return value if value is None or type(value) in _WANTED else _refuse_to_write(value)


def _write_literal(value: Any) -> Any:
    return {"date": value.isoformat()} if type(value) is date else _write_plain(value)


def _record_writer(cls: Any, made: Any) -> Callable[[Any], dict[str, Any]]:
    write_fields = make_dict_unstructure_fn(cls, made, _cattrs_omit_if_default=True)
    kind = tag(cls)

    def write(record: Any) -> dict[str, Any]:
        fields = write_fields(record) if type(record) is cls else _refuse_to_write(record)
        return fields if kind is None else {KIND: kind, **fields}

    return write


def _refuse_to_write(value: object) -> Any:
    raise TypeError(f"{value!r} cannot be written: it is neither a record of a plan nor a plain value")


# Reading


def _read_plain(value: Any, cls: Any) -> Any:
    if type(value) is not cls:  # exactly: to Python, true is a whole number
        raise TypeError(f"{_WANTED[cls]} is wanted, got {_shown(value)}")
    return value


def _read_day(value: Any, _: Any) -> date:
    if type(value) is not str:
        raise TypeError(f"a day as text is wanted, such as 2025-03-31, got {_shown(value)}")
    return day(value)


def _read_word(value: Any, cls: Any) -> Any:
    accepted = get_args(cls)
    if type(value) is not str:
        raise TypeError(f"one of the words {', '.join(accepted)} is wanted, got {_shown(value)}")
    if value not in accepted:
        raise ValueError(unknown_name("word", value, accepted))
    return value


def _read_literal(value: Any, _: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"date"}:
        return _read_day(value["date"], date)
    if type(value) not in _WANTED:
        raise TypeError(f'text, a whole number, true, false or {{"date": ...}} is wanted, got {_shown(value)}')
    return value


def _sequence_reader(cls: Any, made: Any) -> Reader:
    inner = get_args(cls)[0]

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise TypeError(f"a list is wanted, got {_shown(value)}")
        return tuple(_each(enumerate(value), inner, made).values())

    return read


def _mapping_reader(cls: Any, made: Any) -> Reader:
    inner = get_args(cls)[1]

    def read(value: Any, _: Any) -> dict[str, Any]:
        return _each(_object(value).items(), inner, made)

    return read


def _each(items: Iterable[tuple[Any, Any]], inner: Any, made: Converter) -> dict[Any, Any]:
    """The values of *items*, read one by one; all that is wrong with them in one exception."""
    found, errors = {}, []
    for place, value in items:
        try:
            found[place] = made.structure(value, inner)
        except Exception as error:
            error.add_note(IterableValidationNote(f"at {place}", place, inner))
            errors.append(error)
    if errors:
        raise IterableValidationError("some items are refused", errors, tuple)
    return found


def _union_reader(cls: Any, made: Any) -> Reader:
    records, optional = records_among(cls), may_be_nothing(cls)
    plain = next((each for each in get_args(cls) if each is not NoneType and each not in records), None)
    kinds = {str(tag(record)): record for record in records}

    def read(value: Any, _: Any) -> Any:
        if value is None and optional:
            return None
        if plain is not None and not (records and isinstance(value, dict)):
            return made.structure(value, plain)
        record = records[0] if len(records) == 1 else kinds[_kind(_object(value), kinds)]
        return made.structure(value, record)

    return read


def _record_reader(cls: Any, made: Any) -> Reader:
    read_fields = make_dict_structure_fn(cls, made)
    kind = tag(cls)

    def read(value: Any, _: Any) -> Any:
        fields = dict(_object(value))
        if kind is not None:
            _kind(fields, [kind])
            del fields[KIND]
        return read_fields(fields, cls)

    return read


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"an object is wanted, got {_shown(value)}")
    return value


def _kind(fields: Mapping[str, Any], accepted: Iterable[str]) -> str:
    """The ``kind`` of an object, one of *accepted*."""
    found = fields.get(KIND)
    if found is None:
        raise _WrongKeyError(KIND, f"is missing; accepted: {', '.join(sorted(accepted))}")
    if type(found) is not str:
        raise _WrongKeyError(KIND, f"a word is wanted, got {_shown(found)}")
    if found not in accepted:
        raise _WrongKeyError(KIND, unknown_name(KIND, found, accepted))
    return found
