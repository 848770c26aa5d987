"""The verb ``form``: a standard, or a sheet of answers, as an Excel workbook to fill in."""

from pathlib import Path

from assessment.answers import AnswerSheet
from assessment.errors import BermaknaError
from assessment.exchange.workbook import empty_workbook, workbook_of
from assessment.i18n import _
from assessment.kept_files import write_whole
from assessment.terminal import say

ENDING = ".xlsx"


def run_form(
    path: Path,
    *,
    standard: str = "unit",
    unit: str = "",
    period: str = "",
    assessor: str = "",
    sheet: Path | None = None,
) -> int:
    """Write the workbook to ``path`` and print where it is; return 0.

    With ``sheet`` it holds the answers of that file, and belongs to it; what is given beside it
    takes the place of the file's own words. A workbook of that name is kept as a ``.bak`` copy.
    """
    if path.suffix.lower() != ENDING:
        message = _("{file}: the name of a workbook ends in {ending}")
        raise BermaknaError(message.format(file=path, ending=ENDING))
    words = {"unit": unit, "period": period, "assessor": assessor}
    if sheet is None:
        content = empty_workbook(standard, **words)
    else:
        given = {name: word for name, word in words.items() if word}
        content = workbook_of(AnswerSheet.read(sheet).model_copy(update=given))
    write_whole(path, content)
    say(str(path))
    return 0
