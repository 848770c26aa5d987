"""A database that holds all units: a file, or a server."""

from contextlib import closing, nullcontext
from pathlib import Path

import pandas as pd

from assessment.gathering.gathered import Gathered, Source, gathered
from assessment.gathering.register import register_of
from assessment.gathering.stores import Progress, add_store
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.store import Store, open_store


def gather_store(
    store: Store | Path | str,
    standard: str = "unit",
    *,
    register: pd.DataFrame | None = None,
    progress: Progress | None = None,
) -> Gathered:
    """Read all periods of a store, open or by its address, that are not being filled in.

    ``progress`` is told how many sheets are done. The register has the columns of
    ``rollup.REGISTER``. Raises ``StoreError`` when the store cannot be read.
    """
    wanted = load_standard(standard)
    held = nullcontext(store) if isinstance(store, Store) else closing(open_store(str(store)))
    with held as opened:
        source = Source(opened.where, _("database"))
        add_store(source, opened, wanted, named=False, progress=progress)
    return gathered(wanted, [source], register_of(register))
