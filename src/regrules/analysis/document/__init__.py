"""Reading a published plan: its outline, its figures, its attached tables."""

from .figures import find_figures
from .files import read_file
from .outline import Clause, Document, Figure, Part, Table, TableCell
from .reading import read_document

__all__ = [
    "Clause",
    "Document",
    "Figure",
    "Part",
    "Table",
    "TableCell",
    "find_figures",
    "read_document",
    "read_file",
]
