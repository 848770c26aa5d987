"""The verb ``form``: a standard, or a sheet of answers, as an Excel workbook to fill in."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from assessment.answers import AnswerSheet
from assessment.errors import BermaknaError
from assessment.exchange.workbook import empty_workbook, workbook_of
from assessment.i18n import _
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
    _write(path, content)
    say(str(path))
    return 0


def _write(path: Path, content: bytes) -> None:
    """Put the workbook in its place whole, and what was there aside."""
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        waiting.write_bytes(content)
        if path.exists():
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            path.replace(path.with_name(f"{path.name}.{stamp}.bak"))
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
