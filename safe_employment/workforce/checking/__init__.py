"""Checking the books of an employer without keeping anything: for the command line, the public page and
the API.
"""
