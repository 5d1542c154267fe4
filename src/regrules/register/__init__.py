"""The register: reading tables of facts, and refusing bad ones with every defect named."""

from .folder import read_folder
from .frames import from_frames
from .records import from_records
from .register import Register, Table

__all__ = ["Register", "Table", "from_frames", "from_records", "read_folder"]
