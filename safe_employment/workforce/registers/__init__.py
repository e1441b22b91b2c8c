"""The register as books: what the law engine reads, straight from the database."""

from .reading import Months, books_of, kept_months, sheets_kept
from .sheets import employer_key, worker_key

__all__ = ["Months", "books_of", "employer_key", "kept_months", "sheets_kept", "worker_key"]
