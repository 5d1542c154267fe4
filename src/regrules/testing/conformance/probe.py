"""
Loads plugins and writes down what happens: run in a process of its own by :mod:`.processes`.

It imports as little as a program that uses regrules does, so that what a plugin drags in can be told.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import FunctionType, GeneratorType, ModuleType
from typing import Any

import pluggy

from ... import hookspec
from ...failing import failure_text
from ...model import converter, serial
from ...model.plans import Jurisdiction
from .clock import clock_at
from .deeds import watched
from .traces import differences, names_of_regrules, replaced, traces

HEAVY = ("polars", "pandas", "numpy", "narwhals", "pyarrow", "duckdb", "modin", "dask", "pyspark")


def main() -> None:
    """Do what the first argument asks, as JSON, and write what happened to the file that it names."""
    request = json.loads(sys.argv[1])
    if request["ask"] == "survey":
        with Path(request["out"]).open("w", encoding="utf-8") as file:
            survey(lambda line: print(json.dumps(line), file=file, flush=True))
        return
    (entry,) = (each for each in entries(request["distribution"]) if each.name == request["entry"])
    seen = observe(entry, request["clock"]) if request["ask"] == "observe" else demonstrate(entry, request)
    Path(request["out"]).write_text(json.dumps(seen), encoding="utf-8")


def entries(distribution: str | None = None) -> Iterable[EntryPoint]:
    """The entry points in which counties are announced, each once; those of one distribution, if it is named."""
    found = {}
    for each in entry_points(group=hookspec.GROUP):
        name = each.dist.name if each.dist else ""
        if distribution in (None, name):
            found[each.name, each.value, name] = each
    return found.values()


def observe(entry: EntryPoint, clock: str | None) -> dict[str, Any]:
    """What is seen when *entry* is imported and asked twice, with the clock set to a moment."""
    converter.converter()  # built before the clock is set, or it would know another kind of day
    seen: dict[str, Any] = {}
    loaded, before, names = set(sys.modules), traces(), names_of_regrules()
    started = time.perf_counter()
    with clock_at(clock), watched() as done:
        plugin = _tried(entry.load, seen, "import_error")
        seen["heavy"] = [name for name in HEAVY if name in sys.modules and name not in loaded]
        if not seen.get("import_error"):
            seen["folder"] = _folder(entry)
            ask = _hooks(plugin, entry.name, seen)
            first = _asked(ask, seen) if ask else None
            seen["seconds"] = time.perf_counter() - started
            second = _tried(ask, seen, "again_error") if ask and seen.get("answer") == "jurisdiction" else None
    seen["done"] = list(dict.fromkeys(done))
    seen["changed"] = [*differences(before, traces()), *replaced(names, names_of_regrules())]
    if seen.get("answer") == "jurisdiction":
        _written(first, second, seen)
    return seen


def _tried(act: Callable[[], Any], seen: dict[str, Any], name: str) -> Any:
    """What *act* returns; if it raises, that is noted under *name*."""
    try:
        return act()
    except KeyboardInterrupt:
        raise
    except BaseException as failure:  # a plugin that leaves the program must be told, not obeyed
        seen[name] = failure_text(failure)


def _folder(entry: EntryPoint) -> str:
    file = getattr(sys.modules.get(entry.module), "__file__", None)
    return str(Path(file).resolve().parent) if file else ""


def _hooks(plugin: Any, name: str, seen: dict[str, Any]) -> Callable[[], Any] | None:
    """The function by which the plugin answers; what its hooks are called is noted."""
    marked, unmarked = [], []
    for each in dir(plugin):
        value = getattr(plugin, each, None)
        if hasattr(value, f"{hookspec.GROUP}_impl"):
            marked.append(each)
        elif _called_like_a_hook(each, value, plugin):
            unmarked.append(each)
    seen |= {"hooks": marked, "unmarked": unmarked}
    manager = pluggy.PluginManager(hookspec.GROUP)
    manager.add_hookspecs(hookspec)
    try:
        manager.register(plugin, name)
        manager.check_pending()
    except Exception as refused:
        seen["unknown"] = str(refused)
    ask = getattr(plugin, "regrules_jurisdiction", None)
    return ask if "regrules_jurisdiction" in marked else None


def _called_like_a_hook(name: str, value: Any, plugin: Any) -> bool:
    if not isinstance(value, FunctionType) or not name.startswith(f"{hookspec.GROUP}_"):
        return False
    return not isinstance(plugin, ModuleType) or value.__module__ == plugin.__name__


def _asked(ask: Callable[[], Any], seen: dict[str, Any]) -> Any:
    answer = _tried(ask, seen, "call_error")
    if not seen.get("call_error"):
        seen["answer"] = kind_of(answer)
        seen["shown"] = _short(repr(answer)) if seen["answer"] != "jurisdiction" else ""
    return answer


def kind_of(answer: object) -> str:
    """What a hook returned, as a person calls it."""
    if type(answer) is Jurisdiction:
        return "jurisdiction"
    if isinstance(answer, type):
        return "class"
    kinds: dict[type, str] = {
        type(None): "nothing", GeneratorType: "generator", dict: "dictionary", list: "list", tuple: "list",
        str: "text", FunctionType: "function", Jurisdiction: "subclass",
    }  # fmt: skip
    return next((name for kind, name in kinds.items() if isinstance(answer, kind)), "something else")


def _written(first: Any, second: Any, seen: dict[str, Any]) -> None:
    """Note the answer as data, whether the second is the same, whether the data give it back."""
    try:
        seen["data"] = serial.to_data(first)
        if not seen.get("again_error"):
            again = serial.to_data(second) if type(second) is Jurisdiction else _short(repr(second))
            seen["again"] = None if again == seen["data"] and first == second else again
    except Exception as refused:
        seen["write_error"] = _short(str(refused))
        return
    try:
        back = serial.from_data(json.loads(json.dumps(seen["data"])), Jurisdiction)
        seen["round_trip"] = "" if back == first else "the data give another jurisdiction back"
    except Exception as refused:
        seen["round_trip"] = str(refused)


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117]}..."


def survey(tell: Callable[[dict[str, str]], None]) -> None:
    """Tell of every entry point, one by one, which county it announces or why it does not load."""
    for entry in entries():
        about = {"entry": entry.name, "distribution": entry.dist.name if entry.dist else ""}
        tell(about | {"problem": "it does not come to an end"})  # what is said of it if nothing follows
        try:
            answer = entry.load().regrules_jurisdiction()
            tell(about | {"id": answer.id, "code": answer.code})
        except BaseException as failure:
            tell(about | {"problem": failure_text(failure)})


def demonstrate(entry: EntryPoint, request: dict[str, Any]) -> dict[str, Any]:
    """What is seen when the county's demo register is written."""
    seen: dict[str, Any] = {}
    county = _tried(lambda: entry.load().regrules_jurisdiction(), seen, "problem")
    if not seen:
        demo = _tried(lambda: import_module(county.demo), seen, "problem")
    if not seen:
        seen["as_of"] = str(getattr(demo, "AS_OF", ""))
        folder = Path(request["folder"])
        folder.mkdir(parents=True, exist_ok=True)
        _tried(lambda: demo.write(folder, seed=2025), seen, "problem")
    return seen
