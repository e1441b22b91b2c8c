"""The demonstration: an invented association, its past programme and its present year."""
