"""The account of everything printed: what became of each number of each table."""
