"""What a unit hands to its ministry: the sheet that it has agreed on, as a file."""

import ipywidgets as w

from assessment.answers import AnswerSheet
from assessment.i18n import _
from assessment.panels.parts import download, sentence, subheading

JSON = "application/json"


class Sending(w.VBox):
    """Offers the agreed sheet to be saved, once there is a level in it."""

    def __init__(self) -> None:
        self.link = w.HTML()
        super().__init__([subheading(_("For the ministry's roll-up")), self.link])
        self.add_class("bm-card")

    def show(self, agreed: AnswerSheet | None) -> None:
        """Offer a sheet, or nothing."""
        levels = agreed and any(choice is not None for choice in agreed.choices().values())
        self.layout.display = None if levels else "none"
        self.link.value = _offer(agreed) if agreed and levels else ""


def _offer(agreed: AnswerSheet) -> str:
    text = _(
        "This file holds what was agreed on, with its evidence and notes, and no assessor's sheet. "
        "Send it to your ministry, which sums up the levels of all its units."
    )
    content = agreed.model_dump_json(indent=2).encode()
    link = download(f"{agreed.unit} {agreed.period}.json", JSON, content)
    return f"{sentence(text)}<p>{link}</p>"
