"""The way in: sheets of any number and from anywhere become one roll-up."""

from collections.abc import Sequence

import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.coding import require_columns, standard_of
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.rollup.columns import ABOUT_UNIT
from assessment.rollup.partial import Work, partial_of
from assessment.rollup.result import RollUp, result_of
from assessment.standard import Standard


def roll_up(
    source: AnswerMatrix | pd.DataFrame,
    standard: Standard | None = None,
    *,
    register: pd.DataFrame | None = None,
    by: Sequence[str] = ("period",),
) -> RollUp:
    """Roll many sheets up: every unit in every period is scored as one long sheet.

    ``source`` is a matrix or a frame of ``reading.tidy``. ``register`` has the columns of
    ``REGISTER``. Items, gaps and alphas are grouped ``by`` the period and any of its columns.

    Raises ``BermaknaError`` for sheets of several standards or versions in one frame, and for a
    group that there is not.
    """
    work = Work(_grouping(by), register)
    if isinstance(source, pd.DataFrame):
        source = AnswerMatrix.from_tidy(source, _standard_of(source, standard))
    return result_of(partial_of(source, work), work)


def _standard_of(frame: pd.DataFrame, standard: Standard | None) -> Standard:
    require_columns(frame)
    found = standard_of(frame, standard)
    if found is None:
        raise BermaknaError(_("there are no answers to roll up"))
    return found


def _grouping(by: Sequence[str]) -> tuple[str, ...]:
    allowed = ("period", *ABOUT_UNIT)
    for name in by:
        if name not in allowed:
            message = _("items cannot be grouped by {name}; allowed: {allowed}")
            raise BermaknaError(message.format(name=name, allowed=", ".join(allowed)))
    return tuple(dict.fromkeys(by))
