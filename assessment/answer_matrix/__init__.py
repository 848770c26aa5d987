"""Many sheets to one version of one standard as one matrix, with conversions to other forms."""

from assessment.answer_matrix.sheets import WHOSE, AnswerMatrix, whose

__all__ = ["WHOSE", "AnswerMatrix", "whose"]
