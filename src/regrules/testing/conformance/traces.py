"""What loading a plugin must leave alone: the process around it, and regrules itself."""

from __future__ import annotations

import decimal
import locale
import logging
import os
import signal
import sys
import threading
import time
import warnings
from itertools import takewhile
from pathlib import Path
from typing import Any

from ...model.tables import CORE


def traces() -> dict[str, Any]:
    """What a process is like now, by what a person calls it."""
    return {
        "the environment variables": dict(os.environ),
        "the working directory": str(Path.cwd()),
        "the filters of warnings": list(warnings.filters),
        "the paths on which modules are looked for": list(sys.path),
        "the finders of modules": [*map(id, sys.meta_path), *map(id, sys.path_hooks)],
        "the context of decimal numbers": repr(decimal.getcontext()) + repr(decimal.DefaultContext),
        "the locale": locale.setlocale(locale.LC_ALL),
        "the time zone": time.tzname,
        "the settings of logging": (logging.root.level, len(logging.root.handlers), logging.root.manager.disable),
        "the handlers of signals": [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)],
        "the hooks of the interpreter": [id(sys.excepthook), id(sys.displayhook), sys.getrecursionlimit()],
        "the number of threads": threading.active_count(),
        "the tables of the core": repr(CORE),
    }


def names_of_regrules() -> dict[str, int]:
    """Which thing stands behind each name of the modules of regrules that are loaded, and of their classes."""
    found = {}
    for module_name, module in list(sys.modules.items()):
        if module_name.partition(".")[0] != "regrules" or module is None:
            continue
        for name, value in list(vars(module).items()):
            if name.startswith("__"):
                continue
            found[f"{module_name}.{name}"] = id(value)
            if isinstance(value, type) and value.__module__ == module_name:
                inside = {each: id(part) for each, part in vars(value).items() if not each.startswith("__weak")}
                found |= {f"{module_name}.{name}.{each}": part for each, part in inside.items()}
    return found


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What is no longer as it was: what, before, after."""
    return [(what, *_shown(value, after.get(what))) for what, value in before.items() if after.get(what) != value]


def replaced(before: dict[str, int], after: dict[str, int]) -> list[tuple[str, str, str]]:
    """The names of regrules behind which something else stands now; names that were added are no harm."""
    return [(f"`{name}` of regrules", "", "") for name, value in before.items() if after.get(name) != value]


def _shown(one: Any, other: Any) -> tuple[str, str]:
    """The part of two values in which they differ, short."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = [name for name in {**one, **other} if one.get(name) != other.get(name)]
        one, other = ({name: each.get(name) for name in names[:3]} for each in (one, other))
    elif isinstance(one, list) and isinstance(other, list):
        one, other = [each for each in one if each not in other], [each for each in other if each not in one]
    first, second = str(one), str(other)
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
    start = max(0, start - 20) if start > 60 else 0
    return _short(first[start:]), _short(second[start:])


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
