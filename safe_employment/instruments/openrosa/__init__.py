"""The OpenRosa server: what ODK Collect asks for and sends (docs.getodk.org/openrosa).

Every address holds the token of one person's device, so that a phone needs no password and can be shut
out alone. Version 1.0 of the HTTP, form list and form submission standards.
"""
