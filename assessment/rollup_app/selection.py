"""A selection of units and periods: what was ticked, in words, and which groups it leaves."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.i18n import _
from assessment.suppression import suppressed

Marks = npt.NDArray[np.bool_]
BY = ("ministry", "region", "service", "period", "basis")


@dataclass(frozen=True)
class Selection:
    """What was ticked of each; nothing ticked means everything."""

    ministry: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    def marks(self, keys: pd.DataFrame) -> Marks:
        """Mark the rows of a frame with columns of ``BY`` that are selected."""
        marks = np.ones(len(keys), dtype=bool)
        for name in BY:
            ticked = getattr(self, name)
            if ticked and name in keys:
                marks &= keys[name].isin(ticked).to_numpy()
        return marks

    def in_words(self) -> str:
        """Say what is selected."""
        ticked = [(name, getattr(self, name)) for name in BY]
        said = [f"{dimension_words()[name]}: {', '.join(value_words(name, one) for one in found)}"
                for name, found in ticked if found]  # fmt: skip
        return "; ".join(said) if said else _("everything")


def dimension_words() -> dict[str, str]:
    """Return what each thing to select by is called."""
    return {
        "ministry": _("Ministry"),
        "region": _("Region"),
        "service": _("Kind of service"),
        "period": _("Period"),
        "basis": _("Basis"),
    }


def value_words(name: str, value: str) -> str:
    """Return what a value to select by is called; an empty one is not stated."""
    if name == "basis":
        return {"agreed": _("agreed"), "assessors": _("assessors' answers")}[value]
    return value or _("not stated")


def offered(keys: pd.DataFrame, name: str) -> list[str]:
    """Return the values that groups have, in their order."""
    used = keys[name].astype("category").cat.remove_unused_categories()
    return [str(value) for value in used.cat.categories]


def too_near(marks: Marks, earlier: Iterable[Marks], keys: pd.DataFrame) -> int:
    """Return by how few units a selection differs from an earlier one in a period, else 0.

    Two selections that differ by a few units tell, subtracted, about these few. ``marks`` are
    over the rows of ``keys``.
    """
    periods = keys["period"].cat.codes.to_numpy()
    few = [
        int(count)
        for one in earlier
        for count in np.bincount(periods[marks ^ one], minlength=1)
        if count and suppressed(int(count))
    ]
    return min(few, default=0)
