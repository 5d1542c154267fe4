"""Finding the installed jurisdictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points

import pluggy
from attrs import frozen

from . import hookspec
from .errors import PluginError
from .failing import failure_text
from .model.checks import unknown_name
from .model.plans import Jurisdiction

HOOKS = tuple(name for name, each in vars(hookspec).items() if hasattr(each, f"{hookspec.GROUP}_spec"))


@frozen(kw_only=True)
class Installed:
    """
    A jurisdiction and where it comes from.

    Attributes:
        jurisdiction: What the plugin returned.
        distribution: Name of the distribution (or module) that holds the plugin.
        version: Its version; empty if it is not installed as a distribution.
    """

    jurisdiction: Jurisdiction
    distribution: str
    version: str


def plugin_manager(plugins: Iterable[object] = ()) -> pluggy.PluginManager:
    """A manager that holds all installed plugins, and *plugins* besides."""
    manager = pluggy.PluginManager(hookspec.GROUP)
    manager.add_hookspecs(hookspec)
    try:
        manager.load_setuptools_entrypoints(hookspec.GROUP)
        for plugin in plugins:
            manager.register(plugin)
    except pluggy.PluginValidationError as refused:
        name, told = manager.get_canonical_name(refused.plugin), str(refused).splitlines()[-1]
        raise PluginError(f"plugin `{name}` cannot be used: {told}") from refused
    except Exception as failure:  # whatever a plugin's import raises, going on would hide its duties
        named = f"plugin `{name}`" if (name := _failing()) else "a plugin"
        raise PluginError(f"{named} cannot be loaded: {failure_text(failure)}") from failure
    for plugin, hook in _unknown_hooks(manager):
        raise PluginError(f"plugin `{plugin}`: {unknown_name('hook', hook, HOOKS)}")
    return manager


def _failing() -> str:
    """The first entry point that cannot be loaded; empty if there is none."""
    for entry in entry_points(group=hookspec.GROUP):
        try:
            entry.load()
        except Exception:
            return entry.name
    return ""


def _unknown_hooks(manager: pluggy.PluginManager) -> Iterator[tuple[str, str]]:
    """Plugin and name of each hook that there is not."""
    for name, caller in vars(manager.hook).items():
        if isinstance(caller, pluggy.HookCaller) and not caller.has_spec():
            yield from ((implementation.plugin_name, name) for implementation in caller.get_hookimpls())


def installed(manager: pluggy.PluginManager | None = None) -> tuple[Installed, ...]:
    """
    Every installed jurisdiction, sorted by code.

    Raises:
        PluginError: a plugin fails to load, returns none or something else, or two have the same code or id.
    """
    manager = manager or plugin_manager()
    distributions = {id(plugin): dist for plugin, dist in manager.list_plugin_distinfo()}
    found = []
    for implementation in manager.hook.regrules_jurisdiction.get_hookimpls():
        dist = distributions.get(id(implementation.plugin))
        name = dist.project_name if dist else implementation.plugin_name
        try:
            answer = implementation.function()
        except Exception as failure:  # the plugin is named, the run stops
            raise PluginError(f"plugin `{name}` failed: {failure_text(failure)}") from failure
        if not isinstance(answer, Jurisdiction):
            raise PluginError(f"plugin `{name}` returned {_told(answer)}; a jurisdiction is wanted")
        found.append(Installed(jurisdiction=answer, distribution=name, version=dist.version if dist else ""))
    found.sort(key=lambda each: each.jurisdiction.code)
    for attribute in ("code", "id"):
        seen: dict[str, str] = {}
        for each in found:
            value = getattr(each.jurisdiction, attribute)
            if value in seen:
                raise PluginError(
                    f"plugins `{seen[value]}` and `{each.distribution}` both speak for the {attribute} `{value}`"
                )
            seen[value] = each.distribution
    return tuple(found)


def _told(answer: object) -> str:
    if answer is None:
        return "nothing (is `return` missing?)"
    if isinstance(answer, Iterator):
        return "its answer bit by bit (`yield` stands for `return`)"
    text = repr(answer)
    return text if len(text) <= 40 else f"{text[:39]}…"


def find(county: str, among: Iterable[Installed] | None = None) -> Installed:
    """
    The installed jurisdiction with this id or division code.

    Raises:
        PluginError: there is none; the message offers the nearest.
    """
    everyone = tuple(installed() if among is None else among)
    for each in everyone:
        if county in (each.jurisdiction.id, each.jurisdiction.code):
            return each
    raise PluginError(unknown_name("county", county, [each.jurisdiction.id for each in everyone]))
