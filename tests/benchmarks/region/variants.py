"""The variants by name: what each is, what it reads, and what it leaves out."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Variant(NamedTuple):
    """
    One way to answer the same questions.

    Attributes:
        title: What it is.
        module: Its module.
        place: The folder that it reads, below that of the register.
        alone: The package that it needs and the project does not; empty if none.
        about: What is to be said of it beside its numbers.
        part: It is asked of one county, and its time scaled.
    """

    title: str
    module: str
    place: str
    about: str
    alone: str = ""
    part: bool = False


VARIANTS = {
    "a": Variant("regrules", "by_regrules", "compact", "reads the compact register; gives intervals, statuses, shortfalls"),
    "b": Variant("Polars, a query each", "by_polars", "as-they-come", "reads positions, bits and codes, in file order"),
    "b-sorted": Variant("the same, facts sorted", "by_polars", "sorted", "the same columns in order of position, flagged"),
    "c": Variant("Polars, bits", "by_bits", "as-they-come", "the columns of b"),
    "c-sorted": Variant("the same, facts sorted", "by_bits", "sorted", "the columns of b-sorted"),
    "d": Variant("DuckDB, a query each", "by_duckdb", "as-they-come", "the columns of b"),
    "d-sorted": Variant("the same, facts sorted", "by_duckdb", "sorted", "the columns of b-sorted"),
    "e": Variant("a loop over objects", "by_loop", "tables", "one county held as attrs objects, its time scaled", part=True),
    "f-openfisca": Variant(
        "OpenFisca", "by_openfisca", "sorted",
        "14 of the 24, all subjects; records are counted for it beforehand, not timed", "openfisca_core",
    ),
    "f-zen": Variant(
        "zen-engine", "by_zen", "sorted",
        "14 of the 24, subjects of one county scaled; records are counted for it, not timed", "zen", part=True,
    ),
}  # fmt: skip


def opened(name: str, folder: Path, *, in_memory: bool, plan: str, county: str) -> tuple[Callable[[], Any], float]:
    """
    What answers the questions, ready to be called, and the share of the register that it is asked about.

    Args:
        name: The variant.
        folder: The folder of the register.
        in_memory: Read everything first.
        plan: Which plan regrules is asked.
        county: The division code of the first county, of which some variants are asked alone.
    """
    variant = VARIANTS[name]
    module, place, share = importlib.import_module(f"region.{variant.module}"), folder / variant.place, 1.0
    if name == "a":
        asked = module.read(place, plan)
    elif name == "e":
        asked = module.read(place, county)
        share = asked.share
    elif variant.alone:
        from region.of_subjects import features

        subjects = features(place)
        if variant.part:  # the counties are numbered in order of their codes, and this one is the first
            mine = subjects.filter(subjects["county"] == 0)
            subjects, share = mine, mine.height / subjects.height
        asked = module.read(subjects)
    else:
        asked = module.read(place, in_memory=in_memory, ordered=variant.place == "sorted")
    return (lambda: module.ask(asked)), share
