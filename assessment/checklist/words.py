"""The words of the script, from the same catalogue as all others."""

from assessment.i18n import _
from assessment.wording import templates


def script_words() -> dict[str, str]:
    """Return every sentence the script shows, by the name it uses for it."""
    return {
        **templates(),
        "evidence": _("Evidence"),
        "note": _("Note"),
        "reason": _("Reason why this does not apply"),
        "reasonMissing": _("Not counted yet: write the reason first."),
        "details": _("Evidence and notes"),
        "unsupported": _("No evidence noted yet for this level."),
        "next": _("Next step:"),
        "clear": _("Clear this answer"),
        "progress": _("{done} of {all} answered"),
        "stored": _("Saved on this device"),
        "storedForFolder": _(
            "Saved on this device, for the book in this folder. Save to a file as well."
        ),
        "notStored": _("This browser does not allow saving. Save to a file before you leave."),
        "empty": _("No answer yet"),
        "erase": _("Erase"),
        "erased": _("Answers erased."),
        "opened": _("Answers opened from {file}."),
        "undo": _("Undo"),
        "undone": _("Undone."),
        "save": _("Save to file"),
        "open": _("Open file"),
        "print": _("Print"),
        "share": _("Share code"),
        "shareHolds": _(
            "The code holds the levels, “not applicable” and “do not know” of the whole standard "
            "({progress}). It holds no evidence, notes or reasons, no unit, period or alias. "
            "Whoever has it can read these answers."
        ),
        "shareKeepsBack": _("Left out, because they are yours alone: {items}."),
        "shareNothing": _("There is no answer to share yet."),
        "copy": _("Copy"),
        "copied": _("Code copied."),
        "copyYourself": _("The code is selected: copy it with Ctrl+C, or press it long."),
        "about": _("Unit, period and alias (for the file)"),
        "unit": _("Unit"),
        "period": _("Period"),
        "assessor": _("Alias of the assessor"),
        "result": _("Result"),
        "tools": _("Answers"),
        "refused": _("{file} was not opened; your answers are unchanged."),
        "notJson": _("It is not a JSON file of answers."),
        "notSheet": _('It is not a sheet of answers: "format" must be "bermakna-sheet".'),
        "otherStandard": _("It belongs to the standard {found}; allowed here: {allowed}."),
        "otherVersion": _("It belongs to version {found}; allowed here: {allowed}."),
        "unknownItem": _("{item}: unknown item."),
        "outOfRange": _("{item} = {found}: level out of range; allowed: {allowed}."),
        "neverNotApplicable": _("{item}: this item always applies; choose a level or unknown."),
        "notText": _("{place}: must be text."),
        "noReason": _("{item}: not applicable needs a reason."),
    }
