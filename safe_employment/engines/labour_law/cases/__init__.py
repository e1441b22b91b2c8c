"""The cases that rules are about: tables that are computed from the books, each with what a formula may
name.
"""
