"""The class: a row a sheet, a column an item, and whose the sheets are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.coding import places, require_columns, scatter, standard_of
from assessment.columns import WHO, typed_frame
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.matrix import LOWEST_LEVEL, STATE_NAMES, Codes
from assessment.plan import ScoringPlan, compile_plan
from assessment.standard import Standard

# What every matrix says of its sheets. An agreed sheet is what a unit has decided on together.
WHOSE = {"unit": "category", "period": "category", "agreed": "bool"}
# What it may say beside that.
NAMES = ("sheet", "assessor")
# The columns of ``to_tidy``: those of ``reading.COLUMNS`` that a matrix knows.
TIDY = {
    **WHO,
    "standard": "string",
    "version": "string",
    "section": "string",
    "item": "string",
    "state": "category",
    "level": "Int8",
    "unsupported": "bool",
}


def whose(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return the frame ``who`` of columns; periods are in their order, sheets are not agreed on.

    ``sheet`` and ``assessor`` are kept where they are given.
    """
    told: dict[str, Any] = {name: _texts(columns[name]) for name in ("unit", "period")}
    told["agreed"] = np.full(len(told["unit"]), columns.get("agreed", False), dtype=bool)
    told |= {name: pd.array(columns[name], dtype="string") for name in NAMES if name in columns}
    return pd.DataFrame(told, copy=False)


def _texts(column: Any) -> "pd.Categorical[str]":
    """Return a column of categories, whatever a text was kept as: the same for the same sheets."""
    found = pd.Categorical(column)
    return pd.Categorical.from_codes(found.codes, pd.Index(found.categories, dtype="str"))


@dataclass(frozen=True, eq=False)
class AnswerMatrix:
    """Sheets of one version of one standard.

    ``codes`` has the shape (sheets, items), ``uint8`` and column-major, with the codes of
    ``matrix``. ``who`` has a row a sheet and the columns of ``WHOSE``; ``sheet`` (an id) and
    ``assessor`` (an alias) may stand beside them.
    """

    standard: Standard
    codes: Codes
    who: pd.DataFrame

    def __post_init__(self) -> None:
        if self.codes.shape != (len(self.who), len(self.plan.items)):
            message = _("{found} codes do not fit {sheets} sheets of {items} items")
            shape = " × ".join(map(str, self.codes.shape))
            counted = {"sheets": len(self.who), "items": len(self.plan.items)}
            raise BermaknaError(message.format(found=shape, **counted))

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def plan(self) -> ScoringPlan:
        """The rules of the standard."""
        return compile_plan(self.standard)

    @cached_property
    def states(self) -> npt.NDArray[np.uint8]:
        """How many codes each item knows, shape (items,)."""
        counts = [LOWEST_LEVEL + len(item.levels) for item in self.plan.items]
        return np.array(counts, dtype=np.uint8)

    def take(self, rows: npt.NDArray[np.bool_]) -> "AnswerMatrix":
        """Return the sheets that are marked, shape (sheets,)."""
        if rows.all():
            return self
        places = np.flatnonzero(rows)
        codes = np.take(self.codes.T, places, axis=1, mode="clip").T  # stays column-major
        return AnswerMatrix(self.standard, codes, self.who.iloc[places].reset_index(drop=True))

    @classmethod
    def from_tidy(
        cls, frame: pd.DataFrame, standard: Standard, agreed: Sequence[str] = ()
    ) -> "AnswerMatrix":
        """Take the frame of ``reading.tidy``; ``agreed`` are the ids of the agreed sheets.

        Raises ``BermaknaError`` as ``summary.summarise`` does.
        """
        require_columns(frame)
        standard_of(frame, standard)
        plan = compile_plan(standard)
        if frame.empty:
            empty = np.empty((0, len(plan.items)), dtype=np.uint8, order="F")
            return cls(standard, empty, whose({name: [] for name in ("unit", "period")}))
        codes = scatter(plan, frame, *places(plan, frame))
        about = frame.drop_duplicates("sheet").reset_index(drop=True)
        told = {name: about[name] for name in WHO}
        return cls(standard, codes, whose({**told, "agreed": about["sheet"].isin(list(agreed))}))

    def to_tidy(self) -> pd.DataFrame:
        """Return a row a sheet and item: what ``from_tidy`` and ``summary.summarise`` read.

        A matrix knows no evidence, so that no claim counts as unsupported. Sheets without an id
        are numbered.
        """
        sheets, items = self.codes.shape
        codes = self.codes.ravel()  # sheet by sheet
        levels = self._digits()[np.tile(np.arange(items), sheets), codes]
        sections = [self.plan.sections[item.section].id for item in self.plan.items]
        return typed_frame(
            {
                **{name: np.repeat(texts, items) for name, texts in self._names().items()},
                "standard": self.standard.id,
                "version": self.standard.version,
                "section": np.tile(sections, sheets),
                "item": np.tile([item.id for item in self.plan.items], sheets),
                "state": np.array(STATE_NAMES)[np.minimum(codes, LOWEST_LEVEL)],
                "level": pd.array(levels, dtype="Int8").copy(),
                "unsupported": False,
            },
            TIDY,
        ).assign(level=lambda rows: rows["level"].mask(rows["state"] != "level"))

    def _names(self) -> dict[str, npt.NDArray[np.object_]]:
        """Return the columns of ``WHO``, a text a sheet."""
        numbers = pd.Series(np.arange(1, len(self) + 1)).astype("string")
        empty = pd.Series("", index=range(len(self)))
        told = {"sheet": numbers, "assessor": empty, **dict(self.who.items())}
        return {name: told[name].astype(object).to_numpy() for name in WHO}

    def _digits(self) -> npt.NDArray[np.int8]:
        """Return the level digit of each code of each item, -1 for the other states."""
        table = np.full((len(self.plan.items), int(self.states.max())), -1, dtype=np.int8)
        for row, item in enumerate(self.plan.items):
            table[row, LOWEST_LEVEL : LOWEST_LEVEL + len(item.levels)] = item.levels
        return table
