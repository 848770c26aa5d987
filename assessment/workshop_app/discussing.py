"""Step 4: talk about the widest differences, and promise something."""

import ipywidgets as w
import pandas as pd

from assessment.i18n import _
from assessment.panels.parts import Choice, card, lead, sentence
from assessment.panels.steps import Step
from assessment.workshop_app.desk import Desk
from assessment.workshop_app.item_slide import item_slide
from assessment.workshop_app.projector import Projector
from assessment.workshop_app.wall import Wall

# More than these are not talked about in twenty minutes.
MOST_ITEMS = 3


class Discussing(Step[Desk]):
    """The items to talk about, each as a slide, and the wall of commitments."""

    def __init__(self, desk: Desk) -> None:
        names = (_("First item"), _("Second item"), _("Third item"))
        self.items = [Choice(name) for name in names[:MOST_ITEMS]]
        self.slides = Projector()
        self.waiting = w.HTML(sentence(_("Reveal the answers first (step 3).")))
        self.talk = card(_("What to talk about"), *self.items, self.slides)
        self.wall = Wall(desk)
        text = _(
            "The three widest differences are proposed. Show an item to the room and ask what "
            "happens at the desk; nobody says which answer was theirs."
        )
        super().__init__(desk, [lead(_("Talk"), text), self.waiting, self.talk, self.wall])
        self._proposed: int | None = None
        self._offering = False
        for choice in self.items:
            choice.observe(self._show, "value")

    def refresh(self) -> None:
        """Offer the items, and show the wall."""
        with self.desk.telling():
            revealed = self.desk.revealed
            self.waiting.layout.display = "none" if revealed else None
            self.talk.layout.display = None if revealed else "none"
            if revealed:
                self._offer(self.desk.results().rounds[-1].items)
            self.wall.refresh()

    def _offer(self, ranked: pd.DataFrame) -> None:
        """Offer all items, the widest difference first; at first the three widest are chosen."""
        options = [(f"{row.item} {row.text}", row.item) for row in ranked.itertuples()]
        workshop = self.desk.at_hand
        if self._proposed != workshop.id:
            self._proposed = workshop.id
            wide = ranked.loc[ranked["distance"].fillna(0) > 0, "item"].head(MOST_ITEMS)
            self.desk.chosen = list(wide)
        chosen = [*self.desk.chosen, *[None] * MOST_ITEMS][:MOST_ITEMS]
        # All are set before anybody looks at them.
        self._offering = True
        for choice, item in zip(self.items, chosen, strict=True):
            choice.offer(options, item)
        self._offering = False
        self._show(None)

    def _show(self, _change: object) -> None:
        """Make a slide of each chosen item."""
        if self._offering or self.desk.workshop is None or not self.desk.revealed:
            return
        with self.desk.telling():
            found = [choice.value for choice in self.items]
            self.desk.chosen = [str(item) for item in dict.fromkeys(found) if item is not None]
            results = self.desk.results()
            message = _("Show {item} to the room")
            self.slides.show(
                [
                    (message.format(item=item), item_slide(results, item))
                    for item in self.desk.chosen
                ]
            )
