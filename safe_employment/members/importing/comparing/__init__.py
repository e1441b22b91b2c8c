"""Which rows are one employer, and which employer of the register; kept until it is confirmed."""
