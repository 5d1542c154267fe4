"""
One variant in a process of its own: ``python -m region.run NAME FOLDER`` prints what it found as JSON.

With ``--runs 0`` it reads its files and answers once, as a program does that is started every night; otherwise it reads
everything first, answers once, and then so many times with a clock beside it.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

from region.variants import opened


def main() -> None:
    """Answer and print."""
    asked = argparse.ArgumentParser(prog="region.run")
    asked.add_argument("name")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--runs", type=int, default=0)
    asked.add_argument("--plan", default="plain")
    asked.add_argument("--county", default="")
    given = asked.parse_args()
    ask, share = opened(given.name, given.folder, in_memory=given.runs > 0, plan=given.plan, county=given.county)
    told = {"answers": ask(), "share": share, "seconds": [], "busy": []}
    for _ in range(given.runs):
        start, began = time.perf_counter(), time.process_time()
        ask()
        told["seconds"].append(time.perf_counter() - start)
        told["busy"].append(time.process_time() - began)
    print(json.dumps(told | {"peak": peak()}))


def peak() -> int:
    """The most memory that this process has held, in bytes; that of whoever started it does not count."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    main()
