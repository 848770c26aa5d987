"""One person's or unit's sheet of answers, as it is kept in a JSON file."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assessment.clock import now
from assessment.errors import AnswerError, Problem, reason_of
from assessment.i18n import _
from assessment.kept_files import write_whole
from assessment.loading import load_standard, standard_ids
from assessment.matrix import Choice
from assessment.plan import PlannedItem, ScoringPlan, compile_plan

FORMAT = "bermakna-sheet"

# Letters of a wrong value that an error shows.
SHOWN = 60


class Answer(BaseModel):
    """The answer to one item.

    ``choice`` is a level digit, ``"not_applicable"`` (with a ``reason``), ``"unknown"`` or
    ``None``; ``evidence`` and ``note`` are free text and may stand without a choice.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    choice: Annotated[int, Field(strict=True)] | Literal["not_applicable", "unknown"] | None = None
    evidence: str = ""
    note: str = ""
    reason: str = ""


class AnswerSheet(BaseModel):
    """All answers of one assessor for one unit and period, to one version of a standard.

    ``assessor`` is an alias, never a name that has to be given; ``sheet`` tells two anonymous
    sheets apart. Times are ISO 8601 in UTC.
    """

    model_config = ConfigDict(extra="forbid")

    format: Literal["bermakna-sheet"] = "bermakna-sheet"
    sheet: str = Field(default_factory=lambda: str(uuid4()))
    standard: str
    version: str
    unit: str = ""
    period: str = ""
    assessor: str = ""
    created: str = Field(default_factory=now)
    updated: str = Field(default_factory=now)
    answers: dict[str, Answer] = Field(default_factory=dict)

    @classmethod
    def read(cls, path: Path | str) -> Self:
        """Read a sheet; raises ``AnswerError`` with every problem of the file."""
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8")
            data = json.loads(text, object_pairs_hook=_without_repeats)
        except OSError as error:
            message = _("cannot be read: {reason}").format(reason=reason_of(error))
            raise AnswerError([Problem(path.name, 0, "", message)]) from error
        except (ValueError, RecursionError) as error:
            message = _("is not a JSON file of answers: {reason}").format(reason=error)
            raise AnswerError([Problem(path.name, 0, "", message)]) from error
        return cls.from_data(data, path.name)

    @classmethod
    def from_data(cls, data: Any, source: str) -> Self:
        """Take a sheet from plain data; ``source`` names it in the ``AnswerError``."""
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            message = _('is not a sheet of answers: "format" must be "{format}"')
            raise AnswerError([Problem(source, 0, "", message.format(format=FORMAT))])
        try:
            sheet = cls.model_validate(data)
        except ValidationError as error:
            found = {_shape_problem(source, dict(wrong)) for wrong in error.errors()}
            raise AnswerError(list(found)) from error
        problems = [Problem(source, 0, place, message) for place, message in _not_of(sheet)]
        if problems:
            raise AnswerError(problems)
        return sheet

    def choices(self) -> dict[str, Choice]:
        """Return the bare choices by item id: what a score is computed from."""
        return {item: answer.choice for item, answer in self.answers.items()}

    def write(self, path: Path | str, *, keep_copy: bool = True) -> Path:
        """Write the sheet as JSON; what an older file held is kept as a ``.bak`` copy.

        Whoever saves after every answer keeps one copy of what was there before, and then
        writes on with ``keep_copy=False``.

        The file is written beside its place and moved there whole, so that it is never half
        written. Returns the path.
        """
        text = json.dumps(self.model_dump(), ensure_ascii=False, indent=2) + "\n"
        # A lone half of a surrogate pair is no UTF-8; its escape is good JSON.
        content = text.encode(errors="backslashreplace")
        return write_whole(Path(path), content, keep_copy=keep_copy)


def _not_of(sheet: AnswerSheet) -> Iterator[tuple[str, str]]:
    """Yield the place and rule of everything that the standard a sheet names does not allow."""
    if sheet.standard not in standard_ids():
        allowed = ", ".join(standard_ids())
        message = _("unknown standard; allowed: {allowed}").format(allowed=allowed)
        yield f"standard = {sheet.standard!r}", message
        return
    plan = compile_plan(load_standard(sheet.standard))
    if sheet.version != plan.version:
        message = _("unknown version of {standard}; allowed: {allowed}")
        text = message.format(standard=sheet.standard, allowed=plan.version)
        yield f"version = {sheet.version!r}", text
        return
    yield from misfits(plan, sheet.answers)


def misfits(plan: ScoringPlan, answers: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
    """Yield the place and rule of every answer that ``plan`` does not allow."""
    items = {item.id: item for item in plan.items}
    for item_id, answer in answers.items():
        if item_id not in items:
            message = _("unknown item of {standard} {version}; the last one is {last}")
            last = plan.items[-1].id
            yield item_id, message.format(standard=plan.standard, version=plan.version, last=last)
        elif rule := _broken_rule(items[item_id], answer):
            yield f"{item_id} = {answer.choice!r}", rule


def _broken_rule(item: PlannedItem, answer: Answer) -> str | None:
    if isinstance(answer.choice, int) and answer.choice not in item.levels:
        allowed = ", ".join(map(str, item.levels))
        return _("level out of range; allowed: {allowed}").format(allowed=allowed)
    if answer.choice != "not_applicable":
        return None
    if not item.not_applicable:
        return _("this item always applies; choose a level or unknown")
    if not answer.reason.strip():
        return _("not applicable needs a reason")
    return None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice, of which JSON would silently keep the last."""
    seen: set[str] = set()
    for key, _value in pairs:
        if key in seen:
            raise ValueError(_("{key} stands twice").format(key=key))
        seen.add(key)
    return dict(pairs)


def _shape_problem(source: str, found: dict[str, Any]) -> Problem:
    """Describe a field of the wrong shape by its place, value and what is allowed."""
    place = ".".join(str(step) for step in found["loc"])
    if "choice" in found["loc"]:
        place = ".".join(str(step) for step in found["loc"][: found["loc"].index("choice") + 1])
        allowed = _('allowed: a level, "not_applicable", "unknown" or null')
    elif found["type"] == "extra_forbidden":
        allowed = _("unknown field; a newer program may have written this file")
    elif found["type"] == "missing":
        return Problem(source, 0, place, _("is missing"))
    elif found["type"] in ("model_type", "dict_type"):
        allowed = _("must be a mapping of keys to values")
    else:
        allowed = _("must be text")
    return Problem(source, 0, f"{place} = {_shortened(found['input'])}", allowed)


def _shortened(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
