"""The wall of commitments: cards without names, each to be hidden and shown again."""

import html
from collections.abc import Sequence

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.parts import button, sentence, subheading
from assessment.workshop import Commitment
from assessment.workshop_app.desk import Desk
from assessment.workshop_app.projector import Projector
from assessment.workshop_app.pulse import Pulse

SECONDS = 4.0


class Wall(w.VBox):
    """The commitments of the workshop at hand, as they come in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cards = w.Box()
        self.cards.add_class("bm-wall")
        self.about = w.HTML()
        self.projector = Projector()
        pulse = Pulse(SECONDS, self.refresh)
        title = subheading(_("Wall of commitments"))
        super().__init__([title, self.about, self.projector, self.cards, pulse])
        self.add_class("bm-card")
        self._shown: tuple[int, list[Commitment]] | None = None

    def refresh(self) -> None:
        """Show the cards; when nothing has changed, they stay as they are."""
        with self.desk.telling():
            if self.desk.workshop is None:
                return
            workshop = self.desk.workshop
            found = self.desk.store.workshops.commitments(workshop)
            if self._shown == (workshop.id, found):
                return
            self._shown = workshop.id, found
            said = _("Commitments: {shown} on the wall, {hidden} hidden.")
            hidden = sum(one.hidden for one in found)
            none = _(
                "None yet. Participants write theirs on their own page, and choose to show it."
            )
            text = said.format(shown=len(found) - hidden, hidden=hidden) if found else none
            self.about.value = sentence(text)
            self.cards.children = [self._card(one) for one in found]
            visible = [one for one in found if not one.hidden]
            wall = [(_("Show the wall to the room"), wall_slide(visible))] if visible else []
            self.projector.show(wall)

    def _card(self, one: Commitment) -> w.VBox:
        text, verb = (_("Show again"), _("Show again: {text}")) if one.hidden else (
            _("Hide"), _("Hide: {text}"))  # fmt: skip
        change = button(text, lambda: self.hide(one, hidden=not one.hidden))
        change.tooltip = verb.format(text=one.text)
        made = w.VBox([w.HTML(sentence(one.text)), change])
        made.add_class("bm-promise")
        if one.hidden:
            made.add_class("bm-hidden")
        return made

    def hide(self, commitment: Commitment, *, hidden: bool) -> None:
        """Take a card from the wall, or put it back."""
        with self.desk.telling():
            self.desk.store.workshops.hide(self.desk.at_hand, commitment, hidden=hidden)
            self.refresh()
            self.desk.say(
                _("The card is hidden.") if hidden else _("The card is on the wall again.")
            )


def wall_slide(visible: Sequence[Commitment]) -> str:
    """Return the visible cards for the projector."""
    cards = "".join(f"<li>{html.escape(one.text)}</li>" for one in visible)
    title = html.escape(_("Our commitments"))
    return f'<h2>{title}</h2><ul class="bm-slide-wall">{cards}</ul>'
