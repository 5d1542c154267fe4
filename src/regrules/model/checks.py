"""Validators and converters that the records of the model share."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any


def whole(_instance: Any, attribute: Any, value: object) -> None:
    """Refuse what is not a whole number; a bool is an int to Python, but not to us."""
    if value is not None and type(value) is not int:
        raise TypeError(f"{attribute.name} must be a whole number, got {value!r}")


def at_least(least: int) -> Callable[[Any, Any, Any], None]:
    """A validator for whole numbers of *least* or more; None passes."""

    def check(instance: Any, attribute: Any, value: object) -> None:
        whole(instance, attribute, value)
        if value is not None and value < least:  # type: ignore[operator]  # whole() has seen that it is an int
            raise ValueError(f"{attribute.name} must be {least} or more, got {value}")

    return check


def one_of(*accepted: str) -> Callable[[Any, Any, Any], None]:
    """A validator for a closed set of words, with the nearest one offered."""

    def check(_instance: Any, attribute: Any, value: object) -> None:
        if value not in accepted:
            raise ValueError(unknown_name(attribute.name, str(value), accepted))

    return check


def made_of(accepted: str, *kinds: Any) -> Callable[[Any, Any, Any], None]:
    """A validator for records of some *kinds*, which *accepted* tells in words."""

    def check(_instance: Any, attribute: Any, value: object) -> None:
        if not isinstance(value, kinds):
            text = repr(value)
            shown = text if len(text) <= 40 else f"{text[:39]}…"
            raise TypeError(f"{attribute.name} must be {accepted}, got {shown}")

    return check


def some_text(_instance: Any, attribute: Any, value: Any) -> None:
    """Refuse what is no text, or empty."""
    if not isinstance(value, str) or not value:
        raise ValueError(f"{attribute.name} must be text that is not empty, got {value!r}")


def unknown_name(what: str, value: str, accepted: Iterable[str]) -> str:
    """The sentence for a name that is not known: five accepted names at most, then a count, and the nearest."""
    names = sorted(accepted)
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"unknown {what} `{value}`; accepted: {shown or 'none'}{did_you_mean(value, names)}"


def did_you_mean(value: str, names: Iterable[str]) -> str:
    """A clause that offers the nearest of *names*, or nothing."""
    near = difflib.get_close_matches(value, list(names), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def day(value: object) -> date:
    """A date from ISO text or a date; anything else is refused."""
    if type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else _refuse_day(value)
        except ValueError:
            _refuse_day(value)
    return _refuse_day(value)


def optional_day(value: object) -> date | None:
    """As :func:`day`; None stays None."""
    return None if value is None else day(value)


def _refuse_day(value: object) -> date:
    raise ValueError(f"`{value}` is not a date; accepted: YYYY-MM-DD, such as 2025-03-31")


def as_tuple(value: object) -> tuple[Any, ...]:
    """A tuple from a sequence; a lone text is refused, since it would fall apart into letters."""
    if isinstance(value, (str, bytes)):
        raise TypeError(f"a sequence is wanted, got the text {value!r}")
    return tuple(value)  # type: ignore[arg-type]
