"""Step 2: open and close a round, and take answers in: from phones, chats and paper."""

import html
from datetime import UTC, datetime

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.asking import Asking
from assessment.panels.parts import button, card, lead, number, progress, sentence
from assessment.panels.steps import Step
from assessment.wording import print_percent
from assessment.workshop import Phase, Progress, Workshop
from assessment.workshop_app.codes import ShareCodes
from assessment.workshop_app.desk import Desk, round_words
from assessment.workshop_app.paper import Paper
from assessment.workshop_app.pulse import Pulse

SECONDS = 2.0
MOST_MINUTES = 600


class Collecting(Step[Desk]):
    """How far the room is, without names, and the other ways in beside the phones."""

    def __init__(self, desk: Desk) -> None:
        self.minutes = number(_("Minutes (0: until you close it)"), desk.minutes, 0, MOST_MINUTES)
        self.open_button = button(_("Open the round"), self.open_round, main=True)
        self.close_button = button(_("Close the round"), self.close_round)
        question = _("The answers before stay as they are. Go on to the answers after?")
        self.next_button = Asking(_("Go on to the round after"), lambda: question, self.go_on)
        self.count, self.state = w.HTML(), w.HTML()
        self.codes, self.paper = ShareCodes(desk, self.tell), Paper(desk, self.tell)
        self._taking = w.VBox([card(_("Share codes from the chat"), self.codes),
                              card(_("Paper forms"), self.paper)])  # fmt: skip
        text = _(
            "Open the round when all have the page. You see how many have answered, and how much: "
            "who and what stays hidden, for you too."
        )
        buttons = w.HBox([self.open_button, self.close_button, self.next_button])
        room = card(_("The room"), self.state, self.count, self.minutes, buttons)
        pulse = Pulse(SECONDS, self.beat)
        super().__init__(desk, [lead(_("Collect"), text), room, self._taking, pulse])
        self._shown: tuple[int, int] | None = None

    def refresh(self) -> None:
        """Show what can be done in the phase at hand, and how far the room is."""
        workshop = self.desk.at_hand
        if self._shown != (workshop.id, workshop.round):
            self._shown = (workshop.id, workshop.round)
            self.minutes.value = self.desk.minutes
            self.paper.begin()
        closed, taking = workshop.phase is Phase.CLOSED, not self.desk.revealed
        further = closed and workshop.round < workshop.rounds
        shown = {
            self.minutes: closed,
            self.open_button: closed,
            self.close_button: workshop.phase is Phase.OPEN,
            self.next_button: further,
            self._taking: taking,
        }
        for part, seen in shown.items():
            part.layout.display = None if seen else "none"
        self.tell()

    def beat(self) -> None:
        """Follow the room: sheets come in, and the time of a round runs out."""
        with self.desk.telling():
            if self.desk.workshop is None:
                return
            if self.desk.renew():
                self.desk.take(self.desk.workshop)
            elif self.desk.workshop is not None:
                self.tell()

    def tell(self) -> None:
        """Say how far the room is."""
        with self.desk.telling():
            workshop = self.desk.at_hand
            _put(self.count, _counted(self.desk.store.workshops.progress(workshop)))
            _put(self.state, f'<p class="bm-state">{html.escape(_stands(workshop))}</p>')

    def open_round(self) -> None:
        """Let phones send answers."""
        with self.desk.telling():
            self.desk.minutes = self.minutes.value
            opened = self.desk.store.workshops.open(self.desk.at_hand, self.minutes.value or None)
            self.desk.take(opened)
            self.desk.say(
                _("The round is open. Close it when all are done; you can open it again.")
            )

    def close_round(self) -> None:
        """Let no more answers in for now."""
        with self.desk.telling():
            closed = self.desk.store.workshops.close(self.desk.at_hand)
            self.desk.take(closed)
            before = closed.round < closed.rounds
            onward = _("The round is closed. Do the activities, then go on to the round after.")
            reveal = _("The round is closed. Show the answers in step 3, or open it again.")
            self.desk.say(onward if before else reveal)

    def go_on(self) -> None:
        """Go on from the answers before to those after."""
        with self.desk.telling():
            self.desk.require_forms_stored()
            self.desk.take(self.desk.store.workshops.next_round(self.desk.at_hand))
            self.desk.say(_("The round after can be opened now."))


def _put(place: w.HTML, content: str) -> None:
    """Change only what has changed: nothing is sent to the page again every two seconds."""
    if place.value != content:
        place.value = content


def _counted(found: Progress) -> str:
    percent = round(100 * found.completeness)
    said = _("{percent} % answered").format(percent=print_percent(percent))
    people = _("Sheets: {people}. Complete: {complete}.")
    words = people.format(people=found.people, complete=found.complete)
    return sentence(words) + progress("", percent, 100, said)


def _stands(workshop: Workshop) -> str:
    """Say how far the round is, and how long it is open."""
    name = round_words(workshop) or _("The round")
    said = {
        Phase.CLOSED: _("takes no answers from phones just now"),
        Phase.OPEN: _("open until you close it"),
        Phase.REVEALED: _("revealed; no answer comes in and none changes any more"),
        Phase.ENDED: _("the workshop has ended"),
    }[workshop.phase]
    if workshop.closes:
        left = datetime.fromisoformat(workshop.closes) - datetime.now(UTC)
        minutes, seconds = divmod(max(round(left.total_seconds()), 0), 60)
        said = _("open for {minutes} min {seconds} s more").format(minutes=minutes, seconds=seconds)
    return f"{name[:1].upper()}{name[1:]}: {said}"
