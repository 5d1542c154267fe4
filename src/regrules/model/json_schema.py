"""
The JSON schema of written plans, made from the classes of the model.

It says what a plan is made of. What its figures, days and names mean is checked when it is read: a plan that the schema
refuses is refused by :func:`regrules.model.serial.plan_from_json` too, and not the other way round.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from datetime import date
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import attrs

from .plans import Plan
from .shapes import KIND, field_types, is_literals, is_union, name_of, reachable, tag

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTITY = "urn:regrules:schema:plan:1"
_DAY = {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: _DAY,
}
_LITERAL = {
    "oneOf": [
        {"type": ["string", "integer", "boolean"]},
        {"type": "object", "properties": {"date": _DAY}, "required": ["date"], "additionalProperties": False},
    ]
}


def plan_schema() -> dict[str, Any]:
    """The schema of a written plan (draft 2020-12)."""
    return {
        "$schema": DIALECT,
        "$id": IDENTITY,
        "title": "A supervision plan",
        "$ref": _reference(Plan),
        "$defs": {name_of(record): _record(record) for record in reachable(Plan)},
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"


def _reference(record: type) -> str:
    return f"#/$defs/{name_of(record)}"


def _record(record: type) -> dict[str, Any]:
    kind, about = tag(record), _about_fields(record)
    # `kind` stands first: a reader that tries one record after the other sees at once which is meant
    properties: dict[str, Any] = {} if kind is None else {KIND: {"const": kind}}
    required = [] if kind is None else [KIND]
    for field in attrs.fields(record):
        schema = dict(_value(field_types(record)[field.name]))
        if field.name in about:
            schema["description"] = about[field.name]
        if field.default is attrs.NOTHING:
            required.append(field.name)
        elif type(field.default) in (str, int, bool):
            schema["default"] = field.default
        properties[field.name] = schema
    return {
        "description": _plain(_documentation(record).split("\n\n")[0]),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _value(annotation: Any) -> dict[str, Any]:
    """The schema of what may stand where *annotation* is written."""
    if attrs.has(annotation):
        return {"$ref": _reference(annotation)}
    if is_literals(annotation):
        return _LITERAL
    if is_union(annotation):
        return {"oneOf": [_value(part) for part in get_args(annotation)]}
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _value(arguments[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _value(arguments[1])}
    return _PLAIN[annotation]


def _documentation(record: type) -> str:
    return inspect.cleandoc(record.__doc__ or "")


def _about_fields(record: type) -> dict[str, str]:
    """What the class says about each of its fields."""
    _, _, attributes = _documentation(record).partition("Attributes:\n")
    entries = re.findall(r"^    (\w+): (.+(?:\n {8,}.+)*)", attributes, flags=re.MULTILINE)
    return {name: _plain(text) for name, text in entries}


def _plain(text: str) -> str:
    """Documentation as running text in the words of JSON, without the names of classes."""
    named = re.sub(r":class:`(\w+)`", lambda match: match[1].lower(), text)
    return " ".join(re.sub(r"\bNone\b", "null", named).replace("``", "`").replace("*", "`").split())


if __name__ == "__main__":  # python -m regrules.model.json_schema > docs/schema/plan.schema.json
    print(schema_text(), end="")
