"""The compact register: facts in the order of jurisdictions and subjects, as arrays."""

from .compacted import CompactRegister, in_memory

__all__ = ["CompactRegister", "in_memory"]
