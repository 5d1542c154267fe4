"""What several commands share: their options, the county they name, how they write."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import PluginError, QuestionError
from ..model.plans import Plan
from ..plugins import Installed, find, installed

F = TypeVar("F", bound=Callable[..., Any])


def offering(*forms: str) -> Callable[[F], F]:
    """The options that every command has, ``--format``, ``--lang`` and ``--debug``, for one that writes these forms."""

    def with_options(function: F) -> F:
        for option in _options(forms):
            function = option(function)
        return function

    return with_options


def common(function: F) -> F:
    """The options of a command that writes a table or JSON, as nearly all do."""
    return offering("table", "json")(function)


def _options(forms: tuple[str, ...]) -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--debug", is_flag=True, expose_value=False, callback=_debug, help="Show where a failure came from."
        ),
        click.option(
            "--lang",
            type=click.Choice(["zh", "en"]),
            default=language,
            show_default="from the environment",
            help="Chinese or English.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            show_default=True,
            help="How to write.",
        ),
    )


def language() -> str:
    """The language of the environment: Chinese if it says so, else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if locale.lower().startswith("zh") else "en"


def county_called(name: str) -> Installed:
    """
    The installed county with this id or code.

    Raises:
        QuestionError: there is none; the nearest is offered.
        PluginError: a plugin cannot be used.
    """
    everyone = installed()
    try:
        return find(name, everyone)
    except PluginError as unknown:  # the name is wrong here, not a plugin
        raise QuestionError(str(unknown)) from None


def one_or_all(county: str | None, everybody: bool) -> None:
    """A usage error unless either a county was named or all were asked for."""
    if county is None and not everybody:
        problem = "name a county, or ask for every one of them with --all"
    elif county is not None and everybody:
        problem = f"`{county}` and --all contradict each other: name a county, or ask for every one of them"
    else:
        return
    raise click.UsageError(problem, click.get_current_context())


def county_or_file(name: str) -> Installed:
    """
    The installed county with this id or code, or a county made up around a plan that stands in a JSON file.

    Raises:
        QuestionError: there is no such county, or the file cannot be read.
        PlanError: the plan is refused.
        PluginError: a plugin cannot be used.
    """
    if not name.endswith(".json"):
        return county_called(name)
    from ..model.serial import plan_from_json
    from ..testing.conformance.around import county_around

    try:
        text = Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise QuestionError(f"{name} is no text in UTF-8; a plan as JSON is wanted") from None
    except OSError as refused:
        raise QuestionError(f"{name} cannot be read: {refused.strerror}; a plan as a JSON file is wanted") from None
    return Installed(jurisdiction=county_around(plan_from_json(text)), distribution="", version="")


def plans_called(county: Installed, name: str | None) -> tuple[Plan, ...]:
    """The plans of a county, or the one with this id; a QuestionError offers the nearest."""
    from ..model.checks import unknown_name

    plans = county.jurisdiction.plans
    if name is None:
        return plans
    if not (found := tuple(plan for plan in plans if plan.id == name)):
        raise QuestionError(unknown_name(f"plan of {county.jurisdiction.id}", name, [plan.id for plan in plans]))
    return found


def write_json(data: Any) -> None:
    """Write *data* as JSON in UTF-8, whatever the terminal's own encoding."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2).encode())


def _debug(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    ctx.meta["regrules.debug"] = value
