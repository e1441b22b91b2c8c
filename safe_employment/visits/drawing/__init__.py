"""The draw in the office: from what the rooms know of employers to sealed visits, by `engines.draw`."""
