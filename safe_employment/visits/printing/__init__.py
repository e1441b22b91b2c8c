"""What of a visit is set by Typst for print."""

from safe_employment.visits.printing.report import write_visit_report

__all__ = ["write_visit_report"]
