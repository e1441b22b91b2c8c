"""The app's own page, its interface, and the pages of the office about phones."""
