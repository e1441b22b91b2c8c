"""Worked cases for every rule (`cases/*.yaml`), and what must hold of the rules whatever the books."""
