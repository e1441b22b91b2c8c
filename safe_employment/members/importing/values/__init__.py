"""What people write in a cell: dates, numbers, telephones, codes, districts, trades. No database."""
