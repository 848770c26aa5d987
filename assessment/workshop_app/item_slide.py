"""One item for the projector: its text, how the room stands, and what to ask."""

import html

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.panels.parts import listing
from assessment.project import find_root
from assessment.room_results import GroupResults, RoundResults
from assessment.standard import Item, Section, Standard
from assessment.suppression import suppressed
from assessment.workshop_app.result_view import rows_of
from assessment.workshop_app.shares import level_bars, states_in_words


def item_slide(results: GroupResults, item_id: str) -> str:
    """Return the slide of an item as HTML."""
    standard = results.standard
    section = next(part for part in standard.sections
                   if any(item.id == item_id for item in part.items))  # fmt: skip
    item = next(item for item in section.items if item.id == item_id)
    shown = [one for one in results.rounds if not suppressed(one.people)] or results.rounds[-1:]
    rounds = "".join(_round(results, one, item) for one in shown)
    questions = questions_of(section)
    ask = html.escape(_("To talk about"))
    aside = f'<div class="bm-ask"><h3>{ask}</h3>{listing(questions)}</div>' if questions else ""
    return (
        f"<p>{html.escape(f'{section.id} {section.title}')}</p>"
        f"<h2>{html.escape(f'{item.id} {item.text}')}</h2>"
        f'<div class="bm-slide-parts bm-rounds-{len(shown)}">{rounds}{aside}</div>'
    )


def _round(results: GroupResults, one: RoundResults, item: Item) -> str:
    name = results.round_name(one.round)
    row = next(row for row in rows_of(one.items) if row["item"] == item.id)
    title = f"<h3>{html.escape(name)}</h3>" if name else ""
    states = "; ".join(states_in_words(row))
    bars = level_bars(row, labels_of(results.standard, item))
    said = f"<p>{html.escape(states)}</p>" if states else ""
    return f"<div>{title}{bars}{said}</div>"


def labels_of(standard: Standard, item: Item) -> dict[int, str]:
    """Return what each level of an item says, in few words where the scale has them."""
    return {level.level: str(level.label) for level in standard.scales[item.scale]}


def questions_of(section: Section) -> tuple[str, ...]:
    """Return what the section's page asks a team; nothing where the book is not at hand."""
    from assessment.materials.scenes import read_scene

    try:
        return read_scene(find_root(), section).questions
    except BermaknaError:
        return ()
