"""How the books of all employers stand: by industry, size, district and rule, with small cells withheld."""
