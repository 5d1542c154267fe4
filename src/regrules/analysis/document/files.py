"""Reading a document from a file."""

from __future__ import annotations

import codecs
from pathlib import Path

from attrs import evolve

from ...errors import DocumentError
from .outline import Document
from .reading import read_document

ENDINGS = (".txt", ".md", ".text", ".markdown")
_MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16", codecs.BOM_UTF8: "UTF-8-SIG"}


def read_file(path: str | Path) -> Document:
    """
    The document in a text file, with the encoding in which it was read.

    Raises:
        DocumentError: there is no such file, it holds no text, or nothing in the text is numbered.
    """
    file = Path(path)
    if not file.is_file():
        raise DocumentError(
            f"{file}: {'is a folder' if file.is_dir() else 'no such file'}; accepted: a text file of the plan"
        )
    if file.suffix.lower() not in ENDINGS:
        raise DocumentError(
            f"{file}: `{file.suffix}` cannot be read; accepted: {', '.join(ENDINGS)}. Save its text as .txt"
        )
    text, encoding = _decoded(file)
    try:
        return evolve(read_document(text), encoding=encoding)
    except DocumentError as refused:
        raise DocumentError(f"{file}: {refused}") from None


def _decoded(file: Path) -> tuple[str, str]:
    """The text of a file and its encoding: UTF-8, or another that the file announces, else GB18030."""
    data = file.read_bytes()
    announced = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "UTF-8")
    for encoding in dict.fromkeys((announced, "UTF-8", "GB18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding.removesuffix("-SIG")
    raise DocumentError(f"{file}: this is no text; accepted: text in UTF-8 or GB18030")
