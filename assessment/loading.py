"""Load standards, and say of every wrong field where it stands and what is allowed."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assessment.crosswalks import Crosswalk, Crosswalks, Element, Known, Link
from assessment.document import Document
from assessment.errors import Problem, StandardError
from assessment.fields import Band, Gate, Index, LawReference, Level, LocalText, References
from assessment.i18n import _
from assessment.laws import Article, Law, Laws
from assessment.standard import Item, Section, Standard

M = TypeVar("M", bound=BaseModel)
Context = References | Known | None

STANDARDS = Path(__file__).parent / "standards"
LAWS_FILE = STANDARDS / "laws.yml"
CROSSWALKS_FILE = STANDARDS / "crosswalks.yml"

# Which shape a field's name leads to: names the fields that are allowed there.
SHAPES: dict[str, type[BaseModel]] = {
    "sections": Section,
    "items": Item,
    "scales": Level,
    "bands": Band,
    "laws": LawReference,
    "gate": Gate,
    "index": Index,
    "articles": Article,
    "elements": Element,
    "links": Link,
    **dict.fromkeys(
        ("title", "about", "question", "label", "description", "text", "levels", "criteria"),
        LocalText,
    ),
    **dict.fromkeys(("evidence", "hints"), LocalText),
}

# What stands at the top of a file that is a list of named parts.
PARTS: dict[type[BaseModel], type[BaseModel]] = {Laws: Law, Crosswalks: Crosswalk}


@cache
def load_laws() -> Laws:
    """Return the regulations of ``standards/laws.yml``; raises ``StandardError``."""
    return _validate(LAWS_FILE, Laws, None)


def standard_ids() -> list[str]:
    """Return the ids of the standards that come with the package, sorted."""
    others = {LAWS_FILE.name, CROSSWALKS_FILE.name}
    return sorted(path.stem for path in STANDARDS.glob("*.yml") if path.name not in others)


@cache
def load_standard(standard_id: str) -> Standard:
    """Return a standard of the package by its id; raises ``StandardError``."""
    if standard_id not in standard_ids():
        message = _("unknown standard; there are: {known}").format(known=", ".join(standard_ids()))
        raise StandardError([Problem(standard_id, 0, "", message)])
    return read_standard(STANDARDS / f"{standard_id}.yml")


@cache
def load_crosswalks() -> Crosswalks:
    """Return what ``standards/crosswalks.yml`` says of all sections; raises ``StandardError``."""
    standards = map(load_standard, standard_ids())
    sections = tuple(section.id for standard in standards for section in standard.sections)
    return _validate(CROSSWALKS_FILE, Crosswalks, Known(sections))


def read_standard(path: Path) -> Standard:
    """Read and validate one file; raises ``StandardError`` with all its problems at once."""
    return _validate(path, Standard, References(load_laws()))


def _validate(path: Path, model: type[M], context: Context) -> M:
    document = Document(path)
    problems = list(document.repeated_keys())
    try:
        valid = model.model_validate(document.data, context=context)
    except ValidationError as error:
        problems += [
            document.problem(found["loc"], _explain(found, model))
            for found in error.errors()
            if not _only_seems_short(found)
        ]
    if problems:
        raise StandardError(problems)
    return valid


def _only_seems_short(found: ErrorDetails) -> bool:
    """Tell whether a list has entries enough, and pydantic has left out the wrong ones."""
    entries = found["input"]
    return found["type"] == "too_short" and isinstance(entries, list) and len(entries) > 0


def _explain(found: ErrorDetails, model: type[BaseModel]) -> str:
    """Say in the reader's language what is allowed, for the kinds of error pydantic knows."""
    limits = dict(found.get("ctx", {}))
    if "expected" in limits:
        # pydantic joins the allowed words in English.
        limits["expected"] = limits["expected"].replace(" or ", ", ")
    sentences = {
        "missing": _("is missing"),
        "extra_forbidden": _("unknown field; allowed: {fields}"),
        "greater_than_equal": _("must be at least {ge}"),
        "less_than_equal": _("must be at most {le}"),
        "multiple_of": _("may have two decimals at most"),
        "literal_error": _("allowed: {expected}"),
        "string_pattern_mismatch": _("must look like the pattern {pattern}"),
        "too_long": _("must hold at most {max_length} entries"),
        "too_short": _("must hold at least {min_length} entry"),
        "string_too_short": _("must not be empty"),
        "int_type": _("must be a whole number"),
        "int_parsing": _("must be a whole number"),
        "int_from_float": _("must be a whole number"),
        "float_type": _("must be a number"),
        "float_parsing": _("must be a number"),
        "finite_number": _("must be a number"),
        "string_type": _("must be text"),
        "bool_type": _("must be true or false"),
        "bool_parsing": _("must be true or false"),
        "tuple_type": _("must be a list"),
        "dict_type": _("must be a mapping of keys to values"),
        "model_type": _("must be a mapping of keys to values"),
    }
    sentence = sentences.get(found["type"], found["msg"])
    fields = _allowed_fields(found["loc"], model) if "{fields}" in sentence else ""
    return sentence.format(fields=fields, **limits) if sentence != found["msg"] else sentence


def _allowed_fields(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """List the fields of the part that holds an unknown one."""
    names = [step for step in location[:-1] if step in SHAPES]
    top = PARTS.get(model, model)
    shape = SHAPES[str(names[-1])] if names else top
    fields = shape.model_fields.items()
    return ", ".join(str(field.alias or name) for name, field in fields)
