"""The innermost loops over sheets, in NumPy, and compiled where numba is installed.

Both have the same functions and give the same whole numbers. What a loop adds up is decided by
the tables that it is given: no rule stands here.
"""

from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import TypeAlias

from assessment.loops import plain

Loops: TypeAlias = ModuleType

# With fewer sheets the plain loops are done before the compiled ones are loaded.
WORTH_COMPILING = 1 << 14


def loops_for(sheets: int) -> Loops:
    """Return the module whose loops go over so many sheets."""
    return _fastest() if sheets >= WORTH_COMPILING else plain


@cache
def _fastest() -> Loops:
    if find_spec("numba") is None:
        return plain
    from assessment.loops import compiled

    return compiled
