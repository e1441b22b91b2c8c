"""Bringing a list of members into the register: values, sheet, comparing, writing."""
