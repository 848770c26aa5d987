"""The card on the projector: how the room joins."""

import html

import ipywidgets as w
import segno

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.panels.parts import field
from assessment.suppression import MIN_GROUP
from assessment.workshop import Workshop, grouped
from assessment.workshop_app.desk import Desk
from assessment.workshop_app.projector import Projector
from assessment.workshop_app.pulse import Pulse
from assessment.workshop_app.reaching import Reach, State, checked_address, usual_address

SECONDS_BETWEEN_LOOKS = 4.0
# Modules of light around the code, as ISO/IEC 18004 asks.
QUIET_ZONE = 4


class Joining(w.VBox):
    """The address and code of the workshop at hand, and whether answers are taken in there."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.reach = Reach()
        self.address = field(_("Address for the phones"))
        self.address.value = usual_address()
        self.card, self.state = w.HTML(), w.HTML()
        self.projector = Projector()
        pulse = Pulse(SECONDS_BETWEEN_LOOKS, self.look)
        super().__init__([self.card, self.projector, self.address, self.state, pulse])
        self.add_class("bm-card")
        self.address.observe(self._show, "value")

    def refresh(self) -> None:
        """Show the card of the workshop at hand, or nothing."""
        self.layout.display = "none" if self.desk.workshop is None else None
        if self.desk.workshop is not None:
            self._show(None)

    def _show(self, _change: object) -> None:
        workshop = self.desk.workshop
        if workshop is None:
            return
        try:
            address = checked_address(self.address.value)
        except BermaknaError as error:
            self.card.value = self.state.value = ""
            self.desk.messages.say(str(error), wrong=True)
            return
        self.desk.say("")
        content = join_card(address, workshop)
        self.card.value = content + _preview(address, workshop)
        self.projector.show([(_("Show it to the room"), content)])
        self.look()

    def look(self) -> None:
        """Say whether answers are taken in at the address, and look again."""
        workshop = self.desk.workshop
        if workshop is None:
            return
        try:
            address = checked_address(self.address.value)
        except BermaknaError:
            return
        said = _said(self.reach.look(address, workshop.code))
        if self.state.value != said:
            self.state.value = said


def qr_code(address: str) -> str:
    """Return a QR code as SVG, dark on white in any theme: cameras need it so."""
    made = segno.make(address, error="m", boost_error=False, micro=False)
    return made.svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )


def join_card(address: str, workshop: Workshop) -> str:
    """Return how to join: the QR code, the address to type, and the code."""
    link = f"{address}/ikut/{workshop.code}"
    alt = html.escape(_("QR code for {address}").format(address=link), quote=True)
    scan, type_code = html.escape(_("Scan, or open")), html.escape(_("and type the code"))
    typed = html.escape(f"{address.removeprefix('http://')}/ikut")
    promise = _("No name, no account. The group is shown from {least} people on.")
    return (
        f'<div class="bm-join"><div class="bm-qr" role="img" aria-label="{alt}">'
        f'{qr_code(link)}</div><div class="bm-join-words">'
        f"<h3>{html.escape(workshop.title)}</h3>"
        f'<p>{scan}</p><p class="bm-join-address">{typed}</p><p>{type_code}</p>'
        f'<p class="bm-join-code"><span aria-hidden="true">{grouped(workshop.code)}</span>'
        f'<span class="bm-spoken">{" ".join(workshop.code)}</span></p>'
        f'<p class="bm-soft">{html.escape(promise.format(least=MIN_GROUP))}</p></div></div>'
    )


def _preview(address: str, workshop: Workshop) -> str:
    link = html.escape(f"{address}/ikut/{workshop.code}?pratinjau", quote=True)
    text = html.escape(_("See the page as a participant does (nothing is sent)"))
    return f'<p><a href="{link}" target="_blank" rel="noopener">{text}</a></p>'


def _said(state: State) -> str:
    words = {
        "asking": _("Looking whether answers are taken in there …"),
        "running": _("Answers are taken in: phones in the same network can join."),
        "elsewhere": _("A service answers there, but on another store: it does not know this "
                       "workshop. Start it with the same BERMAKNA_DATABASE_URL."),
        "silent": _("Nothing takes answers in there yet. Start it in a terminal: {command}. "
                    "Share codes and paper work without it (step 2)."),
    }  # fmt: skip
    text = html.escape(words[state]).format(command="<code>bermakna serve --lan</code>")
    mark = {"running": "bm-good", "asking": ""}.get(state, "bm-wrong")
    return f'<div role="status" class="bm-notice {mark}">{text}</div>'
