"""Running variants in processes of their own, in turns, and telling what they took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter
from typing import Any

from attrs import field, frozen
from region.answers import Answers, Pairs, differences

HERE = Path(__file__).parents[1]


@frozen(kw_only=True)
class Ran:
    """
    What one process took.

    Attributes:
        seconds: By the clock on the wall, from start to end.
        busy: The processor's time, that of the system included.
        peak: The most memory that it held, in bytes; pages of mapped files count.
        told: What it printed.
    """

    seconds: float
    busy: float
    peak: int
    told: dict[str, Any] = field(repr=False)


def run(*arguments: str) -> Ran:
    """Run a program of the benchmark to its end; a failure ends the benchmark."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = os.pathsep.join(path for path in (str(HERE), kept.get("PYTHONPATH")) if path)
    with TemporaryFile("w+") as output:
        start = perf_counter()
        process = subprocess.Popen([sys.executable, "-m", *arguments], stdout=output, env=kept | {"PYTHONPATH": paths})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(arguments)} failed")
        output.seek(0)
        told = json.load(output)
    return Ran(seconds=seconds, busy=usage.ru_utime + usage.ru_stime, peak=told["peak"], told=told)


@frozen(kw_only=True)
class Case:
    """
    Something to be measured.

    Attributes:
        name: What it is called in the results.
        variant: The variant.
        folder: The folder of its register.
        warm: Times it in memory; else the whole process.
        plan: Which plan regrules is asked.
        county: The county of variants that are asked about one.
    """

    name: str
    variant: str
    folder: Path
    warm: bool
    plan: str = "plain"
    county: str = ""

    def run(self, runs: int) -> Ran:
        """One process of it; warm ones answer *runs* times after a first one that is not counted."""
        return run(
            "region.run", self.variant, str(self.folder), "--plan", self.plan, "--county", self.county,
            "--runs", str(runs if self.warm else 0),
        )  # fmt: skip


@frozen(kw_only=True)
class Measured:
    """
    What a case took: medians of all turns.

    Attributes:
        seconds: By the clock on the wall, scaled to the whole register.
        busy: The processor's time, scaled likewise.
        peak: The most memory of any turn, not scaled.
        share: The part of the register that was asked about.
        turns: The seconds of every turn, in order, so that cases that took turns can be compared turn by turn.
        busy_turns: The processor's time of every turn.
    """

    seconds: float
    busy: float
    peak: int
    share: float
    turns: tuple[float, ...]
    busy_turns: tuple[float, ...]


def measure(cases: Sequence[Case], turns: int, runs: int = 5) -> tuple[dict[str, Measured], dict[str, Answers]]:
    """What each case took and what it answered, all of them taking turns."""
    ran: dict[str, list[Ran]] = defaultdict(list)
    for turn in range(turns):
        for case in cases if turn % 2 == 0 else cases[::-1]:
            ran[case.name].append(case.run(runs))
            print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    return {case.name: _medians(case, ran[case.name]) for case in cases}, {
        case.name: ran[case.name][0].told["answers"] for case in cases
    }


def _medians(case: Case, ran: Sequence[Ran]) -> Measured:
    share = ran[0].told["share"]
    walls = [median(each.told["seconds"]) if case.warm else each.seconds for each in ran]
    busy = [median(each.told["busy"]) if case.warm else each.busy for each in ran]
    return measured(walls, busy, peak=max(each.peak for each in ran), share=share)


def measured(walls: Sequence[float], busy: Sequence[float], *, peak: int = 0, share: float = 1.0) -> Measured:
    """What came of some turns, scaled to the whole register."""
    turns, busy_turns = tuple(wall / share for wall in walls), tuple(each / share for each in busy)
    return Measured(
        seconds=median(turns), busy=median(busy_turns), peak=peak, share=share, turns=turns, busy_turns=busy_turns
    )


def check(answers: Iterable[tuple[Case, Answers]], wanted: Answers, counties: Sequence[str]) -> None:
    """End the benchmark if two variants do not give the same numbers; some answer about one county, some not everything."""
    for case, found in answers:
        place = counties.index(case.county) if case.county else None
        ours: dict[str, Pairs] = {
            name: pairs if place is None else pairs[place : place + 1]
            for name, pairs in wanted.items()
            if name in found
        }
        if wrong := differences(ours, found):
            raise SystemExit("\n".join((f"{case.name} and the first variant do not agree:", *wrong[:5])))
        if not ours:
            raise SystemExit(f"{case.name} answered nothing")


def ratio(ours: Measured, theirs: Measured, *, busy: bool) -> float:
    """How much longer one took than the other, by the clock or the processor: the median of the ratios of each turn."""
    both = (ours.busy_turns, theirs.busy_turns) if busy else (ours.turns, theirs.turns)
    return median(a / b for a, b in zip(*both, strict=True))
