"""What units send to their ministry, for the tests that gather it."""

from pathlib import Path
from typing import Any

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import Period
from assessment.errors import Problem
from assessment.gathering import Gathered
from assessment.loading import load_standard
from assessment.store import Store, open_store

UNIT = load_standard("unit")
ITEMS = [item.id for item in UNIT.items]


def sheet(unit: str, period: str = "2026-1", level: int = 2, **fields: Any) -> AnswerSheet:
    """Make a sheet with one level for every item; without an alias it is agreed on."""
    answers = {item: Answer(choice=level, evidence="Catatan") for item in ITEMS}
    about = {"unit": unit, "period": period, "answers": answers, **fields}
    return AnswerSheet(standard="unit", version=UNIT.version, **about)


def put(folder: Path, name: str, *args: Any, **fields: Any) -> AnswerSheet:
    """Write a sheet as a JSON file below a folder."""
    made = sheet(*args, **fields)
    made.write(folder / name)
    return made


def fill(store: Store, period: Period, alias: str, level: int) -> str:
    """Let someone answer everything with one level, and return the id of their sheet."""
    store.sheets.take_over(period, [sheet("", "", level, assessor=alias)])
    found = store.sheets.participants(period)
    return next(who.sheet for who in found if who.alias == alias)


def fill_unit(store: Store, unit: str, period: str = "2026-1", level: int = 1) -> Period:
    """Open a period with two assessors' sheets, which stay blind."""
    known = {one.name: one for one in store.units.all()}
    opened = store.periods.open(known.get(unit) or store.units.add(unit), period, "unit")
    for alias in ("Penilai A", "Penilai B"):
        fill(store, opened, alias, level)
    return opened


def agree(store: Store, period: Period, level: int = 3) -> None:
    """Agree on one level for every item of a closed period."""
    agreed = store.sheets.begin_agreeing(period)
    for item in ITEMS:
        store.sheets.save_answer(agreed.sheet, item, Answer(), Answer(choice=level))


def unit_file(path: Path, unit: str, period: str = "2026-1", *, level: int = 3) -> None:
    """Make the database of a unit that has agreed on a level in a closed period."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = open_store(str(path))
    closed = store.periods.close(fill_unit(store, unit, period))
    agree(store, closed, level)
    store.close()


def rows(found: Gathered) -> list[tuple[str, str, bool, int]]:
    """Return whose sheets were gathered, and the level of the first item."""
    levels = found.matrix.codes[:, 0].astype(int) - 3
    who = found.matrix.who
    told = zip(who["unit"], who["period"], who["agreed"], levels, strict=True)
    return [
        (str(unit), str(period), bool(agreed), int(level)) for unit, period, agreed, level in told
    ]


def said(problems: list[Problem], file: str) -> list[str]:
    """Return what is said about a file."""
    return [str(problem) for problem in problems if problem.file == file]
