"""What a plan says about the document it was written from, and about itself."""

from __future__ import annotations

import re
from datetime import date

from attrs import field, frozen

from .checks import day
from .text import Text

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def digest(_instance: object, attribute: object, value: str) -> None:
    """Refuse what is no digest of a document; empty text passes."""
    if value and not (isinstance(value, str) and _DIGEST.fullmatch(value)):
        raise ValueError(f"digest `{value}` is not well formed; accepted: sha256: and 64 hexadecimal digits")


@frozen(kw_only=True)
class FigureNote:
    """
    A figure of the document that no obligation of its clause uses, and why.

    Attributes:
        clause: Path of the clause.
        figure: As the document writes it, such as ``24小时``.
        reason: Why no obligation uses it.
    """

    clause: str
    figure: str
    reason: Text


@frozen(kw_only=True)
class KnownFailure:
    """
    A check that a county does not pass yet, and until when that is accepted.

    Attributes:
        check: Name of the check.
        at: The obligation, clause or plan where it fails; empty for the county itself.
        reason: Why it fails.
        until: Last day on which the failure is accepted.
    """

    check: str
    at: str = ""
    reason: Text
    until: date = field(converter=day)
