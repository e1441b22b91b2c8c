"""An association without a database, for measuring the visit app alone."""
