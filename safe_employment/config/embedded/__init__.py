"""PostgreSQL from PyPI, started on the first connection when no DATABASE_URL is set."""
