"""Starting a county: the files of a new plugin, from nothing or from the published text of its plan."""

from .county import NewCounty, new_county
from .distribution import distribution_files
from .taken import refuse_taken
from .writing import File, Written, write

__all__ = ["File", "NewCounty", "Written", "distribution_files", "new_county", "refuse_taken", "write"]
