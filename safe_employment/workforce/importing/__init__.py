"""Books that an employer hands in become records of the register: read, compared, written."""
