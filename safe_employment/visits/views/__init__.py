"""Pages of visits: planning, the checklist on a phone, the report, and the employer's own reports."""
