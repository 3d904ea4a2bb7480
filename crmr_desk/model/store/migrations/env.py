"""Run by Alembic for each command: migrates the connection that ``migrate.py`` hands over, in one transaction."""

from __future__ import annotations

from alembic import context

from crmr_desk.model.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
