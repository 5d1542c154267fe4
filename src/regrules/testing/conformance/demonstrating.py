"""The check of a county's demo register."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ...api import assess
from ...errors import RegrulesError
from ...register import read_folder
from .county import Attempt
from .processes import demonstration
from .telling import Found, told


def demo_works(attempt: Attempt) -> Found:
    """If the county names a demo: it writes the same register twice, without defects, and it can be assessed."""
    county = attempt.jurisdiction
    if county is None or county.demo is None or attempt.announced is None:
        return
    announced = attempt.announced
    with TemporaryDirectory(prefix="regrules-") as name:
        folders = (Path(name) / "first", Path(name) / "second")
        seen = demonstration(announced.entry, announced.distribution, folders)
        problems = [each["problem"] for each in seen if each.get("problem")]
        if not problems:
            problems = _uneven(*folders) or _unread(attempt, folders[0], seen[0]["as_of"])
    for problem in dict.fromkeys(problems):
        yield told(
            "demo-works",
            (f"演示台账 {county.demo} 有误：{problem}", f"the demo {county.demo} does not work: {problem}"),
            (
                "模块须有 AS_OF 和 write(folder, seed=...)，同一 seed 写出同样的文件",
                "the module needs AS_OF and write(folder, seed=...), which writes the same files for the same seed",
            ),
            snippet=f"from pathlib import Path\nfrom {county.demo} import write\nwrite(Path('facts'), seed=2025)\n",
        )


def _uneven(first: Path, second: Path) -> list[str]:
    names = sorted({path.name for folder in (first, second) for path in folder.iterdir()})
    return [
        f"`{name}` is not the same the second time" for name in names if _bytes(first / name) != _bytes(second / name)
    ]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _unread(attempt: Attempt, folder: Path, as_of: str) -> list[str]:
    assert attempt.jurisdiction is not None  # demo_works has looked
    try:
        register = read_folder(folder, attempt.jurisdiction.schema)
        assess(attempt.jurisdiction, register=register, as_of=as_of)
    except RegrulesError as refused:
        return str(refused).splitlines()[:10]
    return []
