"""
How long a region takes: ``python tests/benchmarks/bench_region.py`` prints a table and writes ``build/bench_region.json``.

What is measured is said in ``docs/speed.md``. It is no test of speed: nothing here passes or fails by its time, but all
variants must give the same numbers, or the benchmark ends without any.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs
from region.goals import MEGABYTE, Goal, goals
from region.measure import Case, Measured, check, measure
from region.more import check_intervals, compaction, one_county, sessions
from region.prepare import prepared
from region.setting import SIZES, codes
from region.variants import VARIANTS

import regrules

OUTPUT = Path("build") / "bench_region.json"
SMALLER = {"ten-fold": "full", "full": "tenth", "tenth": "hundredth"}


def main() -> None:
    """Measure, check, print and write."""
    given = _arguments()
    size = SIZES[given.size]
    names = _installed(given.variants, alone=size.is_large)
    wanted = dict.fromkeys(VARIANTS[name].place for name in names if VARIANTS[name].place != "tables")
    place = prepared(size, given.folder, layouts=[*wanted])
    counties = codes(size)
    cases = list(_cases(names, place, counties[0], whole=not given.check, warm=True))
    found, answers = measure(cases, 1 if given.check else given.turns, 1 if given.check or size.is_large else 5)
    check([(case, answers[case.name]) for case in cases], answers[cases[0].name], counties)
    print(f"{len(names)} variants give the same numbers for {len(counties)} counties")
    if given.check:
        return
    if given.goals:
        found |= _for_goals(size.name, given.folder, given.turns)
    _print(names, found)
    told = list(goals(found, busy=given.busy, large=size.is_large)) if given.goals else []
    for goal in told:
        print(goal.line())
    _write(size.name, found, told)


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description="How long a region takes, in several ways.")
    asked.add_argument("--size", choices=[*SIZES], default="full", help="the size of the register")
    asked.add_argument("--variants", default=",".join(VARIANTS), help="which variants, by their letters")
    asked.add_argument("--goals", action="store_true", help="measure what the goals need beside the variants")
    asked.add_argument("--busy", action="store_true", help="judge the goals by the processor's time, not by the clock")
    asked.add_argument("--turns", type=int, default=5, help="how many turns the variants take")
    asked.add_argument("--check", action="store_true", help="only see that all give the same numbers")
    asked.add_argument("--folder", type=Path, default=Path("build") / "region", help="where the registers are kept")
    given = asked.parse_args()
    given.variants = given.variants.split(",")
    if unknown := sorted(set(given.variants) - set(VARIANTS)):
        asked.error(f"no variant is called {unknown[0]}; accepted: {', '.join(VARIANTS)}")
    return given


def _installed(names: Sequence[str], *, alone: bool) -> list[str]:
    """The variants that can be asked, the others are told: those without their package, and all by hand if *alone*."""
    found = []
    if alone:
        print("of this size there are no tables, only a compact register, so that regrules is asked alone")
    for name in ["a"] if alone else names:
        package = VARIANTS[name].alone
        if package and importlib.util.find_spec(package) is None:
            print(f"{name}: {VARIANTS[name].title} is not installed")
        else:
            found.append(name)
    return found


def _cases(names: Sequence[str], place: Path, county: str, *, whole: bool, warm: bool) -> list[Case]:
    cases = []
    for name in names:
        variant = VARIANTS[name]
        about = {"variant": name, "folder": place.resolve(), "county": county if variant.part else ""}
        if warm:
            cases.append(Case(name=f"{name}, warm", warm=True, **about))
        if whole and not variant.part and not variant.alone:
            cases.append(Case(name=name, warm=False, **about))
    return cases


def _for_goals(size: str, folder: Path, turns: int) -> dict[str, Measured]:
    """What the goals need: other plans, missing values, a tenth of the data, one county, sessions, compaction."""
    place = prepared(SIZES[size], folder, layouts=["compact"]).resolve()
    cases = [
        Case(name="plain", variant="a", folder=place, warm=True),
        Case(name="plain, whole", variant="a", folder=place, warm=False),
    ]
    if smaller := SMALLER.get(size):
        part = prepared(SIZES[smaller], folder, layouts=["compact"]).resolve()
        cases += [
            Case(name="tenth", variant="a", folder=part, warm=True),
            Case(name="tenth, whole", variant="a", folder=part, warm=False),
        ]
    if SIZES[size].is_large:
        return measure(cases, turns, 1)[0]
    gaps = prepared(SIZES[size], folder, missing=0.05, layouts=["compact"]).resolve()
    check_intervals(gaps)
    cases += [
        Case(name="staged", variant="a", folder=gaps, warm=True, plan="staged"),
        Case(name="8 obligations", variant="a", folder=place, warm=True, plan="8"),
        Case(name="64 obligations", variant="a", folder=place, warm=True, plan="64"),
    ]
    return measure(cases, turns)[0] | one_county() | sessions(place) | compaction(place / "tables", turns)


def _print(names: Sequence[str], found: Mapping[str, Measured]) -> None:
    """A table of at most 80 columns: seconds by the clock, of the processor, and memory."""
    print(f"{'':<36} {'whole process':^21} {'warm':^12}")
    print(f"{'':<36} {'s':>6} {'busy':>6} {'MB':>7} {'s':>6} {'busy':>6}")
    for name in names:
        whole, warm = found.get(name), found.get(f"{name}, warm")
        title = f"{name:<12}{VARIANTS[name].title}"
        cold = f"{whole.seconds:>6.2f} {whole.busy:>6.2f} {whole.peak / MEGABYTE:>7.0f}" if whole else " " * 21
        print(f"{title:<36} {cold} {warm.seconds:>6.2f} {warm.busy:>6.2f}" if warm else f"{title:<36} {cold}")
    for name in names:
        print(f"  {name}: {VARIANTS[name].about}")


def _write(size: str, found: Mapping[str, Measured], told: Sequence[Goal]) -> None:
    about = {
        "python": platform.python_version(), "machine": platform.machine(), "processors": os.cpu_count(),
        "load": os.getloadavg(), "regrules": regrules.__version__, "size": size, "records": SIZES[size].records,
    }  # fmt: skip
    data = {
        **about,
        "measured": {name: attrs.asdict(each) for name, each in found.items()},
        "goals": [{**attrs.asdict(goal), "kept": goal.kept} for goal in told],
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
