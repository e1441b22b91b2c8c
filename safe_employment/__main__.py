"""`python -m safe_employment` is the command `safe-employment`."""

from safe_employment.cli import main

main()
