"""The words of the report card's script, from the same catalogue as all others."""

from assessment.checklist.words import script_words
from assessment.i18n import _


def report_words() -> dict[str, str]:
    """Return the sentences that the report card adds, by the names its script uses."""
    return {
        "state": _("Answers and commitments: {status}"),
        "nothingKept": _("There are no answers and no commitments on this device yet."),
        "notGathered": _(
            "This browser does not allow saving: the answers of other pages do not arrive here. "
            "Save them to a file there, and open it here."
        ),
        "followed": _("Updated: something has changed in another window."),
        "counted": _("{done} of {all} items have a level"),
        "aboutUnit": _("Unit: {unit}"),
        "aboutPeriod": _("Period: {period}"),
        "gateRule": _("Below “{level}” the band is no higher than “{band}”."),
        "gapRule": _("Now “{level}”. Gap: weight {weight} × {distance} to the top = {gap}."),
        "comparing": _("Compared with {file}."),
        "comparingDated": _("Compared with {file}, saved on {day}."),
        "notInFile": _("{file} has no answers to this standard."),
        "unchanged": _("unchanged"),
        "rise": _("up by {points}"),
        "fall": _("down by {points}"),
        "slightRise": _("up by less than 1"),
        "slightFall": _("down by less than 1"),
        "change": _("{change} ({shared} of {all} items)"),
        "noChange": _("no item has a level both times"),
        "savedTo": _("Saved to {file}. Keep it where only the people concerned can read it."),
        "askErase": _("Erase all answers to both standards and the commitments from this device?"),
        "askOpen": _("Replace {parts} on this device by those of {file}?"),
        "answersTo": _("the answers to “{title}”"),
        "theCommitments": _("the commitments"),
        "replace": _("Replace"),
        "openedReport": _("{file} was opened."),
        "erasedReport": _("Answers and commitments erased."),
        "notCompared": _("{file} was not compared."),
        "notReport": _('"format" is {found}; allowed here: {allowed}.'),
        "otherReport": _('"version" of the report card is {found}; allowed here: {allowed}.'),
        "noSheets": _('"sheets" must be a list with at most one sheet for each standard.'),
        "badCommitment": _("{place} = {found}; allowed: {allowed}."),
        "commitmentList": _("a list of at most {most} commitments"),
        "commitmentText": _("text of at most {most} letters"),
        "commitmentDate": _("a day as YYYY-MM-DD, or nothing"),
        "commitmentDone": _("true or false"),
        "by": _("by {day}"),
        "asOf": _("As of {day}"),
    }


def all_words() -> dict[str, str]:
    """Return these and the checklist's, whose parts the script shares."""
    return {**script_words(), **report_words()}
