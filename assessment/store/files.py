"""Files that prove an answer. They stay where they are; the store knows them by their content."""

import hashlib
from pathlib import Path

from sqlalchemy import select

from assessment.cycle import FileReference, Period, PeriodState
from assessment.errors import reason_of
from assessment.i18n import _
from assessment.store.database import Database
from assessment.store.history import record
from assessment.store.problems import StoreError
from assessment.store.rows import changing_period, order_of, sheet_row
from assessment.store.schema import FileRow, SheetRow


class Files:
    """The file references of all sheets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attach(self, sheet: str, item: str, path: Path | str) -> FileReference:
        """Remember a file as evidence; raises ``StoreError`` when it cannot be read."""
        path = Path(path).expanduser().resolve()
        sha256, size = _digest(path)
        with self._database.writing() as session:
            owner = sheet_row(session, sheet)
            state = PeriodState.CLOSED if owner.agreed else PeriodState.OPEN
            held = changing_period(session, owner.period_id, state)
            if item not in order_of(session, held):
                raise StoreError(_("there is no item {item}").format(item=item))
            row = FileRow(sheet_id=sheet, item=item, path=str(path), sha256=sha256, size=size)
            session.add(row)
            session.flush()
            reference = _reference(row)
            subject = f"period/{held.id}/sheet/{sheet}/{item}/file/{row.id}"
            record(session, self._database.who, subject, None, reference)
            return reference

    def of(self, sheet: str) -> list[FileReference]:
        """Return the references of a sheet by item."""
        query = select(FileRow).where(FileRow.sheet_id == sheet)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(FileRow.item, FileRow.id))
            return [_reference(row) for row in rows]

    def doubtful(self, period: Period) -> dict[FileReference, str]:
        """Return the references of a period that no longer hold, each with its reason."""
        query = select(FileRow).join(SheetRow).where(SheetRow.period_id == period.id)
        with self._database.reading() as session:
            references = [_reference(row) for row in session.scalars(query.order_by(FileRow.id))]
        checked = {reference: _doubt(reference) for reference in references}
        return {reference: doubt for reference, doubt in checked.items() if doubt}


def _doubt(reference: FileReference) -> str | None:
    try:
        sha256, _size = _digest(Path(reference.path))
    except StoreError as error:
        return str(error)
    if sha256 != reference.sha256:
        return _("{file} has changed since it was attached").format(file=reference.path)
    return None


def _digest(path: Path) -> tuple[str, int]:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
    except OSError as error:
        message = _("{file} cannot be read: {reason}")
        raise StoreError(message.format(file=path, reason=reason_of(error))) from error


def _reference(row: FileRow) -> FileReference:
    return FileReference(row.item, row.path, row.sha256, row.size, row.id)
