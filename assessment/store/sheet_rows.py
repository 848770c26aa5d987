"""A sheet's row as an ``AnswerSheet``, and one answer of it changed."""

from sqlalchemy.orm import Session

from assessment.answers import Answer, AnswerSheet, misfits
from assessment.clock import now
from assessment.errors import AnswerError, Problem
from assessment.i18n import _
from assessment.kept_text import keepable
from assessment.loading import load_standard
from assessment.plan import ScoringPlan, compile_plan
from assessment.store.coded import Order, choice_of, replace_sign, to_choices
from assessment.store.history import record
from assessment.store.problems import StoreError
from assessment.store.rows import order_of
from assessment.store.schema import NoteRow, PeriodRow, SheetRow


def sheet_of(session: Session, row: SheetRow) -> AnswerSheet:
    """Return a row as a sheet; items without answer, evidence or note are left out."""
    choices = to_choices(order_of(session, row.period), row.codes)
    answers = {item: _answer(row, item, choice) for item, choice in choices.items()}
    return AnswerSheet(
        sheet=row.id,
        standard=row.period.standard,
        version=row.period.version,
        unit=row.period.unit.name,
        period=row.period.name,
        assessor=row.alias,
        created=row.created,
        updated=row.updated,
        answers={item: answer for item, answer in answers.items() if answer != Answer()},
    )


def answer_of(order: Order, row: SheetRow, item: str) -> Answer:
    """Return the answer that a row holds to one item."""
    return _answer(row, item, choice_of(row.codes[order.index(item)]))


def _answer(row: SheetRow, item: str, choice: int | str | None) -> Answer:
    note = row.notes.get(item)
    texts = (note.evidence, note.note, note.reason) if note else ("", "", "")
    evidence, beside, reason = texts
    return Answer.model_validate(
        {"choice": choice, "evidence": evidence, "note": beside, "reason": reason}
    )


def put_answer(
    session: Session, who: str, row: SheetRow, order: Order, item: str, answer: Answer
) -> None:
    """Change one answer of a row, with its entry in the history."""
    before = answer_of(order, row, item)
    if answer == before:
        return
    row.codes = replace_sign(order, row.codes, item, answer.choice)
    row.updated = now()
    written = {"evidence": answer.evidence, "note": answer.note, "reason": answer.reason}
    if not any(written.values()):
        row.notes.pop(item, None)
    elif item in row.notes:
        for name, text in written.items():
            setattr(row.notes[item], name, text)
    else:
        row.notes[item] = NoteRow(item=item, **written)
    record(session, who, f"period/{row.period_id}/sheet/{row.id}/{item}", before, answer)


def plan_of(period: PeriodRow) -> ScoringPlan:
    """Return the plan of a period's standard; raises ``StoreError`` when its version has gone."""
    plan = compile_plan(load_standard(period.standard))
    if plan.version != period.version:
        message = _(
            "{period} is of version {version}; this program has {present}, and only shows it"
        )
        shown = message.format(period=period.name, version=period.version, present=plan.version)
        raise StoreError(shown)
    return plan


def require_fit(plan: ScoringPlan, answers: dict[str, Answer], source: str) -> None:
    """Raise ``AnswerError`` with everything that the standard does not allow."""
    problems = [Problem(source, 0, place, rule) for place, rule in misfits(plan, answers)]
    message = _("holds a character that cannot be kept; type the text anew")
    problems += [
        Problem(source, 0, f"{item}.{name}", message)
        for item, answer in answers.items()
        for name in ("evidence", "note", "reason")
        if not keepable(getattr(answer, name))
    ]
    if problems:
        raise AnswerError(problems)
