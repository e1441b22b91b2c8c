"""Django database backend that starts the embedded PostgreSQL server on first use.

Settings may be imported without a database (the matching command, the type checker); only a
connection needs one. The server stops when the last process that uses it ends.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.db.backends.postgresql import base, psycopg_any

from safe_employment.config.embedded.server import running_server

__all__ = ["Database", "DatabaseWrapper"]

Database = psycopg_any


class DatabaseWrapper(base.DatabaseWrapper):
    """The PostgreSQL backend, with the address asked of the embedded server."""

    def get_connection_params(self) -> dict[str, Any]:
        """Return connection parameters; starts the server if it is not running.

        Raises ImproperlyConfigured as the PostgreSQL backend does.
        """
        given = self.settings_dict
        server = running_server(Path(given["DATA_DIRECTORY"]), for_tests=given.get("FOR_TESTS", False))
        address = urlsplit(server.get_uri())
        self.settings_dict["HOST"] = parse_qs(address.query).get("host", [address.hostname or ""])[0]
        self.settings_dict["PORT"] = str(address.port or "")
        self.settings_dict["USER"] = unquote(address.username or "postgres")
        self.settings_dict["PASSWORD"] = unquote(address.password or "")
        return super().get_connection_params()
