"""The words of the phone's script, from the same catalogue as all others."""

from assessment.checklist.words import script_words
from assessment.i18n import _
from assessment.suppression import MIN_GROUP


def standing_words() -> dict[str, str]:
    """Return what the page says of the workshop and of what has arrived."""
    return {
        "round1": _("First round (before): {phase}"),
        "round2": _("Second round (after): {phase}"),
        "phaseBefore": _("not open just now"),
        "phaseOpen": _("open"),
        "minutesLeft": _("open, minutes left: {minutes}"),
        "lastMinute": _("open, less than a minute left"),
        "timeOver": _("the time is over"),
        "phaseClosed": _("closed"),
        "phaseRevealed": _("the group's results are shown"),
        "phaseEnded": _("the workshop has ended"),
        "phaseGone": _("this workshop is no longer there; all that was sent is erased"),
        "noConnection": _("{text} · no connection just now"),
        "kept": _("Saved on this phone"),
        "sending": _("Sending …"),
        "sentAt": _("Sent at {time}"),
        "alreadySent": _("Everything has been sent."),
        "waiting": _("Not sent yet: waiting for the network"),
        "notSent": _("Not sent yet: {reason}"),
        "notTaken": _("Not sent: {reason}"),
        "troubled": _("the server cannot take it just now; it is tried again"),
        "unsentAtClose": _("Not sent: the round is closed"),
        "withdrawing": _("Not withdrawn yet: waiting for the network"),
        "withdrawnLate": _("Not withdrawn: the round was closed before it arrived"),
        "withdrawn": _("Withdrawn: your answers are on this phone only"),
        "preview": _("Preview: nothing is kept or sent."),
        "waitForOpening": _(
            "Your checklist appears here when the trainer opens the round. "
            "Leave this page open; it changes by itself."
        ),
        "roundShut": _("The round is closed: these are your answers, as they stay on this phone."),
        "resultsOnly": _("Answers are no longer taken; the group's results stand above."),
        "leftBehind": _(
            "Your last answers did not arrive before the round was closed. They stay on this "
            "phone. Tell the trainer, who can open the round again, or post your share code, "
            "which stands below under “No network?”."
        ),
        "leftOut": _(
            "Your last answers did not arrive before the results were shown, and are not among "
            "them. They stay on this phone, with your own result."
        ),
    }


def result_words() -> dict[str, str]:
    """Return what the page says of results, of one's own and of the group's."""
    return {
        "overall": _("Overall"),
        "ofRound1": _("Before: {text}"),
        "ofRound2": _("After: {text}"),
        "before": _("Before"),
        "after": _("After"),
        "groupSections": _("By section"),
        "groupChange": _("From before to after"),
        "groupItems": _("By item, the widest disagreement first"),
        "tooFew": _("Fewer than {least} people answered; nothing is shown of so few.").format(
            least=MIN_GROUP
        ),
        "tooFewForItem": _(
            "Fewer than {least} people chose a level here; nothing is shown of so few."
        ).format(least=MIN_GROUP),
        "percent": _("{share} %"),
        "yours": _("your answer"),
        "unknownCount": _("Do not know: {count}"),
        "notApplicableCount": _("Not applicable: {count}"),
        "unansweredCount": _("Not answered: {count}"),
        "countWithYours": _("{text} (you among them)"),
        "resultsWaiting": _("The group's results are on their way …"),
    }


def commitment_words() -> dict[str, str]:
    """Return what the page says of the commitment, and of taking answers back."""
    return {
        "letters": _("{count} of {most} letters"),
        "commitmentSent": _("Sent. The room may see it, without a name: “{text}”"),
        "commitmentGone": _("Taken back. It is no longer on the wall."),
        "commitmentDraft": _("Changed, not sent yet. Saved on this phone."),
        "commitmentEnded": _("The workshop has ended; the wall stays as it is."),
        "withdraw": _("Withdraw my answers"),
        "sendAgain": _("Send my answers again"),
        "forget": _("Erase from this phone"),
        "forgotten": _("Erased from this phone."),
    }


def all_words() -> dict[str, str]:
    """Return these and the checklist's, whose parts the script shares."""
    own = {**standing_words(), **result_words(), **commitment_words()}
    return {**script_words(), **own, **_other_words()}


def _other_words() -> dict[str, str]:
    """Return what a phone in a workshop says in other words than a checklist of the book."""
    return {
        "reason": _("Reason why this does not apply (it stays on this phone)"),
        "notStored": _(
            "This browser does not allow saving: leave this page open until all is sent"
        ),
    }
