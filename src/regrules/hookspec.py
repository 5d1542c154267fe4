"""The one hook of regrules."""

from __future__ import annotations

import pluggy

from .model.plans import Jurisdiction

GROUP = "regrules"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def regrules_jurisdiction() -> Jurisdiction:  # type: ignore[empty-body]  # a specification has no body
    """
    The jurisdiction that a plugin speaks for.

    A complete plugin::

        from regrules import hookimpl
        from regrules.model import Jurisdiction, Plan, Text, calendar_year


        @hookimpl
        def regrules_jurisdiction():
            return Jurisdiction(
                id="example",
                code="990101",
                name=Text(zh="示例县", en="Example County"),
                plans=(Plan(id="example-2025", title=Text(zh="计划", en="Plan"), period=calendar_year(2025), obligations=()),),
            )

    Its distribution names the module under the entry point group ``regrules``. Returning None, a code that another plugin
    has too, or anything that is no jurisdiction stops the run: going on would hide duties.
    """
