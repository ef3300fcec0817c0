"""What a document is: its kind, office, year, date, and the pages that it declares."""
