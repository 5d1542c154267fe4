"""How a count, a rate or a growth stands in many jurisdictions: what `regrules.engine.assemble` makes of one quantity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...limits import SizedLimits
from ...moment import Moment
from ...question import Question
from .. import standings
from ..standings import NONE, Flags, Standings
from .bits import STILL_OPEN
from .grouped import grouped
from .number import Bounds, Numbers, Whole, fitting
from .numbers import is_settled, statuses
from .outlooks import on_track_by_number, told

MILLION = 1_000_000
