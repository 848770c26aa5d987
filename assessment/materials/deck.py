"""The slides of a workshop: what the trainer shows from the welcome to the last commitment."""

from collections.abc import Iterator, Sequence

from assessment.i18n import _
from assessment.materials.acts import Act
from assessment.materials.joining import Join, add_join
from assessment.materials.layouts import FOURTH, SECOND, TEXT, THIRD
from assessment.materials.lines import Line, Run, led, line, sentences, text_of
from assessment.materials.pictures import drawing_png
from assessment.materials.plan import WorkshopPlan
from assessment.materials.result_frames import add_result_frames
from assessment.materials.scenes import Scene
from assessment.materials.slides import Deck
from assessment.materials.tables import SlideTable, add_table

CARDS = (TEXT, SECOND, THIRD, FOURTH)
# Sentences of a scene on its slide, at most: the book has the rest.
SENTENCES = 3
# Sections that the first slide names; of more, it has the codes.
NAMED = 3
WIDTHS = (110.0, 371.0, 371.0)


def workshop_deck(plan: WorkshopPlan, join: Join | None = None) -> bytes:
    """Return the slides as a PowerPoint file; without ``join`` its frame stays empty."""
    deck = Deck(_title(), str(plan.standard.title))
    _add_cover(deck, plan)
    _add_rules(deck, plan)
    _add_agenda(deck, plan)
    _welcome, fill_in, *_others = plan.acts
    add_join(deck, join, said(fill_in))
    for scene in plan.scenes:
        _add_scene(deck, plan, scene)
    add_result_frames(deck, plan)
    _add_commitment(deck, plan)
    return deck.save()


def said(act: Act) -> list[Line]:
    """Return what the trainer says and does in an act, with its minutes."""
    minutes = _("minutes {start}–{end}").format(start=act.start, end=act.end)
    return [line(f"{act.title} ({minutes})", strong=True), *act.script]


def _title() -> str:
    return _("Bermakna workshop")


def _add_cover(deck: Deck, plan: WorkshopPlan) -> None:
    slide = deck.add("cover", _title(), said(plan.acts[0]))
    named = [line(scene.title) for scene in plan.scenes]
    if len(named) > NAMED:
        named = [line(", ".join(section.id for section in plan.sections))]
    slide.write(TEXT, line(f"{plan.standard.title} · {_minutes(plan)}"), *named)


def _minutes(plan: WorkshopPlan) -> str:
    return _("{count} minutes").format(count=plan.minutes)


def _add_rules(deck: Deck, plan: WorkshopPlan) -> None:
    """Add the rules, four on a slide, in the words of the guide."""
    for start in range(0, len(plan.rules), len(CARDS)):
        rules = plan.rules[start : start + len(CARDS)]
        slide = deck.add("four", _("Rules that keep us safe"), said(plan.acts[0]))
        parted = [led(rule) for rule in rules]
        texts = [(line(name, strong=True), rest) for name, rest in parted]
        slide.write_alike(dict(zip(CARDS, texts, strict=False)))
        slide.drop(*CARDS[len(rules) :])


def _add_agenda(deck: Deck, plan: WorkshopPlan) -> None:
    rows = tuple((f"{act.start}–{act.end}", act.title, act.outcome) for act in plan.acts)
    alt = "; ".join(f"{minutes}: {name}" for minutes, name, _outcome in rows)
    heads = (_("Minutes"), _("What we do"), _("What comes of it"))
    title = _("Agenda: {minutes}").format(minutes=_minutes(plan))
    notes = [line(f"{minutes}  {name}") for minutes, name, _outcome in rows]
    add_table(deck, title, SlideTable(alt, heads, WIDTHS, rows), notes)


def _add_scene(deck: Deck, plan: WorkshopPlan, scene: Scene) -> None:
    slide = deck.add("scene", scene.title, list(_scene_notes(plan, scene)))
    slide.write(TEXT, line(scene.setting))
    slide.write(SECOND, line(" ".join(sentences(scene.before)[:SENTENCES])))
    question, *_others = scene.questions
    slide.write(THIRD, line(_("Question for the team"), strong=True), line(question))
    slide.picture(drawing_png(scene.drawing), scene.alt)


def _scene_notes(plan: WorkshopPlan, scene: Scene) -> Iterator[Line]:
    """Yield the whole scene, the other questions, and the activity where there is one."""
    yield line(_("Read aloud:"), strong=True)
    yield line(scene.before)
    yield line(_("Also to ask:"), strong=True)
    yield from (line(question) for question in scene.questions[1:])
    for act in plan.acts:
        if act.section == scene.section.id and act.activity:
            yield from said(act)
            yield act.activity.opening
            yield from _numbered(act.activity.steps)
            yield act.activity.asked


def _numbered(steps: Sequence[Line]) -> Iterator[Line]:
    for number, step in enumerate(steps, start=1):
        yield (Run(f"{number}. "), *step)


def _add_commitment(deck: Deck, plan: WorkshopPlan) -> None:
    """Add the last slide: what a commitment is, and when it is looked at again."""
    *_others, writing, closing = plan.acts
    form = plan.commitment
    slide = deck.add("two", form.title, [*said(writing), *said(closing)])
    slide.write(TEXT, *(line(each) for each in sentences(text_of(form.explained))))
    slide.write(SECOND, *(line(question.text) for question in form.questions))
