"""Journeys across rooms, in a real browser."""
