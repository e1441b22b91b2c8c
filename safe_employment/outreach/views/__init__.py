"""The pages of outreach."""
