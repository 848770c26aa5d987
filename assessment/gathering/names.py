"""Names as people write them: one spelling of each, and the alias of what a unit agrees on."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.errors import Problem
from assessment.i18n import in_every_language
from assessment.store.rows import folded

Texts = npt.NDArray[np.object_]
Pair = tuple[str, str]


def agreed_aliases() -> set[str]:
    """Return the aliases, folded, of a sheet that a unit has agreed on, in every language."""
    # A store has written the alias in the language of that day.
    return {"", *map(folded, in_every_language("Consensus"))}


class Spellings:
    """One spelling of each name: the first that is met, so that known ones are given first.

    Names are the same when they differ only in the case of letters and in spaces.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._chosen: dict[str, str] = {}
        for name in known:
            self.of(name)

    def of(self, name: str) -> str:
        """Return the spelling of a name."""
        return self._chosen.setdefault(folded(name), " ".join(name.split()))

    def column(self, names: Texts) -> pd.Categorical:
        """Return names in their spelling, as categories in alphabetical order."""
        places, different = pd.factorize(names)
        meant = np.array([self.of(name) for name in different], dtype=object)
        numbers, categories = pd.factorize(meant, sort=True)
        return pd.Categorical.from_codes(numbers[places], pd.Index(categories, dtype="str"))


def place_of(**values: object) -> str:
    """Return what a problem is about, as ``unit = 'Loket', period = '2026-1'``."""
    return ", ".join(f"{name} = {str(value)!r}" for name, value in values.items())


def renamed(problems: Iterable[Problem], name: str) -> list[Problem]:
    """Return problems under the name that their file has in the folder."""
    return [replace(problem, file=name) for problem in problems]
