"""The words of the workbook: what is written on its form, and is looked for when it comes back."""

import re
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from assessment.answers import AnswerSheet
from assessment.i18n import _
from assessment.matrix import Choice

FORM_VERSION = 1

# The line below the form that tells which form it is. It is visible and stands among the cells,
# since hidden sheets, names and properties stay behind when someone copies cells.
CODE = re.compile(r"bermakna-form/(\d+) (\S+)/(\S+) (sheet|form)/(.+)", re.DOTALL)


@dataclass(frozen=True)
class FormCode:
    """Which form a workbook holds.

    ``owner`` is ``"sheet"`` where the form belongs to one sheet, whose id ``id`` is, and
    ``"form"`` where one form is handed to many, each of whom makes a sheet of it.
    """

    version: int
    standard: str
    standard_version: str
    owner: str
    id: str

    def __str__(self) -> str:
        standard = f"{self.standard}/{self.standard_version}"
        return f"bermakna-form/{self.version} {standard} {self.owner}/{self.id}"

    @classmethod
    def of(cls, sheet: AnswerSheet, owner: str) -> "FormCode":
        """Return the code of a sheet's form."""
        return cls(FORM_VERSION, sheet.standard, sheet.version, owner, sheet.sheet)

    @classmethod
    def find(cls, text: str) -> "FormCode | None":
        """Return the code that a cell's text is, or ``None``."""
        found = CODE.fullmatch(text)
        if found is None:
            return None
        version, standard, standard_version, owner, form_id = found.groups()
        return cls(int(version), standard, standard_version, owner, form_id)

    def sheet_id(self, assessor: str) -> str:
        """Return the id of the sheet that an assessor makes of this form, always the same one."""
        if self.owner == "sheet":
            return self.id
        return str(uuid5(NAMESPACE_URL, f"{self.id}/{plain(assessor)}"))


def headings() -> dict[str, str]:
    """Return the headings of the form's columns from left to right, by the names of the code."""
    return {
        "item": _("Item"),
        "text": _("What is assessed"),
        "levels": _("Level"),
        "criteria": _("Conditions for the highest level"),
        "choice": _("Answer"),
        "evidence": _("Evidence"),
        "note": _("Note"),
        "reason": _("Reason why this does not apply"),
    }


def labels() -> dict[str, str]:
    """Return the labels of what is filled in once, by the fields of ``AnswerSheet``."""
    return {"unit": _("Unit"), "period": _("Period"), "assessor": _("Alias of the assessor")}


def state_words() -> dict[Choice, str]:
    """Return the words of the answers that are no level."""
    return {"unknown": _("Do not know"), "not_applicable": _("Not applicable")}


def plain(text: str) -> str:
    """Return a text without what does not tell two words apart: case and spaces around them."""
    return " ".join(text.split()).casefold()
