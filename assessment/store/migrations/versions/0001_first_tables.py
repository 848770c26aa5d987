"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and let no entry of the history be altered or deleted."""
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.UniqueConstraint("key", name="uq_unit_key"),
    )
    op.create_table(
        "item_order",
        sa.Column("standard", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("items", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("standard", "version", name="pk_item_order"),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("name", "key", "standard", "version", "state", "evidence")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_period"),
        sa.UniqueConstraint("unit_id", "key", name="uq_period_unit_id_key"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_period_unit_id_unit"),
    )
    op.create_table(
        "sheet",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("period_id", sa.Integer, nullable=False),
        sa.Column("agreed", sa.Boolean, nullable=False),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("alias", "key", "name", "codes", "created", "updated")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        sa.UniqueConstraint("period_id", "key", name="uq_sheet_period_id_key"),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name="fk_sheet_period_id_period"),
    )
    op.create_table(
        "note",
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("sheet_id", "item", "evidence", "note", "reason")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "item", name="pk_note"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_note_sheet_id_sheet"),
    )
    op.create_table(
        "file",
        sa.Column("id", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("sheet_id", "item", "path", "sha256")
        ),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_file"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_file_sheet_id_sheet"),
    )
    op.create_index("ix_file_sheet_id", "file", ["sheet_id"])
    op.create_table(
        "action",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("period_id", sa.Integer, nullable=False),
        sa.Column("due", sa.Date),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("item", "text", "owner", "measure", "status", "outcome")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name="fk_action_period_id_period"),
    )
    op.create_index("ix_action_period_id", "action", ["period_id"])
    op.create_table(
        "history",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("at", "who", "subject")),
        *(sa.Column(name, sa.String) for name in ("before", "after")),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_index("ix_history_subject", "history", ["subject"])
    _guard_history()


def _guard_history() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER history_no_{change.lower()} BEFORE {change} ON history "
                "BEGIN SELECT RAISE(ABORT, 'the history only grows'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION history_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the history only grows'; END $$"
    )
    op.execute(
        "CREATE TRIGGER history_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_only_grows()"
    )
