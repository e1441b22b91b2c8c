"""Reading a list of members: columns, values, problems. No database."""
