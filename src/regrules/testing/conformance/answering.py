"""Checks of the answer: the same again, the same anywhere, and nothing lost when it is written down."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import Any

from attrs import evolve

from .county import Attempt
from .loading import HOOK, snippet
from .observation import FAR, HERE, Observation, Surroundings
from .processes import observations
from .telling import Found, told

ASPECTS = {
    "zone": ("时区", "the time zone"),
    "seed": ("集合的排列顺序", "the order of sets"),
    "locale": ("系统语言", "the language of the environment"),
    "elsewhere": ("当前目录", "the working directory"),
    "clock": ("当前日期", "the day on which it is loaded"),
}
LONG = 60
CONSTANT = (
    "只用写定的值，不用当前日期、环境变量、随机数；集合先排序",
    "use fixed values only: no current date, environment, or random numbers; sort sets before using them",
)


def same_answer_twice(attempt: Attempt) -> Found:
    """Asked again in the same process, the hook gives an equal answer."""
    here = attempt.here
    if here.again_error:
        problem = (f"第二次调用时出错：{here.again_error}", f"called a second time, it fails: {here.again_error}")
    elif here.again is not None:
        place, one, other = difference(here.data, here.again)
        problem = (
            f"第二次调用的结果不同：{place} 由 {one} 变为 {other}",
            f"called a second time, it answers differently: {place} was {one} and is {other}",
        )
    else:
        return
    ask = f"plugin = entry.load()\nassert plugin.{HOOK}() == plugin.{HOOK}()"
    yield told("same-answer-twice", problem, CONSTANT, snippet=snippet(attempt, ask))


def same_answer_anywhere(attempt: Attempt) -> Found:
    """In another time zone, language, folder, on another day, and where sets are ordered otherwise, it answers the same."""
    found = [(place, seen) for place, seen in zip(FAR, attempt.far, strict=False) if not _as_here(attempt, seen)]
    if not found:
        return
    place, seen = found[0]
    apart = {name: evolve(HERE, **{name: value}) for name in ASPECTS if (value := getattr(place, name))}
    culprits = [
        (ASPECTS[name], alone, answer)
        for (name, alone), answer in zip(apart.items(), _again(attempt, apart.values()), strict=True)
        if not _as_here(attempt, answer)
    ]
    for words, alone, answer in culprits or [(("所处的进程", "the process in which it is loaded"), place, seen)]:
        yield told(
            "same-answer-anywhere", _differs(attempt, answer, words), CONSTANT, snippet=_reproduced(attempt, alone)
        )


def round_trip(attempt: Attempt) -> Found:
    """Written as JSON and read again, the county is the same: it is data and nothing else."""
    if problem := attempt.here.write_error or attempt.here.round_trip:
        then = (
            f"from regrules.model.serial import from_data, to_data\nfrom regrules.model import Jurisdiction\n"
            f"county = entry.load().{HOOK}()\nassert from_data(to_data(county), Jurisdiction) == county"
        )
        yield told(
            "round-trip",
            (
                f"写成 JSON 再读回后不一致：{problem}",
                f"it is not the same once written as JSON and read again: {problem}",
            ),
            (
                '只用模型中的记录、元组、日期、文字和整数；小数写成文字，如 "12.5%"',
                'use the records of the model, tuples, dates, text and whole numbers alone; write a share as text, such as "12.5%"',
            ),
            snippet=snippet(attempt, then),
        )


def plan_reads(attempt: Attempt) -> Found:
    """The file is a plan in JSON that is read without a defect."""
    for defect in attempt.defects:
        yield told(
            "plan-reads",
            (
                f"{attempt.asked} 的 {defect.place}：{defect.problem}",
                f"{attempt.asked}, {defect.place}: {defect.problem}",
            ),
            ("按计划的 JSON 格式改正", "write it as the schema of plans says (plan.schema.json)"),
        )


def difference(one: Any, other: Any, place: str = "$") -> tuple[str, str, str]:
    """Where two data first differ, and what stands there in each."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            if one.get(key) != other.get(key):
                return difference(one.get(key), other.get(key), f"{place}.{key}")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            if left != right:
                return difference(left, right, f"{place}[{index}]")
    return place, *_shown(one, other)


def _as_here(attempt: Attempt, seen: Observation) -> bool:
    return seen.answer == "jurisdiction" and seen.data == attempt.here.data


def _again(attempt: Attempt, places: Iterable[Surroundings]) -> tuple[Observation, ...]:
    assert attempt.announced is not None  # this check is not asked of a plan without a plugin
    return observations(attempt.announced.entry, attempt.announced.distribution, places)


def _differs(attempt: Attempt, seen: Observation, words: tuple[str, str]) -> tuple[str, str]:
    zh, en = words
    if failure := seen.died or seen.import_error or seen.call_error:
        return f"结果取决于{zh}：换一种情形即出错，{failure}", f"it depends on {en}: changed, it fails with {failure}"
    place, one, other = difference(attempt.here.data, seen.data)
    return (
        f"结果取决于{zh}：{place} 由 {one} 变为 {other}",
        f"it depends on {en}: {place} is {one} here and {other} there",
    )


def _reproduced(attempt: Attempt, place: Surroundings) -> str:
    lines = [
        f"# the same in two processes, one of them with {name}={value}" for name, value in place.environment.items()
    ]
    lines += [f"# the same on another day, such as {place.clock}"] if place.clock else []
    lines += ["# the same in another folder"] if place.elsewhere else []
    return "\n".join(lines) + "\n" * bool(lines) + snippet(attempt, f"print(entry.load().{HOOK}())")


def _shown(one: Any, other: Any) -> tuple[str, str]:
    """Two values, short; of long texts the part where they begin to differ."""
    if isinstance(one, str) and isinstance(other, str) and max(len(one), len(other)) > LONG:
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
        start = max(0, alike - LONG // 3)
        one, other = (f"{'…' if start else ''}{each[start:]}" for each in (one, other))
    return _short(repr(one)), _short(repr(other))


def _short(shown: str) -> str:
    return shown if len(shown) <= LONG else f"{shown[: LONG - 1]}…"
