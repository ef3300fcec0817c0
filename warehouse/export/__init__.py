"""Files for others: CSV, the workbook and the data package."""
