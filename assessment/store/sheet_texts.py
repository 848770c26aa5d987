"""What the database strings together of many sheets, as matrices that know whose they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

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


class SheetTexts(NamedTuple):
    """The texts of sheets strung together, ``BREAK`` between them, in the same order each time.

    ``periods`` are twice the keys of their periods, and one more where the sheet was agreed on. Ids
    and aliases are ``None`` where nobody has asked for them. Of no sheet everything is ``None``.
    """

    codes: str | None
    periods: str | None
    ids: str | None = None
    aliases: str | None = None

    @classmethod
    def of_sheets(cls, rows: Sequence[Sequence[Any]]) -> Self:
        """Take the fields of each sheet."""
        return cls(*map(BREAK.join, zip(*rows, strict=True))) if rows else cls(None, None)


class PeriodTexts(NamedTuple):
    """Periods, ``BREAK`` between the texts of each field, and the texts of their sheets."""

    key: str
    unit: str
    period: str
    sheets: SheetTexts

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Self:
        """Take the own fields, and those of the sheets."""
        key, unit, period, *sheets = row
        return cls(key, unit, period, SheetTexts(*sheets))

    @property
    def keys(self) -> list[int]:
        """The keys, in any order."""
        return [*map(int, self.key.split(BREAK))]


class MisfitError(BermaknaError):
    """The text of a sheet does not fit."""


@dataclass(frozen=True, eq=False)
class Reader:
    """Reads the texts of a standard's sheets by the order of their items; ``named`` tells ids."""

    standard: Standard
    order: Order
    named: bool

    @cached_property
    def plan(self) -> ScoringPlan:
        """The rules of the standard."""
        return compile_plan(self.standard)

    @cached_property
    def _tables(self) -> Tables:
        return tables_of(self.plan, self.order)

    @cached_property
    def _good(self) -> re.Pattern[str]:
        return re.compile(fitting(self.plan, self.order))

    def fits(self, text: str) -> bool:
        """Tell whether the text of one sheet fits."""
        return bool(self._good.fullmatch(text))

    def matrix(self, texts: PeriodTexts) -> AnswerMatrix:
        """Return the sheets; raises ``MisfitError`` when the text of one of them does not fit."""
        who, text = _who(texts, named=self.named), _ended(texts.sheets.codes)
        width = len(self.order) + len(BREAK)
        if len(text) != len(who) * width:
            raise MisfitError
        signs = signs_of(text, width)
        codes = codes_of(self._tables, signs)
        # Only texts of the right length leave every break in its place, and none among the signs.
        if (signs[:, -1] != ord(BREAK)).any() or codes.max(initial=0) == WRONG:
            raise MisfitError
        return AnswerMatrix(self.standard, codes, who)


def _who(texts: PeriodTexts, *, named: bool) -> pd.DataFrame:
    """Return whose the sheets are."""
    sheets = texts.sheets
    keys, agreed = np.divmod(_numbers(sheets.periods), 2)
    places = pd.Index(_numbers(texts.key)).get_indexer(pd.Index(keys))
    both = (texts.unit, texts.period)
    units, periods = (names(one.split(BREAK)).take(places) for one in both)
    beside = {"sheet": sheets.ids, "assessor": sheets.aliases} if named else {}
    told = {name: [] if text is None else text.split(BREAK) for name, text in beside.items()}
    return told_of({"unit": units, "period": periods}, agreed == 1, told)


def _numbers(text: str | None) -> npt.NDArray[np.int64]:
    return np.fromstring(text or "", dtype=np.int64, sep=BREAK)


def _ended(text: str | None) -> str:
    """Return texts with a ``BREAK`` behind the last one too."""
    return "" if text is None else text + BREAK
