"""What was seen when a plugin was loaded in a process of its own. Holds no observing, so that it is light."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen


def _pairs(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, each)) for each in value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value))


@frozen(kw_only=True)
class Observation:
    """
    What was seen in one process.

    Attributes:
        died: How the process ended before it could tell; empty if it told.
        import_error: What importing raised, with its place; empty if nothing.
        seconds: The time that importing and asking took.
        heavy: Dataframe libraries that importing loaded.
        hooks: The functions marked as hooks.
        unmarked: The functions that are called like hooks and are not marked.
        unknown: Why the marked functions are no hook that is known; empty if they are.
        answer: What the hook returned: ``jurisdiction``, or in words what else; empty if it was not asked.
        shown: What it returned, as Python shows it.
        call_error: What asking raised, with its place.
        data: The jurisdiction as plain data; None if it cannot be written.
        write_error: Why it cannot be written.
        again: The data of a second answer, if it differs from the first.
        again_error: What asking for a second time raised.
        round_trip: Why the data do not give the jurisdiction back; empty if they do.
        changed: What loading changed in the process: what, before, after.
        done: What it did to the machine: ``written``, ``run`` or ``connected``, and to what.
        printed: What it wrote to standard output.
        folder: Where the module lies; empty if it was not imported.
    """

    died: str = ""
    import_error: str = ""
    seconds: float = 0.0
    heavy: tuple[str, ...] = field(default=(), converter=_texts)
    hooks: tuple[str, ...] = field(default=(), converter=_texts)
    unmarked: tuple[str, ...] = field(default=(), converter=_texts)
    unknown: str = ""
    answer: str = ""
    shown: str = ""
    call_error: str = ""
    data: Any = None
    write_error: str = ""
    again: Any = None
    again_error: str = ""
    round_trip: str = ""
    changed: tuple[tuple[str, ...], ...] = field(default=(), converter=_pairs)
    done: tuple[tuple[str, ...], ...] = field(default=(), converter=_pairs)
    printed: str = ""
    folder: str = ""

    @property
    def imported(self) -> bool:
        """Whether the plugin's module could be imported."""
        return not self.died and not self.import_error


@frozen(kw_only=True)
class Surveyed:
    """
    One entry of the group in which counties are announced.

    Attributes:
        entry: Its name.
        distribution: The distribution that holds it.
        id: Id of its jurisdiction; empty if it does not load.
        code: Code of its jurisdiction.
        problem: Why it does not load; empty if it does.
    """

    entry: str
    distribution: str
    id: str = ""
    code: str = ""
    problem: str = ""


@frozen(kw_only=True)
class Surroundings:
    """
    Where a plugin is loaded.

    Attributes:
        name: What is different there, in words; empty for here.
        zone: The time zone; None for the one of this process.
        seed: The seed by which Python orders sets; None for any.
        locale: The language of the environment; None for the one of this process.
        elsewhere: In an empty folder instead of this one.
        clock: The moment at which the clock is set, as ISO text; None for now.
    """

    name: str = ""
    zone: str | None = None
    seed: int | None = None
    locale: str | None = None
    elsewhere: bool = False
    clock: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables that bring it about."""
        set_here = {
            "TZ": self.zone,
            "PYTHONHASHSEED": None if self.seed is None else str(self.seed),
            **dict.fromkeys(("LANG", "LC_ALL"), self.locale),
        }
        return {name: value for name, value in set_here.items() if value is not None}


HERE = Surroundings(seed=0)
FAR = (
    Surroundings(name="Shanghai", zone="Asia/Shanghai", seed=1, locale="zh_CN.UTF-8", elsewhere=True),
    Surroundings(
        name="Los Angeles", zone="America/Los_Angeles", seed=2, locale="C", elsewhere=True, clock="2019-02-28T23:30:00"
    ),
    Surroundings(
        name="Kiritimati", zone="Pacific/Kiritimati", seed=3, locale="en_US.UTF-8", elsewhere=True,
        clock="2031-12-31T00:30:00",
    ),
)  # fmt: skip
