"""Several matrices of one standard as one."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.types import union_categoricals

from assessment.answer_matrix.holding import GROUP
from assessment.answer_matrix.sheets import NAMES, AnswerMatrix
from assessment.answer_matrix.texts import categorical, told_of
from assessment.standard import Standard


def joined(standard: Standard, matrices: Sequence[AnswerMatrix]) -> AnswerMatrix:
    """Return all sheets of matrices of a standard, in their order.

    An id or alias that only some of them know is missing for the others.
    """
    if len(matrices) == 1:
        return matrices[0]
    sheets = sum(map(len, matrices))
    codes = np.empty((sheets, len(standard.items)), dtype=np.uint8, order="F")
    first = 0
    for matrix in matrices:
        codes[first : first + len(matrix)] = matrix.codes
        first += len(matrix)
    return AnswerMatrix(standard, codes, _joined_who([matrix.who for matrix in matrices]))


def _joined_who(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if not parts:
        nobody = categorical(pa.array([], pa.string()))
        return told_of(dict.fromkeys(GROUP, nobody), np.zeros(0, dtype=bool), {})
    told = {}
    for name in NAMES:
        if any(name in who for who in parts):
            empty = [pd.Series("", index=who.index, dtype="string") for who in parts]
            found = [who.get(name, none) for who, none in zip(parts, empty, strict=True)]
            told[name] = pd.concat(found, ignore_index=True)
    names = {
        name: union_categoricals([who[name] for who in parts], sort_categories=True)
        for name in GROUP
    }
    return told_of(names, np.concatenate([who["agreed"] for who in parts]), told)
