"""What came of a folder or database, and what was left out, as tables."""

import pandas as pd

from assessment.errors import Problem
from assessment.gathering import Gathered
from assessment.i18n import _
from assessment.panels.parts import sentence
from assessment.panels.tables import table
from assessment.wording import print_count

# More of them stand in the workbook.
MOST = 50


def what_came(gathered: Gathered) -> str:
    """Return the files by kind and state, and what was left out."""
    came, left_out, none = _("What came"), _("What was left out"), _("No files.")
    return (
        f"<h3>{came}</h3>{table(_by_kind(gathered.files), none, came)}"
        f"<h3>{left_out}</h3>{left_out_table(gathered.problems, left_out)}"
    )


def left_out_table(problems: list[Problem], name: str) -> str:
    """Return the first problems by file and row, and how many more there are."""
    rows = [
        (one.file, str(one.line or "–"), one.place or "–", one.message) for one in problems[:MOST]
    ]
    frame = pd.DataFrame(
        rows, columns=[_("File"), _("Row"), _("Place"), _("What is wrong, and what to do")]
    )
    shown = table(frame, _("Nothing was left out."), name)
    if len(problems) > MOST:
        message = _("The first {most} of {all}; all of them stand in the workbook (step 4).")
        shown = sentence(message.format(most=MOST, all=print_count(len(problems)))) + shown
    return shown


def _by_kind(files: pd.DataFrame) -> pd.DataFrame:
    """Count files and sheets by kind and state."""
    counted = files.groupby(["kind", "state"], sort=True, observed=True)["sheets"]
    found = counted.agg(["size", "sum"]).map(print_count).reset_index()
    names = {"kind": _("Kind"), "state": _("State"), "size": _("Files"), "sum": _("Sheets")}
    return found.rename(columns=names)
