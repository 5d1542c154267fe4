"""Writing the files of a new plugin without touching any that are there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from attrs import frozen

from ..errors import QuestionError

State = Literal["written", "unchanged", "kept"]


@frozen(kw_only=True)
class File:
    """
    One file of a distribution.

    Attributes:
        path: Where it stands in the folder, with ``/``.
        text: What it holds.
    """

    path: str
    text: str


@frozen(kw_only=True)
class Written:
    """
    What became of a file.

    Attributes:
        path: Where it stands in the folder.
        state: ``written`` now; ``unchanged`` if it was there with the same content; ``kept`` if it was there with other
            content, and was left as it is.
    """

    path: str
    state: State


def write(files: Iterable[File], folder: Path) -> tuple[Written, ...]:
    """
    Write *files* into *folder*, and say what became of each. A file that is there stays as it is.

    Raises:
        QuestionError: the folder cannot be written to, or something in the way leads out of it. Nothing is written then.
    """
    wanted = tuple(files)
    for file in wanted:
        _refuse_way(folder, file.path)
    found = tuple(Written(path=file.path, state=_state(folder / file.path, file.text)) for file in wanted)
    for file, each in zip(wanted, found, strict=True):
        if each.state == "written":
            _write(folder / file.path, file.text)
    return found


def _refuse_way(folder: Path, path: str) -> None:
    """Refuse what makes a file land outside the folder, or not at all."""
    home = folder.resolve()
    for place in reversed([folder / path, *(folder / path).parents]):
        if place.is_relative_to(folder) and not place.resolve().is_relative_to(home):
            raise QuestionError(f"{place} leads out of {folder}, so nothing was written; name another folder: --folder")
        if place.exists() and place.is_dir() == (place == folder / path):
            wanted, there = ("file", "folder") if place.is_dir() else ("folder", "file")
            raise QuestionError(
                f"{place} is a {there}, and a {wanted} is wanted there, so nothing was written; name another folder:"
                " --folder"
            )


def _state(place: Path, text: str) -> State:
    if not place.exists():
        return "written"
    try:
        return "unchanged" if place.read_bytes() == text.encode() else "kept"
    except OSError as refused:
        raise QuestionError(f"{place} cannot be read: {refused.strerror}; name another folder: --folder") from None


def _write(place: Path, text: str) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as new:  # never over a file that came meanwhile
            new.write(text)
    except OSError as refused:
        raise QuestionError(f"{place} cannot be written: {refused.strerror}; name another folder: --folder") from None
