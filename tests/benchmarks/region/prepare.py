"""The registers that the variants read, made once and kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from region.generate import generate
from region.layout import write_layout
from region.setting import COUNTIES_OF_A_REGION, DIVISIONS, SIZES, Size

from regrules.errors import RegisterError
from regrules.register.compact import CompactWriter, compact, open_compact


def prepared(size: Size, folder: Path, *, missing: float = 0.0, layouts: Sequence[str] = ()) -> Path:
    """
    The folder with the tables, the compact register and the layouts of one size.

    Args:
        size: Its size.
        folder: Where all of them are kept.
        missing: The share of the optional cells that is empty.
        layouts: Which of ``compact``, ``sorted`` and ``as-they-come`` are wanted.
    """
    place = folder / (size.name if not missing else f"{size.name}-{missing}")
    if size.is_large:
        _made(place / "compact", partial(_region_by_region, size))
        return place
    _made(place / "tables", lambda target: generate(size, target, missing=missing))
    if (place / "compact").exists() and not _is_current(place / "compact"):
        shutil.rmtree(place / "compact")
    for layout in layouts:
        _made(place / layout, lambda target, layout=layout: _write(layout, place / "tables", target))
    return place


def _region_by_region(size: Size, target: Path) -> None:
    """Write a compact register of several regions, which are generated one after the other, in order of their codes."""
    regions = sorted(range(size.counties // COUNTIES_OF_A_REGION), key=lambda region: DIVISIONS[2 * region])
    with CompactWriter(target) as writer:
        for done, region in enumerate(regions, 1):
            counties = range(region * COUNTIES_OF_A_REGION, (region + 1) * COUNTIES_OF_A_REGION)
            with TemporaryDirectory(dir=target.parent) as tables:
                generate(SIZES["full"], Path(tables), counties=counties, chunk=region)
                writer.add(tables)
            print(f"{done} of {len(regions)} regions", flush=True)


def _is_current(register: Path) -> bool:
    """Whether a compact register can be opened; one that an older version has written cannot."""
    try:
        open_compact(register)
    except RegisterError:
        return False
    return True


def _made(target: Path, make: Callable[[Path], None]) -> None:
    """Make a folder unless it stands there; a half-made one never gets its name."""
    if target.exists():
        return
    growing = target.with_name(target.name + ".part")
    shutil.rmtree(growing, ignore_errors=True)
    print(f"writing {target.parent.name}/{target.name}", flush=True)
    make(growing)
    growing.rename(target)


def _write(layout: str, source: Path, target: Path) -> None:
    if layout == "compact":
        compact(source, target)
    else:
        write_layout(source, target, ordered=layout == "sorted")
