"""The rules and figures of the law as pages that anyone may read: the law is no secret.

Written from the data that the checks run on (`reference/jurisdictions`), so that nothing is told twice.
"""
