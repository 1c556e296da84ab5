"""What Alembic runs: it is handed an open connection and leaves committing to the caller."""

from __future__ import annotations

from alembic import context

from cjaplans.load.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
