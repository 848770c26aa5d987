"""The rows of a table as sheets: those that can be used, and what is wrong with the others."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from assessment.answer_matrix.holding import (
    GROUP,
    Repeats,
    Table,
    endings_of,
    group_prints,
    sheet_prints,
)
from assessment.answer_matrix.rows import LeftOut, Rows
from assessment.answer_matrix.sheets import NAMES, AnswerMatrix
from assessment.answer_matrix.texts import Column, categorical, texts, told_of
from assessment.errors import Problem
from assessment.i18n import _
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, Codes
from assessment.plan import PlannedItem, compile_plan
from assessment.standard import Standard


@dataclass(frozen=True)
class Batch:
    """Sheets that can be used, and what is wrong with others."""

    matrix: AnswerMatrix
    problems: list[Problem]


@dataclass
class Reader:
    """Reads the tables of one file in their order; ``repeats`` are of the whole file.

    ``row`` counts the rows that are read, ``first_rows`` says where the sheets and agreed sheets
    were seen first that may come again.
    """

    file: str
    standard: Standard
    repeats: Repeats
    row: int = 0
    left_out: LeftOut = field(default_factory=LeftOut)
    first_rows: dict[tuple[str, ...], int] = field(default_factory=dict)

    def batch(self, table: Table) -> Batch:
        """Return the sheets of the next table; its columns must fit."""
        rows = Rows(self.file, self.row + 1, len(table))
        who = _who(table)
        _refuse_nameless(rows, table, who)
        codes = self._codes(rows, table)
        self._refuse_repeated(rows, table, who)
        self.row += len(table)
        matrix = AnswerMatrix(self.standard, codes, who).take(rows.good)
        return Batch(matrix, self.left_out.named(rows))

    def uncounted(self) -> list[Problem]:
        """Return how many rows were left out without being named, when all are read."""
        return self.left_out.others(self.file)

    def _codes(self, rows: Rows, table: Table) -> Codes:
        """Return the codes, column-major; a row with one that its item lacks is refused."""
        items = compile_plan(self.standard).items
        codes = np.zeros((len(table), len(items)), dtype=np.uint8, order="F")
        for place, item in enumerate(items):
            column = table.column(item.id)
            values = _values(column)
            wrong = _unknown(item, values)
            if column.null_count:
                wrong |= column.is_null().to_numpy(zero_copy_only=False)
            if wrong.any():
                message = _("allowed: {expected}").format(expected=_allowed(item))
                rows.refuse(wrong, item.id, column, message)
                values = np.where(wrong, 0, values)
            codes[:, place] = values
        return codes

    def _refuse_repeated(self, rows: Rows, table: Table, who: pd.DataFrame) -> None:
        """Refuse sheets that stood before, and further agreed sheets of a unit and period."""
        again = agreed = np.zeros(len(table), dtype=bool)
        if len(self.repeats.sheets):
            again = np.isin(endings_of(sheet_prints(table)), self.repeats.sheets)
        if len(self.repeats.agreed):
            known = np.isin(group_prints(table), self.repeats.agreed)
            agreed = who["agreed"].to_numpy() & known
        for row in np.flatnonzero((again | agreed) & rows.good).tolist():
            one = who.iloc[row]
            if again[row]:
                message = _("stands twice; first in row {row}")
                self._first_counts(rows, row, {"sheet": one["sheet"]}, message)
            if agreed[row] and rows.good[row]:
                message = _("is agreed on twice; first in row {row}")
                self._first_counts(rows, row, {name: one[name] for name in GROUP}, message)

    def _first_counts(self, rows: Rows, row: int, told: dict[str, str], message: str) -> None:
        key = tuple(told.values())
        first = self.first_rows.setdefault(key, rows.first + row)
        if first < rows.first + row:
            place = ", ".join(f"{name} = {value!r}" for name, value in told.items())
            rows.refuse_one(row, place, message.format(row=first))


def _values(column: Column) -> npt.NDArray[np.integer]:
    """Return whole numbers, 0 for missing ones."""
    if column.null_count:
        column = column.fill_null(0)
    found: npt.NDArray[np.integer] = (
        column.to_numpy()
        if isinstance(column, pa.ChunkedArray)
        else column.to_numpy(zero_copy_only=False)
    )
    return found


def _who(table: Table) -> pd.DataFrame:
    agreed = table.column("agreed").fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003
    told = {name: texts(table.column(name)) for name in NAMES if name in table.schema.names}
    return told_of({name: categorical(table.column(name)) for name in GROUP}, agreed, told)


def _refuse_nameless(rows: Rows, table: Table, who: pd.DataFrame) -> None:
    """Refuse rows without a unit or period, and those that do not say whether they are agreed."""
    for name in GROUP:
        names = who[name].cat
        blank = names.categories.str.strip() == ""
        if blank.any() or names.codes.min() < 0:
            empty = np.append(blank, True)  # the code -1 is the last
            rows.refuse(empty[names.codes], name, table.column(name), _("is empty"))
    if table.column("agreed").null_count:
        missing = table.column("agreed").is_null().to_numpy(zero_copy_only=False)
        rows.refuse(missing, "agreed", table.column("agreed"), _("must be true or false"))


def _unknown(item: PlannedItem, values: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Mark the codes that an item lacks."""
    wrong: npt.NDArray[np.bool_] = values >= LOWEST_LEVEL + len(item.levels)
    if values.dtype.kind == "i":
        wrong |= values < 0
    if not item.not_applicable:
        wrong |= values == NOT_APPLICABLE
    return wrong


def _allowed(item: PlannedItem) -> str:
    codes = range(LOWEST_LEVEL + len(item.levels))
    return ", ".join(str(code) for code in codes if item.not_applicable or code != NOT_APPLICABLE)
