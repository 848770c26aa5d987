"""The columns and metadata of a table of codes: what it must say before its rows are looked at."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from assessment.errors import AnswerError, Problem, StandardError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.standard import Standard

# Keys of the schema's metadata.
STANDARD, VERSION, CODES, MADE_UP = (
    f"bermakna-{name}" for name in ("standard", "version", "codes", "made-up")
)

NAMES = pa.dictionary(pa.int32(), pa.string())
WHO = {
    "unit": NAMES,
    "period": NAMES,
    "agreed": pa.bool_(),
    "sheet": pa.string(),
    "assessor": pa.string(),
}
NEEDED = ("unit", "period", "agreed")


@dataclass(frozen=True)
class Fit:
    """What fitting columns are of: the standard, the columns of ``WHO`` there are, remarks."""

    standard: Standard
    who: list[str]
    remarks: list[Problem]


def fitting(schema: pa.Schema, file: str, standard: Standard | None = None) -> Fit:
    """Return what a schema holds; raises ``AnswerError`` when it cannot be used.

    A column that nothing is known of is remarked, and not read.
    """
    found = standard_of(schema, file, standard)
    if problems := [*_wrong_columns(schema, file, found)]:
        raise AnswerError(problems)
    known = {*WHO, *(item.id for item in found.items)}
    remarks = []
    if unknown := [name for name in schema.names if name not in known]:
        message = _(
            "unknown columns were not read; allowed: {allowed}, and the items of {standard}"
        )
        message = message.format(allowed=", ".join(WHO), standard=found.id)
        remarks.append(Problem(file, 0, ", ".join(unknown), message))
    return Fit(found, [name for name in WHO if name in schema.names], remarks)


def standard_of(schema: pa.Schema, file: str, standard: Standard | None = None) -> Standard:
    """Return the standard that the metadata name, which must be ``standard`` if that is given.

    Raises ``AnswerError``.
    """
    told = {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}
    if lacking := [key for key in (STANDARD, VERSION) if key not in told]:
        message = _("these metadata are missing; write the file with write_parquet")
        raise AnswerError([Problem(file, 0, ", ".join(lacking), message)])
    if standard is None:
        try:
            standard = load_standard(told[STANDARD])
        except StandardError as error:
            message = error.problems[0].message
            raise _refused(file, STANDARD, told[STANDARD], message) from error
    if told[STANDARD] != standard.id:
        message = _("belongs to the standard {found}; allowed here: {allowed}")
        message = message.format(found=told[STANDARD], allowed=standard.id)
        raise _refused(file, STANDARD, told[STANDARD], message)
    if told[VERSION] != standard.version:
        message = _("belongs to version {found}; allowed here: {allowed}")
        message = message.format(found=told[VERSION], allowed=standard.version)
        raise _refused(file, VERSION, told[VERSION], message)
    return standard


def made_up(schema: pa.Schema) -> bool:
    """Whether the metadata say that nobody gave these answers."""
    return (schema.metadata or {}).get(MADE_UP.encode()) == b"true"


def _refused(file: str, key: str, value: str, message: str) -> AnswerError:
    return AnswerError([Problem(file, 0, f"{key} = {value!r}", message)])


def _wrong_columns(schema: pa.Schema, file: str, standard: Standard) -> Iterator[Problem]:
    """Yield what columns are missing, stand twice or are of a type that cannot be read."""
    items = [item.id for item in standard.items]
    if missing := [name for name in (*NEEDED, *items) if name not in schema.names]:
        yield Problem(file, 0, ", ".join(missing), _("these columns are missing"))
    times = Counter(schema.names)
    for name in [*WHO, *items]:
        if times[name] > 1:
            yield Problem(file, 0, name, _("this column stands twice"))
        elif name in times:
            readable, rule = _rule(name)
            if not readable(schema.field(name).type):
                yield Problem(file, 0, f"{name}: {schema.field(name).type}", rule)


def _rule(name: str) -> tuple[Callable[[pa.DataType], bool], str]:
    """Return which types a column may have, and the words for it."""
    if name == "agreed":
        return pa.types.is_boolean, _("must be true or false")
    if name in WHO:
        return _is_text, _("must be text")
    return pa.types.is_integer, _("must be a whole number")


def _is_text(found: pa.DataType) -> bool:
    kind = found.value_type if pa.types.is_dictionary(found) else found
    return any(
        is_kind(kind)
        for is_kind in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    )
