"""Observing a plugin in processes of its own: nothing that it does there can harm this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .observation import HERE, Observation, Surroundings, Surveyed

LONGEST = 30.0  # seconds that a plugin may take; a good one takes a tenth of one
PROGRAM = "from regrules.testing.conformance.probe import main; main()"


def observations(entry: str, distribution: str, places: Iterable[Surroundings]) -> tuple[Observation, ...]:
    """What is seen of the entry point *entry* in each of *places*; the processes run side by side."""
    with TemporaryDirectory(prefix="regrules-") as name:
        folder = Path(name)
        running = [
            _start(folder / str(number), place, ask="observe", entry=entry, distribution=distribution)
            for number, place in enumerate(places)
        ]
        return tuple(_observation(*_ended(each)) for each in running)


def survey() -> tuple[Surveyed, ...]:
    """Every county that is announced, and which do not load."""
    with TemporaryDirectory(prefix="regrules-") as name:
        process = _start(Path(name), HERE, ask="survey")
        _finish(process)
        out = Path(name) / "seen"
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] if out.exists() else []
    found = {(line["entry"], line["distribution"]): Surveyed(**line) for line in lines}
    return tuple(found.values())


def demonstration(entry: str, distribution: str, folders: Iterable[Path]) -> tuple[dict[str, str], ...]:
    """What is seen when the demo register is written to each of *folders*, where sets are ordered differently."""
    with TemporaryDirectory(prefix="regrules-") as name:
        running = [
            _start(
                Path(name) / str(number), Surroundings(seed=number), ask="demo", entry=entry, distribution=distribution,
                folder=str(folder),
            )
            for number, folder in enumerate(folders)
        ]  # fmt: skip
        ended = [_ended(each) for each in running]
    return tuple(seen or {"problem": died} for seen, _, died in ended)


def _start(workplace: Path, place: Surroundings, **request: Any) -> tuple[subprocess.Popen[str], Path]:
    elsewhere = workplace / "elsewhere"
    elsewhere.mkdir(parents=True, exist_ok=True)
    out = workplace / "seen"
    paths = os.pathsep.join(os.path.abspath(path) for path in sys.path)  # noqa: PTH100 - the empty path is this folder
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, json.dumps({"clock": place.clock, **request, "out": str(out)})],
        cwd=elsewhere if place.elsewhere else None,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", **place.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    return process, out


def _finish(started: tuple[subprocess.Popen[str], Path]) -> tuple[str, str]:
    """What a process wrote to standard output, and how it ended if it did not end well."""
    process, _ = started
    try:
        printed, told = process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        process.kill()
        printed, _ = process.communicate()
        return printed, f"it did not come to an end in {LONGEST:.0f} seconds"
    last = told.strip().splitlines()[-1:]
    return printed, f"it ended the process with code {process.returncode}{': ' if last else ''}{''.join(last)}"


def _ended(started: tuple[subprocess.Popen[str], Path]) -> tuple[dict[str, Any], str, str]:
    """What a process told, what it printed, and how it ended if it told nothing."""
    printed, ending = _finish(started)
    _, out = started
    if not out.exists():
        return {}, printed, ending
    seen: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return seen, printed, ""


def _observation(seen: dict[str, Any], printed: str, died: str) -> Observation:
    return Observation(**seen, printed=printed, died=died)
