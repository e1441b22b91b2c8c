"""The pages of screenings."""
