"""What the database strings together of each period, as matrices that know whose they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from assessment.answer_matrix import AnswerMatrix, whose
from assessment.plan import ScoringPlan, compile_plan
from assessment.standard import Standard
from assessment.store.coded import Order
from assessment.store.coded_matrix import WRONG, Signs, codes_of, signs_of
from assessment.tables import Integers

# Between ids and aliases: an id is a UUID, and a folded alias has no line break in it.
BREAK = "\n"
AGREED, BLIND = "1", "0"


class PeriodTexts(NamedTuple):
    """The texts of periods, a value a period: all its sheets strung together.

    ``sheets`` says how many a period has; texts of the wrong length are not among ``codes``, which
    is ``None`` without any other. In it ``AGREED`` or ``BLIND`` stands before each text. ``ids``
    and ``aliases`` are empty where nobody has asked for them.
    """

    period: Sequence[int]
    sheets: Sequence[int]
    codes: Sequence[str | None]
    ids: Sequence[str | None] = ()
    aliases: Sequence[str | None] = ()


@dataclass(frozen=True, eq=False)
class Reader:
    """Reads the texts of a standard's sheets by the order of their items.

    ``names`` are the unit and name of every period by its id.
    """

    standard: Standard
    order: Order
    names: Mapping[int, tuple[str, str]]

    @cached_property
    def plan(self) -> ScoringPlan:
        """The rules of the standard."""
        return compile_plan(self.standard)

    def matrix(self, texts: PeriodTexts) -> tuple[AnswerMatrix, list[int]]:
        """Return the good sheets, and the ids of the periods in which there are others."""
        width = len(AGREED) + len(self.order)
        codes = [text or "" for text in texts.codes]
        signs = signs_of("".join(codes), width)
        found = codes_of(self.plan, self.order, signs[:, 1:])
        fitting = np.array([*map(len, codes)]) // width
        good = found.max(axis=1, initial=0) != WRONG
        periods = np.array(texts.period)
        short, wrong = periods[fitting < texts.sheets], np.repeat(periods, fitting)[~good]
        matrix = AnswerMatrix(self.standard, found, self._who(texts, fitting, signs))
        return matrix.take(good), sorted({*short.tolist(), *wrong.tolist()})

    def _who(self, texts: PeriodTexts, fitting: Integers, signs: Signs) -> pd.DataFrame:
        places = np.repeat(np.arange(len(fitting)), fitting)
        names = zip(*(self.names[period] for period in texts.period), strict=True)
        units, periods = (pd.Categorical(one).take(places) for one in names)
        told = {"sheet": texts.ids, "assessor": texts.aliases}
        beside = {
            name: BREAK.join(filter(None, parts)).split(BREAK) if len(places) else []
            for name, parts in told.items()
            if parts
        }
        agreed = signs[:, 0] == ord(AGREED)
        return whose({"unit": units, "period": periods, "agreed": agreed, **beside})
