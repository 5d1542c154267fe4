"""How a failure of somebody else's code is told: what was raised, and where in that code."""

from __future__ import annotations

from pathlib import Path
from traceback import __file__ as library_file
from traceback import extract_tb

OURS = str(Path(__file__).parent)
LIBRARY = str(Path(library_file).parent)


def failure_text(failure: BaseException) -> str:
    """What was raised, in one line, and the last line outside of regrules and Python that was at work."""
    frames = [frame for frame in extract_tb(failure.__traceback__) if _theirs(frame.filename)]
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(failure).__name__}: {failure}{place}".strip()


def _theirs(file: str) -> bool:
    return not file.startswith((OURS, "<")) and (not file.startswith(LIBRARY) or "site-packages" in file)
