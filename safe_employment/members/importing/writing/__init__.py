"""Writing a list into the register in one transaction, and taking it out again."""
