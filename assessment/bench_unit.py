"""What a unit waits for: an answer saved, forty sheets revealed, the report, the app."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

from assessment.bench import Row, undisturbed_ms
from assessment.i18n import _

ASSESSORS = 40


def unit_rows(repeats: int = 5) -> Iterator[Row]:
    """Measure the store, the comparison and the report, and the start of the app."""
    pandas = _started("import pandas", repeats)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        saved, bare = _saving(place, 10 * repeats)
        yield Row(_("an answer saved"), saved, "ms", _("a bare SQLite commit"), bare)
        revealed, report = _meeting(place, repeats)
        words = _("{n} sheets revealed and compared").format(n=ASSESSORS)
        yield Row(words, revealed, "ms", _("pandas imported"), pandas)
        yield Row(_("the report as PDF"), report, "ms", _("pandas imported"), pandas)
        address = str(place / "app.sqlite")
        start = f"from assessment.unit_app import UnitApp; UnitApp({address!r})"
        opened = _started(start, max(1, repeats // 2))
        yield Row(_("the app opened"), opened, "ms", _("pandas imported"), pandas)


def _started(code: str, repeats: int) -> float:
    """Return the median time of a new Python that runs ``code``, in milliseconds."""

    def start() -> None:
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603, our own words

    return undisturbed_ms(start, repeats)


def _saving(folder: Path, repeats: int) -> tuple[float, float]:
    """Return the times of an answer in the store, and of the smallest change SQLite can keep."""
    from assessment.answers import Answer
    from assessment.store import open_store

    store = open_store(str(folder / "saving.sqlite"))
    period = store.periods.open(store.units.add("Contoh"), "1", "unit")
    sheet = store.sheets.add(period, "A")
    levels = cycle([Answer(choice=1), Answer(choice=2)])
    before = Answer()

    def save() -> None:
        nonlocal before
        after = next(levels)
        store.sheets.save_answer(sheet, "P1-1", before, after)
        before = after

    saved = undisturbed_ms(save, repeats)
    store.close()
    return saved, bare_commit(folder, repeats)


def bare_commit(folder: Path, repeats: int) -> float:
    """Return the time of the smallest change that SQLite can keep in a folder."""
    import sqlite3

    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE t (n INTEGER)")
        return undisturbed_ms(lambda: connection.execute("INSERT INTO t VALUES (1)"), repeats)


def _meeting(folder: Path, repeats: int) -> tuple[float, float]:
    """Return the times of the comparison of many sheets, and of the report on them."""
    import numpy as np

    from assessment.agreement import agreement_table
    from assessment.answers import Answer, AnswerSheet
    from assessment.comparison import compare
    from assessment.loading import load_standard
    from assessment.report import make_report, report_pdf
    from assessment.store import open_store

    standard = load_standard("unit")
    levels = np.random.default_rng(45).integers(0, 4, (ASSESSORS, len(standard.items)))
    store = open_store(str(folder / "meeting.sqlite"))
    period = store.periods.open(store.units.add("Contoh"), "1", "unit")
    sheets = [
        AnswerSheet(
            standard=standard.id,
            version=standard.version,
            assessor=f"Penilai {number}",
            answers={
                item.id: Answer(choice=int(level))
                for item, level in zip(standard.items, row, strict=True)
            },
        )
        for number, row in enumerate(levels, start=1)
    ]
    store.sheets.take_over(period, sheets)
    period = store.periods.close(period)

    def reveal() -> None:
        found = store.sheets.revealed(period)
        compare(found)
        agreement_table(found)

    revealed = undisturbed_ms(reveal, repeats)
    content = make_report(period, sheets[0], sheets, [], None)
    report = undisturbed_ms(lambda: report_pdf(content), max(1, repeats // 2))
    store.close()
    return revealed, report
