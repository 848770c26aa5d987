"""The wall of a workshop: what its participants have promised, without names."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from assessment.errors import AnswerError, Problem
from assessment.i18n import _
from assessment.kept_text import keepable
from assessment.store.database import Database
from assessment.store.problems import UnknownWorkshopError, WorkshopClosedError
from assessment.store.schema import CommitmentRow, WorkshopRow
from assessment.store.workshop_rows import digest, held_row, known_row, phase_of
from assessment.workshop import LONGEST_COMMITMENT, Commitment, Phase, Workshop


class Commitments:
    """Keeps one commitment of each phone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def promise(self, code: str, token: str, revision: int, text: str) -> int:
        """Keep a phone's commitment, and return the revision that is kept; see ``receive``.

        An empty text takes it back. Raises ``UnknownWorkshopError``, ``WorkshopClosedError`` after
        the end, and ``AnswerError`` for a text that is too long or cannot be kept.
        """
        with self._database.writing() as session:
            row = known_row(session, code, changing=True)
            _require_place(row, text)
            own = {"workshop_id": row.id, "token": digest(row, token)}
            dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
            first = dialect.insert(CommitmentRow).values(**own, revision=-1, text="", hidden=False)
            session.execute(first.on_conflict_do_nothing())
            kept = session.scalars(select(CommitmentRow).filter_by(**own).with_for_update()).one()
            if revision > kept.revision:
                kept.revision, kept.text = revision, " ".join(text.split())
            return kept.revision

    def commitments(self, workshop: Workshop) -> list[Commitment]:
        """Return all commitments by their text, which says nothing about who came first."""
        with self._database.reading() as session:
            row = known_row(session, workshop.code)
            query = select(CommitmentRow).where(
                CommitmentRow.workshop_id == row.id, CommitmentRow.text != ""
            )
            found = [Commitment(one.id, one.text, one.hidden) for one in session.scalars(query)]
        return sorted(found, key=lambda one: (one.text.casefold(), one.id))

    def hide(self, workshop: Workshop, commitment: Commitment, *, hidden: bool) -> None:
        """Take a commitment from the wall, or put it back."""
        with self._database.writing() as session:
            held_row(session, workshop, *Phase)
            row = session.get(CommitmentRow, commitment.id)
            if row is None or row.workshop_id != workshop.id:
                raise UnknownWorkshopError
            row.hidden = hidden


def _require_place(row: WorkshopRow, text: str) -> None:
    if phase_of(row) is Phase.ENDED:
        raise WorkshopClosedError(_("The workshop has ended; the wall stays as it is."))
    if len(text) > LONGEST_COMMITMENT or not keepable(text):
        message = _("a commitment has at most {letters} letters, and only such as can be kept")
        problem = Problem("", 0, "text", message.format(letters=LONGEST_COMMITMENT))
        raise AnswerError([problem])
