"""Tests of the readers, and the engine's worked cases read as JSON."""
