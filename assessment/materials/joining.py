"""The slide from which participants join: a code to scan, the address, and the code in digits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.materials.layouts import MEDIA, SECOND, TEXT, THIRD
from assessment.materials.lines import Line, line
from assessment.materials.pictures import qr_png
from assessment.materials.slides import Deck, Slide
from assessment.workshop import CODE_DIGITS, grouped

ADDRESS = re.compile(
    rf"(?P<page>https?://[^\s/?#]+(?:/[^\s/?#]+)*)/(?P<code>\d{{{CODE_DIGITS}}})/?"
)
LETTERS = 18


@dataclass(frozen=True)
class Join:
    """Where a workshop is joined: the page that asks for the code, and the code."""

    page: str
    code: str

    @property
    def address(self) -> str:
        """The address with the code, which opens the workshop at once."""
        return f"{self.page}/{self.code}"

    @property
    def digits(self) -> str:
        """The code as it is read aloud."""
        return grouped(self.code)


def read_join(address: str) -> Join:
    """Read an address with a code, as ``http://192.168.1.5:8000/ikut/48291730``."""
    found = ADDRESS.fullmatch(address.strip())
    if not found:
        message = _("{address} is no address of a workshop; it ends in /ikut/ and eight digits")
        raise BermaknaError(message.format(address=address))
    return Join(found["page"], found["code"])


def add_join(deck: Deck, join: Join | None, notes: Sequence[Line]) -> None:
    """Add the slide; without an address its frame says where the code comes from."""
    slide = deck.add("join", _("Join with your phone"), notes)
    if join is None:
        _leave_open(slide)
        return
    how = _("Scan the code, or open this address and type the digits.")
    slide.write(TEXT, line(how), line(_("No name, no account.")))
    slide.write(SECOND, line(join.page))
    slide.write(THIRD, line(join.digits))
    alt = _("QR code of the address {address}").format(address=join.address)
    slide.picture(qr_png(join.address), alt)


def _leave_open(slide: Slide) -> None:
    """Keep the place of everything that is known only once the workshop is opened."""
    slide.write(TEXT, line(_("The address and the code stand here once the workshop is opened.")))
    slide.write(SECOND, line("http://…/ikut"))
    slide.write(THIRD, line("–––– ––––"))
    slide.drop(MEDIA)
    how = _(
        "Open the workshop in the trainer's app and copy its picture, or make the slides again"
        " with its address:"
    )
    command = "bermakna materials FOLDER --join http://…/ikut/12345678"
    texts = [line(_("Place for the QR code"), strong=True), line(how), line(command)]
    slide.panel(slide.place(MEDIA).box, texts, LETTERS)
