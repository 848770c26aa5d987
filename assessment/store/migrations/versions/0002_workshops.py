"""Workshops, with what was sent to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of workshops."""
    op.create_table(
        "workshop",
        sa.Column("id", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("code", "title", "standard", "version", "sections", "phase", "kept_until")
        ),
        sa.Column("rounds", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("closes", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_workshop"),
        sa.UniqueConstraint("code", name="uq_workshop_code"),
    )
    op.create_table(
        "workshop_sheet",
        sa.Column("workshop_id", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("participant", sa.String, nullable=False),
        sa.Column("token", sa.String),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("codes", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "round", "participant", name="pk_workshop_sheet"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name="fk_workshop_sheet_workshop_id_workshop"
        ),
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workshop_id", sa.Integer, nullable=False),
        sa.Column("token", sa.String, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("hidden", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        sa.UniqueConstraint("workshop_id", "token", name="uq_commitment_workshop_id_token"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name="fk_commitment_workshop_id_workshop"
        ),
    )
