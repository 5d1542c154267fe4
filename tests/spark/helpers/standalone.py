"""A Spark cluster on this machine: a master and workers, each a process of its own, and how to end them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

PATIENCE = 120.0
LOOPBACK = "127.0.0.1"
JVMS = Path("/usr/lib/jvm")


def java_home() -> Path | None:
    """A Java 17: what JAVA_HOME says if that is one, else one that is installed, else None."""
    on_path = shutil.which("java")
    homes = [
        *([Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []),
        *(sorted(JVMS.iterdir()) if JVMS.is_dir() else []),
        *([Path(on_path).resolve().parents[1]] if on_path else []),
    ]
    return next((home for home in homes if _version(home / "bin/java") == "17"), None)


def _version(java: Path) -> str:
    """The first number of the version of a Java, such as 17; empty if it cannot be run."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return ""
    found = re.search(r'version "(\d+)', told)
    return found[1] if found else ""


def until(holds: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """What *holds* gives as soon as that is true; fails with *what* after so many seconds."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:.0f} seconds for {what}")
        time.sleep(0.05)
    return found


def below(pid: int) -> list[int]:
    """The process and all that it started, and what those started, while they are alive."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:  # it ended meanwhile
                continue
            if state != "Z":
                parents[int(entry.name)] = int(parent)
    found = [pid] if pid in parents else []
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


class Cluster:
    """
    A master and its workers.

    Attributes:
        folder: Where they keep their logs and their work.
        url: The address of the master.
        processes: The master and every worker that was started, the killed ones among them.
    """

    def __init__(self, folder: Path, java: Path) -> None:
        import pyspark

        self.folder, self.java, self.home = folder, java, Path(pyspark.__file__).parent
        self.processes: list[subprocess.Popen[bytes]] = []
        self.url = ""

    def start_master(self) -> None:
        """The master; waits until its address is known."""
        self._start("master", "master.Master", "--port", "0")
        self.url = until(lambda: re.search(r"spark://[\d.]+:\d+", self.log("master")), "the master")[0]

    def log(self, name: str) -> str:
        """What a process has written so far."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def start_workers(self, number: int) -> None:
        """So many more workers, with one core each; waits until the master knows them."""
        names = [f"worker-{len(self.processes) + place}" for place in range(number)]
        for name in names:
            options = ("--port", "0", "--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / name), self.url)
            self._start(name, "worker.Worker", *options)
        for name in names:
            until(lambda name=name: "Successfully registered with master" in self.log(name), name)

    def kill_worker(self) -> list[int]:
        """Kills the last worker, its executors and their Python processes, without a warning; gives their ids."""
        return kill(self.processes[-1].pid)

    def stop(self) -> None:
        """Ends every process, with whatever it started."""
        for each in reversed(self.processes):
            kill(each.pid)
            each.wait()

    def told(self) -> str:
        """The last lines of every log, for a test that failed."""
        logs = sorted([*self.folder.glob("*.log"), *self.folder.glob("worker-*/app-*/*/stderr")])
        return "\n".join(
            f"-- {log.relative_to(self.folder)}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-25:])
            for log in logs
        )

    def _start(self, name: str, called: str, *options: str) -> None:
        command = [self.home / "bin/spark-class", f"org.apache.spark.deploy.{called}", "--host", LOOPBACK]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes.append(
                subprocess.Popen(
                    [*map(str, command), "--webui-port", "0", *options],
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **surroundings(self.folder, self.java), "SPARK_HOME": str(self.home)},
                )
            )


def kill(pid: int) -> list[int]:
    """Kills the process and all below it; gives their ids once none is left."""
    doomed = below(pid)
    for each in doomed:
        try:
            os.kill(each, signal.SIGKILL)
        except ProcessLookupError:  # it ended meanwhile
            continue
    until(lambda: not [each for each in doomed if each in below(each)], "killed processes to end")
    return doomed


def surroundings(folder: Path, java: Path) -> Mapping[str, str]:
    """The environment in which Spark stays on this machine, in this folder and with this Python."""
    return {
        "JAVA_HOME": str(java),
        # They live for seconds, so compiling well does not pay; what they leave behind is to stay in the folder.
        "JAVA_TOOL_OPTIONS": f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.io.tmpdir={folder}",
        "SPARK_LOCAL_IP": LOOPBACK,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }
