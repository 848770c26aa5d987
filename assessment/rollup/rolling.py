"""The way in: sheets of any number and from anywhere become one roll-up."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.coding import require_columns, standard_of
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.rollup.columns import ABOUT_UNIT
from assessment.rollup.partial import Work
from assessment.rollup.result import RollUp, result_of, result_of_matrix
from assessment.standard import Standard

if TYPE_CHECKING:
    from assessment.answer_matrix.parquet import Paths

Progress = Callable[[int, int], None]


def roll_up(
    source: "AnswerMatrix | pd.DataFrame | Paths",
    standard: Standard | None = None,
    *,
    register: pd.DataFrame | None = None,
    by: Sequence[str] = ("period",),
    client: Any = None,
    progress: Progress | None = None,
) -> RollUp:
    """Roll many sheets up: every unit in every period is scored as one long sheet.

    ``source`` is a matrix, a frame of ``reading.tidy`` or ``read_answers``, or Parquet files of
    ``answer_matrix.parquet``: a path, several, or a pattern such as ``data/*.parquet``. Files
    are read in batches; with a ``client`` of Dask each file is a task of its cluster. ``register``
    has the columns of ``REGISTER``. Items, gaps and alphas are grouped ``by`` the period and any
    of the register's columns. ``progress`` is told how much is done of how much.

    Raises ``BermaknaError`` for sheets of several standards or versions in one frame, for a
    group that there is not, and where no file is found.
    """
    work = Work(_grouping(by), register)
    if isinstance(source, pd.DataFrame):
        source = AnswerMatrix.from_tidy(source, _standard_of(source, standard))
    if isinstance(source, AnswerMatrix):
        return result_of_matrix(source, work)
    from assessment.rollup.running import gathered

    return result_of(gathered(source, work, standard, client=client, progress=progress), work)


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
