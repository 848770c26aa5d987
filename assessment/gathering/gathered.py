"""What was gathered: the sheets that count, what was not used, and what is missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from assessment.answer_matrix import AnswerMatrix, whose
from assessment.errors import Problem
from assessment.gathering.counting import counted
from assessment.gathering.missing import missing_of
from assessment.gathering.names import Pair, Spellings, place_of
from assessment.gathering.pieces import Incoming, Piece
from assessment.gathering.register import Register
from assessment.i18n import _
from assessment.plan import compile_plan
from assessment.standard import Standard
from assessment.wording import print_count

FILES = {"file": "string", "kind": "string", "sheets": "int64", "state": "string"}


@dataclass
class Source:
    """A file or database: its name, its kind in words, what it holds, and what cannot be used.

    ``left_out`` says why periods were not read, by the names of unit and period. ``state`` says
    what became of a file that is to hold no sheets.
    """

    name: str
    kind: str
    pieces: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: dict[Pair, str] = field(default_factory=dict)
    state: str = ""


@dataclass(frozen=True, eq=False)
class Gathered:
    """Sheets of one version of a standard from many places.

    ``matrix`` names neither ids nor aliases: nobody needs them any more. ``register`` has the
    columns of ``rollup.REGISTER``, ``files`` those of ``FILES`` and ``missing`` those of
    ``missing.MISSING``: every unit and period without a sheet that counts, with the reason.
    """

    matrix: AnswerMatrix = field(repr=False)
    register: pd.DataFrame = field(repr=False)
    files: pd.DataFrame = field(repr=False)
    problems: list[Problem] = field(repr=False)
    missing: pd.DataFrame = field(repr=False)


def gathered(standard: Standard, sources: Sequence[Source], register: Register) -> Gathered:
    """Put the sheets of all sources together; of two that are the same the first counts."""
    units, periods = Spellings(register.units["unit"]), Spellings()
    pieces = [(number, piece) for number, source in enumerate(sources) for piece in source.pieces]
    incoming = Incoming.of(pieces, len(compile_plan(standard).items), units, periods)
    names = [source.name for source in sources]
    kept, not_counted = counted(incoming, names)
    matrix = AnswerMatrix(standard, kept.codes, _who(kept.about))
    problems = [problem for source in sources for problem in source.problems]
    problems += [*not_counted, *_strangers(incoming.about, register.units, names)]
    left_out = {
        **dict.fromkeys(_groups(incoming.about), _("the sheets that were sent do not count")),
        **{
            (units.of(unit), periods.of(period)): reason
            for source in sources
            for (unit, period), reason in source.left_out.items()
        },
    }
    return Gathered(
        matrix,
        register.units,
        _files(sources, kept.about["file"], problems),
        sorted([*register.problems, *problems]),
        missing_of(matrix.who, register.units, left_out),
    )


def _who(about: pd.DataFrame) -> pd.DataFrame:
    used = {name: about[name].cat.remove_unused_categories() for name in ("unit", "period")}
    return whose({**used, "agreed": about["agreed"]})


def _groups(about: pd.DataFrame) -> list[Pair]:
    pairs = about[["unit", "period"]].drop_duplicates().astype(str)
    return [*pairs.itertuples(index=False, name=None)]


def _strangers(
    about: pd.DataFrame, register: pd.DataFrame, files: Sequence[str]
) -> Iterator[Problem]:
    """Remark the units that have sent something and are not in the register, if there is one."""
    if register.empty:
        return
    first = about.drop_duplicates("unit")[["unit", "file"]].astype({"unit": str})
    for unit, file in first[~first["unit"].isin(register["unit"])].itertuples(index=False):
        message = _("is not in the register of units; add it there, or correct the name")
        yield Problem(files[file], 0, place_of(unit=unit), message)


def _files(
    sources: Sequence[Source], used: "pd.Series[int]", problems: Sequence[Problem]
) -> pd.DataFrame:
    sheets = used.value_counts().reindex(range(len(sources)), fill_value=0)
    wrong = Counter(problem.file for problem in problems)
    rows = [
        (source.name, source.kind, many, source.state or _state(many, wrong[source.name]))
        for source, many in zip(sources, sheets, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(FILES)).astype(FILES)


def _state(sheets: int, problems: int) -> str:
    return state_of(problems) if sheets else _("not used")


def state_of(problems: int) -> str:
    """Say of a file that was read how much is to be said about it."""
    return _("read, with {n} remarks").format(n=print_count(problems)) if problems else _("read")
