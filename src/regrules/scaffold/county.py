"""The county that a new plugin is to speak for, and what is refused about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from ..errors import QuestionError
from ..model.text import Text
from ..register.shown import shown

# The first two digits of a division code (GB/T 2260): the provinces. 99 is given to no place, so invented counties have it.
PROVINCES = (
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82,
)  # fmt: skip
INVENTED = 99
LONGEST = 40
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")


@frozen(kw_only=True)
class NewCounty:
    """
    A county without a plugin.

    Attributes:
        id: The name used on the command line, such as ``shizhu``.
        code: Six-digit division code (GB/T 2260).
        year: The year of its plan.
        name: Its name.
    """

    id: str
    code: str
    year: int
    name: Text

    @property
    def package(self) -> str:
        """The name that Python imports."""
        return f"regrules_{self.id}"

    @property
    def distribution(self) -> str:
        """The name that pip installs."""
        return f"regrules-{self.id.replace('_', '-')}"


def new_county(name: str, *, code: str, plan: str, zh: str | None = None, en: str | None = None) -> NewCounty:
    """
    The county of this name, code and year of plan.

    Args:
        name: The name used on the command line.
        code: Its division code.
        plan: The year of its plan.
        zh: Its Chinese name; one that is to be filled in, if unsaid.
        en: Its English name; the name with a capital letter, if unsaid.

    Raises:
        QuestionError: any of these is refused; everything that is wrong is told at once.
    """
    if wrong := [*_wrong_name(name), *_wrong_code(code), *_wrong_year(plan), *_wrong_names(zh, en)]:
        raise QuestionError("\n".join(wrong))
    called = Text(
        zh=f"（{code}，名称待填）" if zh is None else zh, en=name.replace("_", " ").title() if en is None else en
    )
    return NewCounty(id=name, code=code, year=int(plan), name=called)


def _wrong_name(name: str) -> Iterator[str]:
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        near = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_0123456789")[:LONGEST].strip("_")
        offer = f"; did you mean `{near}`?" if _NAME.fullmatch(near) else "; write it in Pinyin"
        yield (
            f"name {shown(name)} cannot be part of a Python module's name; accepted: small letters and digits, beginning with a"
            f" letter, words joined by _, {LONGEST} signs at most, such as shizhu{offer}"
        )


def _wrong_code(code: str) -> Iterator[str]:
    if not re.fullmatch(r"[0-9]{6}", code):
        yield f"division code {shown(code)} is not six digits (GB/T 2260), such as 500240"
    elif int(code[:2]) not in (*PROVINCES, INVENTED):
        yield (
            f"division code `{code}` lies in no province: none begins with {code[:2]}; accepted: 11 to 82 as in GB/T 2260,"
            f" such as 500240, or {INVENTED} for an invented county"
        )


def _wrong_year(plan: str) -> Iterator[str]:
    if not re.fullmatch(r"20[0-9]{2}", plan):
        yield f"plan {shown(plan)} is not a year; accepted: four digits, such as 2025"


def _wrong_names(zh: str | None, en: str | None) -> Iterator[str]:
    for what, name, option in (("Chinese", zh, "--name-zh"), ("English", en, "--name-en")):
        if name is None:
            continue
        if not name.isprintable() or not name.strip() or len(name) > LONGEST:
            yield f"{what} name {shown(name)} ({option}) is not one line of 1 to {LONGEST} signs"
        elif bool(_HAN.search(name)) != (what == "Chinese"):
            yield f"{what} name {shown(name)} ({option}) has {'no' if what == 'Chinese' else 'a'} Chinese character"
