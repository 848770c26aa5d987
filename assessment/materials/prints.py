"""What a participant gets on paper: sheets to fill in, and a certificate."""

from assessment.handbook.style import mark
from assessment.i18n import _
from assessment.materials.lines import runs_of
from assessment.materials.plan import WorkshopPlan
from assessment.press.forms import form_words, printed_section, printed_standard
from assessment.press.palette import light_colours
from assessment.press.typesetting import typeset


def participant_sheets(plan: WorkshopPlan) -> bytes:
    """Return the sheets of a participant as PDF of A4: what it is about, items, commitment.

    A section has a page with the items that may be collected; one without such items has none.
    """
    return typeset(
        "handout.typ",
        words={**form_words(), **_sheet_words()},
        standard={**printed_standard(plan.standard), "about": str(plan.standard.about)},
        rules=[*map(runs_of, plan.rules)],
        kept_back=[item.id for item in plan.kept_back()],
        sections=[
            printed_section(section.model_copy(update={"items": tuple(items)}))
            for section in plan.sections
            if (items := plan.items(section))
        ],
        commitment={
            "title": plan.commitment.title,
            "explained": runs_of(plan.commitment.explained),
            "questions": [
                {"text": question.text, "lines": question.lines}
                for question in plan.commitment.questions
            ],
            "later": plan.commitment.later,
        },
    )


def _sheet_words() -> dict[str, str]:
    return {
        "title": _("Participant's sheets"),
        "number": _("Number of the sheet"),
        "before": _("Before"),
        "after": _("After"),
        "rules": _("Rules that keep us safe"),
        "how": _("How to fill it in"),
        "write": _(
            "Write one number into the box beside each item: {levels}. Write {unknown} if you do"
            " not know."
        ).format(levels="{levels}", unknown=_("DK")),
        "no_item": _(
            "Write {code} where an item does not apply; it is possible where it says so."
        ).format(code=_("NA")),
        "possible": _("{code} possible").format(code=_("NA")),
        "pair": _(
            "Take a number and write it on every sheet, the same before and after. Nobody notes"
            " who has which number."
        ),
        "own": _(
            "These items are for yourself alone and are not on this paper: {items}. They are on"
            " the pages of the book."
        ),
        "level": _("Level"),
        "unknown_code": _("DK"),
        "none_code": _("NA"),
        "hand_in": _("No name. Fold this sheet and put it into the box."),
    }


def certificate(plan: WorkshopPlan) -> bytes:
    """Return a certificate of participation as PDF of A4 across; the name is written by hand."""
    activities = {act.section: act.activity.title for act in plan.acts if act.activity}
    return typeset(
        "certificate.typ",
        words={
            "title": _("Certificate of participation"),
            "given": _("given to"),
            "took_part": _("who took part in the Bermakna workshop of {count} minutes").format(
                count=plan.minutes
            ),
            "about": _("What was worked on"),
            "place": _("Place and date"),
            "trainer": _("Trainer"),
            "host": _("Organiser"),
            "note": _(
                "This says that someone took part in a workshop. It is no certificate of"
                " competence, and no mark was given."
            ),
        },
        standard=str(plan.standard.title),
        mark=mark().replace("currentColor", light_colours()["accent"]),
        sections=[
            {"name": scene.title, "activity": activities.get(scene.section.id, "")}
            for scene in plan.scenes
        ],
        commitment=plan.commitment.title,
    )
