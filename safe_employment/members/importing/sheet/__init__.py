"""From a file's columns to clean rows, with every problem by row and column. No database."""
