"""Supervision plans as data: what is met, breached or still open, as of any date."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import assess, jurisdiction, jurisdictions
    from .engine.verdict import Verdict
    from .errors import Defect, NothingEvaluated, PluginError, QuestionError, RegisterError, RegrulesError
    from .hookspec import hookimpl
    from .many import assess_all
    from .register import Register
    from .register import from_frames as register_from_frames
    from .register import from_records as register_from_records
    from .register import read_folder as read_register
    from .report.assessment import Assessment, Receipt
    from .report.overview import Overview
    from .report.session import Change, Session

    __version__: str

__all__ = [
    "Assessment",
    "Change",
    "Defect",
    "NothingEvaluated",
    "Overview",
    "PluginError",
    "QuestionError",
    "Receipt",
    "Register",
    "RegisterError",
    "RegrulesError",
    "Session",
    "Verdict",
    "__version__",
    "assess",
    "assess_all",
    "hookimpl",
    "jurisdiction",
    "jurisdictions",
    "read_register",
    "register_from_frames",
    "register_from_records",
]

_HOMES = {
    "Assessment": (".report.assessment", "Assessment"),
    "Change": (".report.session", "Change"),
    "Defect": (".errors", "Defect"),
    "NothingEvaluated": (".errors", "NothingEvaluated"),
    "Overview": (".report.overview", "Overview"),
    "PluginError": (".errors", "PluginError"),
    "QuestionError": (".errors", "QuestionError"),
    "Receipt": (".report.assessment", "Receipt"),
    "Register": (".register", "Register"),
    "RegisterError": (".errors", "RegisterError"),
    "RegrulesError": (".errors", "RegrulesError"),
    "Session": (".report.session", "Session"),
    "Verdict": (".engine.verdict", "Verdict"),
    "assess": (".api", "assess"),
    "assess_all": (".many", "assess_all"),
    "hookimpl": (".hookspec", "hookimpl"),
    "jurisdiction": (".api", "jurisdiction"),
    "jurisdictions": (".api", "jurisdictions"),
    "read_register": (".register", "read_folder"),
    "register_from_frames": (".register", "from_frames"),
    "register_from_records": (".register", "from_records"),
}


def __getattr__(name: str) -> Any:
    # Nothing runs on import: a name is fetched from its home when it is first asked for.
    if name == "__version__":
        from importlib.metadata import version

        found: Any = version(__name__)
    elif name in _HOMES:
        home, called = _HOMES[name]
        found = getattr(importlib.import_module(home, __name__), called)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
