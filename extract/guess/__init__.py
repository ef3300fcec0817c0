"""Guessers for what nobody drew: rows and columns of tables that lack some of their rules. Each owns its evidence and its limits."""
