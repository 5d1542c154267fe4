"""
A cluster that is started once and stopped at the end, and a register that it is asked about.

Run with ``uv run --group spark pytest tests/spark``. Without Java 17 or Spark the tests are skipped, and say so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import regrules

sys.path.insert(0, str(Path(__file__).parent / "helpers"))  # folders of tests are no packages

import regrules_districts as districts
from standalone import LOOPBACK, Cluster, java_home, kill, surroundings

ATTEMPTS = 3


def pytest_xdist_auto_num_workers() -> int:
    """No processes beside this one: the tests share one cluster, which has processes enough."""
    return 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    """Shows what the processes of the cluster wrote, below a test that failed."""
    report = yield
    cluster = getattr(item, "funcargs", {}).get("cluster")
    if report.failed and cluster is not None:
        report.sections.append(("cluster", cluster.told()))
    return report


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers."""
    pytest.importorskip("pyspark", reason="Spark is not installed: uv run --group spark pytest tests/spark")
    java = java_home()
    if java is None:
        pytest.skip("Spark needs Java 17: none in JAVA_HOME, in /usr/lib/jvm or on the path")
    made = Cluster(tmp_path_factory.mktemp("cluster"), java)
    try:
        made.start_master()
        made.start_workers(2)
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def installed_there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the districts are installed, for whoever has it on the path: the executors."""
    folder = tmp_path_factory.mktemp("installed")
    districts.install(folder)
    return folder


@pytest.fixture(scope="session")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the districts on the executors look for trouble."""
    return tmp_path_factory.mktemp("trouble")


@pytest.fixture
def trouble(everywhere: Path) -> Iterator[Path]:
    """The same folder, for one test."""
    yield everywhere
    for each in everywhere.iterdir():
        each.unlink()


@pytest.fixture(scope="session")
def spark(cluster: Cluster, installed_there: Path, everywhere: Path) -> Iterator[Any]:
    """A session on the cluster, whose executors have one core each."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.bindAddress": LOOPBACK,
        "spark.driver.host": LOOPBACK,
        "spark.driver.memory": "512m",
        "spark.executor.cores": "1",
        "spark.executor.memory": "512m",
        "spark.executorEnv.PYTHONPATH": str(installed_there),
        "spark.executorEnv.TROUBLE": str(everywhere),
        "spark.task.maxFailures": str(ATTEMPTS),
        "spark.sql.warehouse.dir": str(cluster.folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in surroundings(cluster.folder, cluster.java).items():
            patch.setenv(name, value)
        builder = SparkSession.builder.master(cluster.url).appName("regrules")
        for name, value in settings.items():
            builder = builder.config(name, value)
        made = builder.getOrCreate()
        gateway = made.sparkContext._gateway
        try:
            yield made
        finally:
            made.stop()
            gateway.shutdown()
            kill(gateway.proc.pid)
            gateway.proc.wait()


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compact register of all districts."""
    from regrules.model import CORE
    from regrules.register import from_records
    from regrules.register.compact import compact

    folder = tmp_path_factory.mktemp("region") / "compact"
    compact(from_records(CORE, **districts.tables()), folder)
    return folder


@pytest.fixture(scope="session")
def local(installed_there: Path, region: Path) -> Any:
    """What this process answers by itself, with the districts installed for once."""
    from regrules.register.compact import open_compact

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(installed_there)
        return regrules.assess_all(open_compact(region), as_of=districts.AS_OF)
