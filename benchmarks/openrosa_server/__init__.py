"""The server of the benchmark of intake: the programme, and beside it the plain view as its peer."""
