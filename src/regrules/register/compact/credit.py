"""Unified social credit codes, a whole column at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..codes import SIGNS, WEIGHTS

if TYPE_CHECKING:
    import polars

LENGTH = 18


def codes_are_right(texts: polars.Series) -> bool:
    """Whether each text is such a code, by form and check digit; missing and empty ones do not count."""
    texts = texts.drop_nulls()
    texts = texts.filter(texts != "")
    if (texts.str.len_bytes() != LENGTH).any() or not len(texts):
        return not len(texts)
    signs = np.frombuffer("".join(texts.to_list()).encode(), dtype=np.uint8).reshape(-1, LENGTH)
    worth = np.full(256, -1, dtype=np.int32)
    worth[np.frombuffer("".join(SIGNS).encode(), dtype=np.uint8)] = np.arange(len(SIGNS))
    found = worth[signs]
    digits = found[:, 2:8]
    right = (found >= 0).all() and (digits <= 9).all()
    return bool(right) and not ((found[:, :-1] @ np.array(WEIGHTS) + found[:, -1]) % len(SIGNS)).any()
