"""Checks of how a county is announced: its entry point, the core that it needs, its id and code."""

from __future__ import annotations

import re

from ...hookspec import GROUP
from .county import Announced, Attempt
from .telling import Found, told

_REQUIREMENT = re.compile(r"\s*(?P<name>[\w.-]+)\s*(\[[^]]*\])?\s*\(?(?P<range>[^;)]*)\)?\s*(;.*)?")
_BOUND = re.compile(r"\s*(?P<sign>~=|===?|!=|<=?|>=?)\s*(?P<version>[\w.*+!-]+)\s*")
_EXACT = {"~=", "==", "==="}
BOUNDS = (("下限", "lower", {">=", ">"} | _EXACT), ("上限", "upper", {"<", "<="} | _EXACT))
ENTRY = f"""[project.entry-points.{GROUP}]
NAME = "regrules_NAME"
"""


def entry_point_found(attempt: Attempt) -> Found:
    """One entry point of the group, and no other of its name."""
    found = _of(attempt)
    if not found.entry:
        yield told(
            "entry-point-found",
            (
                f"分发包 {found.distribution} 在入口组 {GROUP} 中没有入口",
                f"distribution {found.distribution} has no entry point in the group `{GROUP}`",
            ),
            (
                f"在 pyproject.toml 的 [project.entry-points.{GROUP}] 中写明模块，然后重新安装",
                f"name the module under [project.entry-points.{GROUP}] in pyproject.toml, and install it again",
            ),
            snippet=ENTRY,
        )
    for rival in found.rivals:
        yield told(
            "entry-point-found",
            (
                f"入口 {found.entry} 在分发包 {rival} 中也有，二者只会加载其一",
                f"distribution {rival} has an entry point `{found.entry}` too; only one of them would be loaded",
            ),
            ("改用其他入口名，或卸载其中之一", "give the entry point another name, or remove one of the two"),
        )


def requires_regrules(attempt: Attempt) -> Found:
    """A range of versions of regrules, bounded above: a later core may read a plan differently."""
    found = _of(attempt)
    ranges = [
        match["range"] for each in found.requires if (match := _REQUIREMENT.fullmatch(each)) and _is_core(match["name"])
    ]
    advice = (
        '写明上下限，例如 dependencies = ["regrules>=0.1,<0.2"]',
        'name both ends: dependencies = ["regrules>=0.1,<0.2"], for instance',
    )
    if not ranges:
        problem = (
            f"分发包 {found.distribution} 没有声明需要 regrules",
            f"distribution {found.distribution} does not require regrules",
        )
        yield told("requires-regrules", problem, advice)
    for each in ranges:
        signs = {match["sign"] for match in _BOUND.finditer(each)}
        for zh, en, accepted in BOUNDS:
            if not signs & accepted:
                problem = (
                    f"所需的 regrules 版本“{each.strip()}”没有{zh}",
                    f"the versions of regrules that it accepts, `{each.strip()}`, have no {en} bound",
                )
                yield told("requires-regrules", problem, advice)


def code_and_id_unique(attempt: Attempt) -> Found:
    """No other installed county has the same code or id."""
    found, county = _of(attempt), attempt.here.data or {}
    others = [each for each in attempt.others if (each.entry, each.distribution) != (found.entry, found.distribution)]
    for what, zh in (("code", "区划代码"), ("id", "标识")):
        value = county.get(what)
        for each in others:
            if value and getattr(each, what) == value:
                yield told(
                    "code-and-id-unique",
                    (
                        f"{zh} {value} 与分发包 {each.distribution} 的辖区相同",
                        f"the {what} `{value}` is also that of the county in distribution {each.distribution}",
                    ),
                    ("改正，或卸载其中之一", "correct it, or remove one of the two distributions"),
                )


def _is_core(name: str) -> bool:
    return re.sub(r"[-_.]+", "-", name).lower() == GROUP


def _of(attempt: Attempt) -> Announced:
    assert attempt.announced is not None  # these checks are not asked of a plan without a plugin
    return attempt.announced
