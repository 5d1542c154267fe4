"""Checks of what happens when a county is imported and its hook is called."""

from __future__ import annotations

from ...hookspec import GROUP
from ...model.checks import did_you_mean
from .county import Attempt
from .deeds import CONNECTED, RUN, WRITTEN
from .telling import Found, told

HOOK = "regrules_jurisdiction"
EXAMPLE = f"""from regrules import hookimpl
from regrules.model import Jurisdiction

@hookimpl
def {HOOK}() -> Jurisdiction:
    return Jurisdiction(id=..., code=..., name=..., plans=(PLAN,))
"""
ANSWERS = {
    "nothing": ("没有返回任何值", "returned nothing"),
    "generator": ("用 yield 产生结果，而不是返回", "hands its answer out bit by bit (`yield`) instead of returning it"),
    "list": ("返回了列表", "returned a list"),
    "dictionary": ("返回了字典", "returned a dictionary"),
    "text": ("返回了文字", "returned text"),
    "class": ("返回了类，而不是记录", "returned a class instead of a record"),
    "function": ("返回了函数", "returned a function"),
    "subclass": ("返回了派生类的记录", "returned a record of a class derived from the one that is wanted"),
    "something else": ("返回了其他东西", "returned something else"),
}
DEEDS = {
    WRITTEN: ("写入或改动了", "writes or changes"),
    RUN: ("运行了程序", "runs the program"),
    CONNECTED: ("连接了", "connects to"),
}


def snippet(attempt: Attempt, then: str) -> str:
    """Python that loads the county's entry point and goes on with *then*."""
    entry = attempt.announced.entry if attempt.announced else ""
    return (
        "from importlib.metadata import entry_points\n"
        f'(entry,) = entry_points(group="{GROUP}", name="{entry}")\n'
        f"{then}\n"
    )


def imports(attempt: Attempt) -> Found:
    """The module that the entry point names can be imported."""
    here = attempt.here
    if problem := here.died or here.import_error:
        value = attempt.announced.value if attempt.announced else ""
        yield told(
            "imports",
            (f"{value} 无法导入：{problem}", f"{value} cannot be imported: {problem}"),
            ("按提示改正后再试", "mend what the message names, then try again"),
            snippet=snippet(attempt, "entry.load()"),
        )


def imports_lightly(attempt: Attempt) -> Found:
    """Importing loads no dataframe library: a county is data, and every command of regrules imports it."""
    if heavy := attempt.here.heavy:
        names = ", ".join(heavy)
        yield told(
            "imports-lightly",
            (f"导入时加载了 {names}", f"importing it loads {names}"),
            (
                "在用到它的函数内再导入，例如演示台账的 write",
                "import it inside the function that uses it, such as the demo's `write`",
            ),
            snippet=snippet(attempt, f"import sys\nentry.load()\nassert {heavy[0]!r} not in sys.modules"),
        )


def hook_spelled(attempt: Attempt) -> Found:
    """There is the one hook, under its name, marked, and without arguments that nobody gives."""
    here = attempt.here
    candidates = [name for name in (*here.hooks, *here.unmarked) if name != HOOK]
    for name in here.unmarked:
        offer = did_you_mean(name, [HOOK]) if name != HOOK else ""
        yield told(
            "hook-spelled",
            (
                f"函数 {name} 没有用 @hookimpl 标记，不会被调用",
                f"the function `{name}` is not marked with @hookimpl, so nobody calls it{offer}",
            ),
            (f"写作 @hookimpl def {HOOK}()", f"write @hookimpl above it, and call it {HOOK}"),
            snippet=EXAMPLE,
        )
    for name in here.hooks:
        if name != HOOK:
            offer = did_you_mean(name, [HOOK])
            yield told(
                "hook-spelled",
                (f"钩子 {name} 不存在，应为 {HOOK}", f"there is no hook `{name}`; accepted: {HOOK}{offer}"),
                (f"改名为 {HOOK}", f"call it {HOOK}"),
                snippet=EXAMPLE,
            )
    if HOOK in here.hooks and here.unknown and not candidates:
        yield told(
            "hook-spelled",
            (
                f"钩子 {HOOK} 的写法不被接受：{here.unknown}",
                f"the hook {HOOK} is written in a way that is refused: {here.unknown}",
            ),
            ("它没有参数", "it takes no arguments"),
            snippet=EXAMPLE,
        )
    if not here.hooks and not here.unmarked:
        yield told(
            "hook-spelled",
            (f"入口所指的模块中没有钩子 {HOOK}", f"what the entry point names has no hook {HOOK}"),
            ("写出钩子，或让入口指向写有钩子的模块", "write it, or let the entry point name the module that has it"),
            snippet=EXAMPLE,
        )


def hook_returns(attempt: Attempt) -> Found:
    """The hook returns one jurisdiction record."""
    here = attempt.here
    advice = ("返回一条辖区记录：return Jurisdiction(...)", "return one jurisdiction record: return Jurisdiction(...)")
    if here.call_error:
        yield told(
            "hook-returns",
            (f"调用钩子时出错：{here.call_error}", f"calling the hook fails: {here.call_error}"),
            ("按提示改正后再试", "mend what the message names, then try again"),
            snippet=snippet(attempt, f"entry.load().{HOOK}()"),
        )
    elif here.answer != "jurisdiction":
        zh, en = ANSWERS.get(here.answer, ANSWERS["something else"])
        shown = f": {here.shown}" if here.answer not in ("nothing", "generator") else ""
        yield told(
            "hook-returns",
            (f"钩子{zh}{shown}", f"the hook {en}{shown}"),
            advice,
            snippet=snippet(attempt, f"print(entry.load().{HOOK}())"),
        )


def harmless(attempt: Attempt) -> Found:
    """Importing and calling change nothing around them, and write nothing."""
    for what, before, after in attempt.here.changed:
        change = f": {before} -> {after}" if before or after else ""
        yield told(
            "harmless",
            (f"加载时改动了 {what}{change}", f"loading it changes {what}{change}"),
            (
                "加载时只返回数据，不改动其他东西",
                "return data and change nothing else; to extend tables, use CORE.extended(...)",
            ),
            snippet=snippet(attempt, f"entry.load().{HOOK}()"),
        )
    for kind, thing in attempt.here.done:
        zh, en = DEEDS[kind]
        yield told(
            "harmless",
            (f"加载时{zh} {thing}", f"loading it {en} {thing}"),
            ("加载时只返回数据，不做其他事", "return data and do nothing else while it is imported and asked"),
            snippet=snippet(attempt, f"entry.load().{HOOK}()"),
        )
    if attempt.here.printed:
        first = attempt.here.printed.strip().splitlines()[:1]
        line = first[0][:60] if first else ""
        yield told(
            "harmless",
            (f"加载时向标准输出写了“{line}”", f"loading it writes to standard output: `{line}`"),
            ("删去 print，否则 JSON 输出无法读取", "remove the print: it would spoil every output in JSON"),
            snippet=snippet(attempt, f"entry.load().{HOOK}()"),
        )
