"""Many sheets to one version of one standard as one matrix, with conversions to other forms.

``AnswerMatrix`` is the class; ``arrow`` and ``parquet`` take it out of the process and back.
"""

from assessment.answer_matrix.arrow import from_arrow, to_arrow
from assessment.answer_matrix.batch import Batch
from assessment.answer_matrix.parquet import batches, read_parquet, write_parquet
from assessment.answer_matrix.sheets import WHOSE, AnswerMatrix, whose

__all__ = [
    "WHOSE",
    "AnswerMatrix",
    "Batch",
    "batches",
    "from_arrow",
    "read_parquet",
    "to_arrow",
    "whose",
    "write_parquet",
]
