"""Pages of findings, actions and ties, and the employer's own."""
