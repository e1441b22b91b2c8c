"""Cancelling what the draw chose: one asks, another decides, and the seal stays closed to both."""
