"""What the database strings together of each period, as matrices that know whose they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
from sqlalchemy import Row

from assessment.answer_matrix import AnswerMatrix
from assessment.answer_matrix.texts import names, told_of
from assessment.errors import BermaknaError
from assessment.plan import ScoringPlan, compile_plan
from assessment.standard import Standard
from assessment.store.coded import Order
from assessment.store.coded_matrix import (
    BREAK,
    WRONG,
    Tables,
    codes_of,
    fitting,
    signs_of,
    tables_of,
)

# None of a period whose sheets are all of the other kind.
Strung = Sequence[str | None]


class PeriodTexts(NamedTuple):
    """The texts of periods, a value a period: those of its sheets strung together.

    ``BREAK`` stands between them, and ``sheets`` says how many there are. What was filled in blind
    stands apart from what was agreed on, in the same order each time. Ids and aliases are
    ``None`` where nobody has asked for them.
    """

    key: Sequence[int]
    unit: Sequence[str]
    period: Sequence[str]
    sheets: Sequence[int]
    blind: Strung
    agreed: Strung
    blind_ids: Strung | None = None
    agreed_ids: Strung | None = None
    blind_aliases: Strung | None = None
    agreed_aliases: Strung | None = None

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[Any]], *, named: bool) -> Self:
        """Take rows whose values are in the order of the fields; ``named`` also ids and aliases."""
        fields = len(cls._fields) if named else len(cls._fields) - len(cls._field_defaults)
        return cls(*([*map(itemgetter(place), rows)] for place in range(fields)))

    @property
    def codes(self) -> list[str]:
        """The texts of answers, what was filled in blind first."""
        return _told(self.blind, self.agreed)

    @property
    def ids(self) -> list[str]:
        """The ids in the order of ``codes``."""
        return _told(self.blind_ids, self.agreed_ids)

    @property
    def aliases(self) -> list[str]:
        """The aliases in the order of ``codes``."""
        return _told(self.blind_aliases, self.agreed_aliases)


def _told(blind: Strung | None, agreed: Strung | None) -> list[str]:
    return [one for one in (*(blind or ()), *(agreed or ())) if one is not None]


class MisfitError(BermaknaError):
    """The text of a sheet does not fit."""


@dataclass(frozen=True, eq=False)
class Reader:
    """Reads the texts of a standard's sheets by the order of their items."""

    standard: Standard
    order: Order

    @cached_property
    def plan(self) -> ScoringPlan:
        """The rules of the standard."""
        return compile_plan(self.standard)

    @cached_property
    def _tables(self) -> Tables:
        return tables_of(self.plan, self.order)

    @cached_property
    def _good(self) -> re.Pattern[str]:
        return re.compile(f"(?:{fitting(self.plan, self.order)}{BREAK})*")

    def parted(self, rows: Sequence[Row[Any]]) -> tuple[list[Row[Any]], list[Row[Any]]]:
        """Return those rows of ``PeriodTexts`` of which all sheets fit, and the others."""
        parts: tuple[list[Row[Any]], list[Row[Any]]] = [], []
        for row in rows:
            texts = PeriodTexts.of_rows([row], named=False)
            text = _together(texts.codes)
            good = self._of_right_length(text, texts) and self._good.fullmatch(text)
            parts[0 if good else 1].append(row)
        return parts

    def matrix(self, texts: PeriodTexts) -> AnswerMatrix:
        """Return the sheets; raises ``MisfitError`` when the text of one of them does not fit."""
        text = _together(texts.codes)
        if not self._of_right_length(text, texts):
            raise MisfitError
        width = len(self.order) + len(BREAK)
        signs = signs_of(text, width)
        codes = codes_of(self._tables, signs)
        # Only texts of the right length leave every break in its place, and none among the signs.
        if (signs[:, -1] != ord(BREAK)).any() or codes.max(initial=0) == WRONG:
            raise MisfitError
        return AnswerMatrix(self.standard, codes, _who(texts, width))

    def _of_right_length(self, text: str, texts: PeriodTexts) -> bool:
        return len(text) == sum(texts.sheets) * (len(self.order) + len(BREAK))


def _who(texts: PeriodTexts, width: int) -> pd.DataFrame:
    """Return whose the sheets are, in the order of their texts of ``width`` letters."""
    strung = *texts.blind, *texts.agreed
    lengths = np.array([0 if one is None else len(one) + len(BREAK) for one in strung], dtype=int)
    sheets = (lengths // width).reshape(2, -1)
    places = np.repeat(np.tile(np.arange(sheets.shape[1]), 2), sheets.ravel())
    units, periods = (names(one).take(places) for one in (texts.unit, texts.period))
    named = texts.blind_ids is not None
    told = {"sheet": texts.ids, "assessor": texts.aliases} if named else {}
    beside = {name: _together(some).split(BREAK)[:-1] for name, some in told.items()}
    agreed = np.repeat([False, True], sheets.sum(axis=1))
    return told_of({"unit": units, "period": periods}, agreed, beside)


def _together(texts: list[str]) -> str:
    """Return all texts, a ``BREAK`` behind each."""
    return BREAK.join([*texts, ""])
