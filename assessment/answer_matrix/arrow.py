"""A matrix as an Arrow table: what other programs read, and what Parquet files hold.

Columns are ``unit`` and ``period`` (texts by dictionary), ``agreed``, where they are known
``sheet`` and ``assessor``, then one column of codes an item, named by its id. The metadata of the
schema say which version of which standard the codes are of.
"""

import pyarrow as pa

from assessment.answer_matrix.batch import Batch, Reader
from assessment.answer_matrix.columns import CODES, MADE_UP, STANDARD, VERSION, WHO, fitting
from assessment.answer_matrix.holding import holding_of
from assessment.answer_matrix.sheets import AnswerMatrix
from assessment.standard import Standard

ABOUT_CODES = "0 unanswered, 1 unknown, 2 not applicable, from 3 the item's levels, lowest first"


def to_arrow(matrix: AnswerMatrix, *, made_up: bool = False) -> pa.Table:
    """Return a table with a row a sheet; it shares the memory of the codes.

    ``made_up`` says in the metadata that nobody gave these answers.
    """
    who = matrix.who
    columns = {name: pa.array(who[name], from_pandas=True) for name in WHO if name in who}
    for place, item in enumerate(matrix.plan.items):
        columns[item.id] = pa.array(matrix.codes[:, place])
    return pa.table(list(columns.values()), schema=_schema(matrix, made_up=made_up))


def from_arrow(table: pa.Table, source: str, standard: Standard | None = None) -> Batch:
    """Return the sheets of a table that can be used, and what is wrong with the others.

    Problems name ``source`` and the row, counted from 1. The codes must be those of ``standard``,
    or of the one that the table names. Raises ``AnswerError`` when its columns do not fit.
    """
    fit = fitting(table.schema, source, standard)
    repeats = holding_of([table.select(fit.who)], len(table)).repeats
    reader = Reader(source, fit.standard, repeats)
    batch = reader.batch(table)
    return Batch(batch.matrix, [*fit.remarks, *batch.problems, *reader.uncounted()])


def _schema(matrix: AnswerMatrix, *, made_up: bool) -> pa.Schema:
    about = {
        STANDARD: matrix.standard.id,
        VERSION: matrix.standard.version,
        CODES: ABOUT_CODES,
        **({MADE_UP: "true"} if made_up else {}),
    }
    fields = [(name, kind) for name, kind in WHO.items() if name in matrix.who]
    codes = [(item.id, pa.uint8()) for item in matrix.plan.items]
    return pa.schema([*fields, *codes], metadata=about)
