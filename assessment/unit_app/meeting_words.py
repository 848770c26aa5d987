"""What the room sees of an item before it agrees: the answers without names, and the evidence."""

import html
from collections.abc import Sequence

from assessment.answers import AnswerSheet
from assessment.comparison import Comparison
from assessment.i18n import _
from assessment.matrix import Choice
from assessment.panels.parts import listing, sentence, unfolding
from assessment.standard import Item, Standard


def levels_of(standard: Standard, item: Item) -> list[tuple[str, Choice]]:
    """Return the levels and states that an item allows, as they are chosen from."""
    own = item.levels or {}
    levels: list[tuple[str, Choice]] = [
        (f"{step.level} {step.label}: {own.get(step.level, step.description)}", step.level)
        for step in standard.scales[item.scale]
    ]
    if item.not_applicable == "allowed":
        levels.append((_("Not applicable (say why below)"), "not_applicable"))
    return [*levels, (_("Do not know"), "unknown")]


def proposal_of(comparison: Comparison, item: str) -> Choice:
    """Return the lower median of an item, or ``None`` where nobody chose a level."""
    found = comparison.proposals.set_index("item")["proposal"].astype(object)
    proposal = found.where(found.notna(), None).loc[item]
    return None if proposal is None else int(proposal)


def about_item(comparison: Comparison, blind: Sequence[AnswerSheet], item: Item) -> str:
    """Return an item, how the blind answers to it stand, and the evidence they name, as HTML."""
    heading = f"<h3>{html.escape(f'{item.id} {item.text}')}</h3>"
    answers = [sheet.answers[item.id] for sheet in blind if item.id in sheet.answers]
    noted = list(dict.fromkeys(one.evidence for one in answers if one.evidence.strip()))
    evidence = _("Evidence that was noted ({n})").format(n=len(noted))
    criteria = unfolding(_("What must hold, and examples of evidence"), _criteria(item))
    noted_there = unfolding(evidence, listing(noted)) if noted else ""
    return heading + sentence(_said(comparison, item)) + criteria + noted_there


def _criteria(item: Item) -> str:
    return listing(map(str, item.criteria)) + listing(map(str, item.evidence))


def _said(comparison: Comparison, item: Item) -> str:
    """Say how the blind answers stand, without who gave which."""
    row = comparison.proposals.set_index("item").loc[item.id]
    if row["n"] == 0:
        return str(row["reason"])
    shares = [str(name) for name in row.index if str(name).startswith("share_") and row[name] > 0]
    levels = [
        _("level {level}: {count}").format(
            level=name.removeprefix("share_"), count=round(row[name] * row["n"])
        )
        for name in shares
    ]
    counts = {
        _("do not know: {count}"): row["unknown"],
        _("not applicable: {count}"): row["not_applicable"],
        _("not answered: {count}"): row["unanswered"],
    }
    states = [text.format(count=count) for text, count in counts.items() if count]
    proposal = _("Proposal: level {level}.").format(level=row["proposal"])
    return _("Answers: {answers}.").format(answers="; ".join([*levels, *states])) + " " + proposal
