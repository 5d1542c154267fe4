"""Counties are asked on a real cluster, and the answer is that of this very process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import regrules_districts as districts
from standalone import Cluster, below, until

import regrules
from regrules.model import CORE
from regrules.register import from_records
from regrules.register.compact import compact, open_compact
from regrules.report.overview import Overview
from regrules.spark import assess_all
from regrules.spark.driver import _attempts

# Spark 4.0 leaves the socket of an answer to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")
AS_OF = districts.AS_OF


def same(found: Overview, expected: Overview) -> None:
    """Two overviews hold the same, row by row."""
    for name in ("as_of", "known_at", "asked", "skipped", "without_plugin", "failed", "digest", "totals"):
        assert getattr(found, name) == getattr(expected, name), name
    assert tuple(found.rows) == tuple(expected.rows)


def without(overview: Overview, *codes: str) -> tuple[Any, ...]:
    """The rows of all jurisdictions but these."""
    return tuple(row for row in overview.rows if row.code not in codes)


@pytest.mark.parametrize("tasks", [None, 1, 3, 100])
def test_the_answer_is_that_of_one_machine(spark: Any, region: Path, local: Overview, tasks: int | None) -> None:
    """However many tasks there are, all that comes out is what this machine finds by itself."""
    assert set(local.codes) == set(districts.CODES)
    assert not local.failed
    same(assess_all(spark, region, as_of=AS_OF, tasks=tasks), local)


def test_plugins_are_those_of_the_executors(spark: Any, region: Path) -> None:
    """The program that asks has no plugin for the districts; the executors have, and say which."""
    assert not {each.code for each in regrules.jurisdictions()} & set(districts.CODES)
    found = assess_all(spark, region, as_of=AS_OF)
    assert {(each.distribution, each.plugin_version) for each in found.asked} == {("regrules-districts", "1.5")}


def test_asking_again_gives_the_same(spark: Any, region: Path) -> None:
    """Nothing that a run leaves behind changes the next one, and the register is as it was."""
    before = {each: each.read_bytes() for each in sorted(region.rglob("*")) if each.is_file()}
    same(assess_all(spark, region, as_of=str(AS_OF)), assess_all(spark, str(region), as_of=AS_OF))
    assert {each: each.read_bytes() for each in sorted(region.rglob("*")) if each.is_file()} == before


def test_records_may_be_handed_over(spark: Any, region: Path) -> None:
    """Jurisdictions that are installed nowhere travel with the question; those that are installed are not asked then."""
    given = [districts.district(code) for code in ("990105", districts.CITY)]
    expected = regrules.assess_all(open_compact(region), as_of=AS_OF, known_at="2026-01-31", jurisdictions=given)
    found = assess_all(spark, region, as_of=AS_OF, known_at="2026-01-31", jurisdictions=iter(given))
    same(found, expected)
    assert found.codes == (districts.CITY, "990105")
    assert found.without_plugin["990101"] == districts.SIZES["990101"]


@pytest.mark.parametrize("tasks", [2, 100])
def test_who_fails_is_named_and_the_others_finish(
    spark: Any, region: Path, local: Overview, trouble: Path, tasks: int
) -> None:
    """Jurisdictions whose evaluation fails are named with what was raised; the others stand as ever."""
    (trouble / "990103.measure.fail").touch()
    (trouble / f"{districts.CITY}.period.fail").touch()
    found = assess_all(spark, region, as_of=AS_OF, tasks=tasks)
    assert [(each.code, each.county) for each in found.failed] == [
        ("990100", "district-990100"),
        ("990103", "district-990103"),
    ]
    for each in found.failed:
        assert f"ZeroDivisionError: trouble in {each.code}." in each.problem
        assert "regrules_districts.py, line" in each.problem
    assert tuple(found.rows) == without(local, "990100", "990103")
    assert found.without_plugin == local.without_plugin


def test_who_ends_its_process_is_named_and_the_others_finish(
    spark: Any, region: Path, local: Overview, trouble: Path
) -> None:
    """A jurisdiction that takes its process with it, each time, is named; those that shared its task are asked apart."""
    (trouble / "990104.measure.die").touch()
    found = assess_all(spark, region, as_of=AS_OF, tasks=2)
    assert [each.code for each in found.failed] == ["990104"]
    assert "ended 2 times without a word" in found.failed[0].problem
    assert tuple(found.rows) == without(local, "990104")


def test_who_stands_in_a_damaged_part_is_named_and_the_others_finish(
    spark: Any, region: Path, local: Overview, tmp_path: Path
) -> None:
    """Where the rows of one district are spoilt on the disk, it and its city are named."""
    folder = tmp_path / "damaged"
    shutil.copytree(region, folder)
    index = json.loads((folder / "compact.json").read_text(encoding="utf-8"))
    place, begins = index["jurisdictions"].index("990105"), index["tables"]["inspections"]["begins"]
    (profile,) = folder.rglob("inspections/.profile.npy")
    content = bytearray(profile.read_bytes())
    rows = memoryview(content)[len(content) - index["tables"]["inspections"]["rows"] :]
    rows[begins[place] : begins[place + 1]] = b"\xff" * (begins[place + 1] - begins[place])
    profile.write_bytes(content)
    found = assess_all(spark, folder, as_of=AS_OF)
    assert [each.code for each in found.failed] == [districts.CITY, "990105"]
    assert all("IndexError" in each.problem for each in found.failed)
    assert tuple(found.rows) == without(local, districts.CITY, "990105")


def test_a_worker_killed_half_way_changes_nothing(
    cluster: Cluster, spark: Any, region: Path, local: Overview, trouble: Path
) -> None:
    """A worker that is killed with its executor while that evaluates a jurisdiction leaves the answer as it was."""
    hold(trouble)
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(assess_all, spark, region, as_of=AS_OF, tasks=100)
        (process,) = until(lambda: waiting(trouble) & set(below(cluster.processes[-1].pid)), "a task to begin")
        try:
            assert process in cluster.kill_worker()
            assert not asked.done()
            release(trouble)
            same(asked.result(timeout=90), local)
        finally:
            release(trouble)
            cluster.start_workers(1)


def hold(trouble: Path) -> None:
    """The two jurisdictions that are handed out first, one to each executor, wait when they are evaluated."""
    for code in (districts.CITY, max(districts.SIZES, key=lambda each: districts.SIZES[each])):
        (trouble / f"{code}.measure.wait").touch()


def release(trouble: Path) -> None:
    """Nobody waits any longer."""
    for each in trouble.glob("*.wait"):
        each.unlink()


def waiting(trouble: Path) -> set[int]:
    """The processes that have begun to evaluate a jurisdiction that waits."""
    return {int(each.stem.rpartition("-")[2]) for each in trouble.glob("*.waits")}


def test_a_register_may_be_copied_to_the_executors(spark: Any, region: Path, local: Overview, tmp_path: Path) -> None:
    """An archive that Spark unpacks beside each executor is found under its name; this process has nothing there."""
    archive = shutil.make_archive(str(tmp_path / "region"), "zip", region)
    spark.sparkContext.addArchive(f"{archive}#copied")
    assert not Path("copied").exists()
    same(assess_all(spark, "copied", as_of=AS_OF), local)


def test_a_register_that_is_replaced_meanwhile_is_noticed(
    spark: Any, region: Path, trouble: Path, tmp_path: Path
) -> None:
    """Answers from two registers are never put together."""
    folder, tables = tmp_path / "register", districts.tables()
    shutil.copytree(region, folder)
    hold(trouble)
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(assess_all, spark, folder, as_of=AS_OF, tasks=100)
        try:
            until(lambda: len(waiting(trouble)) == 2, "two tasks to begin")
            compact(from_records(CORE, **{**tables, "reports": tables["reports"][1:]}), folder)
        finally:
            release(trouble)
        with pytest.raises(regrules.QuestionError, match="was replaced while it was read"):
            asked.result(timeout=90)


@pytest.mark.parametrize(
    ("master", "failures", "expected"),
    [
        ("local", None, 1),
        ("local[2]", "4", 1),
        ("spark://host:7077", None, 4),
        ("yarn", "2", 2),
        ("local-cluster[2,1,9]", "8", 8),
    ],
)
def test_how_often_a_task_is_started(master: str, failures: str | None, expected: int) -> None:
    """On a cluster a task has as many attempts as the settings say; on one machine just one."""
    told = {} if failures is None else {"spark.task.maxFailures": failures}
    assert _attempts(SimpleNamespace(master=master, getConf=lambda: told)) == expected


REFUSED: dict[str, tuple[Callable[[Any, Path], Any], type[Exception], str]] = {
    "no register": (
        lambda spark, region: assess_all(spark, region / "nowhere", as_of=AS_OF), regrules.RegisterError, "nowhere",
    ),
    "a folder that is not compact": (
        lambda spark, region: assess_all(spark, region.parent, as_of=AS_OF), regrules.RegisterError, "compact",
    ),
    "an address": (
        lambda spark, region: assess_all(spark, "s3://bucket/region", as_of=AS_OF), regrules.QuestionError, "is an address",
    ),
    "no date": (
        lambda spark, region: assess_all(spark, region, as_of="31 August"), regrules.QuestionError, "as-of date",
    ),
    "no tasks": (
        lambda spark, region: assess_all(spark, region, as_of=AS_OF, tasks=0), regrules.QuestionError, "whole number from 1",
    ),
    "a session without executors": (
        lambda spark, region: assess_all(object(), region, as_of=AS_OF), regrules.QuestionError, "Spark Connect",
    ),
    "a date outside every plan": (
        lambda spark, region: assess_all(spark, region, as_of="2031-01-01"), regrules.NothingEvaluated, "2031-01-01",
    ),
    "one jurisdiction twice": (
        lambda spark, region: assess_all(spark, region, as_of=AS_OF, jurisdictions=[districts.district("990101")] * 2),
        regrules.QuestionError, "stands twice",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_asked_is_refused(spark: Any, region: Path, case: str) -> None:
    """A refusal on the cluster reaches the caller as on one machine, not as a failure of Spark."""
    ask, refusal, told = REFUSED[case]
    with pytest.raises(refusal, match=told):
        ask(spark, region)
