"""Breaking lines of Chinese and English mixed: dates and words stay whole, a comma never starts a line."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.text import Text as Line

# What cannot be parted: a run of Latin letters and digits, or one wide character, each with the punctuation that
# clings to it.
_OPENING, _CLOSING = "（“‘《「", "，。；：、）”’》」？！"
_PIECE = re.compile(rf"[{_OPENING}]*(?:[!-~–]+|\S)[{_CLOSING}]*|\s+")


def wrapped(text: str, width: int) -> list[str]:
    """*text* in lines of at most *width* columns; a piece that is wider by itself is cut."""
    lines, line, used = [], "", 0
    for piece in (cut for found in _PIECE.findall(text) for cut in _cut(found, width)):
        size = cell_len(piece)
        if used + size > width and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
        if line or not piece.isspace():
            line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def indented(text: str, width: int, indent: int, style: str = "") -> Line:
    """*text* wrapped to *width* columns, each line *indent* columns in."""
    return Line("\n".join(" " * indent + line for line in wrapped(text, width - indent)), style=style)


def labelled(label: str, text: str, width: int, indent: int = 2) -> Line:
    """*text* with a label before its first line, wrapped under itself."""
    lines = wrapped(f"{label} {text}", width - indent)
    told = Line("\n".join(" " * indent + line for line in lines))
    told.stylize("bold", indent, indent + len(label))
    return told


def _cut(piece: str, width: int) -> list[str]:
    if cell_len(piece) <= width:
        return [piece]
    cuts, cut = [], ""
    for character in piece:
        if cut and cell_len(cut + character) > width:
            cuts.append(cut)
            cut = ""
        cut += character
    return [*cuts, cut]
