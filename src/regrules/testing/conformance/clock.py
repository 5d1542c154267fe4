"""A clock that is set to another moment, as a plugin sees it."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date as _Date  # noqa: N812 - the module has both names under other values while the clock is set
from datetime import datetime as _Moment  # noqa: N812 - likewise
from typing import Any

_NAMES = ("time", "time_ns", "localtime", "gmtime", "strftime")


class _Like(type):
    """A class that stands for another one: what is an instance of that one is an instance of it."""

    real: type

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.real)

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, cls.real)


@contextmanager
def clock_at(moment: str | None) -> Iterator[None]:
    """
    Run with the clock set to *moment*, local time; None leaves it alone.

    Only modules that are imported meanwhile, or that ask the modules ``time`` and ``datetime`` each time, see it.
    """
    if moment is None:
        yield
        return
    ahead = _Moment.fromisoformat(moment).timestamp() - time.time()
    kept = {name: getattr(time, name) for name in _NAMES}
    for name, value in _times(kept, ahead).items():
        setattr(time, name, value)
    vars(datetime).update(date=_dates(), datetime=_moments())
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(time, name, value)
        vars(datetime).update(date=_Date, datetime=_Moment)


def _times(real: dict[str, Callable[..., Any]], ahead: float) -> dict[str, Callable[..., Any]]:
    def now() -> float:
        return float(real["time"]()) + ahead

    return {
        "time": now,
        "time_ns": lambda: int(now() * 1_000_000_000),
        "localtime": lambda seconds=None: real["localtime"](now() if seconds is None else seconds),
        "gmtime": lambda seconds=None: real["gmtime"](now() if seconds is None else seconds),
        "strftime": lambda form, moment=None: real["strftime"](form, moment or real["localtime"](now())),
    }


def _dates() -> type:
    class Date(_Date, metaclass=_Like):
        real = _Date

        def __new__(cls, *args: Any, **named: Any) -> Any:
            return _Date(*args, **named)

        @classmethod
        def today(cls) -> Any:
            return _Date.fromtimestamp(time.time())  # noqa: DTZ012 - the day here

    return Date


def _moments() -> type:
    class Moment(_Moment, metaclass=_Like):
        real = _Moment

        def __new__(cls, *args: Any, **named: Any) -> Any:
            return _Moment(*args, **named)  # noqa: DTZ001 - as the caller asks

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return _Moment.fromtimestamp(time.time(), tz)

        @classmethod
        def today(cls) -> Any:
            return cls.now()

        @classmethod
        def utcnow(cls) -> Any:
            return _Moment.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    return Moment
