"""Writing files: what is there stays, and nothing lands elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from regrules.errors import QuestionError
from regrules.scaffold import File, write

FILES = (File(path="a.txt", text="石\n"), File(path="src/deep/b.txt", text=""), File(path="src/c.txt", text="c\n"))


def states(folder: Path) -> list[str]:
    """What becomes of each file, written to *folder*."""
    return [each.state for each in write(FILES, folder)]


def content(folder: Path) -> dict[str, bytes]:
    """Every file below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    """The folder holds exactly these files, in UTF-8 with plain line ends."""
    assert states(tmp_path / "new/one") == ["written"] * 3
    assert content(tmp_path) == {f"new/one/{file.path}": file.text.encode() for file in FILES}


def test_repeating_changes_nothing(tmp_path: Path) -> None:
    """A second time every file is there already."""
    write(FILES, tmp_path)
    assert states(tmp_path) == ["unchanged"] * 3


@pytest.mark.parametrize("spoilt", range(3))
@pytest.mark.parametrize("there", [b"", b"other", b"\xff\xfe", b"c\r\n"])
def test_what_is_there_stays(tmp_path: Path, spoilt: int, there: bytes) -> None:
    """A file with other content is kept, whatever it holds, and the others are written beside it."""
    place = tmp_path / FILES[spoilt].path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(there)
    same = there == FILES[spoilt].text.encode()
    wanted = ["written"] * 3
    wanted[spoilt] = "unchanged" if same else "kept"
    assert states(tmp_path) == wanted
    assert place.read_bytes() == there
    assert len(content(tmp_path)) == 3


def _folder_for_a_file(folder: Path) -> None:
    (folder / "src/c.txt").mkdir(parents=True)


def _file_for_a_folder(folder: Path) -> None:
    folder.mkdir()
    (folder / "src").write_text("precious", encoding="utf-8")


def _file_for_the_folder(folder: Path) -> None:
    folder.write_text("precious", encoding="utf-8")


def _way_out(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    folder.mkdir()
    (folder / "src").symlink_to(folder.parent / "elsewhere")


def _file_out(folder: Path) -> None:
    folder.mkdir()
    (folder / "a.txt").symlink_to(folder.parent / "elsewhere.txt")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_folder_for_a_file, "src/c.txt is a folder, and a file is wanted there"),
        (_file_for_a_folder, "src is a file, and a folder is wanted there"),
        (_file_for_the_folder, "new is a file, and a folder is wanted there"),
        (_way_out, "src leads out of"),
        (_file_out, "a.txt leads out of"),
    ],
)
def test_nothing_is_written_where_something_is_in_the_way(tmp_path: Path, spoil: object, told: str) -> None:
    """Whatever is in the way is named, and no file at all is written."""
    folder = tmp_path / "new"
    spoil(folder)  # type: ignore[operator]
    before = content(tmp_path)
    with pytest.raises(QuestionError, match="--folder") as refused:
        write(FILES, folder)
    assert told in str(refused.value)
    assert before == content(tmp_path)


def test_a_folder_that_is_a_link_is_a_folder(tmp_path: Path) -> None:
    """The folder itself may be reached through a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert states(tmp_path / "link") == ["written"] * 3
