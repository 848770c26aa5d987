"""The slides of results: what the room answered, where it differs, and what it promises."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessment.handbook.numbers import in_words
from assessment.i18n import _
from assessment.materials.cards import add_cards
from assessment.materials.change_slide import add_change
from assessment.materials.fitting import one_line
from assessment.materials.layouts import TEXT
from assessment.materials.lines import line, text_of
from assessment.materials.result_charts import add_item, add_sections
from assessment.materials.slides import Deck
from assessment.suppression import MIN_GROUP, suppressed
from assessment.workshop import Commitment, Workshop

if TYPE_CHECKING:
    from assessment.room_results import GroupResults, RoundResults

# Items on slides of their own, where nobody has chosen which.
WIDEST = 3


def results_deck(
    workshop: Workshop,
    results: "GroupResults",
    commitments: Sequence[Commitment],
    chosen: Sequence[str] = (),
) -> bytes:
    """Return the results of a workshop as a PowerPoint file.

    ``chosen`` are the items that the room talks about, by default those it differs most on.
    Hidden commitments are left out, and what is suppressed says so.
    """
    title = text_of(one_line(workshop.title))
    deck = Deck(title, str(results.standard.title))
    deck.add("cover", title).write(TEXT, line(_("Results of the workshop")), line(results.text))
    shown = [each for each in results.rounds if not suppressed(each.people)]
    if not shown:
        _add_suppressed(deck)
    for each in shown:
        add_sections(deck, results, each)
    if results.change is not None:
        add_change(deck, results.change)
    for item in _items(shown, chosen):
        add_item(deck, results, shown, item)
    promises = [each.text for each in commitments if not each.hidden]
    if promises:
        add_cards(deck, _("Our commitments"), promises)
    return deck.save()


def _add_suppressed(deck: Deck) -> None:
    """Say that there is nothing to show, and why."""
    slide = deck.add("text", _("No figures to show"))
    message = _(
        "Fewer than {count} people have answered. Their figures stay hidden, so that nobody's"
        " answer is known."
    )
    slide.write(TEXT, line(message.format(count=in_words(MIN_GROUP))))


def _items(shown: "Sequence[RoundResults]", chosen: Sequence[str]) -> list[str]:
    """Return the chosen items, or those with the widest differences of the last round."""
    if not shown:
        return []
    items = shown[-1].items
    if chosen:
        known = {*items["item"]}
        return [item for item in chosen if item in known]
    differing = items[items["distance"].fillna(0) > 0]
    return [str(item) for item in differing["item"].head(WIDEST)]
