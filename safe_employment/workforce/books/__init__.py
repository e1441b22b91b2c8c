"""Reading the books of an employer from any file: workbook, CSV, Parquet, JSON. Nothing is kept."""
