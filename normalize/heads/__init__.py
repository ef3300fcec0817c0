"""The head of a printed table: its words, its rows, the columns that it names. One vocabulary for plans and reports."""
