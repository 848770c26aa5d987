"""The tables. Their history is in ``migrations``; a test holds both together.

A sheet's answers are one short text, a sign an item in the standard's order: a digit is a level,
``.`` no answer, ``?`` unknown, ``x`` not applicable. Times are ISO 8601 in UTC.
"""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.orm.collections import attribute_keyed_dict

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The catalogue of all tables."""

    metadata = MetaData(naming_convention=NAMES)


class UnitRow(Base):
    """A unit; ``key`` is its name folded, so that two spellings of one name meet."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)


class OrderRow(Base):
    """The order of the items of one version of a standard, by which its sheets are read."""

    __tablename__ = "item_order"

    standard: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    items: Mapped[str]


class PeriodRow(Base):
    """A period of a unit."""

    __tablename__ = "period"
    __table_args__ = (UniqueConstraint("unit_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str]
    key: Mapped[str]
    standard: Mapped[str]
    version: Mapped[str]
    state: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="")

    unit: Mapped[UnitRow] = relationship(lazy="joined", innerjoin=True)


class SheetRow(Base):
    """A sheet of a period: an assessor's, or the one agreed on."""

    __tablename__ = "sheet"
    __table_args__ = (UniqueConstraint("period_id", "key"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    agreed: Mapped[bool]
    alias: Mapped[str]
    key: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    codes: Mapped[str]
    created: Mapped[str]
    updated: Mapped[str]

    period: Mapped[PeriodRow] = relationship(lazy="joined", innerjoin=True)
    notes: Mapped[dict[str, "NoteRow"]] = relationship(
        collection_class=attribute_keyed_dict("item"), cascade="all, delete-orphan"
    )


class NoteRow(Base):
    """What is written beside one answer."""

    __tablename__ = "note"

    sheet_id: Mapped[str] = mapped_column(ForeignKey("sheet.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    evidence: Mapped[str]
    note: Mapped[str]
    reason: Mapped[str]


class FileRow(Base):
    """A file that proves an answer, by its path and content."""

    __tablename__ = "file"

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[str] = mapped_column(ForeignKey("sheet.id"), index=True)
    item: Mapped[str]
    path: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)


class ActionRow(Base):
    """An action of a period's plan."""

    __tablename__ = "action"

    id: Mapped[int] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), index=True)
    item: Mapped[str]
    text: Mapped[str]
    owner: Mapped[str]
    due: Mapped[date | None]
    measure: Mapped[str]
    status: Mapped[str]
    outcome: Mapped[str]


class WorkshopRow(Base):
    """A workshop; ``sections`` are their ids with blanks between them."""

    __tablename__ = "workshop"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    standard: Mapped[str]
    version: Mapped[str]
    sections: Mapped[str]
    rounds: Mapped[int]
    round: Mapped[int]
    phase: Mapped[str]
    closes: Mapped[str | None]
    kept_until: Mapped[str]


class SentRow(Base):
    """A sheet of a round: no name, no time; ``codes`` are empty once it has been withdrawn.

    ``token`` is a digest of what the phone proves itself with, ``None`` for a sheet that the
    trainer has taken in.
    """

    __tablename__ = "workshop_sheet"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    participant: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str | None]
    revision: Mapped[int] = mapped_column(BigInteger)
    codes: Mapped[str]


class CommitmentRow(Base):
    """What someone has promised on the wall of a workshop; empty once it is taken back."""

    __tablename__ = "commitment"
    __table_args__ = (UniqueConstraint("workshop_id", "token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"))
    token: Mapped[str]
    revision: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]
    hidden: Mapped[bool]


class HistoryRow(Base):
    """One change; the database itself refuses to alter or delete it."""

    __tablename__ = "history"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    who: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    before: Mapped[str | None]
    after: Mapped[str | None]
