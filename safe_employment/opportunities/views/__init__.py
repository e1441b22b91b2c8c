"""The pages of field trips, pledges and school support."""
