"""What a report says, gathered once from the data; no number is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import Action, Period
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.periods import PeriodChange, compare_periods
from assessment.report.blind import BlindAnswers, blind_answers
from assessment.report.cleaning import clean_actions, clean_period, nameless
from assessment.results import SheetScore, score
from assessment.standard import Standard
from assessment.summary import Summary, summarise


@dataclass(frozen=True, eq=False)
class Earlier:
    """An earlier period, what the unit agreed on in it, and its actions."""

    period: Period
    agreed: AnswerSheet
    actions: Sequence[Action] = ()


@dataclass(frozen=True, eq=False)
class ReportContent:
    """All that a report says; texts are clean, and nothing names an assessor.

    ``result`` and ``summary`` are of the ``agreed`` sheet alone, ``blind`` holds what may be
    said of the assessors' own answers. ``change`` is ``None`` without an earlier period, and
    where the two cannot be compared; ``no_change`` then says why.
    """

    period: Period
    standard: Standard
    made: date
    agreed: AnswerSheet
    result: SheetScore
    summary: Summary
    blind: BlindAnswers
    actions: tuple[Action, ...]
    earlier: Earlier | None
    change: PeriodChange | None
    no_change: str

    def answer(self, item: str) -> Answer:
        """Return what the unit agreed on for an item."""
        return self.agreed.answers.get(item, Answer())


def make_report(
    period: Period,
    agreed: AnswerSheet,
    blind: Sequence[AnswerSheet],
    actions: Sequence[Action],
    earlier: Earlier | None,
    *,
    made: date | None = None,
) -> ReportContent:
    """Gather the report of a period; ``made`` is the day it is made, today if left out.

    Raises ``BermaknaError`` when nothing has been agreed on, and when the sheets are of another
    standard, unit or period.
    """
    standard = load_standard(period.standard)
    _require_agreement(period, agreed)
    assessors = [sheet for sheet in blind if sheet.sheet != agreed.sheet]
    _require_same_subject(agreed, assessors)
    shown = nameless(agreed)
    past = _clean_earlier(earlier) if earlier else None
    change, no_change = _change(past, shown)
    return ReportContent(
        period=clean_period(period),
        standard=standard,
        made=made or date.today(),  # noqa: DTZ011, the day where the report is made
        agreed=shown,
        summary=summarise([shown], standard),
        result=score(standard, shown.choices()),
        blind=blind_answers(standard, assessors),
        actions=clean_actions(actions),
        earlier=past,
        change=change,
        no_change=no_change,
    )


def _require_agreement(period: Period, agreed: AnswerSheet) -> None:
    if all(answer.choice is None for answer in agreed.answers.values()):
        raise BermaknaError(nothing_agreed(period))


def nothing_agreed(period: Period) -> str:
    """Say that a report has to wait for the consensus."""
    message = _("nothing has been agreed on in {period} yet; agree on levels, then make the report")
    return message.format(period=period.name)


def _require_same_subject(agreed: AnswerSheet, blind: Sequence[AnswerSheet]) -> None:
    """Refuse assessors' sheets about another unit or period; an empty name fits any."""
    for sheet in blind:
        for name in ("unit", "period"):
            wanted, found = (_folded(getattr(one, name)) for one in (agreed, sheet))
            if wanted and found and wanted != found:
                message = _("the consensus is about {wanted}; an assessor's sheet is about {found}")
                raise BermaknaError(message.format(wanted=_about(agreed), found=_about(sheet)))


def _about(sheet: AnswerSheet) -> str:
    return f"{sheet.unit} {sheet.period}".strip()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _clean_earlier(earlier: Earlier) -> Earlier:
    period, actions = clean_period(earlier.period), clean_actions(earlier.actions)
    return Earlier(period, nameless(earlier.agreed), actions)


def _change(earlier: Earlier | None, agreed: AnswerSheet) -> tuple[PeriodChange | None, str]:
    """Compare two periods; what keeps them apart is a sentence of the report, not its end."""
    if earlier is None:
        return None, _("There is no earlier period to compare with.")
    try:
        return compare_periods(earlier.agreed, agreed), ""
    except BermaknaError as error:
        message = _("The earlier period cannot be compared: {reason}.")
        return None, message.format(reason=str(error).rstrip("."))
