"""Reading a published plan: its outline, its figures, its attached tables."""

from .outline import Clause, Document, Figure, Part, Table, TableCell

__all__ = ["Clause", "Document", "Figure", "Part", "Table", "TableCell"]
