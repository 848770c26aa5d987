"""Both versions of an answer that two windows have changed."""

from collections.abc import Callable

import ipywidgets as w

from assessment.answers import Answer
from assessment.i18n import _
from assessment.panels.parts import alert, button
from assessment.store import ConflictError


class Conflict(w.VBox):
    """Shows both versions, and runs what was given for the one that is kept."""

    def __init__(
        self,
        error: ConflictError,
        keep_mine: Callable[[], object],
        keep_theirs: Callable[[], object],
    ) -> None:
        versions = _("Mine: {mine}. The other: {theirs}.").format(
            mine=in_words(error.mine), theirs=in_words(error.theirs)
        )
        mine = button(_("Keep mine"), keep_mine)
        theirs = button(_("Keep the other"), keep_theirs)
        super().__init__([alert(f"{error}. {versions}"), w.HBox([mine, theirs])])
        self.item = error.item


def in_words(answer: Answer) -> str:
    """Say an answer in one line."""
    return " · ".join(
        filter(None, (choice_in_words(answer), answer.evidence, answer.note, answer.reason))
    )


def choice_in_words(answer: Answer) -> str:
    """Say the level or state of an answer."""
    states = {
        None: _("Not answered"),
        "unknown": _("Do not know"),
        "not_applicable": _("Not applicable"),
    }
    found = states.get(answer.choice) if not isinstance(answer.choice, int) else None
    return found or _("Level {level}").format(level=answer.choice)
