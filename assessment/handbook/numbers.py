"""Numbers in prose that come from data: ``{count}`` in words, ``{figure}`` in digits.

``{count}`sections unit``` is "sembilan" as long as that standard has nine sections.
"""

from collections.abc import Callable

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from assessment.comparison import DISAGREEMENT
from assessment.gaps import GAPS_SHOWN
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.report_card.form import COMMITMENTS
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP

IN_WORDS = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam"),
    *("tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua belas"),
)

OF_A_STANDARD: dict[str, Callable[[Standard], int]] = {
    "sections": lambda standard: len(standard.sections),
    "items": lambda standard: len(standard.items),
    "levels": lambda standard: len(_scale(standard)),
    "lowest-level": lambda standard: min(_scale(standard)),
    "highest-level": lambda standard: max(_scale(standard)),
}

OF_THE_METHOD = {
    "smallest-group": MIN_GROUP,
    "disagreement": DISAGREEMENT,
    "gaps-shown": GAPS_SHOWN,
    "commitments": COMMITMENTS,
}


class NumberRole(SphinxRole):
    """A number by its name, as ``smallest-group`` or ``sections unit``."""

    def __init__(self, *, in_words: bool) -> None:
        super().__init__()
        self._in_words = in_words

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number as text, or the error that stops the build."""
        try:
            number = number_named(self.text)
        except KeyError as error:
            message = self.inliner.reporter.error(str(error.args[0]), line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        shown = in_words(number) if self._in_words else str(number)
        return [nodes.Text(shown)], []


def number_named(name: str) -> int:
    """Return the number of a name; raises ``KeyError`` with the names that there are."""
    kind, _blank, standard = name.partition(" ")
    if not standard and kind in OF_THE_METHOD:
        return OF_THE_METHOD[kind]
    if kind in OF_A_STANDARD and standard in standard_ids():
        return OF_A_STANDARD[kind](load_standard(standard))
    allowed = [*OF_THE_METHOD, *(f"{kind} {standard_ids()[0]}" for kind in OF_A_STANDARD)]
    message = _("no number {name}; allowed: {allowed}")
    raise KeyError(message.format(name=repr(name), allowed=", ".join(allowed)))


def in_words(number: int) -> str:
    """Return a number as it stands in a sentence: small ones in words."""
    return IN_WORDS[number] if number < len(IN_WORDS) else str(number)


def _scale(standard: Standard) -> list[int]:
    """Return the digits of the scale that a standard's first item has, as most have."""
    return [level.level for level in standard.scales[standard.items[0].scale]]
