"""Sheets on their way, from files and databases alike, and all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.answers import AnswerSheet
from assessment.gathering.names import Spellings, Texts, agreed_aliases
from assessment.matrix import Codes, encode
from assessment.plan import ScoringPlan
from assessment.store.rows import folded


@dataclass(frozen=True, eq=False)
class Piece:
    """Some sheets: their codes, shape (sheets, items), and whose they are, each shape (sheets,).

    ``sheet`` (id) and ``assessor`` (alias, folded) are empty where nobody knows them.
    """

    codes: Codes
    unit: Texts
    period: Texts
    agreed: npt.NDArray[np.bool_]
    sheet: Texts
    assessor: Texts

    @classmethod
    def of_sheets(cls, plan: ScoringPlan, sheets: Sequence[AnswerSheet]) -> "Piece":
        """Take sheets of a file; one without an alias, or with the consensus's, is agreed on."""
        aliases, agreed = [folded(sheet.assessor) for sheet in sheets], agreed_aliases()
        return cls(
            encode(plan, [sheet.choices() for sheet in sheets]),
            _texts([sheet.unit for sheet in sheets]),
            _texts([sheet.period for sheet in sheets]),
            np.array([alias in agreed for alias in aliases], dtype=bool),
            _texts([sheet.sheet for sheet in sheets]),
            _texts(aliases),
        )

    @classmethod
    def of_matrix(cls, matrix: AnswerMatrix) -> "Piece":
        """Take a matrix, which says itself which sheets are agreed on."""
        who = matrix.who
        unit, period = (who[name].astype(object).to_numpy() for name in ("unit", "period"))
        return cls(matrix.codes, unit, period, who["agreed"].to_numpy(), *_named(who))


def _named(who: pd.DataFrame) -> tuple[Texts, Texts]:
    nobody = pd.Series("", index=who.index, dtype="string")
    ids, aliases = (who.get(name, nobody).fillna("") for name in ("sheet", "assessor"))
    places, different = pd.factorize(aliases.to_numpy(dtype=object))
    return ids.to_numpy(dtype=object), _texts([folded(alias) for alias in different])[places]


def _texts(texts: Sequence[str]) -> Texts:
    return np.array(texts, dtype=object)


@dataclass(frozen=True, eq=False)
class Incoming:
    """All sheets that came in, and about each its unit, period, agreed, sheet, assessor and file.

    ``file`` is the number of the file, or database, in the order in which they were read.
    """

    codes: Codes
    about: pd.DataFrame

    @classmethod
    def of(
        cls,
        pieces: Sequence[tuple[int, Piece]],
        items: int,
        units: Spellings,
        periods: Spellings,
    ) -> "Incoming":
        """Put pieces together that come from files of rising numbers."""
        sheets = [len(piece.codes) for _file, piece in pieces]
        codes = np.empty((sum(sheets), items), dtype=np.uint8, order="F")
        for last, (_file, piece) in zip(np.cumsum(sheets), pieces, strict=True):
            codes[last - len(piece.codes) : last] = piece.codes
        told = {
            name: np.concatenate([_texts([]), *(getattr(piece, name) for _file, piece in pieces)])
            for name in ("unit", "period", "agreed", "sheet", "assessor")
        }
        columns: dict[str, Any] = {
            "unit": units.column(told["unit"]),
            "period": periods.column(told["period"]),
            "agreed": told["agreed"].astype(bool),
            **{name: pd.Series(told[name], dtype=object) for name in ("sheet", "assessor")},
            "file": np.repeat([file for file, _piece in pieces], sheets).astype(np.int64),
        }
        return cls(codes, pd.DataFrame(columns))

    def take(self, rows: npt.NDArray[np.bool_]) -> "Incoming":
        """Return the sheets that are marked."""
        if rows.all():
            return self
        codes = np.empty((int(rows.sum()), self.codes.shape[1]), dtype=np.uint8, order="F")
        for column in range(codes.shape[1]):
            codes[:, column] = self.codes[rows, column]
        return Incoming(codes, self.about[rows].reset_index(drop=True))
