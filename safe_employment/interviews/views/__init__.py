"""The pages of case studies."""
