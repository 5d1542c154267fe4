"""The benchmark of a region: its variants agree, and it ends without a time where they do not."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

VARIANTS = ("a", "b", "b-sorted", "c", "c-sorted", "d", "d-sorted")
BENCHMARKS = Path(__file__).parent / "benchmarks"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A thousandth of the region in every layout, and its modules to be imported."""
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(BENCHMARKS))
        size = import_module("region.setting").SIZES["thousandth"]
        layouts = ("compact", "sorted", "as-they-come")
        yield import_module("region.prepare").prepared(size, tmp_path_factory.mktemp("region"), layouts=layouts)


def answers(name: str, place: Path, county: str = "") -> Any:
    """What a variant answers."""
    opened = import_module("region.variants").opened
    ask, _ = opened(name, place, in_memory=True, plan="plain", county=county)
    return ask()


def test_all_variants_give_the_same_numbers(place: Path) -> None:
    """What regrules counts in every county is what the programs written by hand count."""
    found = {name: answers(name, place) for name in VARIANTS}
    differences = import_module("region.answers").differences
    assert len(found["a"]) == 24
    assert {name: differences(found["a"], each) for name, each in found.items()} == {name: [] for name in found}


def test_a_loop_over_objects_gives_the_numbers_of_its_county(place: Path) -> None:
    """The plainest program of all agrees on the first county and on the last."""
    everybody = answers("a", place)
    for number, county in ((0, "980101"), (3, "990201")):
        wanted = {name: [pairs[number]] for name, pairs in everybody.items()}
        assert import_module("region.answers").differences(wanted, answers("e", place, county)) == []


def test_variants_that_do_not_agree_end_the_benchmark(place: Path) -> None:
    """One number that is another is found and told with its place."""
    measure = import_module("region.measure")
    wanted = answers("b", place)
    wrong = wanted | {"cold-chain": [wanted["cold-chain"][0], (1, 2), *wanted["cold-chain"][2:]]}
    case = measure.Case(name="c", variant="c", folder=place, warm=True)
    measure.check([(case, wanted)], wanted, ["980101", "980201", "990101", "990201"])
    with pytest.raises(SystemExit, match=r"(?s)c and the first .*cold-chain: 1 counties differ, the first is number 1"):
        measure.check([(case, wrong)], wanted, ["980101", "980201", "990101", "990201"])


def test_a_part_of_the_answers_is_held_against_its_county(place: Path) -> None:
    """A variant that is asked of one county is held against that county's numbers and no others."""
    measure = import_module("region.measure")
    wanted = {"one": [(1, 2), (3, 4)]}
    case = measure.Case(name="e", variant="e", folder=place, warm=True, county="990101")
    measure.check([(case, {"one": [(3, 4)]})], wanted, ["980101", "990101"])
    with pytest.raises(SystemExit, match="e and the first variant do not agree"):
        measure.check([(case, {"one": [(1, 2)]})], wanted, ["980101", "990101"])
