"""Labour law as dated, local rules over workers, contracts, attendance and pay."""
