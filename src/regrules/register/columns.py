"""Columns that are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

C = TypeVar("C", bound=Sequence[Any])


class Columns(Mapping[str, C]):
    """
    The columns of a table by name, each made when it is asked for the first time.

    Args:
        names: Their names, in order.
        make: Gives the column of a name.
    """

    def __init__(self, names: tuple[str, ...], make: Callable[[str], C]) -> None:
        self._names, self._make, self._made = names, make, dict[str, C]()

    def __getitem__(self, name: str) -> C:
        found = self._made.get(name)
        if found is None:
            if name not in self._names:
                raise KeyError(name)
            found = self._made[name] = self._make(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
