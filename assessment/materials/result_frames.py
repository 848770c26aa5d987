"""Slides for the results before there are any: empty charts with their categories, empty cards."""

from collections.abc import Sequence
from dataclasses import replace

from assessment.handbook.numbers import in_words
from assessment.i18n import _
from assessment.materials.bars import Bars, Series
from assessment.materials.cards import add_cards
from assessment.materials.charts import add_bars
from assessment.materials.layouts import SECOND, THIRD
from assessment.materials.lines import Line, line
from assessment.materials.plan import WorkshopPlan
from assessment.materials.slides import Deck
from assessment.suppression import MIN_GROUP

EMPTY_CARDS = 6
# The ends of the axes of a share and of a change.
PERCENT, CHANGE = 100, 50


def add_result_frames(deck: Deck, plan: WorkshopPlan) -> None:
    """Add a slide each for sections, widest differences, change and commitments."""
    sections = tuple(scene.title for scene in plan.scenes if plan.items(scene.section))
    scale = plan.standard.scales[plan.standard.items[0].scale]
    levels = tuple(f"{level.level} {level.label}" for level in scale)
    index, change, share = _("index"), _("change of the index"), _("share of answers")
    highest = plan.standard.index.values[1]
    _add_frame(deck, _empty(_("Our sections"), sections, index, (0, highest)))
    differing = _empty(_("Where we differ most"), levels, share, (0, PERCENT))
    _add_frame(deck, replace(differing, sideways=False), plan.steps)
    changed = (_("Overall"), *sections)
    _add_frame(deck, _empty(_("What has changed"), changed, change, (-CHANGE, CHANGE)))
    add_cards(deck, _("Our commitments"), [""] * EMPTY_CARDS)


def _empty(title: str, categories: tuple[str, ...], series: str, ends: tuple[float, float]) -> Bars:
    return Bars(title, categories, (Series(series, (None,) * len(categories)),), ends)


def _add_frame(deck: Deck, empty: Bars, notes: Sequence[Line] = ()) -> None:
    slide = deck.add("chart", empty.alt, [*notes, line(_how())])
    slide.write(SECOND, line(_shown_from()))
    add_bars(slide, empty)
    slide.write(THIRD, line(_how()))


def _shown_from() -> str:
    message = _("Shown only when {count} people or more have answered.")
    return message.format(count=in_words(MIN_GROUP))


def _how() -> str:
    return _("To fill in: the slides of results from the trainer's app, or right-click, Edit data.")
