"""An employer's own register at a glance: people, hours, pay, problems, and what is missing.

Only facts of the register and results that are no secret: nothing here may depend on what is confidential.
"""
