"""The compact register: facts in the order of jurisdictions and subjects, as arrays."""

from .appending import CompactWriter
from .compacted import CompactRegister, in_memory
from .compacting import compact
from .layout import is_compact
from .opening import open_compact
from .schemas import joined_schema

__all__ = ["CompactRegister", "CompactWriter", "compact", "in_memory", "is_compact", "joined_schema", "open_compact"]
